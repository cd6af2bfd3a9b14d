"""Keeps names out of the index when the roll changes: only what may come out otherwise is read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from assembly.reviewing import Afterwards
from store.layout import VEIL
from store.names_changed import (
    Changed,
    Remembered,
    book_may_hold,
    changed,
    may_hold,
    read,
    remembered,
    sought,
    told_as,
)
from store.people import Person
from store.search_docs import said_in
from store.search_index import SearchIndex
from store.search_words import plain_words
from store.storage import replace_file
from store.veil import covers_of

After = Mapping[str, Afterwards]


def leave_out_names(index: SearchIndex, folder: Path, people: Sequence[Person], afterwards: After) -> bool:
    """Have the books read again in which a name, or what may be published of it, changed; whether any is.

    Args:
        index: What is to hold no name.
        folder: The shelf.
        people: The roll as it is now.
        afterwards: What was said of decisions later, in whatever book that stands.
    """
    roll = _digest(repr([(one.id, one.name, one.label) for one in people]))
    if index.told("people") == roll:
        return False
    covers, before = covers_of(people), _kept(index, folder)
    change = changed(before, covers) if before else Changed(everything=True)
    files = _otherwise(index, folder, change, afterwards)
    index.forget_stamps(files)
    if index.path is not None:
        _keep(index, folder, told_as(remembered(covers, before.salt if before else token_hex())))
    index.note("people", roll)
    return bool(files)


def _kept(index: SearchIndex, folder: Path) -> Remembered | None:
    """The names that this index leaves out, or None where nobody can tell any more."""
    try:
        text = (folder / VEIL).read_text("utf-8")
    except (OSError, ValueError):
        return None
    return read(text) if index.told("names") == _digest(text) else None


def _keep(index: SearchIndex, folder: Path, text: str) -> None:
    """Keep them beside the roll; where that fails, the next time reads every book."""
    with suppress(OSError):
        replace_file(folder / VEIL, text.encode())
    index.note("names", _digest(text))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _otherwise(index: SearchIndex, folder: Path, change: Changed, afterwards: After) -> set[str]:
    """The books that may come out otherwise."""
    books, labels = set(index.stamps()), [" ".join(plain_words(one)) for one in change.labels]
    if change.everything or not all(labels):
        return books
    names = sought(change.names)
    later = [id for id, after in afterwards.items() if any(may_hold(text, names) for text in said_in(after))]
    return {
        *(file for file in books if book_may_hold(folder / file, names)),
        *(file for id in later if (file := index.file_of(id))),
        *(file for label in labels for file in index.files_with(label)),
    }
