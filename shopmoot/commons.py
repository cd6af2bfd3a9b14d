"""What the shelf has decided and drawn, read when first asked for, and the pages made of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Protocol, overload

from assembly.decision import Decision, decisions_of, followed
from assembly.drawn import DrawShown, draws_of
from assembly.history import BookFacts, History, afterwards_in, facts_of, history_of
from assembly.journal import Journal, replaying
from assembly.reviewing import Afterwards
from assembly.state import Assembly, Story
from assembly.value import value
from store.book import brought_decisions
from store.catalogue import Card, Stamp, decided_before, held_before
from store.people import Person
from store.problems import Unusable
from store.shelf import Shelf

LOG = logging.getLogger(__name__)


@value
class Outcome:
    """What came out of one assembly, the newest first."""

    decisions: tuple[Decision, ...] = ()
    draws: tuple[DrawShown, ...] = ()


class Decided(Sequence[Decision]):
    """Decisions, newest first, whose books are opened only as far as somebody looks."""

    def __init__(self, number: int, outcomes: Callable[[], Iterable[Outcome]]) -> None:
        """Take how many there are, and where they come from."""
        self._number = number
        self._outcomes = outcomes

    def __len__(self) -> int:
        """How many there are, without a look into a book."""
        return self._number

    def __iter__(self) -> Iterator[Decision]:
        """One after the other."""
        return (decision for outcome in self._outcomes() for decision in outcome.decisions)

    @overload
    def __getitem__(self, place: int) -> Decision: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Decision]: ...
    def __getitem__(self, place: int | slice) -> Decision | Sequence[Decision]:
        """One of them, or some; the first few need no look at the others."""
        if isinstance(place, slice) and (place.start or 0, place.step or 1) == (0, 1) and _ahead(place.stop):
            return tuple(islice(self, place.stop))
        return tuple(self)[place]


class Room(Protocol):
    """Whoever makes the pages for the room."""

    def notices(self) -> Mapping[int, bytes]:
        """What stands in the place of a page that is not there, by the status that says why."""

    def all(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes]:
        """Every page under an address."""

    def newest(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes] | None:
        """The newest pages, or None where all of them are made as quickly."""

    def prepare(self, journal: Journal | None, base_url: str, go_on: Callable[[], bool]) -> bool:
        """Make ahead what takes long; the answer says whether it came to the end."""


class Commons:
    """Reads each book once, and again when it changed; may be asked from several threads."""

    def __init__(self, shelf: Shelf) -> None:
        """Nothing is read."""
        self._shelf = shelf
        self._read: dict[str, tuple[Stamp, Outcome]] = {}
        self._veiled: tuple[Sequence[Person], Callable[[str], str]] = ((), str)
        self._room: Room | None = None
        self._one_at_a_time = RLock()

    def history(self, besides: str, closed: Journal | None) -> History:
        """What earlier assemblies leave to the next one.

        Args:
            besides: The id of the assembly whose book is open in this window; its file may be behind.
            closed: That assembly once it is closed, or None while it is under way.
        """
        facts = (*_facts_of(closed), *(card.facts for card in self._cards(besides) if card.facts))
        brought = self._shelf.brought()
        before, old = held_before(brought), decided_before(brought)
        return history_of(facts, before, self._shelf.circle.endings, old)

    def decisions(self, journal: Journal | None) -> Sequence[Decision]:
        """All decisions, newest first."""
        here = _outcome_of(journal)
        cards = [card for card in self._cards_before(_id_of(journal)) if _adopted_in(card)]
        earlier = sum(map(_adopted_in, cards))
        after = self.afterwards(journal)
        return Decided(len(here.decisions) + earlier, lambda: _followed(self._all(here, cards), after))

    def decision(self, id: str, journal: Journal | None) -> Decision | None:
        """One decision, for which only its own book is opened."""
        cards = [card for card in self._cards_before(_id_of(journal)) if id in card.ids]
        after = self.afterwards(journal)
        found = (one for outcome in self._all(_outcome_of(journal), cards) for one in outcome.decisions)
        return next((followed(one, after) for one in found if one.id == id), None)

    def stories(self, id: str, journal: Journal | None) -> tuple[Story, ...]:
        """The stories that led to a decision; they are never published."""
        if journal is not None and id in journal.assembly.proposals:
            return _stories_in(journal.assembly, id)
        card = next((card for card in self._cards("") if id in card.ids), None)
        try:
            return _stories_in(replaying(self._shelf.read(card).entries).assembly, id) if card else ()
        except (OSError, Unusable):
            return ()

    def under_way(self) -> Card | None:
        """The newest assembly that was not closed, as far as the disk tells."""
        return next((card for card in self._cards("") if card.closed_at is None and card.needs is None), None)

    def pages(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes]:
        """The public pages under an address.

        Raises:
            RuleBroken: `people-missing`: without the names nobody could keep them out of the pages.
        """
        return self.room.all(journal, base_url)

    @property
    def room(self) -> Room:
        """The pages that were made for the room."""
        if self._room is None:
            from shopmoot.room_pages import RoomPages  # noqa: PLC0415 - the start needs no pages

            self._room = RoomPages(self._shelf)
        return self._room

    def veil(self, text: str) -> str:
        """A text without the names of people on the roll."""
        from store.veil import veil_for  # noqa: PLC0415 - the start shows nothing to the room

        people = self._shelf.roll.people
        known, veiled = self._veiled
        if known is not people:
            veiled = veil_for(people)
            self._veiled = (people, veiled)
        return veiled(text)

    def _cards(self, besides: str) -> list[Card]:
        with self._one_at_a_time:
            return [card for card in self._shelf.books() if card.assembly != besides]

    def _cards_before(self, besides: str) -> list[Card]:
        """Also what was brought along, which is older than all assemblies."""
        with self._one_at_a_time:
            return [*self._cards(besides), *self._shelf.brought()]

    def afterwards(self, journal: Journal | None) -> Mapping[str, Afterwards]:
        """What happened to decisions after they were adopted, also today."""
        earlier = (card.facts for card in self._cards(_id_of(journal)) if card.facts)
        old = decided_before(self._shelf.brought())
        return afterwards_in((*old, *earlier, *_facts_of(journal)), self._shelf.circle.learnings)

    def _all(self, here: Outcome, cards: Iterable[Card]) -> Iterator[Outcome]:
        yield here
        for card in cards:
            if len(card.ids) > 1:
                yield self._outcome(card)

    def _outcome(self, card: Card) -> Outcome:
        try:
            return self._once(card)
        except (OSError, Unusable):
            LOG.warning("the book of %s cannot be read", card.assembly)
            return Outcome()

    def _opened(self, card: Card, path: Path) -> Outcome:
        if card.brought is not None:
            return Outcome(brought_decisions(path))
        return _outcome_of(replaying(self._shelf.read(card).entries))

    def _once(self, card: Card) -> Outcome:
        """What was found in a book before, unless the file is another one now."""
        path = self._shelf.folder / card.file
        stamp = Stamp.of(path)
        held = self._read.get(card.file)
        if held is None or held[0] != stamp:
            held = self._read[card.file] = (stamp, self._opened(card, path))
        return held[1]


def _followed(outcomes: Iterable[Outcome], after: Mapping[str, Afterwards]) -> Iterator[Outcome]:
    for outcome in outcomes:
        yield Outcome(tuple(followed(one, after) for one in outcome.decisions), outcome.draws)


def _adopted_in(card: Card) -> int:
    """How many decisions are in a book."""
    known = card.brought.old if card.brought else card.facts
    return len(known.decisions) if known else 0


def _ahead(stop: int | None) -> bool:
    return stop is not None and stop >= 0


def _stories_in(assembly: Assembly, id: str) -> tuple[Story, ...]:
    numbers = assembly.proposals[id].stories if id in assembly.proposals else ()
    return tuple(story for story in assembly.stories if story.number in numbers)


def _id_of(journal: Journal | None) -> str:
    return journal.assembly.id if journal is not None else ""


def _facts_of(journal: Journal | None) -> tuple[BookFacts, ...]:
    return (facts_of(journal.assembly),) if journal is not None else ()


def _outcome_of(journal: Journal | None) -> Outcome:
    if journal is None:
        return Outcome()
    return Outcome(decisions_of(journal.assembly)[::-1], draws_of(journal.assembly))
