"""The book of the assembly under way: opened, taken up again after a crash, written behind the screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from assembly.acts.opening import FORMAT, Continued, Opened
from assembly.journal import Entry, Journal, opened, replaying
from shopmoot.log import LOG, Word
from shopmoot.troubles import save_trouble
from store.book import Book
from store.layout import assembly_path
from store.pen import Pen
from store.problems import why
from store.shelf import Shelf
from store.vocabulary import assembly_books
from store.writer import Writer

PATIENCE = 3.0
"""Seconds to wait for a disk before the screen goes on without it; the sign of saving tells the rest."""

Saved = Callable[[int], None]
Failed = Callable[[str, int], None]


class Bookkeeper:
    """Keeps one book at a time, and every entry of it in memory until the next is opened."""

    def __init__(self, shelf: Shelf) -> None:
        """Nothing is opened."""
        self._shelf = shelf
        self._writer: Writer[Entry] | None = None
        self._unsafe: list[Writer[Entry]] = []
        self.elsewhere: Path | None = None
        """The folder that took the book in place of the shelf, if any."""
        """Those of earlier books that a disk has refused so far."""
        self._kept: list[Entry] = []
        self._journal: Journal | None = None
        self._saved: Saved = lambda _n: None
        self._failed: Failed = lambda _sentence, _n: None

    @property
    def assembly(self) -> str:
        """The id of the assembly whose book is open, or empty."""
        first = self._kept[0].event if self._kept else None
        return first.assembly if isinstance(first, Opened) else ""

    @property
    def under_way(self) -> Journal | None:
        """The assembly whose book is open here, also with what is not on the disk yet."""
        newest = self._newest()
        return None if newest is None or newest.assembly.closed_at is not None else newest

    @property
    def just_closed(self) -> Journal | None:
        """The assembly that was closed here last, also with what is not on the disk yet."""
        newest = self._newest()
        return None if newest is None or newest.assembly.closed_at is None else newest

    def listen(self, saved: Saved, failed: Failed) -> None:
        """Whom to tell what became of an entry."""
        self._saved, self._failed = saved, failed

    def begin(self, beginning: Opened, at: datetime) -> Journal:
        """Open a book; a disk that refuses is told like any other save that failed."""
        path = assembly_path(self._shelf.folder, at.date(), beginning.assembly)
        return self._continue(Pen(path, assembly_books(), ()), (), opened(beginning, at))

    def take_up(self, book: Book[Entry], now: datetime) -> Journal:
        """Go on with a book after a crash; the time in which nobody was here is taken out of every clock.

        Raises:
            Unusable: The book cannot be added to.
            OSError: It cannot be read.
        """
        from assembly.acts.sidelines import RESTART, ClockCorrected  # noqa: PLC0415 - most starts take up nothing

        journal = _in_our_words(book, now)
        pen = self._shelf.resume(book)
        away = round((now - self._last_sign_of_life(journal)).total_seconds())
        LOG.info("resumed %s at entry %d after %d seconds", journal.assembly.id, len(book.entries), away)
        return self._continue(pen, book.entries, journal.grown(ClockCorrected(away, RESTART), now))

    def keep(self, entry: Entry) -> None:
        """Write an entry soon; returns at once."""
        if self._writer is None:
            self._failed(save_trouble("read-only"), entry.n)
            return
        self._kept.append(entry)
        self._writer.put(entry)

    def retry(self) -> None:
        """Try again what could not be saved."""
        for writer in self._all:
            writer.retry()

    def keep_in(self, folder: Path) -> None:
        """Write the book in another folder from now on, whole."""
        try:
            place = self._shelf.shelter(folder)
        except OSError as fault:
            self._tell_failure(why(fault), len(self._kept))
            return
        for writer in self._all:
            writer.move_to(place)
        self.elsewhere = folder

    def safe(self) -> bool:
        """Whether everything is on the disk, after a short wait for what is on its way."""
        return all([writer.wait(PATIENCE) for writer in self._all])

    def close(self) -> None:
        """Save what is waiting and stop writing."""
        for writer in self._all:
            writer.close()

    @property
    def _all(self) -> tuple[Writer[Entry], ...]:
        return (*self._unsafe, *filter(None, (self._writer,)))

    def _newest(self) -> Journal | None:
        if self._journal is None or len(self._journal.entries) < len(self._kept):
            self._journal = replaying(self._kept) if self._kept else None
        return self._journal

    def _continue(self, pen: Pen[Entry], held: Sequence[Entry], journal: Journal) -> Journal:
        """Write on with this pen; what the journal has beyond what is held is not in the book yet."""
        if self._writer is not None and not self._writer.wait(PATIENCE):
            self._unsafe.append(self._writer)
        elif self._writer is not None:
            self._writer.close()
        book = pen.path
        self._kept, self._journal = list(held), journal
        self._writer = Writer(
            pen,
            lambda number: self._tell_success(book, number),
            self._tell_failure,
        )
        for entry in journal.entries[len(held) :]:
            self.keep(entry)
        self._writer.wait(PATIENCE)
        return journal

    def _tell_success(self, book: Path, number: int) -> None:
        current = self._writer is not None and self._writer.path.name == book.name
        with suppress(RuntimeError):  # the screen has gone, the book has not
            if current:
                self._saved(number)

    def _tell_failure(self, code: str, number: int) -> None:
        LOG.warning("not saved from entry %d of %s: %s", number, self.assembly, Word(code))
        with suppress(RuntimeError):
            self._failed(save_trouble(code), number)

    def _last_sign_of_life(self, journal: Journal) -> datetime:
        alive = self._shelf.last_alive
        return max(alive, journal.last.at) if alive is not None else journal.last.at


def _in_our_words(book: Book[Entry], now: datetime) -> Journal:
    """The journal of a book; one of an older format says from which entry on it takes a newer reader."""
    journal = replaying(book.entries)
    return journal if book.format == FORMAT else journal.grown(Continued(FORMAT), now)
