"""Decide by consent: ask, hear objections, make use of them, ask again.

presented -> clarified -> reacted -> asked -> adopted
                             ^         | objection: tested, then integrated or dropped to a concern
                             +---------+ asked anew, all positions cleared
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from assembly.acts.proposing import amended, check_draft, need_not_rejected, need_unsettled, with_proposal
from assembly.attendance import asks_by_name, has_quorum, quorum_needed
from assembly.circle import protocol_for
from assembly.dialects import CRITERIA, Dialect, Position, Test
from assembly.proposals import ConsentRound, Draft, Integration, Objection, ObjectionState, Proposal, Stage
from assembly.refusal import RuleBroken
from assembly.rounds import seating
from assembly.said import NOTHING_SAID, Said, need_text
from assembly.state import Assembly
from assembly.steps import Step


@dataclass(frozen=True, slots=True)
class AskConsent:
    """Ask everyone here whether they consent to the present version."""

    named: bool | None = None
    """By name, or counted; None lets the size of the room say."""


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """Consent was asked; all positions are open."""

    id: str
    version: int
    named: bool
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakePosition:
    """A person answers; an objection or a concern comes with its reason."""

    member: str
    position: Position
    text: Said = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class PositionTaken:
    """A person answered."""

    id: str
    member: str
    position: Position
    text: Said = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class CountPositions:
    """Count a room in which objections were called for; whoever is left over consents only if counted so."""

    consents: int
    concerns: int
    objections: int


@dataclass(frozen=True, slots=True)
class PositionsCounted:
    """The room was counted."""

    id: str
    consents: int
    concerns: int
    objections: int


@dataclass(frozen=True, slots=True)
class RaiseObjection:
    """Write down an objection of a counted round."""

    text: Said


@dataclass(frozen=True, slots=True)
class ObjectionRaised:
    """An objection was written down."""

    id: str
    text: Said


@dataclass(frozen=True, slots=True)
class TestObjection:
    """Say what testing an objection found: one answer of the group, or a reason given for each criterion."""

    number: int
    answers: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ObjectionTested:
    """An objection was tested."""

    id: str
    number: int
    answers: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class IntegrateObjection:
    """Make use of an objection in a new version of the proposal."""

    number: int
    how: Integration
    draft: Draft
    note: Said = NOTHING_SAID
    author: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectionIntegrated:
    """An objection led to a new version."""

    id: str
    number: int
    how: Integration
    draft: Draft
    note: Said = NOTHING_SAID
    author: str | None = None


@dataclass(frozen=True, slots=True)
class DropObjection:
    """The objector is content to leave it as a concern."""

    number: int


@dataclass(frozen=True, slots=True)
class ObjectionDropped:
    """An objection became a concern."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class NoteConcern:
    """Write down a concern that is to be watched."""

    text: Said


@dataclass(frozen=True, slots=True)
class ConcernNoted:
    """A concern was written down."""

    id: str
    text: Said


@dataclass(frozen=True, slots=True)
class Adopt:
    """Record that the room consents."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The proposal is a decision."""

    id: str
    version: int


Command = (
    AskConsent
    | TakePosition
    | CountPositions
    | RaiseObjection
    | TestObjection
    | IntegrateObjection
    | DropObjection
    | NoteConcern
    | Adopt
)
Event = (
    ConsentAsked
    | PositionTaken
    | PositionsCounted
    | ObjectionRaised
    | ObjectionTested
    | ObjectionIntegrated
    | ObjectionDropped
    | ConcernNoted
    | Adopted
)

ALLOWED: Mapping[Stage, frozenset[type[Command]]] = {
    Stage.PRESENTED: frozenset({NoteConcern}),
    Stage.CLARIFIED: frozenset({NoteConcern}),
    Stage.REACTED: frozenset(
        {AskConsent, RaiseObjection, TestObjection, IntegrateObjection, DropObjection, NoteConcern}
    ),
    Stage.CONSENT: frozenset(
        {
            AskConsent,
            TakePosition,
            CountPositions,
            RaiseObjection,
            TestObjection,
            IntegrateObjection,
            DropObjection,
            NoteConcern,
            Adopt,
        }
    ),
    Stage.VOTE: frozenset(),
    Stage.ADOPTED: frozenset(),
    Stage.REJECTED: frozenset(),
    Stage.UNDECIDED: frozenset(),
    Stage.WITHDRAWN: frozenset(),
    Stage.PARKED: frozenset(),
}
"""The consent machine: what may be asked for at each stage of the present proposal."""


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    proposal = need_stage(assembly, command)
    match command:
        case AskConsent(named):
            return ask(assembly, proposal, named)
        case TakePosition(member, position, text):
            check_position(assembly, proposal, member, position, text)
            return PositionTaken(proposal.id, member, position, text)
        case CountPositions(consents, concerns, objections):
            check_counts(assembly, proposal, (consents, concerns, objections))
            return PositionsCounted(proposal.id, consents, concerns, objections)
        case RaiseObjection(text):
            check_written(proposal, text)
            return ObjectionRaised(proposal.id, text)
        case TestObjection(number, answers):
            check_test(dialect_of(assembly, proposal), objection_of(proposal, number), answers)
            return ObjectionTested(proposal.id, number, answers)
        case IntegrateObjection():
            return integrate(assembly, proposal, command)
        case DropObjection(number):
            return drop(assembly, objection_of(proposal, number), proposal)
        case NoteConcern(text):
            return ConcernNoted(proposal.id, need_text(text))
        case Adopt():
            return adopt(assembly, proposal)


