"""The public record of a shelf: its books, folded and set as pages, with no name that nobody released."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from archive.edition import Edition
from archive.leaves import key_of
from archive.pages import edition_key, leaves_of
from archive.patterns_sheet import patterns_told
from archive.roles_sheet import terms_of
from archive.volumes import Contents, Opened, Volume, contents_of, source_from_before, volume_of
from assembly.daybook import Circle
from assembly.decision import Decision, Source, decisions_of, followed, source_of
from assembly.drawn import draws_of
from assembly.history import History, afterwards_in, facts_of
from assembly.journal import Journal, replaying
from assembly.refusal import RuleBroken
from assembly.reviewing import Afterwards
from assembly.state import Assembly, NextDate
from assembly.value import value
from store.book import brought_decisions
from store.catalogue import Card, Stamp, decided_before
from store.layout import ASSEMBLIES, BROUGHT, PEOPLE
from store.people import Roll
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.survey import Survey
from store.veil import veil_for
from store.verification import verify_book

Read = tuple[Opened, Source, NextDate | None]
"""What is known of a book once it was opened."""


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
    def contents(self) -> Mapping[str, tuple[str, Contents]]:
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
            journals.append(_checked(shelf, card))
        except Unusable as unusable:
            problems.append(unusable.problem)
    _check_names(shelf, bool(journals))
    return Kept(tuple(journals), tuple(dict.fromkeys(problems)))


def told_on(shelf: Shelf, seen: Survey, edition: Edition, known: Mapping[str, tuple[str, Contents]]) -> Told:
    """The volumes of a shelf; a book that is the same as it was is not opened.

    Args:
        shelf: Where the books are.
        seen: How they were seen when somebody looked last.
        edition: How its pages are set.
        known: What was found before, by assembly.

    Raises:
        RuleBroken: `people-unreadable`, `people-missing`: without the names nobody could keep them out of
            the pages.
    """
    problems, volumes, cards = _problems_of(shelf, seen), [], _cards_of(seen)
    after = _after(shelf, cards)
    whole, read = edition_key(edition), _reader(shelf, after)
    for card in cards:
        try:
            key = key_of(whole, card.file, str(seen.stamps[card.file]), *_told_afterwards(card, after))
            volumes.append(_volume(card, edition, key, known, read))
        except Unusable as unusable:
            problems.append(unusable.problem)
        except OSError:
            problems.append(Problem("missing", shelf.folder / card.file))
    _check_names(shelf, bool(volumes))
    return Told(tuple(volumes), tuple(dict.fromkeys(problems)))


def _cards_of(seen: Survey) -> tuple[Card, ...]:
    """The books in which decisions can be."""
    old = (card for card in seen.brought if card.brought and card.brought.old.decisions)
    return (*seen.assemblies, *old)


def _after(shelf: Shelf, cards: Sequence[Card]) -> Mapping[str, Afterwards]:
    facts = (card.facts for card in cards if card.facts)
    return afterwards_in((*decided_before(cards), *facts), shelf.circle.learnings)


def edition_on(shelf: Shelf, seen: Survey, base_url: str) -> Edition:
    """How the pages of a shelf are set; another list of names sets all of them anew."""
    path = shelf.folder / PEOPLE
    key = repr(Stamp.of(path)) if path.exists() else ""
    # Without roles nobody asks for their terms, and the books need not be counted.
    terms = terms_of(shelf.history(seen), shelf.circle.roles) if shelf.circle.roles else ()
    return replace(edition_of(shelf.roll, shelf.circle, base_url), terms=terms, key=key)


def edition_in_memory(shelf: Shelf, history: History, base_url: str) -> Edition:
    """How the pages of a shelf are set that is open in this window; the key never leaves the memory."""
    edition = edition_of(shelf.roll, shelf.circle, base_url)
    return replace(edition, terms=terms_of(history, shelf.circle.roles), key=key_of(repr(shelf.roll.people)))


def pages_of(shelf: Shelf, base_url: str) -> dict[str, bytes]:
    """The pages of everything on a shelf that can be published."""
    return pages_of_journals(kept_on(shelf).journals, shelf.roll, shelf.circle, base_url)


def pages_of_journals(
    journals: Iterable[Journal], roll: Roll, circle: Circle, base_url: str
) -> dict[str, bytes]:
    """The pages of these assemblies, also of one under way; a later journal of an assembly replaces it."""
    newest = {journal.assembly.id: journal.assembly for journal in journals}
    facts = tuple(map(facts_of, newest.values()))
    edition = replace(edition_of(roll, circle, base_url), patterns=patterns_told(facts))
    after = afterwards_in(facts, circle.learnings)
    volumes = [
        volume_of(_opened(one, after), source_of(one), one.next_date, edition) for one in newest.values()
    ]
    return {leaf.path: leaf.make() for leaf in leaves_of(volumes, edition)}


def edition_of(roll: Roll, circle: Circle, base_url: str) -> Edition:
    """How the pages of a circle are set."""
    labels = {person.id: person.label for person in roll.people}
    return Edition(
        circle=circle.name,
        base_url=base_url,
        # Titles stand on several pages, and looking for three hundred names takes a millisecond.
        veil=lru_cache(maxsize=4096)(veil_for(roll.people)),
        label=lambda member: labels.get(member, member),
        language=circle.language,
        protocols=circle.protocols,
        roles=circle.roles,
    )


def _volume(
    card: Card,
    edition: Edition,
    key: str,
    known: Mapping[str, tuple[str, Contents]],
    read: Callable[[Card], Read],
) -> Volume:
    before = known.get(card.assembly or card.title)
    if before is not None and before[0] == key:
        contents = before[1]
    else:
        opened, source, next_date = read(card)
        contents = contents_of(opened, source, next_date, edition)
    return Volume(key, contents, lambda: read(card)[0])


def _reader(shelf: Shelf, after: Mapping[str, Afterwards]) -> Callable[[Card], Read]:
    """Reads each book once: what is published of it is kept as a thousand bytes until its pages are made."""
    kept: dict[str, bytes] = {}

    def opened(card: Card) -> Read:
        if card.file in kept:
            known: Read = pickle.loads(kept[card.file])
            return known
        read = _read(shelf, card, after)
        kept[card.file] = pickle.dumps(read)
        return read

    return opened


def _read(shelf: Shelf, card: Card, after: Mapping[str, Afterwards]) -> Read:
    if card.brought is not None:
        old = tuple(followed(one, after) for one in _decided_before(shelf, card))
        return Opened(old, ()), source_from_before(old[0]), None
    assembly = _checked(shelf, card).assembly
    return _opened(assembly, after), source_of(assembly), assembly.next_date


def _decided_before(shelf: Shelf, card: Card) -> tuple[Decision, ...]:
    path = shelf.folder / card.file
    if wrong := verify_book(path):
        raise Unusable(wrong)
    return brought_decisions(path)


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


def _checked(shelf: Shelf, card: Card) -> Journal:
    path = shelf.folder / card.file
    if wrong := verify_book(path):
        raise Unusable(wrong)
    try:
        return replaying(shelf.read(card).entries)
    except RuleBroken as refusal:
        raise Unusable(Problem("event-unknown", path)) from refusal
