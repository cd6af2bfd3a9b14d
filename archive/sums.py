"""The sums behind the votes of the public record, so that anybody can check them by hand."""

from __future__ import annotations

from archive.words import Translate
from assembly.votes import Base, Comparator, Count, Outcome, Rule, Verdict


def counts_of(verdict: Verdict, _: Translate) -> str:
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


def sum_of(verdict: Verdict, _: Translate) -> str:
    """The numbers behind a verdict: "needs 21 of 31 present (2/3, at least); has 20; short by 1"."""
    match verdict.outcome:
        case Outcome.NO_QUORUM:
            said = _quorum_sum(verdict, _)
        case Outcome.NO_DECISION:
            said = _("0 {base} ({share}); a share of nobody decides nothing").format(
                share=_share(verdict.rule, _), base=_base(verdict.rule.base, _)
            )
        case Outcome.ADOPTED | Outcome.REJECTED:
            said = _vote_sum(verdict, _)
    return said if verdict.reconciled else f"{said}; {_gap(verdict.count, _)}"


def _vote_sum(verdict: Verdict, _: Translate) -> str:
    rule = verdict.rule
    needs = _("needs {number} of {size} {base} ({share})").format(
        number=verdict.needed, size=verdict.base, base=_base(rule.base, _), share=_share(rule, _)
    )
    has = _("has {yes}").format(yes=verdict.count.yes)
    return "; ".join(part for part in (needs, has, _why_not(verdict, _)) if part)


def _why_not(verdict: Verdict, _: Translate) -> str:
    if verdict.tied:
        return _("{no} no as well: a tie is not adopted").format(no=verdict.count.no)
    if verdict.short_by:
        return _("short by {number}").format(number=verdict.short_by)
    if verdict.outcome is Outcome.REJECTED:
        return _("{no} no: more no than yes").format(no=verdict.count.no)
    return ""


def _quorum_sum(verdict: Verdict, _: Translate) -> str:
    return _("quorum needs {needed} of {entitled} entitled; has {present} present; short by {number}").format(
        needed=verdict.quorum_needed,
        entitled=verdict.count.entitled,
        present=verdict.count.present,
        number=verdict.quorum_short_by,
    )


def _gap(count: Count, _: Translate) -> str:
    facts = {"counted": count.accounted, "present": count.present, "gap": abs(count.gap)}
    if count.gap > 0:
        return _("{counted} counted but {present} present: {gap} too many").format(**facts)
    return _("{counted} counted but {present} present: {gap} missing").format(**facts)


def _share(rule: Rule, _: Translate) -> str:
    share = f"{rule.fraction.numerator}/{rule.fraction.denominator}"
    match rule.comparator:
        case Comparator.AT_LEAST:
            line = _("{share}, at least").format(share=share)
        case Comparator.MORE_THAN:
            line = _("{share}, more than").format(share=share)
    return line if rule.line_outnumbers else _("{line}, and more yes than no").format(line=line)


def _base(base: Base, _: Translate) -> str:
    match base:
        case Base.YES_NO:
            return _("yes+no")
        case Base.CAST:
            return _("cast")
        case Base.PRESENT:
            return _("present")
        case Base.ENTITLED:
            return _("entitled")
