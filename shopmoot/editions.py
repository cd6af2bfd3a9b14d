"""How the pages of a shelf are set: whose they are, under which names, with which terms and patterns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from archive.edition import Edition, TermShown
from archive.leaves import key_of
from archive.patterns_sheet import patterns_told
from archive.roles_sheet import terms_of
from assembly.daybook import Circle
from assembly.history import BookFacts, service_in
from store.catalogue import held_before
from store.layout import PEOPLE
from store.people import Roll
from store.problems import Problem
from store.shelf import Shelf
from store.storage import Stamp
from store.survey import Survey
from store.veil import veil_for
from words.steady import cleaned


def edition_on(shelf: Shelf, seen: Survey, base_url: str) -> Edition:
    """How the pages of a shelf are set; another list of names sets all of them anew."""
    path = shelf.folder / PEOPLE
    key = repr(Stamp.of(path)) if path.exists() else ""
    return replace(_edition(shelf, seen, (), base_url), key=key)


def edition_in_memory(shelf: Shelf, seen: Survey, closed: Iterable[BookFacts], base_url: str) -> Edition:
    """How the pages of a shelf are set that is open in this window; the key never leaves the memory.

    Args:
        shelf: Where the books are.
        seen: How they were seen when somebody looked last.
        closed: What was just closed, whose book may be behind.
        base_url: Where the pages stand.
    """
    return replace(_edition(shelf, seen, closed, base_url), key=key_of(repr(shelf.roll.people)))


def with_patterns(
    edition: Edition,
    shelf: Shelf,
    seen: Survey,
    left_out: Iterable[Problem],
    closed: Iterable[BookFacts] = (),
) -> Edition:
    """The same with the patterns in those books that are on the pages."""
    out = {problem.path for problem in left_out}
    paths = {path.relative_to(shelf.folder).as_posix() for path in out if path.is_relative_to(shelf.folder)}
    told = (card.facts for card in seen.assemblies if card.facts and card.file not in paths)
    return replace(edition, patterns=patterns_told((*closed, *told)))


def edition_of(roll: Roll, circle: Circle, base_url: str) -> Edition:
    """How the pages of a circle are set."""
    people = tuple(replace(person, label=cleaned(person.label)) for person in roll.people)
    labels = {person.id: person.label for person in people}
    return Edition(
        circle=circle.name,
        base_url=base_url,
        # Titles stand on several pages, and looking for three hundred names takes a millisecond.
        veil=lru_cache(maxsize=4096)(veil_for(people)),
        label=lambda member: labels.get(member, member),
        language=circle.language,
        protocols=circle.protocols,
        roles=circle.roles,
    )


def _edition(shelf: Shelf, seen: Survey, closed: Iterable[BookFacts], base_url: str) -> Edition:
    edition = edition_of(shelf.roll, shelf.circle, base_url)
    return replace(edition, terms=_terms(shelf, seen, closed)) if edition.roles else edition


def _terms(shelf: Shelf, seen: Survey, closed: Iterable[BookFacts]) -> tuple[TermShown, ...]:
    facts = (*closed, *(card.facts for card in seen.assemblies if card.facts))
    return terms_of(service_in(facts, held_before(seen.brought), shelf.circle.endings), shelf.circle.roles)
