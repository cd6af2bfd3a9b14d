"""The pages for the room, in memory: the newest at once, the others behind them, and nothing made twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import RLock
from time import perf_counter, sleep

from archive.leaves import Leaf
from archive.notices import notices_of
from archive.pages import leaves_of, volume_leaves
from archive.patterns_sheet import patterns_told
from archive.remembered import Made, refreshed
from archive.volumes import Contents, Volume
from assembly.history import BookFacts, facts_of
from assembly.journal import Journal
from shopmoot.editions import edition_in_memory, edition_of
from shopmoot.record import Folded, Teller, Told
from store.catalogue import Card
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.survey import Survey

FEW = 60
"""Assemblies whose pages are made before anybody has waited; where more are new, the newest come first."""
DECIDED_EACH = 3
"""About so many decisions has an assembly: an import weighs as many of them as it would have taken."""
LONGEST_REST = 0.05
"""Seconds between two books whose pages are made behind: keys come first."""


class RoomPages:
    """Remembers every page that it made; may be asked from several threads."""

    def __init__(self, shelf: Shelf) -> None:
        """Nothing is read."""
        self.left_out: tuple[Problem, ...] = ()
        """Books that were not shown the last time."""
        self._shelf = shelf
        self._contents: dict[str, tuple[str, Contents]] = {}
        self._made: dict[str, Made] = {}
        self._kept: Folded = {}
        self._one_at_a_time = RLock()

    def notices(self) -> Mapping[int, bytes]:
        """What stands in the place of a page that is not there, by the status that says why."""
        return notices_of(edition_of(self._shelf.roll, self._shelf.circle, ""))

    def all(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes]:
        """Every page under an address.

        Args:
            journal: The assembly that is open in this window, whose book may be behind.
            base_url: Where the pages stand.

        Raises:
            RuleBroken: `people-missing`, `people-unreadable`: without the names nobody could keep them out
                of the pages.
        """
        with self._one_at_a_time:
            teller = self._teller(journal, base_url)
            told = teller.told(self._contents)
            self.left_out, self._contents = told.left_out, dict(told.contents)
            self._made = refreshed(self._leaves(teller, told, journal), self._made)
            return _bodies(self._made)

    def newest(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes] | None:
        """The same of the newest books alone, which say so, or None where all pages are made as quickly."""
        with self._one_at_a_time:
            teller = self._teller(journal, base_url)
            newest = tuple(_newest(teller.cards))
            unknown = (card for card in teller.cards if not self._knows(teller, card))
            if not newest or sum(map(_weight, unknown)) <= FEW:
                return None
            told = teller.told(self._contents, newest)
            self._contents |= told.contents
            made = refreshed(self._leaves(teller, told, journal, whole=False), self._made)
            self._made |= made
            return _bodies(made)

    def prepare(self, journal: Journal | None, base_url: str, go_on: Callable[[], bool]) -> bool:
        """Make what takes long ahead of `all`, the newest first, with a rest after each page.

        Returns:
            Whether it came to the end.
        """
        with self._one_at_a_time:
            teller = self._teller(journal, base_url)
        unknown = [card for card in teller.cards if not self._knows(teller, card)]
        if not self._slowly((step for card in unknown for step in self._steps(teller, card)), go_on):
            return False
        with self._one_at_a_time:
            told = teller.told(self._contents)
        leaves = (leaf for leaf in self._leaves(teller, told, journal) if not self._has(leaf))
        return self._slowly((partial(self._make, leaf) for leaf in leaves), go_on)

    def _slowly(self, steps: Iterable[Callable[[], None]], go_on: Callable[[], bool]) -> bool:
        """Take one step after the other, and rest after each as long as it took."""
        for step in steps:
            begun = perf_counter()
            with self._one_at_a_time:
                step()
            sleep(min(perf_counter() - begun, LONGEST_REST))
            if not go_on():
                return False
        return True

    def _has(self, leaf: Leaf) -> bool:
        return self._made.get(leaf.path, ("",))[0] == leaf.key

    def _make(self, leaf: Leaf) -> None:
        self._made[leaf.path] = (leaf.key, leaf.make())

    def _knows(self, teller: Teller, card: Card) -> bool:
        return self._contents.get(card.assembly or card.title, ("",))[0] == teller.key(card)

    def _steps(self, teller: Teller, card: Card) -> Iterator[Callable[[], None]]:
        """What is to be made for one book, page by page; it is known once all of them are there."""
        volume = self._volume(teller, card)
        if volume is None:
            return
        leaves = volume_leaves(volume, teller.edition, teller.whole)
        wanted = [leaf for leaf in leaves if not self._has(leaf)]
        yield from (partial(self._try, leaf) for leaf in wanted)
        if all(map(self._has, wanted)):
            self._contents[volume.contents.assembly] = (volume.key, volume.contents)

    def _volume(self, teller: Teller, card: Card) -> Volume | None:
        with self._one_at_a_time, suppress(Unusable, OSError):  # said when all pages are put together
            return teller.volume(card, self._contents)
        return None

    def _try(self, leaf: Leaf) -> None:
        with suppress(Unusable, OSError):
            self._make(leaf)

    def _teller(self, journal: Journal | None, base_url: str) -> Teller:
        seen = _without(self._shelf.surveyor.survey(), journal)
        edition = edition_in_memory(self._shelf, seen, _closed(journal), base_url)
        return Teller(self._shelf, seen, edition, journal, self._kept)

    def _leaves(
        self, teller: Teller, told: Told, journal: Journal | None, *, whole: bool = True
    ) -> Iterator[Leaf]:
        """All pages of what is told, and what comes back in it."""
        shown = {volume.contents.assembly for volume in told.volumes}
        facts = (card.facts for card in teller.cards if card.facts and card.assembly in shown)
        patterns = patterns_told((*_closed(journal), *facts))
        return leaves_of(told.volumes, replace(teller.edition, patterns=patterns, whole=whole))


def _weight(card: Card) -> int:
    return 1 + len(card.brought.old.decisions) // DECIDED_EACH if card.brought is not None else 1


def _newest(cards: Iterable[Card]) -> Iterator[Card]:
    """Those books, the newest first, that are no more than a few together."""
    held = 0
    for card in cards:
        held += _weight(card)
        if held > FEW:
            return
        yield card


def _without(seen: Survey, journal: Journal | None) -> Survey:
    """What was seen besides the assembly that is open here."""
    if journal is None:
        return seen
    id = journal.assembly.id
    return replace(seen, assemblies=tuple(card for card in seen.assemblies if card.assembly != id))


def _closed(journal: Journal | None) -> tuple[BookFacts, ...]:
    closed = journal is not None and journal.assembly.closed_at is not None
    return (facts_of(journal.assembly),) if journal is not None and closed else ()


def _bodies(made: Mapping[str, Made]) -> dict[str, bytes]:
    return {path: page for path, (_, page) in made.items()}
