"""A book: one TinyDB file with the events of one assembly, or of one month between assemblies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic

from tinydb import TinyDB
from tinydb.table import Document, Table

from assembly.acts.opening import Continued
from assembly.brought import decisions_in
from assembly.decision import Decision
from assembly.value import value
from store.chain import Line, unlink
from store.forms import UnknownForm
from store.problems import Problem, Unusable
from store.storage import AtomicStorage
from store.vocabulary import R, Vocabulary, assembly_books, brought_books, daybooks

TABLE = "events"
"""The one table of a book."""


@value
class Book(Generic[R]):
    """What a book holds."""

    path: Path
    entries: tuple[R, ...]
    """Empty where only a newer program can read them."""
    tip: str
    """The digest of the last line."""
    closed: bool
    needs: int | None = None
    """The format version that it needs, where this program is too old to add to it."""
    format: int = 0
    """The newest version of the record that it was written in."""

    @property
    def seal(self) -> str | None:
        """The digest of its closing, by which a closed book is known for ever."""
        return self.tip if self.closed else None


def read_book(path: Path, vocabulary: Vocabulary[R]) -> Book[R]:
    """What a book holds; its chain is not checked here.

    Raises:
        Unusable: `missing`, `unreadable`, `unparsable` or `event-unknown`.
    """
    return book_of(path, lines_of(path), vocabulary)


def brought_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in a book of things brought along, newest first; none where they were taken back.

    Raises:
        Unusable: It cannot be read.
    """
    return decisions_in(entry.event for entry in read_book(path, brought_books()).entries)


def book_of(path: Path, lines: Sequence[Line], vocabulary: Vocabulary[R]) -> Book[R]:
    """The book that these lines make."""
    last, version = lines[-1], format_of(lines)
    closed = last.get("type") == vocabulary.closing.__name__
    needs = version if version > vocabulary.format else None
    entries = _entries(path, lines, vocabulary, newer=needs is not None)
    return Book(path, entries, str(last.get("hash")), closed, needs, version)


def lines_of(path: Path) -> tuple[Line, ...]:
    """The lines of a book, as they stand there; at least one.

    Raises:
        Unusable: `missing`, `unreadable` or `unparsable`.
    """
    try:
        with TinyDB(path, storage=AtomicStorage) as tables:
            lines = tuple(dict(document) for document in tables.table(TABLE))
    except ValueError as error:  # also what TinyDB says to a document without a number
        raise Unusable(Problem("unparsable", path)) from error
    except OSError as error:
        raise Unusable(Problem("unreadable", path)) from error
    if not lines:
        raise Unusable(Problem("unparsable" if path.exists() else "missing", path))
    return lines


def add_lines(storage: AtomicStorage, lines: Sequence[Line]) -> None:
    """Bring a book up to these lines: whatever it does not hold yet is added, all at once.

    Raises:
        OSError: It could not be saved, and is as it was.
        Unusable: `book-changed`: it holds something else than these lines begin with.
    """
    try:
        with TinyDB(storage=lambda: storage) as tables:
            _add_missing(storage.path, tables.table(TABLE), lines)
    except ValueError as error:
        raise Unusable(Problem("book-changed", storage.path)) from error


def vocabulary_of(lines: Sequence[Line]) -> Vocabulary[Any]:
    """The kind of book that these lines come from; one that begins strangely counts as an assembly's."""
    others = (daybooks(), brought_books())
    begins = lines[0].get("type")
    return next((one for one in others if begins == one.opening.__name__), assembly_books())


def _add_missing(path: Path, table: Table, lines: Sequence[Line]) -> None:
    held = [dict(document) for document in table]
    if held != list(lines[: len(held)]):
        raise Unusable(Problem("book-changed", path))
    missing = enumerate(lines[len(held) :], start=len(held) + 1)
    table.insert_multiple(Document(line, doc_id=place) for place, line in missing)


def _entries(path: Path, lines: Sequence[Line], vocabulary: Vocabulary[R], *, newer: bool) -> tuple[R, ...]:
    entries = []
    for place, line in enumerate(lines, start=1):
        try:
            entries.append(unlink(line, vocabulary))
        except UnknownForm as error:
            if newer:
                return ()
            raise Unusable(Problem("event-unknown", path, place)) from error
    return tuple(entries)


def format_of(lines: Sequence[Line]) -> int:
    """The newest version of the record that a book names: where it opens, and where a newer program went on.

    It is 0 where none is named.
    """
    naming = (lines[0], *(line for line in lines[1:] if line.get("type") == Continued.__name__))
    return max(map(_named_in, naming))


def _named_in(line: Line) -> int:
    fields = line.get("fields")
    version = fields.get("format") if isinstance(fields, dict) else None
    return version if type(version) is int else 0
