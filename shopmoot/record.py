"""The public record of a shelf: its books, folded and set as pages, with no name that nobody released."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from archive.edition import Edition
from archive.pages import render
from assembly.daybook import Circle
from assembly.decision import decisions_of, followed
from assembly.drawn import draws_of
from assembly.history import afterwards_in, facts_of
from assembly.journal import Journal, replaying
from assembly.refusal import RuleBroken
from assembly.value import value
from store.catalogue import Card
from store.layout import ASSEMBLIES, PEOPLE
from store.people import Roll
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.veil import veil_for
from store.verification import verify_book


@value
class Kept:
    """What the books of a shelf hold."""

    journals: tuple[Journal, ...]
    left_out: tuple[Problem, ...]
    """Books that cannot be read, or whose chain does not fit."""


def kept_on(shelf: Shelf) -> Kept:
    """Read and check every book of an assembly; what somebody changed quietly is not published.

    Raises:
        RuleBroken: `people-unreadable`: without the names nobody could keep them out of the pages.
    """
    problems = [problem for problem in shelf.problems if problem.path.parent.name == ASSEMBLIES]
    if any(problem.path.name == PEOPLE for problem in shelf.problems):
        raise RuleBroken("people-unreadable", file=PEOPLE)
    journals = []
    for card in shelf.books():
        try:
            journals.append(_checked(shelf, card))
        except Unusable as unusable:
            problems.append(unusable.problem)
    if journals and not shelf.roll.people:
        raise RuleBroken("people-missing", file=PEOPLE)
    return Kept(tuple(journals), tuple(dict.fromkeys(problems)))


def _checked(shelf: Shelf, card: Card) -> Journal:
    path = shelf.folder / card.file
    if wrong := verify_book(path):
        raise Unusable(wrong)
    try:
        return replaying(shelf.read(card).entries)
    except RuleBroken as refusal:
        raise Unusable(Problem("event-unknown", path)) from refusal


def pages_of(shelf: Shelf, base_url: str) -> dict[str, bytes]:
    """The pages of everything on a shelf that can be published."""
    return pages_of_journals(kept_on(shelf).journals, shelf.roll, shelf.circle, base_url)


def pages_of_journals(
    journals: Iterable[Journal], roll: Roll, circle: Circle, base_url: str
) -> dict[str, bytes]:
    """The pages of these assemblies, also of one under way; a later journal of an assembly replaces it."""
    newest = {journal.assembly.id: journal.assembly for journal in journals}
    after = afterwards_in(map(facts_of, newest.values()), circle.learnings)
    decisions = [followed(decision, after) for one in newest.values() for decision in decisions_of(one)]
    draws = [draw for one in newest.values() for draw in draws_of(one)]
    return render(decisions, draws, edition_of(roll, circle, base_url))


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
    )
