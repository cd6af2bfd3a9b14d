"""Hear an objection out: write it down, test it, make use of it, or leave it as a concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.acts.proposing import (
    amended,
    carrying_on,
    check_draft,
    need_not_rejected,
    need_unsettled,
    with_proposal,
)
from assembly.consent import dialect_of, objected, unwritten
from assembly.dialects import CRITERIA, Dialect, Test
from assembly.proposals import Draft, Integration, Objection, ObjectionState, Proposal
from assembly.recalling import need_same_recall
from assembly.refusal import RuleBroken
from assembly.said import NOTHING_SAID, Said, need_text
from assembly.state import Assembly
from assembly.value import value


@value
class RaiseObjection:
    """Write down an objection of a counted round."""

    text: Said


@value
class ObjectionRaised:
    """An objection was written down."""

    id: str
    text: Said


@value
class TestObjection:
    """Say what testing an objection found: one answer of the group, or a reason given for each criterion."""

    number: int
    answers: tuple[bool, ...]


@value
class ObjectionTested:
    """An objection was tested."""

    id: str
    number: int
    answers: tuple[bool, ...]


@value
class IntegrateObjection:
    """Make use of an objection in a new version of the proposal."""

    number: int
    how: Integration
    draft: Draft
    note: Said = NOTHING_SAID
    author: str | None = None


@value
class ObjectionIntegrated:
    """An objection led to a new version."""

    id: str
    number: int
    how: Integration
    draft: Draft
    note: Said = NOTHING_SAID
    author: str | None = None


@value
class DropObjection:
    """The objector is content to leave it as a concern."""

    number: int


@value
class ObjectionDropped:
    """An objection became a concern."""

    id: str
    number: int


@value
class NoteConcern:
    """Write down a concern that is to be watched."""

    text: Said


@value
class ConcernNoted:
    """A concern was written down."""

    id: str
    text: Said


Command = RaiseObjection | TestObjection | IntegrateObjection | DropObjection | NoteConcern
Event = ObjectionRaised | ObjectionTested | ObjectionIntegrated | ObjectionDropped | ConcernNoted


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    proposal = need_unsettled(assembly)
    match command:
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


def check_written(proposal: Proposal, text: Said) -> None:
    """In a counted round as many objections are written down as were counted."""
    if not unwritten(proposal):
        raise RuleBroken("no-objection-to-write")
    need_text(text)


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
    before = proposal.version.draft
    need_same_recall(before, command.draft)
    check_draft(assembly, proposal.kind, carrying_on(before, command.draft))
    if carrying_on(before, command.draft) == before:
        raise RuleBroken("integration-changes-nothing")
    check_way(before, command.how, command.draft)
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
        case Integration.REPLACE if before.recalls is not None:
            raise RuleBroken("recall-is-fixed")
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


def drop(assembly: Assembly, objection: Objection, proposal: Proposal) -> ObjectionDropped:
    """Only the objector lets go of an objection, and has to be in the room for it."""
    in_the_room = {*assembly.here, *assembly.recused}
    if objection.member is not None and objection.member not in in_the_room:
        raise RuleBroken("objector-not-here", number=objection.number)
    return ObjectionDropped(proposal.id, objection.number)


def objection_of(proposal: Proposal, number: int) -> Objection:
    """The open objection with this number."""
    for objection in proposal.open_objections:
        if objection.number == number:
            return objection
    raise RuleBroken("no-such-objection", number=number)


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something became of an objection or a concern."""
    return with_proposal(assembly, _changed(assembly.proposals[event.id], event, at))


def _changed(proposal: Proposal, event: Event, at: datetime) -> Proposal:
    match event:
        case ObjectionRaised(_, text):
            return objected(proposal, text, None)
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
