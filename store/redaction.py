"""Forgets a text that somebody asked to have forgotten, without breaking the record."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tinydb import TinyDB

from assembly.value import value
from store.book import TABLE, lines_of
from store.chain import redacted, said_in
from store.forms import UnknownForm
from store.layout import CATALOGUE, LOCK, shelf_of
from store.lock import Lock
from store.problems import Problem, Unusable
from store.search_index import forget_book
from store.storage import AtomicStorage, part_of
from store.verification import verify_book


@value
class Redactable:
    """A text of a book that can be forgotten."""

    n: int
    event: str
    field: str
    text: str | None
    """None where it was forgotten already."""


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

    What was made of the book and can be made again goes out of the catalogue at once.

    Raises:
        ShelfHeld: Another window holds the shelf.
        Unusable: `no-such-text`, or the chain does not verify as it is, or a newer program wrote the book.
        OSError: It could not be saved, and is as it was.
    """
    shelf = shelf_of(path)
    lock = Lock.take(shelf / LOCK) if shelf else None
    try:
        _redact(path, n, field)
        part_of(path).unlink(missing_ok=True)
        if shelf:
            _forget_in_catalogue(shelf, path)
    finally:
        if lock:
            lock.release()


def _forget_in_catalogue(shelf: Path, book: Path) -> None:
    """Take what a book gave out of the catalogue, without a trace; where that fails, the whole file goes."""
    path = shelf / CATALOGUE
    if not path.exists():
        return
    try:
        forget_book(path, book.absolute().relative_to(shelf.absolute()).as_posix())
    except sqlite3.Error:
        path.unlink(missing_ok=True)


def _redact(path: Path, n: int, field: str) -> None:
    if not any((one.n, one.field) == (n, field) and one.text is not None for one in redactables(path)):
        raise Unusable(Problem("no-such-text", path, n))
    if wrong := verify_book(path):
        raise Unusable(wrong)
    line = redacted(lines_of(path)[n - 1], field)
    with TinyDB(path, storage=AtomicStorage) as tables:
        tables.table(TABLE).update({"said": line["said"]}, doc_ids=[n])
