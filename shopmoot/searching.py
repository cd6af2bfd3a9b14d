"""Looks decisions up: in the index as long as that is well, and it is made anew when it is not."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from assembly.decision import Decision, decisions_of, followed
from assembly.journal import Journal
from assembly.search import Found, Known, Query
from shopmoot.commons import Commons
from shopmoot.search_desk import Told
from shopmoot.troubles import shelf_troubles
from store.layout import assembly_path
from store.search_sync import Indexer
from store.shelf import Shelf
from words.language import _

LOG = logging.getLogger(__name__)


class Searching:
    """The index of one shelf; may be asked from several threads."""

    def __init__(self, shelf: Shelf, commons: Commons, newest: Callable[[], Journal | None]) -> None:
        """Take the shelf, and who knows the assembly that is written down in this window."""
        self._shelf = shelf
        self._commons = commons
        self._newest = newest
        self._indexer = Indexer(shelf.folder, lambda: shelf.roll.people, read_only=shelf.read_only)
        self._here: tuple[Decision, ...] | None = None

    def find(self, query: Query, limit: int, after: int | None, now: datetime) -> Found:
        """Decisions that fit; where the index is new or was damaged, only as far as the books were read."""
        try:
            found = self._indexer.index().find(query, limit, after, now.date(), self._indexer.veil)
        except sqlite3.Error as error:
            return Found((), 0, whole=not self._indexer.given_up(error))
        return replace(found, whole=self._indexer.read)

    def known(self) -> Known:
        """What decisions can be narrowed down by."""
        try:
            return self._indexer.index().known()
        except sqlite3.Error as error:
            self._indexer.given_up(error)
            return Known()

    def catch_up(self, told: Told) -> Sequence[str]:
        """Read every book that is new or another one than before; what is wrong, in sentences."""
        journal, seen = self._newest(), self._shelf.surveyor.survey()
        troubles = shelf_troubles(seen.problems)
        try:
            after = self._commons.afterwards(journal)
            self._indexer.catch_up(told, self._file_of(journal), after, seen.copies)
            self._here = None  # whatever the index was before
            self.put()
        except sqlite3.Error:
            LOG.exception("the index could not be made")
            well = _("The list of decisions could not be made ready for searching. The books are well.")
            return troubles or [well]
        return troubles

    def put(self) -> None:
        """Take what was decided in the assembly that is written down here, also before it is on a disk."""
        journal = self._newest()
        if journal is None:
            return
        after = self._commons.afterwards(journal)
        here = tuple(followed(one, after) for one in decisions_of(journal.assembly))
        if here != self._here:
            self._indexer.put(self._file_of(journal), here)
            self._here = here

    def close(self) -> None:
        """Let go of the index."""
        self._indexer.close()

    def _file_of(self, journal: Journal | None) -> str:
        if journal is None:
            return ""
        folder, opened = self._shelf.folder, journal.assembly.opened_at
        return assembly_path(folder, opened.date(), journal.assembly.id).relative_to(folder).as_posix()
