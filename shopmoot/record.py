"""The public record of a shelf: its books, folded and set as pages, with no name that nobody released."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.edition import Edition
from archive.leaves import key_of
from archive.pages import edition_key
from archive.volumes import Contents, Opened, Volume, contents_of, source_from_before, volume_of
from assembly.decision import Source, decisions_of, followed, source_of
from assembly.drawn import draws_of
from assembly.history import afterwards_in, facts_of
from assembly.journal import Journal, replaying
from assembly.refusal import RuleBroken
from assembly.reviewing import Afterwards
from assembly.state import Assembly, NextDate
from assembly.value import value
from store.book import brought_decisions
from store.catalogue import Card, decided_before
from store.layout import ASSEMBLIES, BROUGHT, PEOPLE
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.survey import Survey
from store.verification import verify_book

Read = tuple[Opened, Source, NextDate | None]
"""What is known of a book once it was opened."""
Known = Mapping[str, tuple[str, Contents]]
"""By assembly: the key of its volume, and what it leaves to the lists."""
Folded = dict[str, tuple[str, bytes]]
"""By book: the key of its volume, and what was read in it."""


@value
class Kept:
    """What the books of a shelf hold."""

    journals: tuple[Journal, ...]
    left_out: tuple[Problem, ...]
    """Books that cannot be read, or whose chain does not fit."""


@value
class Told:
    """What can be published of a shelf."""

    volumes: tuple[Volume, ...]
    left_out: tuple[Problem, ...]
    """Books that cannot be read, or whose chain does not fit."""

    @property
    def contents(self) -> Known:
        """What each assembly leaves to the lists, with the key of its volume."""
        return {one.contents.assembly: (one.key, one.contents) for one in self.volumes}


def kept_on(shelf: Shelf) -> Kept:
    """Read and check every book of an assembly; what somebody changed quietly is not published.

    Raises:
        RuleBroken: `people-unreadable`: without the names nobody could keep them out of the pages.
    """
    seen = shelf.surveyor.survey()
    problems, journals = _problems_of(shelf, seen), []
    for card in seen.assemblies:
        try:
            _verify(shelf, card)
            journals.append(_journal(shelf, card))
        except Unusable as unusable:
            problems.append(unusable.problem)
    _check_names(shelf, bool(journals))
    return Kept(tuple(journals), tuple(dict.fromkeys(problems)))


class Teller:
    """Tells what can be published of a shelf as it was seen; a book that is the same as it was is not opened.

    Attributes:
        cards: The books in which decisions can be, newest first.
        edition: How the pages are set.
        whole: A digest of what all pages depend on.
    """

    def __init__(
        self,
        shelf: Shelf,
        seen: Survey,
        edition: Edition,
        here: Journal | None = None,
        kept: Folded | None = None,
    ) -> None:
        """Take an assembly that is under way as it is in memory: `seen` is without its book.

        Args:
            shelf: Where the books are.
            seen: How they were seen when somebody looked last.
            edition: How their pages are set.
            here: The assembly that is under way.
            kept: What was read before; everything that is read is added to it.
        """
        self.cards = _cards_of(seen)
        self.edition = edition
        self._shelf = shelf
        self._seen = seen
        self._here = here
        self._after = _after(shelf, self.cards, here)
        self.whole = edition_key(edition)
        self._kept = {} if kept is None else kept

    def told(self, known: Known, cards: Iterable[Card] | None = None) -> Told:
        """The volumes of all books, or of these; what was known of a book before is not looked up again.

        Raises:
            RuleBroken: `people-unreadable`, `people-missing`: without the names nobody could keep them out
                of the pages.
        """
        problems, volumes = _problems_of(self._shelf, self._seen), []
        for card in self.cards if cards is None else cards:
            try:
                volumes.append(self.volume(card, known))
            except Unusable as unusable:
                problems.append(unusable.problem)
            except OSError:
                problems.append(Problem("missing", self._shelf.folder / card.file))
        _check_names(self._shelf, bool(volumes))
        if self._here is not None:
            volumes.append(self._volume_of(self._here.assembly))
        return Told(tuple(volumes), tuple(dict.fromkeys(problems)))

    def volume(self, card: Card, known: Known) -> Volume:
        """What can be published of one book.

        Raises:
            Unusable: It cannot be read, or its chain does not fit.
            OSError: It is not there any more.
        """
        key, before = self.key(card), known.get(card.assembly or card.title)
        if before is not None and before[0] == key:
            return Volume(key, before[1], lambda: self._read(card, verified=True)[0])
        opened, source, next_date = self._read(card)
        contents = contents_of(opened, source, next_date, self.edition)
        return Volume(key, contents, lambda: self._read(card)[0])

    def key(self, card: Card) -> str:
        """The same key, the same volume."""
        stamp = str(self._seen.stamps[card.file])
        return key_of(self.whole, card.file, stamp, *_told_afterwards(card, self._after))

    def _read(self, card: Card, *, verified: bool = False) -> Read:
        """What a book holds; it is opened once, and a thousand bytes are kept until its pages are made.

        Its chain was verified already where the pages that stand are made of the same file.
        """
        key, held = self.key(card), self._kept.get(card.file)
        if held is not None and held[0] == key:
            known: Read = pickle.loads(held[1])
            return known
        read = _read(self._shelf, card, self._after, verified=verified)
        self._kept[card.file] = (key, pickle.dumps(read))
        return read

    def _volume_of(self, assembly: Assembly) -> Volume:
        opened = _opened(assembly, self._after)
        return volume_of(opened, source_of(assembly), assembly.next_date, self.edition)


def _cards_of(seen: Survey) -> tuple[Card, ...]:
    """The books in which decisions can be."""
    old = (card for card in seen.brought if card.brought and card.brought.old.decisions)
    return (*seen.assemblies, *old)


def _after(shelf: Shelf, cards: Sequence[Card], here: Journal | None) -> Mapping[str, Afterwards]:
    facts = (card.facts for card in cards if card.facts)
    today = (facts_of(here.assembly),) if here is not None else ()
    return afterwards_in((*decided_before(cards), *facts, *today), shelf.circle.learnings)


def _read(shelf: Shelf, card: Card, after: Mapping[str, Afterwards], *, verified: bool) -> Read:
    if not verified:
        _verify(shelf, card)
    if card.brought is not None:
        before = brought_decisions(shelf.folder / card.file)
        old = tuple(followed(one, after) for one in before)
        return Opened(old, ()), source_from_before(old[0]), None
    assembly = _journal(shelf, card).assembly
    return _opened(assembly, after), source_of(assembly), assembly.next_date


def _opened(assembly: Assembly, after: Mapping[str, Afterwards]) -> Opened:
    """Everything public that an assembly brought about, with what came of it."""
    return Opened(tuple(followed(one, after) for one in decisions_of(assembly)), draws_of(assembly))


def _told_afterwards(card: Card, after: Mapping[str, Afterwards]) -> Iterator[str]:
    return (repr(after[id]) for id in card.ids if id in after)


def _problems_of(shelf: Shelf, seen: Survey) -> list[Problem]:
    problems = shelf.problems_with(seen)
    if any(problem.path.name == PEOPLE for problem in problems):
        raise RuleBroken("people-unreadable", file=PEOPLE)
    return [problem for problem in problems if problem.path.parent.name in {ASSEMBLIES, BROUGHT}]


def _check_names(shelf: Shelf, anything: bool) -> None:
    if anything and not shelf.roll.people:
        raise RuleBroken("people-missing", file=PEOPLE)


def _verify(shelf: Shelf, card: Card) -> None:
    if wrong := verify_book(shelf.folder / card.file):
        raise Unusable(wrong)


def _journal(shelf: Shelf, card: Card) -> Journal:
    try:
        return replaying(shelf.read(card).entries)
    except RuleBroken as refusal:
        raise Unusable(Problem("event-unknown", shelf.folder / card.file)) from refusal
