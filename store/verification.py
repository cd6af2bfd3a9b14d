"""Checks that nobody quietly changed what was written: every byte, every chain, every seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assembly.value import value
from store.book import TABLE, format_of, lines_of, vocabulary_of
from store.chain import START, Line, first_misfit
from store.layout import books_in
from store.problems import Problem, Unusable
from store.storage import Unparsable, content_of, parsed
from store.vocabulary import Vocabulary


@value
class Link:
    """What a book says of the one closed before it, and what the next one can say of it."""

    path: Path
    previous_seal: str
    seal: str | None
    first: str
    """Hash of its first event, which no other book has."""


def verify_shelf(folder: Path) -> tuple[Problem, ...]:
    """The first thing that does not fit in each book of a shelf, and every seal that leads nowhere."""
    books = books_in(folder)
    broken = [problem for path in books if (problem := verify_book(path))]
    links = [link for path in books if (link := _link(path))]
    seals = {link.seal for link in links if link.seal}
    loose = (link.path for link in links if link.previous_seal and link.previous_seal not in seals)
    return (*broken, *(Problem("seal-unknown", path, 1) for path in loose), *_copied(links))


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


def _copied(links: Sequence[Link]) -> Iterator[Problem]:
    known: set[str] = set()
    for link in links:
        if link.first in known:
            yield Problem("book-twice", link.path)
        known.add(link.first)


def _verify_lines(path: Path, lines: Sequence[Line], vocabulary: Vocabulary[Any]) -> Problem | None:
    if (version := format_of(lines)) > vocabulary.format:
        return Problem("newer-format", path, needs=version)
    if misfit := first_misfit(lines, vocabulary):
        return Problem(misfit.code, path, misfit.n)
    for place, line in enumerate(lines, start=1):
        if (line["type"] == vocabulary.opening.__name__) is not (line["prev"] == START):
            return Problem("opening-misplaced", path, place)
        if line["type"] == vocabulary.closing.__name__ and place < len(lines):
            return Problem("after-closing", path, place + 1)
    return None


def _verify_bytes(path: Path, content: bytes, lines: Sequence[Line]) -> Problem | None:
    ours = content_of({TABLE: {str(place): dict(line) for place, line in enumerate(lines, start=1)}})
    if ours == content:
        return None
    theirs = content.splitlines()
    same = next(
        (place for place, row in enumerate(ours.splitlines()) if row not in theirs[place : place + 1]), 0
    )
    return Problem("written-otherwise", path, same if 0 < same <= len(lines) else None)


def _link(path: Path) -> Link | None:
    try:
        lines = lines_of(path)
    except Unusable:
        return None
    fields, last = lines[0].get("fields"), lines[-1]
    previous = fields.get("previous_seal", "") if isinstance(fields, dict) else ""
    closed = last.get("type") == vocabulary_of(lines).closing.__name__
    return Link(path, str(previous), str(last.get("hash")) if closed else None, str(lines[0].get("hash")))