def need_stage(assembly: Assembly, command: Command) -> Proposal:
    """The present proposal, if it is at a stage at which this may be asked for."""
    proposal = need_unsettled(assembly)
    if type(command) not in ALLOWED[proposal.stage]:
        raise RuleBroken("not-at-this-stage", stage=proposal.stage)
    return proposal


def dialect_of(assembly: Assembly, proposal: Proposal) -> Dialect:
    """The dialect in which consent is asked; a kind decided by vote has none."""
    dialect = protocol_for(assembly.protocols, proposal.kind).dialect
    if dialect is None:
        raise RuleBroken("decided-by-vote", kind=proposal.kind)
    return dialect


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


def drop(assembly: Assembly, objection: Objection, proposal: Proposal) -> ObjectionDropped:
    """Only the objector lets go of an objection, and has to be in the room for it."""
    in_the_room = {*assembly.here, *assembly.recused}
    if objection.member is not None and objection.member not in in_the_room:
        raise RuleBroken("objector-not-here", number=objection.number)
    return ObjectionDropped(proposal.id, objection.number)


def check_written(proposal: Proposal, text: Said) -> None:
    """In a counted round as many objections are written down as were counted."""
    if not unwritten(proposal):
        raise RuleBroken("no-objection-to-write")
    need_text(text)


def unwritten(proposal: Proposal) -> int:
    """How many objections of the last round were counted and not written down, also after a new version."""
    under_way = proposal.rounds[-1] if proposal.rounds else None
    if under_way is None or under_way.named:
        return 0
    written = sum(one.round == under_way.number for one in proposal.objections)
    return max(0, under_way.number_of(Position.OBJECTION) - written)


def check_test(dialect: Dialect, objection: Objection, answers: tuple[bool, ...]) -> None:
    """An objection is tested once, by the test of the dialect."""
    if objection.state is not ObjectionState.RAISED:
        raise RuleBroken("already-tested", number=objection.number)
    if dialect.test is Test.NOBODY:
        raise RuleBroken("nobody-judges-objections")
    wanted = len(CRITERIA) if dialect.test is Test.REASONS else 1
    if len(answers) != wanted:
        raise RuleBroken("test-incomplete", wanted=wanted, given=len(answers))


def integrate(assembly: Assembly, proposal: Proposal, command: IntegrateObjection) -> ObjectionIntegrated:
    """Using an objection changes the text; before that it is tested where the dialect tests."""
    objection = objection_of(proposal, command.number)
    tested = objection.state is ObjectionState.STANDS
    if dialect_of(assembly, proposal).test is not Test.NOBODY and not tested:
        raise RuleBroken("test-first", number=objection.number)
    check_draft(assembly, proposal.kind, command.draft)
    if command.draft == proposal.version.draft:
        raise RuleBroken("integration-changes-nothing")
    check_way(proposal.version.draft, command.how, command.draft)
    need_not_rejected(assembly, command.draft)
    return ObjectionIntegrated(
        proposal.id, objection.number, command.how, command.draft, command.note, command.author
    )


def check_way(before: Draft, how: Integration, after: Draft) -> None:
    """Each way of integrating leaves its mark: a shorter trial, a measure, a condition."""
    match how:
        case Integration.SHORTEN:
            if not shorter(before, after):
                raise RuleBroken("trial-not-shorter")
        case Integration.MEASURE:
            if after.measure == before.measure or not after.measure.strip():
                raise RuleBroken("nothing-measured")
        case Integration.DEFER | Integration.DELEGATE | Integration.INFORM:
            added = [one for one in after.conditions if one.strip() and one not in before.conditions]
            if not added or not set(before.conditions) <= set(after.conditions):
                raise RuleBroken("condition-missing", how=how)
        case Integration.REPLACE:
            if after.what == before.what:
                raise RuleBroken("integration-changes-nothing")
        case Integration.AMEND:
            pass


