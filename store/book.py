"""A book: one TinyDB file with the events of one assembly, or of one month between assemblies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from tinydb import TinyDB
from tinydb.table import Document, Table

from store.chain import START, Line, first_misfit, redacted, said_in, unlink
from store.forms import UnknownForm
from store.problems import Problem, Unusable
from store.storage import AtomicStorage, Unparsable, parsed, serialised
from store.vocabulary import R, Vocabulary, assembly_books, daybooks

TABLE = "events"
"""The one table of a book."""


@dataclass(frozen=True, slots=True)
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

    @property
    def seal(self) -> str | None:
        """The digest of its closing, by which a closed book is known for ever."""
        return self.tip if self.closed else None


@dataclass(frozen=True, slots=True)
class Redactable:
    """A text of a book that can be forgotten."""

    n: int
    event: str
    field: str
    text: str | None
    """None where it was forgotten already."""


def read_book(path: Path, vocabulary: Vocabulary[R]) -> Book[R]:
    """What a book holds; its chain is not checked here.

    Raises:
        Unusable: `missing`, `unreadable`, `unparsable` or `event-unknown`.
    """
    return book_of(path, lines_of(path), vocabulary)


def book_of(path: Path, lines: Sequence[Line], vocabulary: Vocabulary[R]) -> Book[R]:
    """The book that these lines make."""
    last, version = lines[-1], _format(lines[0])
    closed = last.get("type") == vocabulary.closing.__name__
    needs = version if version > vocabulary.format else None
    entries = _entries(path, lines, vocabulary, newer=needs is not None)
    return Book(path, entries, str(last.get("hash")), closed, needs)


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


def add_lines(path: Path, lines: Sequence[Line]) -> None:
    """Bring a book up to these lines: whatever it does not hold yet is added, all at once.

    Raises:
        OSError: It could not be saved, and is as it was.
        Unusable: `book-changed`: it holds something else than these lines begin with.
    """
    try:
        with TinyDB(path, storage=AtomicStorage) as tables:
            _add_missing(path, tables.table(TABLE), lines)
    except ValueError as error:
        raise Unusable(Problem("book-changed", path)) from error


def verify_book(path: Path) -> Problem | None:
    """The first thing in a book that does not fit, or None.

    Every byte counts: also a file that says the same in other bytes was written by somebody else.
    """
    try:
        content = path.read_bytes()
        parsed(content)
        lines = lines_of(path)
    except OSError:
        return Problem("unreadable" if path.exists() else "missing", path)
    except (Unparsable, Unusable):
        return Problem("unparsable", path)
    return _verify_lines(path, lines, vocabulary_of(lines)) or _verify_bytes(path, content, lines)


def vocabulary_of(lines: Sequence[Line]) -> Vocabulary[Any]:
    """The kind of book that these lines come from; one that begins strangely counts as an assembly's."""
    day = daybooks()
    return day if lines[0].get("type") == day.opening.__name__ else assembly_books()


def redactables(path: Path) -> tuple[Redactable, ...]:
    """Every text of a book that can be forgotten, or was.

    Raises:
        Unusable: The book cannot be read.
    """
    try:
        return tuple(
            Redactable(place, str(line.get("type")), where, words.text)
            for place, line in enumerate(lines_of(path), start=1)
            for where, words in said_in(line).items()
        )
    except UnknownForm as error:
        raise Unusable(Problem("event-unknown", path)) from error


def redact(path: Path, n: int, field: str) -> None:
    """Forget a text: words and salt are deleted, a marked gap stays, and the chain still verifies.

    Raises:
        Unusable: `no-such-text`, or the chain does not verify as it is, or a newer program wrote the book.
        OSError: It could not be saved, and is as it was.
    """
    if not any((one.n, one.field) == (n, field) and one.text is not None for one in redactables(path)):
        raise Unusable(Problem("no-such-text", path, n))
    if wrong := verify_book(path):
        raise Unusable(wrong)
    line = redacted(lines_of(path)[n - 1], field)
    with TinyDB(path, storage=AtomicStorage) as tables:
        tables.table(TABLE).update({"said": line["said"]}, doc_ids=[n])


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


def _format(opening: Line) -> int:
    fields = opening.get("fields")
    version = fields.get("format") if isinstance(fields, dict) else None
    return version if type(version) is int else 0


def _verify_lines(path: Path, lines: Sequence[Line], vocabulary: Vocabulary[Any]) -> Problem | None:
    if _format(lines[0]) > vocabulary.format:
        return Problem("newer-format", path, needs=_format(lines[0]))
    if misfit := first_misfit(lines, vocabulary):
        return Problem(misfit.code, path, misfit.n)
    for place, line in enumerate(lines, start=1):
        if (line["type"] == vocabulary.opening.__name__) is not (line["prev"] == START):
            return Problem("opening-misplaced", path, place)
        if line["type"] == vocabulary.closing.__name__ and place < len(lines):
            return Problem("after-closing", path, place + 1)
    return None


def _verify_bytes(path: Path, content: bytes, lines: Sequence[Line]) -> Problem | None:
    ours = serialised({TABLE: {str(place): dict(line) for place, line in enumerate(lines, start=1)}})
    if ours == content:
        return None
    theirs = content.splitlines()
    same = next(
        (place for place, row in enumerate(ours.splitlines()) if row not in theirs[place : place + 1]), 0
    )
    return Problem("written-otherwise", path, same if 0 < same <= len(lines) else None)
