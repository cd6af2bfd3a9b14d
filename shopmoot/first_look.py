"""The first look at a shelf: a big one is shown as it was last, and looked through after the first frame."""

from __future__ import annotations

from collections.abc import Callable

from assembly.history import History
from assembly.journal import Entry
from store.book import Book, read_book
from store.glance import Glance
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.verification import verify_book
from store.vocabulary import assembly_books

LeftOpen = tuple[Book[Entry] | None, tuple[Problem, ...]]


class FirstLook:
    """Knows whether the books have been looked through since the program began."""

    def __init__(self, shelf: Shelf) -> None:
        """Look at what the last look came to; a small shelf is looked through at once."""
        self._shelf = shelf
        kept = shelf.surveyor.glance()
        self.settled = kept is None
        self._glance, self._maybe_open = kept if kept is not None else (Glance(), [])

    @property
    def history(self) -> History:
        """What the last look came to."""
        return self._glance.history

    def left_open(self) -> LeftOpen:
        """The newest assembly that was not closed, and what is wrong with what cannot be read."""
        if not self.settled:
            return self._newest_open()
        try:
            return self._shelf.unclosed(), ()
        except Unusable as unusable:
            return None, (unusable.problem,)

    def settle(self, told: Callable[[int, int], None] | None = None) -> None:
        """Look through all books."""
        self._shelf.surveyor.survey(told)
        self.settled = True

    def remember(self) -> None:
        """Keep for the next start what the books come to now."""
        if self.settled:
            self._shelf.surveyor.keep_glance(self._shelf.history())

    def _newest_open(self) -> LeftOpen:
        for file in self._maybe_open:
            path = self._shelf.folder / file
            try:
                book = read_book(path, assembly_books())
            except Unusable:  # told once all books have been looked through
                continue
            if not book.closed and book.needs is None:
                wrong = verify_book(path)
                return book, (wrong,) if wrong else ()
        return None, ()
