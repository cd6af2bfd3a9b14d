"""What the shelf remembers of its books without opening them: never the truth, made anew when lost."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from assembly.adopted import OldFacts
from assembly.brought import Brought
from assembly.history import BookFacts
from assembly.holdings import Holding
from assembly.said import Said
from assembly.value import value
from store import codec
from store import glance as glances
from store.forms import UnknownForm
from store.glance import Glance
from store.storage import Stamp, keep_private

__all__ = ["Card", "Cards", "Catalogue", "Lost", "Stamp", "decided_before", "held_before"]

LOG = logging.getLogger(__name__)

VERSION = 6
"""Of what a card says; whoever lets it say more, or something else, counts it up, and cards are made anew."""

TABLE = """
CREATE TABLE IF NOT EXISTS books (
    file TEXT PRIMARY KEY, node INTEGER, size INTEGER, changed INTEGER, card TEXT
)
"""

LOST = "CREATE TABLE IF NOT EXISTS lost (file TEXT PRIMARY KEY, book TEXT)"


@value
class Lost:
    """A book that was on the shelf and was taken away; nothing of what it said is kept."""

    file: str
    """Its place on the shelf."""
    book: str
    """What it was known by."""


@value
class Card:
    """What the shelf needs to know of one book."""

    file: str
    """Its place on the shelf."""
    assembly: str
    """The id of the assembly; empty for any other book."""
    title: str
    opened_at: datetime
    closed_at: datetime | None
    seal: str
    """Empty while the book is open."""
    events: int
    needs: int | None
    """The format version that the book needs, where this program is too old for it."""
    ids: tuple[str, ...]
    """Every id that the book gave away."""
    entitled: tuple[str, ...]
    facts: BookFacts | None
    brought: Brought | None = None
    """What was brought along in this book."""
    fault: str = ""
    """What does not fit since the file was changed behind our back, as a code; empty where all is well."""
    fault_at: int | None = None
    """The first event that does not fit."""
    fault_seal: str = ""
    """The seal that the book had before."""

    @property
    def book(self) -> str:
        """What a book is known by, whatever its file is called: an assembly, a month, or what was brought."""
        return self.assembly or self.title


Cards = Mapping[str, tuple[Stamp, Card]]


def held_before(cards: Iterable[Card]) -> tuple[Holding, ...]:
    """What was held before the first book, as far as it was brought along and not taken back.

    It counts once, also where a book was copied, or brought again while the first could not be read.
    """
    held = (one for brought in _brought_in(cards) for one in brought.holdings)
    return tuple({(one.role, one.member, one.since): one for one in held}.values())


def decided_before(cards: Iterable[Card]) -> tuple[OldFacts, ...]:
    """What is known of decisions that were brought along and not taken back."""
    return tuple(brought.old for brought in _brought_in(cards) if brought.old.decisions)


def _brought_in(cards: Iterable[Card]) -> Iterable[Brought]:
    """What was brought along, each once; of copies the one that was taken back."""
    found: dict[str, Brought] = {}
    for brought in (card.brought for card in cards if card.brought):
        if brought.back or brought.id not in found:
            found[brought.id] = brought
    return found.values()


class Catalogue:
    """A throwaway file with a card for each book."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Remember where; nothing is opened."""
        self._path = path
        self._read_only = read_only
        self._unread = False

    def load(self) -> Cards:
        """The cards by file; none where the catalogue is missing or damaged."""
        if not self._path.exists():
            return {}
        try:
            with closing(self._connect("ro")) as books:
                rows = books.execute("SELECT file, node, size, changed, card FROM books").fetchall()
            return {file: (Stamp(*stamp), _card(plain)) for file, *stamp, plain in rows}
        except (sqlite3.Error, ValueError, TypeError):
            LOG.warning("The catalogue could not be read and is made anew")
            self._unread = True
            return {}

    def lost(self) -> tuple[Lost, ...]:
        """The books that are missed; none where the catalogue is missing or damaged."""
        if not self._path.exists():
            return ()
        try:
            with closing(self._connect("ro")) as books:
                rows = books.execute("SELECT file, book FROM lost ORDER BY file").fetchall()
            return tuple(Lost(str(file), str(book)) for file, book in rows)
        except sqlite3.Error:
            return ()

    def glance(self) -> tuple[Glance, frozenset[str]] | None:
        """What the last look came to, and the books that were known then; None where that is lost."""
        if not self._path.exists():
            return None
        try:
            with closing(self._connect("ro")) as books:
                kept = books.execute("SELECT told FROM folded").fetchone()
                known = books.execute("SELECT file FROM books").fetchall()
            return (glances.read(kept[0]), frozenset(file for (file,) in known)) if kept else None
        except (sqlite3.Error, ValueError, TypeError):
            return None

    def keep_glance(self, glance: Glance) -> None:
        """Keep what a look came to for the next start."""
        if self._read_only:
            return
        with suppress(sqlite3.Error), closing(self._connect("rwc")) as books, books:
            books.execute("PRAGMA secure_delete = ON")
            books.execute("CREATE TABLE IF NOT EXISTS folded (told TEXT)")
            books.execute("DELETE FROM folded")
            books.execute("INSERT INTO folded VALUES (?)", (glances.told(glance),))

    def store(self, cards: Cards, gone: Collection[str], lost: Sequence[Lost] = ()) -> None:
        """Keep new cards, drop those of books that are gone, and say which are missed.

        A damaged catalogue is replaced.
        """
        if self._read_only:
            return
        try:
            self._write(cards, gone, lost)
        except sqlite3.OperationalError as error:
            # Where another window writes, the file is well, and the next start tries again.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                self._replace(cards, gone, lost)
        except sqlite3.Error:
            self._replace(cards, gone, lost)

    def _replace(self, cards: Cards, gone: Collection[str], lost: Sequence[Lost]) -> None:
        with suppress(OSError, sqlite3.Error):  # it is never needed; the next start tries again
            self._path.unlink(missing_ok=True)
            self._write(cards, gone, lost)

    def _write(self, cards: Cards, gone: Collection[str], lost: Sequence[Lost]) -> None:
        with closing(self._connect("rwc")) as books, books:
            books.execute("PRAGMA secure_delete = ON")
            books.execute(TABLE)
            books.execute(LOST)
            books.execute("DELETE FROM lost")
            books.executemany("INSERT INTO lost VALUES (?, ?)", [(one.file, one.book) for one in lost])
            if self._unread:  # one card that cannot be read, of a book that is gone, would keep all from it
                books.execute("DELETE FROM books")
            books.executemany("DELETE FROM books WHERE file = ?", [(file,) for file in gone])
            books.executemany(
                "INSERT OR REPLACE INTO books VALUES (?, ?, ?, ?, ?)",
                [
                    (file, stamp.node, stamp.size, stamp.changed, _plain(card))
                    for file, (stamp, card) in cards.items()
                ],
            )
        self._unread = False

    def _connect(self, mode: str) -> sqlite3.Connection:
        if mode == "rwc":
            keep_private(self._path)
        return sqlite3.connect(f"file:{quote(str(self._path.absolute()))}?mode={mode}", uri=True, timeout=1.0)


def _plain(card: Card) -> str:
    return json.dumps([VERSION, codec.write(card, Card, _conceal)], ensure_ascii=False)


def _card(text: str) -> Card:
    version, plain = json.loads(text)
    card = codec.read(plain, Card, _reveal)
    if version != VERSION or not isinstance(card, Card):
        raise UnknownForm("card", version)
    return card


def _reveal(_where: str, kept: str) -> Said:
    return Said(json.loads(kept))


def _conceal(_where: str, words: Said) -> str:
    """The words themselves: a card is thrown away as soon as something in its book is forgotten."""
    return json.dumps(words.text)
