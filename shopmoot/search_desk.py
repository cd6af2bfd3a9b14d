"""The desk at the shelves: looks decisions up in the index, and keeps the index in step with the books."""

from __future__ import annotations

import logging
import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Lock, Thread
from typing import Protocol

from assembly.journal import Entry
from assembly.search import Found, Known, Query

LOG = logging.getLogger(__name__)

DECIDING = frozenset({"Adopted", "VoteClosed", "Closed", "TakenBack", "DecisionReviewed", "LearningAdded"})
"""What happens when a decision is made, changed or settled."""
PATIENCE = 5.0
"""Seconds to wait at the end for an index that is never needed."""

Told = Callable[[int, int], None]


class Lookup(Protocol):
    """Whoever finds decisions; see `shopmoot.searching`."""

    def find(self, query: Query, limit: int, after: int | None, now: datetime) -> Found:
        """Decisions that fit."""

    def known(self) -> Known:
        """What they can be narrowed down by."""

    def catch_up(self, told: Told) -> Sequence[str]:
        """Read what is new; what is wrong, in sentences."""

    def put(self) -> None:
        """Take what was decided in the assembly under way."""

    def close(self) -> None:
        """Let go of the index."""


class SearchDesk:
    """Does what the screens ask for among the decisions; imports what it needs when it is asked."""

    _lookup: Lookup | None = None
    _putting: Thread | None = None
    _wanted = False
    _one_at_a_time = Lock()

    @abstractmethod
    def now(self) -> datetime:
        """This moment, with the offset of the zone."""

    @abstractmethod
    def open_lookup(self) -> Lookup:
        """Whoever finds decisions on this shelf."""

    @abstractmethod
    def safe(self) -> bool:
        """Whether everything is on the disk, after a short wait for what is on its way."""

    def find(self, query: Query, limit: int, after: int | None = None) -> Found:
        """Decisions that fit, newest first, from the one after `after` on."""
        return self._looking().find(query, limit, after, self.now())

    def known(self) -> Known:
        """What decisions can be narrowed down by."""
        return self._looking().known()

    def catch_up(self, told: Told) -> Sequence[str]:
        """Bring the index up to the books; what is wrong with either, in sentences."""
        return self._looking().catch_up(told)

    def note_decisions(self, entry: Entry) -> None:
        """Have what was just decided found, once it is on the disk; returns at once."""
        if type(entry.event).__name__ not in DECIDING:
            return
        self._wanted = True
        if self._putting is None or not self._putting.is_alive():
            self._putting = Thread(target=self._put, name="index", daemon=True)
            self._putting.start()

    def close_lookup(self) -> None:
        """Wait a little for what is being indexed, and let go of the index."""
        if self._putting is not None:
            self._putting.join(PATIENCE)
        if self._lookup is not None:
            self._lookup.close()

    def _put(self) -> None:
        try:
            while self._wanted:
                self._wanted = False
                self.safe()
                self._looking().put()
        except (sqlite3.Error, OSError):  # the next look through the books makes up for it
            LOG.warning("the index could not take what was decided")

    def _looking(self) -> Lookup:
        with self._one_at_a_time:
            if self._lookup is None:
                self._lookup = self.open_lookup()
            return self._lookup
