"""Decide by vote: open it on a frozen base, count, and let the numbers say what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.acts.proposing import check_draft, need_unsettled, with_proposal
from assembly.attendance import has_quorum
from assembly.circle import protocol_for
from assembly.consent import need_quorum
from assembly.counting import TELLERS, count_of, counted, final_count
from assembly.proposals import Choice, Method, Proposal, Stage, Vote
from assembly.recalling import after_deciding
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value
from assembly.votes import Count, Outcome, Rule, verdict_of

READY = frozenset({Stage.REACTED, Stage.CONSENT, Stage.UNDECIDED})
"""Stages from which a vote may be opened."""


@value
class OpenVote:
    """Open a vote on the present version."""

    method: Method


@value
class VoteOpened:
    """A vote opened; who is present and entitled is frozen."""

    id: str
    version: int
    method: Method
    rule: Rule
    present: int
    entitled: int
    roll: tuple[str, ...] = ()


@value
class EnterCount:
    """A teller enters what was counted; entering again replaces it."""

    yes: int
    no: int
    abstain: int
    not_voting: int
    teller: int = 1


@value
class CountEntered:
    """A teller's count was entered."""

    id: str
    yes: int
    no: int
    abstain: int
    not_voting: int
    teller: int = 1


@value
class CallMember:
    """A person answers in a roll call; answering again replaces it until the vote closes."""

    member: str
    choice: Choice


@value
class MemberCalled:
    """A person answered in a roll call."""

    id: str
    member: str
    choice: Choice


@value
class CloseVote:
    """Close the vote and read its verdict."""


@value
class VoteClosed:
    """The vote closed with this count."""

    id: str
    count: Count


@value
class AbandonVote:
    """Close the vote without a verdict, because it cannot go on."""


@value
class VoteAbandoned:
    """The vote was closed without a verdict."""

    id: str


Command = OpenVote | EnterCount | CallMember | CloseVote | AbandonVote
Event = VoteOpened | CountEntered | MemberCalled | VoteClosed | VoteAbandoned


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case OpenVote(method):
            return open_vote(assembly, method)
        case EnterCount(yes, no, abstain, not_voting, teller):
            proposal, vote = need_vote(assembly)
            check_count(vote, command)
            return CountEntered(proposal.id, yes, no, abstain, not_voting, teller)
        case CallMember(member, choice):
            proposal, vote = need_vote(assembly)
            check_call(assembly, vote, member, choice)
            return MemberCalled(proposal.id, member, choice)
        case CloseVote():
            proposal, vote = need_vote(assembly)
            count = final_count(vote)
            need_quorum(assembly, proposal)
            return VoteClosed(proposal.id, count)
        case AbandonVote():
            return abandon(assembly)


def open_vote(assembly: Assembly, method: Method) -> VoteOpened:
    """A vote needs a rule of the circle's own and quorum; open objections are left to the vote on purpose."""
    proposal = need_unsettled(assembly)
    if proposal.stage not in READY:
        raise RuleBroken("not-at-this-stage", stage=proposal.stage)
    rule = protocol_for(assembly.protocols, proposal.kind).rule
    if rule is None:
        raise RuleBroken("no-vote-here", kind=proposal.kind)
    check_draft(assembly, proposal.kind, proposal.version.draft)
    need_quorum(assembly, proposal)
    if method is Method.ROLL_CALL and assembly.counted_only:
        raise RuleBroken("names-not-ticked")
    roll = assembly.here if method is Method.ROLL_CALL else ()
    return VoteOpened(
        proposal.id, proposal.version.number, method, rule, assembly.present, len(assembly.entitled), roll
    )


def check_count(vote: Vote, count: EnterCount) -> None:
    """Counts are entered where hands or papers are counted; a second teller only where there are two."""
    if vote.method is Method.ROLL_CALL:
        raise RuleBroken("roll-is-called")
    tellers = TELLERS if vote.method is Method.TELLERS else TELLERS[:1]
    if count.teller not in tellers:
        raise RuleBroken("no-such-teller", tellers=len(tellers))
    count_of(vote, count.yes, count.no, count.abstain, count.not_voting)


def check_call(assembly: Assembly, vote: Vote, member: str, choice: Choice) -> None:
    """Those on the roll answer for themselves; of those who left since, only not voting is noted."""
    if member not in vote.roll:
        raise RuleBroken("not-on-the-roll")
    if choice is not Choice.NOT_VOTING and member not in assembly.here:
        raise RuleBroken("not-here")


def abandon(assembly: Assembly) -> VoteAbandoned:
    """A vote is given up only while its numbers are not known, or when quorum was lost."""
    proposal, vote = need_vote(assembly)
    enough = has_quorum(assembly, protocol_for(assembly.protocols, proposal.kind))
    if enough and counted(vote):
        raise RuleBroken("count-is-in")
    return VoteAbandoned(proposal.id)


def need_vote(assembly: Assembly) -> tuple[Proposal, Vote]:
    """The present proposal with its open vote."""
    proposal = assembly.proposal
    if proposal is None or proposal.stage is not Stage.VOTE or proposal.vote is None:
        raise RuleBroken("no-vote-open")
    return proposal, proposal.vote


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened in a vote."""
    proposal = _changed(assembly.proposals[event.id], event, at)
    return after_deciding(with_proposal(assembly, proposal), proposal)


def _changed(proposal: Proposal, event: Event, at: datetime) -> Proposal:
    match event:
        case VoteOpened(_, version, method, rule, present, entitled, roll):
            vote = Vote(version, method, rule, present, entitled, roll)
            return replace(proposal.vote_laid_by, stage=Stage.VOTE, vote=vote)
        case VoteAbandoned():
            return replace(proposal.vote_laid_by, stage=Stage.UNDECIDED)
        case VoteClosed(_, count):
            return _closed(proposal, _vote(proposal), count, at)
        case CountEntered(_, yes, no, abstain, not_voting, teller):
            vote = _vote(proposal)
            count = count_of(vote, yes, no, abstain, not_voting)
            others = {one: before for one, before in vote.counts.items() if one != teller}
            return replace(proposal, vote=replace(vote, counts={**others, teller: count}))
        case MemberCalled(_, member, choice):
            vote = _vote(proposal)
            return replace(proposal, vote=replace(vote, choices={**vote.choices, member: choice}))


def _vote(proposal: Proposal) -> Vote:
    if proposal.vote is None:
        raise RuleBroken("no-vote-open")
    return proposal.vote


def _closed(proposal: Proposal, vote: Vote, count: Count, at: datetime) -> Proposal:
    verdict = verdict_of(vote.rule, count)
    if not verdict.reconciled or verdict.outcome in {Outcome.NO_QUORUM, Outcome.NO_DECISION}:
        stage = Stage.UNDECIDED
    else:
        stage = Stage.ADOPTED if verdict.carries else Stage.REJECTED
    settled = None if stage is Stage.UNDECIDED else at
    return replace(proposal, stage=stage, vote=replace(vote, verdict=verdict), settled_at=settled)
