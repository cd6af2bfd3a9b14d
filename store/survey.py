"""Looks through the books of a shelf, and opens only those that changed since the last look."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path
from threading import RLock

from assembly.brought import BroughtOpened, brought_of
from assembly.daybook import DaybookClosed, DaybookOpened
from assembly.history import History, facts_of
from assembly.journal import Entry, replaying
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value
from store.book import Book, read_book
from store.catalogue import Card, Catalogue
from store.glance import Glance, may_be_open, shortened
from store.layout import ASSEMBLIES, BROUGHT, CATALOGUE, DAYBOOK, names_in, names_of_assemblies
from store.problems import Problem, Unusable
from store.storage import Stamp
from store.vocabulary import BroughtEntry, DaybookEntry, assembly_books, brought_books, daybooks

FEW = 20
"""So many books are looked through before anybody notices."""
STRIDE = 50
"""After so many books it is told how far the look is."""
MANY = 200
"""To read so many books for the first time takes long enough to say so."""


Told = Callable[[int, int], None]


def silently(_: int) -> None:
    """Say nothing about how many books are to be read."""


@value
class Survey:
    """The books of a shelf at one moment."""

    assemblies: tuple[Card, ...]
    """Newest first."""
    months: tuple[Card, ...]
    """Newest first."""
    brought: tuple[Card, ...]
    """What was brought along, newest first."""
    problems: tuple[Problem, ...]
    """What is wrong with the books that have no card, or that only a newer program can add to."""
    stamps: Mapping[str, Stamp]
    """What each book with a card was known by, by its place on the shelf."""


class Surveyor:
    """Keeps the cards of a shelf up to date."""

    def __init__(self, folder: Path, *, read_only: bool, announce: Callable[[int], None] = silently) -> None:
        """Remember where, and whom to tell how many books the first look has to read; nothing is opened."""
        self._folder = folder
        self._announce = announce
        self._catalogue = Catalogue(folder / CATALOGUE, read_only=read_only)
        self._cards: dict[str, tuple[Stamp, Card]] | None = None
        self._one_at_a_time = RLock()

    def glance(self) -> tuple[Glance, list[str]] | None:
        """What the last look came to, and the books in which an assembly may be open; None on a small shelf.

        Where nothing is known of a big shelf, its newest books are those that may be open.
        """
        there = names_of_assemblies(self._folder)
        if len(there) < FEW:
            return None
        kept = self._catalogue.glance()
        if kept is not None:
            return kept[0], may_be_open(*kept, there)
        return (Glance(), sorted(there)[:-FEW:-1]) if len(there) >= MANY else None

    def keep_glance(self, history: History) -> None:
        """Remember for the next start what a look through the books came to."""
        cards = [card for _stamp, card in (self._cards or {}).values() if card.assembly]
        if len(cards) >= FEW:
            unclosed = tuple(card.file for card in cards if card.closed_at is None)
            self._catalogue.keep_glance(Glance(shortened(history), unclosed))

    def survey(self, told: Told | None = None) -> Survey:
        """Look through the books; `told` hears how many of how many have been looked at."""
        with self._one_at_a_time:
            return self._survey(told)

    def _survey(self, told: Told | None) -> Survey:
        if self._cards is None:
            self._cards = dict(self._catalogue.load())
            if told is None:
                self._announce_many(self._cards)
        before = dict(self._cards)
        problems: list[Problem] = []
        assemblies = tuple(self._look(ASSEMBLIES, problems, told))
        months = tuple(self._look(DAYBOOK, problems))
        brought = tuple(self._look(BROUGHT, problems))
        self._forget({card.file for card in (*assemblies, *months, *brought)})
        self._keep(before)
        in_order = _newest_first(assemblies), _newest_first(months), _newest_first(brought)
        stamps = {file: stamp for file, (stamp, _card) in self._cards.items()}
        return Survey(*in_order, tuple(problems), stamps)

    def _announce_many(self, known: Container[str]) -> None:
        files = (*names_in(self._folder, ASSEMBLIES), *names_in(self._folder, DAYBOOK))
        unread = sum(file not in known for file in files)
        if unread >= MANY:
            self._announce(unread)

    def _look(self, part: str, problems: list[Problem], told: Told | None = None) -> Iterator[Card]:
        files = names_in(self._folder, part)
        for place, file in enumerate(files):
            if told is not None and place % STRIDE == 0:
                told(place, len(files))
            try:
                card = self._card(file)
            except Unusable as unusable:
                problems.append(unusable.problem)
                continue
            if card.needs is not None:
                problems.append(Problem("newer-format", self._folder / file, needs=card.needs))
            yield card

    def _card(self, file: str) -> Card:
        """What is known of a book, read again where it is another one; strings, for there are thousands."""
        try:
            stamp = Stamp.of(f"{self._folder}/{file}")
        except OSError as error:
            raise Unusable(Problem("unreadable", self._folder / file)) from error
        held = self._cards and self._cards.get(file)
        if held and held[0] == stamp:
            return held[1]
        card = _card_of(self._folder / file, file)
        if self._cards is not None:
            self._cards[file] = (stamp, card)
        return card

    def _forget(self, present: set[str]) -> None:
        self._cards = {file: held for file, held in (self._cards or {}).items() if file in present}

    def _keep(self, before: dict[str, tuple[Stamp, Card]]) -> None:
        now = self._cards or {}
        fresh = {file: held for file, held in now.items() if before.get(file) != held}
        gone = set(before) - set(now)
        if fresh or gone:
            self._catalogue.store(fresh, gone)


def _card_of(path: Path, file: str) -> Card:
    if file.startswith("daybook/"):
        return _card_of_month(file, read_book(path, daybooks()))
    if file.startswith("brought/"):
        return _card_of_brought(file, read_book(path, brought_books()))
    return _card_of_assembly(file, read_book(path, assembly_books()))


def _card_of_brought(file: str, book: Book[BroughtEntry]) -> Card:
    if not book.entries or not isinstance(book.entries[0].event, BroughtOpened):
        raise Unusable(_cannot_tell(book.path, book.needs))
    brought = brought_of(entry.event for entry in book.entries)
    return Card(
        file=file,
        assembly="",
        title=brought.id,
        opened_at=book.entries[0].at,
        closed_at=book.entries[-1].at if book.closed else None,
        seal=book.seal or "",
        events=len(book.entries),
        needs=book.needs,
        ids=(brought.id, *(one.id for one in brought.old.decisions)),
        entitled=(),
        facts=None,
        brought=brought,
    )


def _card_of_month(file: str, book: Book[DaybookEntry]) -> Card:
    if not book.entries or not isinstance(book.entries[0].event, DaybookOpened):
        raise Unusable(_cannot_tell(book.path, book.needs))
    last = book.entries[-1]
    return Card(
        file=file,
        assembly="",
        title=book.entries[0].event.month,
        opened_at=book.entries[0].at,
        closed_at=last.at if isinstance(last.event, DaybookClosed) else None,
        seal=book.seal or "",
        events=len(book.entries),
        needs=book.needs,
        ids=(),
        entitled=(),
        facts=None,
    )


def _card_of_assembly(file: str, book: Book[Entry]) -> Card:
    assembly = _replayed(book)
    return Card(
        file=file,
        assembly=assembly.id,
        title=assembly.title,
        opened_at=assembly.opened_at,
        closed_at=assembly.closed_at,
        seal=book.seal or "",
        events=len(book.entries),
        needs=book.needs,
        ids=(assembly.id, *assembly.proposals, *assembly.draws),
        entitled=assembly.entitled,
        facts=facts_of(assembly),
    )


def _replayed(book: Book[Entry]) -> Assembly:
    if not book.entries:
        raise Unusable(_cannot_tell(book.path, book.needs))
    try:
        return replaying(book.entries).assembly
    except (RuleBroken, LookupError, ValueError, TypeError, AttributeError) as error:
        # The fold trusts what it is given; a book that was tampered with can make it stumble anywhere.
        raise Unusable(Problem("does-not-add-up", book.path)) from error


def _cannot_tell(path: Path, needs: int | None) -> Problem:
    return Problem("newer-format", path, needs=needs) if needs else Problem("unparsable", path)


def _newest_first(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (card.opened_at, card.file), reverse=True))
