"""How a new assembly begins: with the rules in force and what earlier ones left to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assembly.acts.opening import FORMAT, Opened
from assembly.daybook import Circle
from assembly.history import History
from assembly.holdings import Holding, met_again, needed_by_rules
from assembly.steps import Occasion
from assembly.value import value
from words.language import _


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


def called(title: str, purpose: Occasion) -> str:
    """The title that the book gets: that of a mere draw says what it is."""
    if purpose is not Occasion.DRAW:
        return title
    return _("Draw: {title}").format(title=title) if title.strip() else _("Draw between assemblies")


@value
class Plan:
    """What is said of an assembly before it begins."""

    id: str
    title: str
    minutes: int
    demo: bool
    purpose: Occasion = Occasion.ASSEMBLY


@value
class Before:
    """What was before: earlier assemblies, and the book that was closed last."""

    history: History
    seal: str
    today: date


def opening(plan: Plan, circle: Circle, entitled: tuple[str, ...], before: Before) -> Opened:
    """The first event of a book."""
    history = before.history
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
        previous_seal=before.seal,
        minutes_planned=plan.minutes,
        demo=plan.demo,
        roles=circle.roles,
        relax_order=circle.relax_order,
        holdings=needed_by_rules(_held(plan, before), _dates(plan, before), before.today),
        hats_before=history.hats_before,
        purpose=plan.purpose,
        missed=tuple(one for one in history.missed if one.member in entitled),
        skipped=tuple(one for one in history.skipped if one.on == before.today),
    )


def _held(plan: Plan, before: Before) -> tuple[Holding, ...]:
    """What was ever held; what began earlier today has one assembly less to go where one opens."""
    held = before.history.holdings
    return met_again(held, before.today) if plan.purpose is Occasion.ASSEMBLY else held


def _dates(plan: Plan, before: Before) -> tuple[date, ...]:
    """The days of all assemblies with the one that opens, which counts for terms in assemblies."""
    today = (before.today,) if plan.purpose is Occasion.ASSEMBLY else ()
    return (*before.history.assembly_dates, *today)
