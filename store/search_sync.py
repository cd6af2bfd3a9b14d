"""Keeps the index of decisions in step with the books."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from threading import RLock

from assembly.decision import Decision, decisions_of, followed
from assembly.journal import replaying
from assembly.refusal import RuleBroken
from assembly.value import value
from store.book import brought_decisions, read_book
from store.layout import ASSEMBLIES, BROUGHT, CATALOGUE
from store.people import Person
from store.problems import Unusable
from store.search_docs import Veil, docs_of, mark_of_later
from store.search_index import Leaf, SearchIndex
from store.search_names import After, leave_out_names
from store.storage import Stamp
from store.veil import veil_for
from store.vocabulary import assembly_books

LOG = logging.getLogger(__name__)

AT_ONCE = 40
"""So many books go into the index together: few enough that a search hardly waits for them."""
NOT_YET = Stamp(0, 0, 0)
"""The stamp of a book that has to be read again."""
BROKEN = (Unusable, RuleBroken, LookupError, ValueError, TypeError, AttributeError)
"""What a book that was tampered with can make the fold stumble over."""

Told = Callable[[int, int], None]
"""Hears how many books have been read, and how many there are to read."""


@value
class Caught:
    """What came of looking through the books."""

    changed: bool
    folder_gone: bool = False


class Indexer:
    """Opens the index when it is first needed, and again when it is damaged or gone."""

    def __init__(self, folder: Path, people: Callable[[], Sequence[Person]], *, read_only: bool) -> None:
        """Remember where, and whose names to leave out; nothing is opened."""
        self._folder = folder
        self._people = people
        self._read_only = read_only
        self._index: SearchIndex | None = None
        self._veil: tuple[Sequence[Person], Veil] = ((), str)
        self._one_at_a_time = RLock()
        self._one_reads = RLock()
        self.read = False
        """Whether somebody has looked through the books since the index was opened."""

    def index(self) -> SearchIndex:
        """The index as it is now."""
        with self._one_at_a_time:
            if self._index is not None and self._index.replaced():
                self.close()
            if self._index is None:
                self._index = self._opened()
                self.read = False
            return self._index

    def veil(self, text: str) -> str:
        """A text as the index has it."""
        people = self._people()
        known, veiled = self._veil
        if known is not people:
            veiled = veil_for(people)
            self._veil = (people, veiled)
        return veiled(text)

    def put(self, file: str, decisions: Iterable[Decision]) -> None:
        """Take the decisions of a book that is still written in; the book itself is read another time."""
        self.index().put([Leaf(file, NOT_YET, docs_of(decisions, self.veil))])

    def catch_up(self, told: Told, besides: str, afterwards: After, copies: Collection[str] = ()) -> Caught:
        """Read every book that is new or another one than before, the newest first.

        Args:
            told: Hears how far it is.
            besides: The book that is being written in; `put` takes care of it.
            afterwards: What happened to decisions after they were adopted.
            copies: Files with a book that another file holds too; what they hold is found once.
        """
        with self._one_reads:
            try:
                return self._caught_up(told, besides, afterwards, copies)
            except sqlite3.DatabaseError as error:
                if not self.given_up(error):
                    return Caught(False)
                return self._caught_up(told, besides, afterwards, copies)
            finally:
                self.read = True

    def given_up(self, error: sqlite3.Error) -> bool:
        """Whether a damaged index was thrown away, so that it is worth trying again with a new one."""
        if _is_busy(error):
            return False
        LOG.warning("The index of decisions could not be used and is made anew")
        with self._one_at_a_time:
            self.close()
            if not self._read_only:
                with suppress(OSError):
                    (self._folder / CATALOGUE).unlink(missing_ok=True)
        return True

    def close(self) -> None:
        """Let go of the file."""
        with self._one_at_a_time:
            if self._index is not None:
                self._index.close()
                self._index = None

    def _opened(self) -> SearchIndex:
        path = self._folder / CATALOGUE
        if self._read_only or not self._people():
            return in_memory(path)
        for _ in range(2):
            try:
                return SearchIndex(path)
            except sqlite3.Error as error:
                if _is_busy(error):
                    break
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        return in_memory(path)

    def _caught_up(self, told: Told, besides: str, afterwards: After, copies: Collection[str]) -> Caught:
        index = self.index()
        index.check()
        renamed = leave_out_names(index, self._folder, self._people(), afterwards)
        index.forget_stamps(_followed_since(index, afterwards))
        known = index.stamps()
        try:
            there = {file: one for file, one in stamps_in(self._folder).items() if file not in copies}
        except OSError:
            return Caught(False, folder_gone=True)
        gone = [file for file in known if file not in there and file != besides]
        stale = sorted((f for f in there if known.get(f) != there[f] and f != besides), reverse=True)
        index.put([], gone)
        self._read(index, [(file, there[file]) for file in stale], told, afterwards)
        if gone or renamed or any(file in known for file in stale):
            index.purge()
        return Caught(bool(gone or stale))

    def _read(
        self, index: SearchIndex, books: Sequence[tuple[str, Stamp]], told: Told, afterwards: After
    ) -> None:
        waiting = iter(books)
        done = 0
        while some := tuple(islice(waiting, AT_ONCE)):
            told(done, len(books))
            index.put([self._leaf(file, stamp, afterwards) for file, stamp in some])
            done += len(some)
        if done:
            told(done, done)

    def _leaf(self, file: str, stamp: Stamp, afterwards: After) -> Leaf:
        decisions = (followed(one, afterwards) for one in self._decisions(file))
        return Leaf(file, stamp, docs_of(decisions, self.veil))

    def _decisions(self, file: str) -> tuple[Decision, ...]:
        try:
            if file.startswith(f"{BROUGHT}/"):
                return brought_decisions(self._folder / file)
            book = read_book(self._folder / file, assembly_books())
            return decisions_of(replaying(book.entries).assembly)
        except BROKEN:  # what is wrong with it is told by those who look through the shelf
            return ()


def in_memory(path: Path) -> SearchIndex:
    """The index for a window that may not write, with what another window has put into the file."""
    index = SearchIndex(None)
    if path.exists():
        with suppress(sqlite3.Error):
            index.copy_from(path)
    return index


def _followed_since(index: SearchIndex, afterwards: After) -> set[str]:
    """The books with decisions to which something happened that the index does not know."""
    known = index.later()
    now = {id: mark_of_later(after) for id, after in afterwards.items()}
    files = {file for id, (file, mark) in known.items() if now.get(id, "") != mark}
    return files | {file for id in now if id not in known and (file := index.file_of(id))}


def stamps_in(folder: Path) -> dict[str, Stamp]:
    """Every book in which decisions can be, as it is now.

    Raises:
        OSError: The folder is gone.
    """
    found = dict(_stamps_of(folder, ASSEMBLIES))
    with suppress(FileNotFoundError):  # made when something is brought along
        found.update(_stamps_of(folder, BROUGHT))
    return found


def _stamps_of(folder: Path, part: str) -> Iterator[tuple[str, Stamp]]:
    with closing(os.scandir(folder / part)) as entries:
        for one in entries:
            if one.name.endswith(".json") and not one.name.startswith("."):
                with suppress(OSError):
                    told = one.stat()
                    yield f"{part}/{one.name}", Stamp(told.st_ino, told.st_size, told.st_mtime_ns)


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether the file is well, and only somebody else is writing, or the disk refuses."""
    passing = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL}
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in {*passing, sqlite3.SQLITE_CANTOPEN}
