"""How a new assembly begins: with the rules in force and what earlier ones left to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assembly.acts.opening import FORMAT, Opened
from assembly.daybook import Circle
from assembly.history import History
from assembly.value import value


class OnRoll(Protocol):
    """Somebody with the days on which they joined and left."""

    @property
    def id(self) -> str:
        """A stable id."""

    @property
    def joined(self) -> date | None:
        """Since when, if known."""

    @property
    def left(self) -> date | None:
        """Until when, or None."""


def entitled_on(people: Sequence[OnRoll], day: date) -> tuple[str, ...]:
    """Who is on the roll on a day, in its order; on the day on which somebody leaves they are not."""
    return tuple(
        one.id
        for one in people
        if (one.joined is None or one.joined <= day) and (one.left is None or day < one.left)
    )


@value
class Plan:
    """What is said of an assembly before it begins."""

    id: str
    title: str
    minutes: int
    demo: bool


def opening(
    plan: Plan, circle: Circle, entitled: tuple[str, ...], history: History, previous_seal: str
) -> Opened:
    """The first event of a book."""
    drawn = history.drawn_facilitator
    return Opened(
        format=FORMAT,
        assembly=plan.id,
        circle=circle.name,
        title=plan.title,
        entitled=entitled,
        protocols=circle.protocols,
        served=history.served,
        drawn_facilitator=drawn if drawn in entitled else None,
        draws_before=history.draws_before,
        last_record=history.last_record,
        previous_seal=previous_seal,
        minutes_planned=plan.minutes,
        demo=plan.demo,
    )
