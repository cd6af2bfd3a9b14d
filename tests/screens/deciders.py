"""Rooms that are about to decide, in every dialect and of every size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.widgets import Static

from assembly.acts.consenting import AskConsent, TakePosition
from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.proposing import Propose
from assembly.circle import Kind, default_protocols
from assembly.dialects import Position
from assembly.proposals import Draft, Objection, Proposal
from assembly.rulebook import Command
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from tests.screens.fake_desk import FakeDesk
from tests.screens.one_act import OneAct

DRAFT = Draft(
    "Open the windows at noon",
    "The air is bad",
    "the early shift",
    date(2026, 11, 30),
    date(2027, 3, 31),
    date(2026, 12, 31),
    "fewer headaches",
)


def about_to_decide(
    desk: FakeDesk, *commands: Command, kind: Kind = Kind.OPERATIONAL, heads: int | None = None
) -> OneAct:
    """Everybody is here, and the proposal AAAAA was clarified and reacted to."""
    ids = tuple(person.id for person in desk.roll)
    come = (CountHeads(heads),) if heads else (MarkPresence(ids, Presence.HERE), AcceptFacilitation(ids[0]))
    walk = (GoTo(Step.STORIES), GoTo(Step.PROPOSAL), Propose("AAAAA", kind, DRAFT))
    decide = (GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE))
    return OneAct(desk, *come, *walk, *decide, *commands)


def with_objection(desk: FakeDesk, *, open_to: str = "M001") -> tuple[Command, ...]:
    """Everybody answered, and one person objects."""
    objects = Position.OBJECTION
    answers = (
        TakePosition(person.id, objects, Said("Too [cold]"))
        if person.id == open_to
        else TakePosition(person.id, Position.CONSENT)
        for person in desk.roll
    )
    return (AskConsent(), *answers)


def speaks(desk: FakeDesk, dialect: str) -> None:
    """Let a circle decide its everyday work in a dialect."""
    protocols = tuple(
        replace(one, dialect_name=dialect) if one.kind is Kind.OPERATIONAL else one
        for one in default_protocols()
    )
    desk.the_circle = replace(desk.the_circle, protocols=protocols)


def proposal_of(app: OneAct) -> Proposal:
    """The proposal on the table."""
    proposal = app.state.proposal
    assert proposal is not None
    return proposal


def objection_of(app: OneAct) -> Objection:
    """The first objection to it."""
    return proposal_of(app).objections[0]


def refused(app: OneAct) -> str:
    """What the form on the screen says does not fit."""
    return str(app.screen.query_one("#refusal", Static).content)
