"""Proposals: put forward, amended, chosen, withdrawn, parked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.attendance import recusals_over
from assembly.circle import Kind, protocol_for
from assembly.deadlines import check_dates, check_review
from assembly.proposals import SETTLED, Draft, Proposal, Stage, Version
from assembly.recalling import check_recall_days, need_recallable, need_same_recall
from assembly.refusal import RuleBroken
from assembly.reviewing import Outcome
from assembly.state import Assembly
from assembly.steps import Step
from assembly.value import value


@value
class Propose:
    """Put a proposal forward; it becomes the present one."""

    id: str
    kind: Kind
    draft: Draft
    author: str | None = None
    stories: tuple[int, ...] = ()


@value
class Proposed:
    """A proposal was put forward."""

    id: str
    kind: Kind
    draft: Draft
    author: str | None = None
    stories: tuple[int, ...] = ()


@value
class Amend:
    """Write the next version of the present proposal."""

    draft: Draft
    author: str | None = None
    kind: Kind | None = None
    """Another kind of decision, or None to keep it."""


@value
class Amended:
    """The proposal has a new version; whatever was answered to the old one is void."""

    id: str
    draft: Draft
    author: str | None
    kind: Kind


@value
class Choose:
    """Treat another proposal, also one that was parked."""

    id: str


@value
class Chosen:
    """Another proposal is treated now."""

    id: str


@value
class Withdraw:
    """The proposer takes the present proposal back."""


@value
class Withdrawn:
    """The proposal was taken back."""

    id: str


@value
class ParkProposal:
    """Put the present proposal aside for later."""


@value
class ProposalParked:
    """The proposal was put aside."""

    id: str


Command = Propose | Amend | Choose | Withdraw | ParkProposal
Event = Proposed | Amended | Chosen | Withdrawn | ProposalParked


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case Propose(id, kind, draft, author, stories):
            need_place(assembly, draft)
            need_recallable(assembly, draft)
            check_draft(assembly, kind, draft)
            need_fresh_id(assembly, id)
            need_not_rejected(assembly, draft)
            return Proposed(id, kind, draft, author, stories)
        case Amend(draft, author, kind):
            proposal = need_unsettled(assembly)
            check_draft(assembly, kind or proposal.kind, draft)
            need_change(proposal, kind or proposal.kind, draft)
            need_not_rejected(assembly, draft)
            return Amended(proposal.id, draft, author, kind or proposal.kind)
        case Choose(id):
            return choose(assembly, id)
        case Withdraw():
            return Withdrawn(need_unsettled(assembly).id)
        case ParkProposal():
            return ProposalParked(need_unsettled(assembly).id)


def need_place(assembly: Assembly, draft: Draft) -> None:
    """Outside its own step only a proposal is written that a review led to; it waits for that step."""
    if assembly.step is not Step.PROPOSAL and not draft.amends:
        raise RuleBroken("not-in-this-step", step=assembly.step)
    if draft.amends:
        need_amendable(assembly, draft.amends)


def need_amendable(assembly: Assembly, decision: str) -> None:
    """Only what was looked at today, and is to be amended, is replaced; by one proposal at a time."""
    if not any(one.decision == decision and one.outcome is Outcome.AMEND for one in assembly.reviews):
        raise RuleBroken("amends-unreviewed", id=decision)
    for proposal in assembly.proposals.values():
        given_up = proposal.stage in {Stage.WITHDRAWN, Stage.REJECTED}
        if proposal.version.draft.amends == decision and not given_up:
            raise RuleBroken("amends-twice", id=proposal.id)


def check_draft(assembly: Assembly, kind: Kind, draft: Draft) -> None:
    """A proposal says what, its dates are possible, and it is reviewed in time."""
    if not draft.what.strip():
        raise RuleBroken("proposal-without-what")
    today = assembly.opened_at.date()
    check_dates(draft, today)
    check_recall_days(draft, today)
    check_review(protocol_for(assembly.protocols, kind), draft.review, today)


def need_fresh_id(assembly: Assembly, id: str) -> None:
    """An id is used once, also where only a look back names what has it."""
    before = {one.decision for one in assembly.reviews} | {one.decision for one in assembly.learnings}
    if id in {assembly.id, *assembly.proposals, *assembly.draws} | before:
        raise RuleBroken("id-taken", id=id)


def need_unsettled(assembly: Assembly) -> Proposal:
    """The present proposal, if it can still change; an open vote is closed first."""
    proposal = assembly.proposal
    if proposal is None:
        raise RuleBroken("no-proposal")
    if proposal.stage in SETTLED:
        raise RuleBroken("proposal-settled", id=proposal.id, stage=proposal.stage)
    if proposal.stage is Stage.VOTE:
        raise RuleBroken("vote-open")
    return proposal


def need_change(proposal: Proposal, kind: Kind, draft: Draft) -> None:
    """A new version differs from the one before; once the room was asked, its kind and rule are fixed."""
    before = proposal.version.draft
    need_same_recall(before, draft)
    if carrying_on(before, draft) == before and kind is proposal.kind:
        raise RuleBroken("nothing-changes")
    if proposal.asked and kind is not proposal.kind:
        raise RuleBroken("kind-is-fixed", kind=proposal.kind)


def need_not_rejected(assembly: Assembly, draft: Draft) -> None:
    """What was voted down today does not come back in the same words under another rule."""
    words = draft.what.casefold().split()
    for proposal in assembly.proposals.values():
        if proposal.stage is Stage.REJECTED and proposal.version.draft.what.casefold().split() == words:
            raise RuleBroken("rejected-today", id=proposal.id)


def choose(assembly: Assembly, id: str) -> Chosen:
    """Any proposal that is not settled can be taken up, but not while a vote is open."""
    if id not in assembly.proposals:
        raise RuleBroken("no-such-proposal", id=id)
    if assembly.proposal and assembly.proposal.stage is Stage.VOTE:
        raise RuleBroken("vote-open")
    if assembly.proposals[id].stage in SETTLED:
        raise RuleBroken("proposal-settled", id=id, stage=assembly.proposals[id].stage)
    return Chosen(id)


AFTER_AMENDING = {
    Stage.CONSENT: Stage.REACTED,
    Stage.UNDECIDED: Stage.REACTED,
    Stage.PARKED: Stage.PRESENTED,
}
"""Where a proposal stands after a new version; elsewhere it stays where it was."""


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened to a proposal."""
    match event:
        case Proposed(id, kind, draft, author, stories):
            proposal = Proposal(id, kind, (Version(1, draft, author, at),), stories=stories)
            before = recusals_over(assembly) if assembly.current else assembly
            return replace(with_proposal(before, proposal), current=id)
        case Amended(id, draft, author, kind):
            return with_proposal(assembly, amended(assembly.proposals[id], draft, author, kind, at))
        case Chosen(id):
            chosen = assembly.proposals[id]
            stage = Stage.PRESENTED if chosen.stage is Stage.PARKED else chosen.stage
            before = assembly if assembly.current in {None, id} else recusals_over(assembly)
            return replace(with_proposal(before, replace(chosen, stage=stage)), current=id)
        case Withdrawn(id):
            withdrawn = replace(assembly.proposals[id], stage=Stage.WITHDRAWN, settled_at=at)
            return replace(with_proposal(recusals_over(assembly), withdrawn), current=None)
        case ProposalParked(id):
            parked = replace(assembly.proposals[id], stage=Stage.PARKED)
            return replace(with_proposal(recusals_over(assembly), parked), current=None)


def carrying_on(before: Draft, draft: Draft) -> Draft:
    """The next text, which amends and recalls what the one before did."""
    return replace(draft, amends=before.amends, recalls=before.recalls)


def amended(proposal: Proposal, draft: Draft, author: str | None, kind: Kind, at: datetime) -> Proposal:
    """The proposal with its next version, which amends what the first did; answers to the former are void."""
    before = proposal.version
    version = Version(before.number + 1, carrying_on(before.draft, draft), author, at)
    stage = AFTER_AMENDING.get(proposal.stage, proposal.stage)
    return replace(proposal.vote_laid_by, kind=kind, versions=(*proposal.versions, version), stage=stage)


def with_proposal(assembly: Assembly, proposal: Proposal) -> Assembly:
    """The assembly with this proposal in place of its former self."""
    return replace(assembly, proposals={**assembly.proposals, proposal.id: proposal})