def shorter(before: Draft, after: Draft) -> bool:
    """Whether a trial ends or is reviewed sooner, and neither date was put off or taken out."""
    pairs = ((before.until, after.until), (before.review, after.review))
    put_off = any(old and (new is None or new > old) for old, new in pairs)
    ends = [old for old, _ in pairs if old]
    now = [new for _, new in pairs if new]
    return not put_off and bool(now) and (not ends or min(now) < min(ends))


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


def unrecorded(assembly: Assembly, under_way: ConsentRound) -> int:
    """How many people here have not answered; below zero, how many left after the count."""
    if under_way.named:
        silent = len(set(assembly.here) - set(under_way.positions))
        return max(silent, assembly.present - len(under_way.positions))
    return assembly.present - sum(under_way.counted.values())


def waiting_for(assembly: Assembly, under_way: ConsentRound) -> tuple[str, ...]:
    """Who is still to be asked, in the order of the round; late comers last."""
    late = tuple(member for member in assembly.here if member not in under_way.asked)
    queue = (*under_way.asked, *late)
    return tuple(one for one in queue if one in assembly.here and one not in under_way.positions)


def need_round(proposal: Proposal) -> ConsentRound:
    """The consent round on the present version."""
    if proposal.round is None:
        raise RuleBroken("consent-not-asked")
    return proposal.round


def need_quorum(assembly: Assembly, proposal: Proposal) -> None:
    """Enough of the entitled are here, and somebody is."""
    if not assembly.present:
        raise RuleBroken("nobody-here")
    protocol = protocol_for(assembly.protocols, proposal.kind)
    if not has_quorum(assembly, protocol):
        needed = quorum_needed(assembly, protocol)
        raise RuleBroken("no-quorum", present=assembly.present, needed=needed)


def need_no_objection(proposal: Proposal) -> None:
    """Every objection was integrated or dropped."""
    waiting = len(proposal.open_objections) + unwritten(proposal)
    if waiting:
        raise RuleBroken("objections-open", number=waiting)


def objection_of(proposal: Proposal, number: int) -> Objection:
    """The open objection with this number."""
    for objection in proposal.open_objections:
        if objection.number == number:
            return objection
    raise RuleBroken("no-such-objection", number=number)


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened while consent was sought."""
    return with_proposal(assembly, _changed(assembly.proposals[event.id], event, at))


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
        case ObjectionRaised(_, text):
            return _objected(proposal, text, None)
        case ObjectionTested(_, number, answers):
            state = ObjectionState.STANDS if all(answers) else ObjectionState.CONCERN
            return _with_objection(proposal, number, state)
        case ObjectionIntegrated(_, number, how, draft, note, author):
            used = _with_objection(proposal, number, ObjectionState.INTEGRATED, how, note)
            return amended(used, draft, author, proposal.kind, at)
        case ObjectionDropped(_, number):
            return _with_objection(proposal, number, ObjectionState.CONCERN)
        case ConcernNoted(_, text):
            return replace(proposal, concerns=(*proposal.concerns, text))
        case Adopted():
            return replace(proposal, stage=Stage.ADOPTED, settled_at=at)


def _answered(proposal: Proposal, member: str, position: Position, text: Said) -> Proposal:
    under_way = proposal.rounds[-1]
    answered = _with_round(proposal, replace(under_way, positions={**under_way.positions, member: position}))
    if position is Position.OBJECTION:
        return _objected(answered, text, member)
    if position is Position.CONCERN and text:
        return replace(answered, concerns=(*answered.concerns, text))
    return answered


def _objected(proposal: Proposal, text: Said, member: str | None) -> Proposal:
    under_way = proposal.rounds[-1]
    number = len(proposal.objections) + 1
    objection = Objection(number, under_way.version, under_way.number, text, member)
    return replace(proposal, objections=(*proposal.objections, objection))


def _with_round(proposal: Proposal, under_way: ConsentRound) -> Proposal:
    return replace(proposal, rounds=(*proposal.rounds[:-1], under_way))


def _with_objection(
    proposal: Proposal,
    number: int,
    state: ObjectionState,
    how: Integration | None = None,
    note: Said = NOTHING_SAID,
) -> Proposal:
    changed = tuple(
        replace(one, state=state, how=how, note=note) if one.number == number else one
        for one in proposal.objections
    )
    return replace(proposal, objections=changed)
