"""The one hand that writes in a book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Generic

from store.book import add_lines, book_of, lines_of
from store.chain import START, Line, Salt, link, new_salt
from store.problems import Problem, Unusable
from store.storage import AtomicStorage
from store.vocabulary import R, Vocabulary


class Pen(Generic[R]):
    """Adds to one book that is not closed, and keeps in memory what it wrote."""

    def __init__(
        self, path: Path, vocabulary: Vocabulary[R], lines: Sequence[Line], salt: Salt = new_salt
    ) -> None:
        """Continue a book after these lines; use `begin` or `resume`."""
        self._storage = AtomicStorage(path)
        self._vocabulary = vocabulary
        self._lines = list(lines)
        self._salt = salt
        self._tried: dict[int, tuple[R, Line]] = {}

    @classmethod
    def begin(cls, path: Path, vocabulary: Vocabulary[R], opening: R) -> Pen[R]:
        """Open a new book; its first line is on the disk when this returns.

        Raises:
            FileExistsError: There is one with this name.
            OSError: It could not be saved.
        """
        if path.exists():
            raise FileExistsError(path)
        pen = cls(path, vocabulary, ())
        pen.append([opening])
        return pen

    @classmethod
    def resume(cls, path: Path, vocabulary: Vocabulary[R]) -> Pen[R]:
        """Continue a book that is not closed.

        Raises:
            Unusable: `book-closed`, `newer-format`, or it cannot be read.
        """
        lines = lines_of(path)
        book = book_of(path, lines, vocabulary)
        if book.needs is not None:
            raise Unusable(Problem("newer-format", path, needs=book.needs))
        if book.closed:
            raise Unusable(Problem("book-closed", path))
        return cls(path, vocabulary, lines)

    @property
    def path(self) -> Path:
        """The book that is written in."""
        return self._storage.path

    @property
    def written(self) -> int:
        """The number of the last line on the disk."""
        return len(self._lines)

    @property
    def tip(self) -> str:
        """The digest of the last line."""
        return str(self._lines[-1]["hash"]) if self._lines else START

    @property
    def closed(self) -> bool:
        """Whether nothing can be added any more."""
        return bool(self._lines) and self._lines[-1]["type"] == self._vocabulary.closing.__name__

    def append(self, entries: Sequence[R]) -> None:
        """Add events in order; they are on the disk when this returns, or the book is as it was.

        Raises:
            OSError: They could not be saved.
            Unusable: `book-closed`, `out-of-order`, or `book-changed` by another hand.
            UnknownForm: The record has no form for one of them.
        """
        lines = list(self._lines)
        for entry in entries:
            self._check(lines, entry)
            lines.append(self._linked(entry, str(lines[-1]["hash"]) if lines else START))
        add_lines(self._storage, lines)
        self._lines = lines
        self._tried.clear()

    def move_to(self, folder: Path) -> None:
        """Write in another folder from now on; the next append takes the whole book there."""
        self._storage = AtomicStorage(folder / self.path.name)

    def _linked(self, entry: R, prev: str) -> Line:
        """The line for an event; after a failed save the same one, which may be on the disk already."""
        tried = self._tried.get(entry.n)
        if tried is None or tried[0] != entry or tried[1]["prev"] != prev:
            tried = self._tried[entry.n] = (entry, link(entry, prev, self._salt))
        return tried[1]

    def _check(self, lines: Sequence[Line], entry: R) -> None:
        if lines and lines[-1]["type"] == self._vocabulary.closing.__name__:
            raise Unusable(Problem("book-closed", self.path, entry.n))
        if entry.n != len(lines) + 1:
            raise Unusable(Problem("out-of-order", self.path, entry.n))
