"""What stands of a decision or a draw on every list: plain rows, read and written ten thousand at a time."""

from __future__ import annotations

from typing import NamedTuple

from words.decisions import imported_name
from words.reviews import over_words


class DecisionRow(NamedTuple):
    """A decision as lists, feeds and the calendar name it; days and moments are in ISO 8601."""

    id: str
    title: str
    summary: str
    kind: str
    how: str
    adopted: str
    review: str
    """Empty where there is none, as the next."""
    until: str
    imported: bool = False
    updated: str = ""
    """When somebody last looked back at it or learned from it, or when it was adopted."""
    over: bool = False
    """Whether a review ended it, or another decision took its place."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its kind, and where it is so that no seal vouches for it."""
        return (self.kind, imported_name()) if self.imported else (self.kind,)

    @property
    def facts(self) -> str:
        """What sort of decision it is, how it came about, and that it is over where it is."""
        told = f"{self.kind} · {self.how}"
        return f"{over_words()} {told}" if self.over else told

    @property
    def told(self) -> str:
        """Its text in short, marked where it was imported or is over."""
        marks = (f"{imported_name()}." if self.imported else "", over_words() if self.over else "")
        return " ".join(filter(None, (*marks, self.summary)))


class DrawRow(NamedTuple):
    """A draw as lists name it."""

    id: str
    number: int
    state: str
    """`void`, `finished` or `sealed`."""
    intact: bool
    """Whether its record is offered as it was sealed."""
