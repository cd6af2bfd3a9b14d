"""Decisions to be read: one by consent with an objection, one by vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assembly.acts.consenting import AskConsent, TakePosition
from assembly.acts.objecting import IntegrateObjection, TestObjection
from assembly.acts.voting import CloseVote, EnterCount, OpenVote
from assembly.circle import Kind
from assembly.decision import Decision, decisions_of
from assembly.dialects import Position
from assembly.proposals import Draft, Integration, Method
from assembly.said import Said
from assembly.steps import Step
from tests.rooms import TWO_O_CLOCK, Room

BREAKS = Draft(
    what="Two breaks on hot days\nThe line stops for everyone.",
    why="Three people fainted in July.",
    who="Shift coordinator",
    start=TWO_O_CLOCK.date(),
    review=TWO_O_CLOCK.date() + timedelta(weeks=4),
    measure="Nobody faints.",
)
LATHE = Draft(what="We buy the [second] lathe", why="The first one is always taken.", who="Purchasing")


def by_consent() -> Decision:
    """Boris, M002, objected; the text was amended."""
    room = Room(7, 7)
    room.walk_to(Step.DECIDE, draft=BREAKS)
    room.ask(AskConsent(), TakePosition("M001", Position.CONSENT))
    room.ask(TakePosition("M002", Position.OBJECTION, Said("Boris has to cover the oven")))
    room.answer()
    better = replace(BREAKS, what="Three breaks on hot days")
    room.ask(
        TestObjection(1, (True,)),
        IntegrateObjection(1, Integration.AMEND, better, Said("The oven is covered by Dora.")),
    )
    room.consent()
    return decisions_of(room.state)[0]


def by_vote() -> Decision:
    """Five of seven said yes."""
    room = Room(7, 7)
    room.walk_to(Step.DECIDE, Kind.STRATEGIC, LATHE)
    room.ask(OpenVote(Method.HANDS), EnterCount(5, 1, 1, 0), CloseVote())
    return replace(decisions_of(room.state)[0], id="8VOTE")
