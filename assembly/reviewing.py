"""What comes after a decision: reviews, learnings and mistakes, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum

from assembly.circle import Kind
from assembly.said import NOTHING_SAID, Said
from assembly.value import value

LAPSING = frozenset({Kind.EXPERIMENT, Kind.LAB})
"""Kinds that stand until their review and no longer, unless somebody keeps them."""


class Outcome(Enum):
    """What a review comes to."""

    KEEP = "keep"
    AMEND = "amend"
    """A proposal with the old words is written; until it is adopted nothing changes."""
    END = "end"


class LearningKind(Enum):
    """What was learned from a decision."""

    LEARNING = "learning"
    """What we would do differently."""
    MISTAKE = "mistake"


class Standing(Enum):
    """Whether a decision stands."""

    IN_FORCE = "in-force"
    REVIEW_DUE = "review-due"
    """It stands, and its review is today or overdue."""
    LAPSED = "lapsed"
    """Nobody kept it by its review, so it stands no more."""
    ENDED = "ended"
    """A review ended it, or its own last day has passed."""
    AMENDED = "amended"
    """A later decision took its place."""


OVER = frozenset({Standing.LAPSED, Standing.ENDED, Standing.AMENDED})
"""A decision with one of these is history."""


@value
class Review:
    """A decision was looked at again."""

    decision: str
    outcome: Outcome
    kind: Kind
    title: str
    at: datetime
    where: str
    """Id of the assembly."""
    measured: Said = NOTHING_SAID
    next: date | None = None
    """When it is looked at the next time, where it was kept."""
    objections: int = 0


@value
class Learning:
    """What somebody would do differently, or a mistake that was noticed; nobody's name belongs to it."""

    decision: str
    kind: LearningKind
    text: Said
    at: datetime


@value
class LookBack:
    """That somebody looked back at a decision, and when; not what was said."""

    at: datetime
    outcome: Outcome | None = None
    """What the review came to; None where something was learned."""


@value
class Afterwards:
    """Everything that happened to a decision after it was adopted."""

    reviews: tuple[Review, ...] = ()
    """Oldest first."""
    learnings: tuple[Learning, ...] = ()
    """Oldest first."""
    amended_by: tuple[str, ...] = ()
    """Ids of the decisions that took its place."""

    def __bool__(self) -> bool:
        """Whether anything happened."""
        return bool(self.reviews or self.learnings or self.amended_by)


NOTHING_AFTERWARDS = Afterwards()


@value
class Days:
    """The days that a decision set for itself."""

    kind: Kind
    review: date | None = None
    until: date | None = None


def days_now(days: Days, reviews: Iterable[Review]) -> Days:
    """The days as reviews left them: keeping sets the next one and goes beyond a last day that has passed."""
    for review in sorted(reviews, key=lambda one: one.at):
        if review.outcome is Outcome.KEEP:
            over = days.until is not None and days.until <= review.at.date()
            days = Days(days.kind, review.next, None if over else days.until)
    return days


def looks_back(reviews: Iterable[Review], learnings: Iterable[Learning]) -> tuple[LookBack, ...]:
    """When somebody looked back at decisions, the newest first."""
    looked = [LookBack(one.at, one.outcome) for one in reviews]
    looked += [LookBack(one.at) for one in learnings]
    return tuple(sorted(looked, key=lambda one: one.at, reverse=True))


def standing(days: Days, afterwards: Afterwards, today: date) -> Standing:
    """Whether a decision stands today.

    An experiment or a lab that nobody kept stands on the day of its review and no longer; every other
    decision stands until somebody ends or amends it, or its own last day has passed. What was ended
    comes back by a new decision, never by a later review.
    """
    if afterwards.amended_by:
        return Standing.AMENDED
    if any(one.outcome is Outcome.END for one in afterwards.reviews):
        return Standing.ENDED
    now = days_now(days, afterwards.reviews)
    if now.until is not None and now.until < today:
        return Standing.ENDED
    if now.review is None or today < now.review:
        return Standing.IN_FORCE
    lapses = now.kind in LAPSING and now.review < today
    return Standing.LAPSED if lapses else Standing.REVIEW_DUE


def afterwards_of(
    reviews: Iterable[Review], learnings: Iterable[Learning], amendments: Iterable[tuple[str, str]]
) -> Mapping[str, Afterwards]:
    """What happened afterwards, by decision.

    Args:
        reviews: Of any decisions, in any order.
        learnings: Of any decisions, in any order.
        amendments: Which decision took the place of which: the later id, then the earlier.
    """
    found: dict[str, Afterwards] = {}
    for review in sorted(reviews, key=lambda one: one.at):
        before = found.get(review.decision, NOTHING_AFTERWARDS)
        found[review.decision] = Afterwards((*before.reviews, review), before.learnings, before.amended_by)
    for learned in sorted(learnings, key=lambda one: one.at):
        before = found.get(learned.decision, NOTHING_AFTERWARDS)
        found[learned.decision] = Afterwards(before.reviews, (*before.learnings, learned), before.amended_by)
    for later, earlier in dict.fromkeys(amendments):
        before = found.get(earlier, NOTHING_AFTERWARDS)
        found[earlier] = Afterwards(before.reviews, before.learnings, (*before.amended_by, later))
    return found
