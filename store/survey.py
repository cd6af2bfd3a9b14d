"""Looks through the books of a shelf, and opens only those that changed since the last look."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock

from assembly.history import History
from assembly.value import value
from store.cards import card_of, checked
from store.catalogue import Card, Catalogue, Lost
from store.copies import each_once
from store.glance import Glance, may_be_open, shortened
from store.layout import ASSEMBLIES, BROUGHT, CATALOGUE, DAYBOOK, names_in, names_of_assemblies
from store.problems import Problem, Unusable
from store.storage import Stamp

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
    copies: frozenset[str] = frozenset()
    """Files that hold a book which another file holds too; they do not count."""


class Surveyor:
    """Keeps the cards of a shelf up to date."""

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool,
        announce: Callable[[int], None] = silently,
        given_up: Callable[[], Container[str]] = tuple,
    ) -> None:
        """Remember where; nothing is opened.

        Args:
            folder: The shelf.
            read_only: Whether nothing may be kept.
            announce: Hears how many books the first look has to read.
            given_up: Which books are gone for good, and are missed no more.
        """
        self._folder = folder
        self._announce = announce
        self._catalogue = Catalogue(folder / CATALOGUE, read_only=read_only)
        self._cards: dict[str, tuple[Stamp, Card]] | None = None
        self._given_up = given_up
        self.lost: tuple[Lost, ...] = ()
        """The books that are missed since they were taken away, as the last look found them."""
        self._last: Survey | None = None
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
        if self._last is not None and not (self._folder / ASSEMBLIES).is_dir():
            # A stick was pulled out: what it held is still so, and is not to be forgotten.
            return replace(self._last, problems=(Problem("folder-gone", self._folder),))
        if self._cards is None:
            self._cards, self.lost = dict(self._catalogue.load()), self._catalogue.lost()
            if told is None:
                self._announce_many(self._cards)
        before, missed = dict(self._cards), self.lost
        problems: list[Problem] = []
        there = [tuple(self._look(part, problems, told)) for part in (ASSEMBLIES, DAYBOOK, BROUGHT)]
        self._forget([card for cards in there for card in cards])
        self._keep(before, missed)
        self._last = self._told(there, problems)
        return self._last

    def _told(self, there: Sequence[tuple[Card, ...]], problems: Sequence[Problem]) -> Survey:
        parts = [each_once(cards) for cards in there]
        copies = [card.file for _once, again in parts for card in again]
        wrong = [
            *problems,
            *(Problem("book-twice", self._folder / file) for file in copies),
            *(Problem("book-gone", self._folder / one.file) for one in self.lost),
        ]
        stamps = {file: stamp for file, (stamp, _card) in (self._cards or {}).items()}
        in_order = [_newest_first(once) for once, _again in parts]
        return Survey(in_order[0], in_order[1], in_order[2], tuple(wrong), stamps, frozenset(copies))

    def _announce_many(self, known: Container[str]) -> None:
        files = (*names_in(self._folder, ASSEMBLIES), *names_in(self._folder, DAYBOOK))
        unread = sum(file not in known for file in files)
        if unread >= MANY:
            self._announce(unread)

    def _look(self, part: str, problems: list[Problem], told: Told | None = None) -> Iterator[Card]:
        files = names_in(self._folder, part)
        for place, file in enumerate(files):
            if told is not None and part == ASSEMBLIES and place % STRIDE == 0:
                told(place, len(files))
            try:
                card = self._card(file)
            except Unusable as unusable:
                problems.append(unusable.problem)
                continue
            if card.needs is not None:
                problems.append(Problem("newer-format", self._folder / file, needs=card.needs))
            if card.fault:
                problems.append(Problem(card.fault, self._folder / file, card.fault_at))
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
        card = card_of(self._folder / file, file)
        if held:
            card = checked(card, held[1], self._folder / file)
        if self._cards is not None:
            self._cards[file] = (stamp, card)
        return card

    def _forget(self, present: Sequence[Card]) -> None:
        """Let go of what is not there any more; what was renamed or cannot be read now is not lost."""
        known, files = self._cards or {}, {card.file for card in present}
        missing = [Lost(file, card.book) for file, (_stamp, card) in known.items() if file not in files]
        books, given_up = {card.book for card in present}, self._given_up()
        self.lost = tuple(
            one
            for one in dict.fromkeys((*self.lost, *missing))
            if one.book not in books and one.book not in given_up and not (self._folder / one.file).exists()
        )
        self._cards = {file: held for file, held in known.items() if file in files}

    def _keep(self, before: dict[str, tuple[Stamp, Card]], missed: tuple[Lost, ...]) -> None:
        now = self._cards or {}
        fresh = {file: held for file, held in now.items() if before.get(file) != held}
        gone = set(before) - set(now)
        if fresh or gone or self.lost != missed:
            self._catalogue.store(fresh, gone, self.lost)


def _newest_first(cards: Sequence[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (card.opened_at, card.file), reverse=True))
