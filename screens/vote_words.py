"""What is shown of a vote: the rule before it, the count while it is made, the verdict with its sum."""

from __future__ import annotations

from collections.abc import Iterable

from assembly.proposals import Choice, Method, Proposal, Stage, Vote
from assembly.state import Assembly
from assembly.votes import Count, Outcome, Verdict, need_before
from screens.deciding import Doing, next_in_vote, protocol_now, uncalled
from screens.words import ASKED_NOW, choice_name, method_name
from words.language import _, n_
from words.sums import say_gap, say_need, say_outcome, say_sum

TO_CALL = "·"
CHOICE_SHAPES = {Choice.YES: "✓", Choice.NO: "✗", Choice.ABSTAIN: "○", Choice.NOT_VOTING: "–"}


def need_words(assembly: Assembly) -> str:
    """How many yes a vote on the proposal on the table will take."""
    protocol = protocol_now(assembly)
    if protocol is None or protocol.rule is None:
        return ""
    return say_need(need_before(protocol.rule, assembly.present, len(assembly.entitled)))


def vote_words(vote: Vote) -> str:
    """How an open vote stands; one teller's numbers stay hidden until the other has counted too."""
    lines = [
        _("{method}: {needs}").format(
            method=method_name(vote.method),
            needs=say_need(need_before(vote.rule, vote.present, vote.entitled)),
        )
    ]
    if vote.method is Method.ROLL_CALL:
        said = [f"{CHOICE_SHAPES[one]} {choice_name(one)} {_times(vote, one)}" for one in Choice]
        waiting = _("{shape} to call {number}").format(shape=TO_CALL, number=len(uncalled(vote)))
        lines.append("   ".join([*said, waiting]))
    elif vote.method is Method.TELLERS and len(vote.counts) < 2:
        lines.append(teller_words(vote))
    else:
        lines += [
            count_words(count, teller if len(vote.counts) > 1 else 0)
            for teller, count in sorted(vote.counts.items())
        ]
    if vote.disputed:
        lines.append(_("The two counts differ. Enter lets either teller count again."))
    elif next_in_vote(vote) is Doing.MEND:
        lines += [_("Enter counts again; L closes the vote as it is."), unreconciled_words()]
    return "\n".join(lines)


def teller_words(vote: Vote) -> str:
    """Whose count is in, without its numbers."""
    if not vote.counts:
        return _("Two tellers count apart and enter their numbers apart.")
    return _("✓ Teller {number} has entered a count. It is hidden until the other one has.").format(
        number=next(iter(vote.counts))
    )


def teller_name(teller: int) -> str:
    """What a teller is called."""
    return _("Teller {number}").format(number=teller)


def count_words(count: Count, teller: int = 0) -> str:
    """A count in numbers, and whether it adds up."""
    who = f"{teller_name(teller)}: " if teller else ""
    numbers = _("{yes} yes, {no} no, {abstain} abstain, {rest} not voting").format(
        yes=count.yes, no=count.no, abstain=count.abstain, rest=count.not_voting or 0
    )
    sign = "✓" if count.gap == 0 else "✗"
    return f"{who}{numbers} · {sign} {say_gap(count)}"


def verdict_words(proposal: Proposal) -> str:
    """The outcome with its sum, and what to do where nothing was decided."""
    verdict = proposal.vote.verdict if proposal.vote else None
    if verdict is None:
        return (
            _("By consent: no objection is left.")
            if proposal.stage is Stage.ADOPTED
            else _("The vote was called off without a verdict.")
        )
    settled = proposal.stage in {Stage.ADOPTED, Stage.REJECTED}
    lines = [say_sum(verdict)] if settled else [why_undecided(verdict), say_sum(verdict)]
    if settled:
        lines.append(count_words(verdict.count))
    if not verdict.reconciled:
        lines.append(_("Count again: Enter opens the vote once more. The first count stays on record."))
    elif verdict.tied:
        lines.append(_("A tie is not adopted."))
    return "\n".join(lines)


def why_undecided(verdict: Verdict) -> str:
    """Why a vote decided nothing."""
    return say_outcome(verdict) if verdict.reconciled else unreconciled_words()


def unreconciled_words() -> str:
    """What the word means."""
    return _("UNRECONCILED: the numbers do not add up, nothing is adopted; vote again.")


def answered_of(numbers: Iterable[int | None], present: int) -> str:
    """The live sum of numbers while they are typed, against those present."""
    total = sum(number or 0 for number in numbers)
    facts = {"counted": total, "present": present, "gap": abs(total - present)}
    if total > present:
        return _("✗ {counted} counted, {present} here: {gap} too many").format(**facts)
    if total < present:
        return _("… {counted} counted, {present} here: {gap} missing").format(**facts)
    return n_("✓ {counted} counted, all here", "✓ {counted} counted, all who are here", present).format(
        **facts
    )


def call_mark(choice: Choice | None, asked: bool) -> tuple[str, str]:
    """How a person stands in a roll call, by shape and word."""
    if choice is not None:
        return CHOICE_SHAPES[choice], choice_name(choice)
    return (ASKED_NOW, _("called now")) if asked else (TO_CALL, _("to be called"))


def _times(vote: Vote, choice: Choice) -> int:
    return sum(one is choice for one in vote.choices.values())


def sum_aloud(verdict: Verdict) -> str:
    """Why a vote decided nothing, with its sum, as it is read out."""
    return f"{say_outcome(verdict)} {say_sum(verdict).capitalize()}."


def undecided_word(verdict: Verdict) -> str:
    """Why nothing was decided, in two words."""
    if not verdict.reconciled:
        return _("COUNT AGAIN")
    return _("NO QUORUM") if verdict.outcome is Outcome.NO_QUORUM else _("NO DECISION")
