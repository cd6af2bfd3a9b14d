"""What somebody looks for among the decisions, and what is found."""

from __future__ import annotations

from datetime import date
from enum import Enum

from assembly.circle import Kind
from assembly.value import value


class State(Enum):
    """How a decision stands today."""

    IN_FORCE = "in-force"
    DUE = "due"
    """Its review is due."""
    LAPSED = "lapsed"
    """An experiment or a lab whose review passed and that nobody kept."""
    ENDED = "ended"
    AMENDED = "amended"
    """Another decision stands in its place."""


TRIALS = frozenset({Kind.EXPERIMENT, Kind.LAB})
"""Kinds of decision that lapse unless somebody keeps them."""


@value
class Query:
    """What is looked for: every word stands in the decision, and everything else fits too."""

    words: str = ""
    """As they were typed."""
    kind: Kind | None = None
    state: State | None = None
    theme: str = ""
    who: str = ""
    """The role or description of who is responsible, as the decision has it."""
    since: date | None = None
    """Adopted on this day or later."""
    until: date | None = None
    """Adopted on this day or earlier."""

    @property
    def empty(self) -> bool:
        """Whether everything is found."""
        return self == Query(self.words) and not self.words.strip()


@value
class Row:
    """A decision in the list."""

    place: int
    """Where it stands in time; the next page begins after it."""
    id: str
    title: str
    kind: Kind
    state: State
    at: date
    """When it was adopted."""
    review: date | None
    themes: tuple[str, ...]
    who: str


@value
class Found:
    """Some of what was found, newest first."""

    rows: tuple[Row, ...]
    total: int | None
    """How many there are in all, or None where they are too many to count between two keys."""


@value
class Known:
    """What the decisions can be narrowed down by, the most frequent first."""

    themes: tuple[str, ...] = ()
    whos: tuple[str, ...] = ()


def state_of(kind: Kind, review: date | None, over: State | None, today: date) -> State:
    """How a decision stands, given its next review and whether a review ended or amended it."""
    if over is not None:
        return over
    if review is None or review > today:
        return State.IN_FORCE
    return State.LAPSED if kind in TRIALS and review < today else State.DUE
