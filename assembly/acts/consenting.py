"""Decide by consent: ask everyone, hear or count the answers, adopt what nobody objects to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.acts.proposing import check_draft, need_unsettled, with_proposal
from assembly.attendance import asks_by_name
from assembly.consent import dialect_of, need_no_objection, need_quorum, need_round, objected, unrecorded
from assembly.dialects import Position
from assembly.proposals import ConsentRound, Proposal, Stage
from assembly.recalling import after_deciding
from assembly.refusal import RuleBroken
from assembly.rounds import seating
from assembly.said import NOTHING_SAID, Said, need_text
from assembly.state import Assembly
from assembly.steps import Step
from assembly.value import value


@value
class AskConsent:
    """Ask everyone here whether they consent to the present version."""

    named: bool | None = None
    """By name, or counted; None lets the size of the room say."""


@value
class ConsentAsked:
    """Consent was asked; all positions are open."""

    id: str
    version: int
    named: bool
    asked: tuple[str, ...]


@value
class TakePosition:
    """A person answers; an objection or a concern comes with its reason."""

    member: str
    position: Position
    text: Said = NOTHING_SAID


@value
class PositionTaken:
    """A person answered."""

    id: str
    member: str
    position: Position
    text: Said = NOTHING_SAID


@value
class CountPositions:
    """Count a room in which objections were called for; whoever is left over consents only if counted so."""

    consents: int
    concerns: int
    objections: int


@value
class PositionsCounted:
    """The room was counted."""

    id: str
    consents: int
    concerns: int
    objections: int


@value
class Adopt:
    """Record that the room consents."""


@value
class Adopted:
    """The proposal is a decision."""

    id: str
    version: int


Command = AskConsent | TakePosition | CountPositions | Adopt
Event = ConsentAsked | PositionTaken | PositionsCounted | Adopted


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    proposal = need_unsettled(assembly)
    match command:
        case AskConsent(named):
            return ask(assembly, proposal, named)
        case TakePosition(member, position, text):
            check_position(assembly, proposal, member, position, text)
            return PositionTaken(proposal.id, member, position, text)
        case CountPositions(consents, concerns, objections):
            check_counts(assembly, proposal, (consents, concerns, objections))
            return PositionsCounted(proposal.id, consents, concerns, objections)
        case Adopt():
            return adopt(assembly, proposal)


def ask(assembly: Assembly, proposal: Proposal, named: bool | None) -> ConsentAsked:
    """Consent is asked at the deciding step, with quorum, when no objection is open."""
    dialect = dialect_of(assembly, proposal)
    if assembly.step is not Step.DECIDE:
        raise RuleBroken("not-in-this-step", step=assembly.step)
    need_quorum(assembly, proposal)
    need_no_objection(proposal)
    if named and assembly.counted_only:
        raise RuleBroken("names-not-ticked")
    by_name = asks_by_name(assembly, dialect.name) if named is None else named
    asked = seating(assembly.here, len(proposal.rounds) + 1) if by_name else ()
    return ConsentAsked(proposal.id, proposal.version.number, by_name, asked)


def check_position(
    assembly: Assembly, proposal: Proposal, member: str, position: Position, text: Said
) -> None:
    """Each person here answers once a round, with a position of the dialect.

    Until the proposal is adopted consent can still be taken back: an objection, with its reason, is heard.
    """
    under_way = need_round(proposal)
    if not under_way.named:
        raise RuleBroken("round-is-counted")
    if member not in assembly.here:
        raise RuleBroken("not-here")
    before = under_way.positions.get(member)
    if before is Position.OBJECTION or (before and position is not Position.OBJECTION):
        raise RuleBroken("already-answered")
    if position not in dialect_of(assembly, proposal).positions:
        raise RuleBroken("position-unknown-here", position=position)
    if position is Position.OBJECTION:
        need_text(text)


def check_counts(assembly: Assembly, proposal: Proposal, counts: tuple[int, int, int]) -> None:
    """Everyone here is counted exactly once, and counting again loses no objection."""
    under_way = need_round(proposal)
    if under_way.named:
        raise RuleBroken("round-is-named")
    if min(counts) < 0 or sum(counts) != assembly.present:
        gap = sum(counts) - assembly.present
        raise RuleBroken("counts-do-not-add-up", counted=sum(counts), present=assembly.present, gap=gap)
    if counts[1] and Position.CONCERN not in dialect_of(assembly, proposal).positions:
        raise RuleBroken("position-unknown-here", position=Position.CONCERN)
    if counts[2] < under_way.number_of(Position.OBJECTION):
        raise RuleBroken("objections-lost", counted=under_way.number_of(Position.OBJECTION), now=counts[2])


def adopt(assembly: Assembly, proposal: Proposal) -> Adopted:
    """No decision without quorum, with an open objection, or with an unrecorded person present."""
    under_way = need_round(proposal)
    need_quorum(assembly, proposal)
    need_no_objection(proposal)
    if under_way.number_of(Position.OBJECTION):
        raise RuleBroken("ask-again-first")
    check_draft(assembly, proposal.kind, proposal.version.draft)
    missing = unrecorded(assembly, under_way)
    if missing > 0:
        raise RuleBroken("people-unrecorded", number=missing)
    if missing < 0:
        counted = assembly.present - missing
        raise RuleBroken("counts-do-not-add-up", counted=counted, present=assembly.present, gap=-missing)
    return Adopted(proposal.id, proposal.version.number)


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened while consent was sought."""
    proposal = _changed(assembly.proposals[event.id], event, at)
    return after_deciding(with_proposal(assembly, proposal), proposal)


def _changed(proposal: Proposal, event: Event, at: datetime) -> Proposal:
    match event:
        case ConsentAsked(_, version, named, asked):
            under_way = ConsentRound(len(proposal.rounds) + 1, version, named, asked)
            return replace(proposal, stage=Stage.CONSENT, rounds=(*proposal.rounds, under_way))
        case PositionTaken(_, member, position, text):
            return _answered(proposal, member, position, text)
        case PositionsCounted(_, consents, concerns, objections):
            numbers = dict(zip(Position, (consents, concerns, objections), strict=True))
            return _with_round(proposal, replace(proposal.rounds[-1], counted=numbers))
        case Adopted():
            return replace(proposal, stage=Stage.ADOPTED, settled_at=at)


def _answered(proposal: Proposal, member: str, position: Position, text: Said) -> Proposal:
    under_way = proposal.rounds[-1]
    answered = _with_round(proposal, replace(under_way, positions={**under_way.positions, member: position}))
    if position is Position.OBJECTION:
        return objected(answered, text, member)
    if position is Position.CONCERN and text:
        return replace(answered, concerns=(*answered.concerns, text))
    return answered


def _with_round(proposal: Proposal, under_way: ConsentRound) -> Proposal:
    return replace(proposal, rounds=(*proposal.rounds[:-1], under_way))
