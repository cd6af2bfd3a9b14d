"""What the screens ask the world for about decisions: finding, reading and learning from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from assembly.decision import Decision
from assembly.journal import Journal
from assembly.reviewing import LearningKind
from assembly.search import Found, Known, Query
from assembly.state import Story


class MissingBook(Protocol):
    """A book that was taken away from the shelf."""

    @property
    def file(self) -> str:
        """Its place on the shelf."""

    @property
    def book(self) -> str:
        """What it is known by."""


class CommonsDesk(Protocol):
    """The part of the desk that knows what was decided."""

    @property
    def last_visit(self) -> datetime | None:
        """When somebody opened the shelf before, if that is known; what they did then is news to the next."""

    def decisions(self, journal: Journal | None) -> Sequence[Decision]:
        """The decisions on the shelf and of the assembly under way, newest first."""

    def find(self, query: Query, limit: int, after: int | None = None) -> Found:
        """Decisions that fit, newest first, from the one after `after` on; may be asked from a worker."""

    def known(self) -> Known:
        """What decisions can be narrowed down by; may be asked from a worker."""

    def catch_up(self, told: Callable[[int, int], None]) -> Sequence[str]:
        """Read what is new, in a worker; says how far it is, and in sentences what is wrong."""

    def decision(self, id: str) -> Decision | None:
        """One decision, or None where there is none with this id."""

    def stories(self, id: str) -> Sequence[Story]:
        """The stories that led to a decision, for the people at this screen only."""

    def veil(self, text: str) -> str:
        """A text in which names of people on the roll are replaced by their public labels."""

    def add_learning(self, decision: str, kind: LearningKind, text: str) -> None:
        """Write down between assemblies what was learned from a decision, without a name."""

    def missing_books(self) -> Sequence[MissingBook]:
        """The books that were taken away, as the last look found them; asks no disk."""

    def give_up_book(self, book: str) -> None:
        """Write down that a book is gone for good, so that nobody looks for it any more."""
