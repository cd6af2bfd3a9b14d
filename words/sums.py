"""The sum behind a verdict, in words: anybody in the room can check it by hand."""

from __future__ import annotations

from assembly.votes import Base, Comparator, Count, Need, Outcome, Rule, Verdict
from words.language import _


def say_outcome(verdict: Verdict) -> str:
    """What was decided, or why nothing was; numbers that do not add up decide nothing."""
    if not verdict.reconciled:
        return _("UNRECONCILED: nothing is decided until the numbers add up. Count again.")
    match verdict.outcome:
        case Outcome.ADOPTED:
            return _("ADOPTED")
        case Outcome.REJECTED:
            return _("REJECTED")
        case Outcome.NO_QUORUM:
            return _("NO QUORUM: too few are here to decide.")
        case Outcome.NO_DECISION:
            return _("NO DECISION: there are no votes to take a share of.")


def say_sum(verdict: Verdict) -> str:
    """The numbers behind a verdict: "needs 21 of 31 present (2/3, at least); has 20; short by 1"."""
    match verdict.outcome:
        case Outcome.NO_QUORUM:
            said = _quorum_sum(verdict)
        case Outcome.NO_DECISION:
            said = _("0 {base} ({share}); a share of nobody decides nothing").format(
                share=say_share(verdict.rule), base=say_base(verdict.rule.base)
            )
        case Outcome.ADOPTED | Outcome.REJECTED:
            said = _vote_sum(verdict)
    return said if verdict.reconciled else f"{said}; {say_gap(verdict.count)}"


def say_need(need: Need) -> str:
    """How many yes a vote will take, said before it."""
    known = _needs(need.number, need.base, need.rule)
    if need.certain:
        return known
    return _("{needs} if everybody present votes; fewer if fewer do").format(needs=known)


def say_counts(verdict: Verdict) -> str:
    """What was counted, and whether enough people were here."""
    count = verdict.count
    line = _("Yes {yes}, no {no}, abstaining {abstain}. Quorum: {needed} of {entitled}; {present} were here.")
    return line.format(
        yes=count.yes,
        no=count.no,
        abstain=count.abstain,
        needed=verdict.quorum_needed,
        entitled=count.entitled,
        present=count.present,
    )


def say_quorum(present: int, needed: int) -> str:
    """Who is here against who must be, such as "31 here, 20 needed"."""
    return _("{present} here, {needed} needed").format(present=present, needed=needed)


def say_quorum_then(present: int, needed: int) -> str:
    """Who was here when something was decided, against who had to be; since then people may have left."""
    return _("{present} were here, {needed} needed").format(present=present, needed=needed)


def say_gap(count: Count) -> str:
    """By how much a count does not add up to those present."""
    facts = {"counted": count.accounted, "present": count.present, "gap": abs(count.gap)}
    if count.gap > 0:
        return _("{counted} counted but {present} present: {gap} too many").format(**facts)
    if count.gap < 0:
        return _("{counted} counted but {present} present: {gap} missing").format(**facts)
    return _("{counted} counted, {present} present").format(**facts)


def say_share(rule: Rule) -> str:
    """The line of a rule as the fraction it is, such as "2/3, at least"."""
    share = f"{rule.fraction.numerator}/{rule.fraction.denominator}"
    match rule.comparator:
        case Comparator.AT_LEAST:
            line = _("{share}, at least").format(share=share)
        case Comparator.MORE_THAN:
            line = _("{share}, more than").format(share=share)
    return line if rule.line_outnumbers else _("{line}, and more yes than no").format(line=line)


def say_base(base: Base) -> str:
    """Who is counted, in the word that follows their number."""
    match base:
        case Base.YES_NO:
            return _("yes+no")
        case Base.CAST:
            return _("cast")
        case Base.PRESENT:
            return _("present")
        case Base.ENTITLED:
            return _("entitled")


def _needs(number: int, base: int, rule: Rule) -> str:
    return _("needs {number} of {size} {base} ({share})").format(
        number=number, size=base, base=say_base(rule.base), share=say_share(rule)
    )


def _vote_sum(verdict: Verdict) -> str:
    needs = _needs(verdict.needed, verdict.base, verdict.rule)
    has = _("has {yes}").format(yes=verdict.count.yes)
    return "; ".join(part for part in (needs, has, _why_not(verdict)) if part)


def _why_not(verdict: Verdict) -> str:
    if verdict.tied:
        return _("{no} no as well: a tie is not adopted").format(no=verdict.count.no)
    if verdict.short_by:
        return _("short by {number}").format(number=verdict.short_by)
    if verdict.outcome is Outcome.REJECTED:
        return _("{no} no: more no than yes").format(no=verdict.count.no)
    return ""


def _quorum_sum(verdict: Verdict) -> str:
    return _("quorum needs {needed} of {entitled} entitled; has {present} present; short by {number}").format(
        needed=verdict.quorum_needed,
        entitled=verdict.count.entitled,
        present=verdict.count.present,
        number=verdict.quorum_short_by,
    )
