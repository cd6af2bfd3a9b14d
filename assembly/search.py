"""What somebody looks for among the decisions, and what is found."""

from __future__ import annotations

from datetime import date

from assembly.circle import Kind
from assembly.reviewing import NOTHING_AFTERWARDS, Days, Standing, standing
from assembly.value import value


@value
class Query:
    """What is looked for: every word stands in the decision, and everything else fits too."""

    words: str = ""
    """As they were typed."""
    kind: Kind | None = None
    state: Standing | None = None
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
    state: Standing
    at: date
    """When it was adopted."""
    review: date | None
    themes: tuple[str, ...]
    who: str
    imported: bool = False
    """Whether it was brought along, under no seal."""


@value
class Found:
    """Some of what was found, newest first."""

    rows: tuple[Row, ...]
    total: int | None
    """How many there are in all, or None where they are too many to count between two keys."""
    whole: bool = True
    """Whether all books were looked through before."""


@value
class Known:
    """What the decisions can be narrowed down by, the most frequent first."""

    themes: tuple[str, ...] = ()
    whos: tuple[str, ...] = ()


def state_of(days: Days, over: Standing | None, today: date) -> Standing:
    """How a decision stands, given its days as reviews left them and whether one ended or amended it."""
    return over if over is not None else standing(days, NOTHING_AFTERWARDS, today)
