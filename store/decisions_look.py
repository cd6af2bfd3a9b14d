"""Decisions from before Shopmoot, looked at before anything is kept: all of them can come, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from assembly.deadlines import LAST_YEAR
from assembly.decision import Decision
from assembly.leftovers import same_words
from assembly.reviewing import Afterwards
from assembly.value import value
from store.roll_text import RowTrouble

FIRST_YEAR = 1850
"""Earlier dates are slips of the finger."""
LONGEST_TEXT = 100_000

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}")


@value
class Shelved:
    """What is on the shelf already, and when today is."""

    today: date
    ids: frozenset[str] = frozenset()
    """Everything that an id was given to."""
    decided: frozenset[tuple[str, date]] = frozenset()
    """The words of each decision and its day."""


@value
class Came:
    """A decision that was read, with the place where it stands in the file."""

    place: int
    decision: Decision
    """With the id that the file gives it, or none."""
    file: str = ""
    """Which one, where several are read together."""


@value
class DecisionsLook:
    """What a file would bring, before anything is kept; with one trouble nothing comes."""

    came: tuple[Came, ...] = ()
    troubles: tuple[RowTrouble, ...] = ()
    numbered: bool = False
    """Whether places count decisions, not rows."""

    @property
    def whole(self) -> bool:
        """Whether every one of them can be kept."""
        return bool(self.came) and not self.troubles


class Bad(Exception):
    """Something that cannot be kept: a code, and what it is about."""


def looked_at(
    came: Iterable[Came], troubles: Iterable[RowTrouble], shelf: Shelved, *, numbered: bool
) -> DecisionsLook:
    """What files would bring together, with everything that is wrong with it.

    Args:
        came: What was read.
        troubles: What could not be.
        shelf: Where it would come to.
        numbered: Whether it is a record, which is taken as it stands; a table is typed, and fingers slip.
    """
    known, found = tuple(came), list(troubles)
    found += _wrong_days(known, shelf.today)
    found += _there_already(known, shelf)
    found += () if numbered else (*_wrong_ends(known), *_words_twice(known))
    found += _ids_twice(known)
    found += _leading_nowhere(known)
    if not known and not found:
        found.append(RowTrouble(0, "nothing-there"))
    return DecisionsLook(known, tuple(sorted(found, key=lambda one: (one.file, one.row))), numbered)


def kept_ids(look: DecisionsLook, shelf: Shelved) -> frozenset[str]:
    """The ids of the file that can be kept: well formed, and nothing on the shelf is called so."""
    given = {one.decision.id for one in look.came}
    return frozenset(id for id in given - shelf.ids if _ID.fullmatch(id))


def settled(
    look: DecisionsLook, shelf: Shelved, brought: str, new_id: Callable[[], str]
) -> tuple[Decision, ...]:
    """The decisions as they are kept: each with an id of its own, and links that follow it."""
    keep = kept_ids(look, shelf)
    free = _not_in(keep, new_id)
    ids = [one.decision.id if one.decision.id in keep else next(free) for one in look.came]
    called = {one.decision.id: id for one, id in zip(look.came, ids, strict=True) if one.decision.id}
    pairs = zip(look.came, ids, strict=True)
    return tuple(_called(one.decision, id, brought, called) for one, id in pairs)


def fitting(text: str, column: str) -> str:
    """The text, unless it is longer than any decision.

    Raises:
        Bad: `text-too-long`.
    """
    if len(text) > LONGEST_TEXT:
        raise Bad("text-too-long", column)
    return text


def _called(decision: Decision, id: str, brought: str, called: Mapping[str, str]) -> Decision:
    *earlier, last = decision.wordings
    amends = called.get(last.draft.amends, last.draft.amends)
    wordings = (*earlier, replace(last, draft=replace(last.draft, amends=amends)))
    after = decision.afterwards
    source = decision.source
    return replace(
        decision,
        id=id,
        brought=brought,
        wordings=wordings,
        source=source if source.assembly else replace(source, assembly=brought),
        afterwards=Afterwards(
            tuple(replace(one, decision=id) for one in after.reviews),
            tuple(replace(one, decision=id) for one in after.learnings),
            tuple(called[one] for one in after.amended_by),
        ),
    )


def _not_in(kept: frozenset[str], new_id: Callable[[], str]) -> Iterator[str]:
    while True:
        if (id := new_id()) not in kept:
            yield id


def _trouble(one: Came, code: str, what: str) -> RowTrouble:
    return RowTrouble(one.place, code, what, one.file)


def _wrong_days(came: Iterable[Came], today: date) -> Iterator[RowTrouble]:
    for one in came:
        day, draft = one.decision.adopted.date(), one.decision.draft
        if day > today:
            yield _trouble(one, "date-to-come", day.isoformat())
            continue
        if day.year < FIRST_YEAR:
            yield _trouble(one, "date-too-early", day.isoformat())
        later = (draft.start, draft.until, draft.review, *(review.next for review in one.decision.reviews))
        for far in later:
            if far is not None and far.year > LAST_YEAR:
                yield _trouble(one, "date-too-far", far.isoformat())


def _wrong_ends(came: Iterable[Came]) -> Iterator[RowTrouble]:
    for one in came:
        day, draft = one.decision.adopted.date(), one.decision.draft
        if draft.review and draft.review < day:
            yield _trouble(one, "review-before-date", draft.review.isoformat())
        if draft.until and draft.until < (draft.start or day):
            yield _trouble(one, "until-before-start", draft.until.isoformat())


def _there_already(came: Iterable[Came], shelf: Shelved) -> Iterator[RowTrouble]:
    for one in came:
        if _words_of(one) in shelf.decided:
            yield _trouble(one, "known-already", one.decision.title)


def _words_twice(came: Iterable[Came]) -> Iterator[RowTrouble]:
    """The same words on the same day are one decision; years later they are another."""
    first: dict[tuple[str, date], int] = {}
    for one in came:
        if (place := first.setdefault(_words_of(one), one.place)) != one.place:
            yield _trouble(one, "words-twice", str(place))


def _words_of(one: Came) -> tuple[str, date]:
    return same_words(one.decision.title), one.decision.adopted.date()


def _ids_twice(came: Iterable[Came]) -> Iterator[RowTrouble]:
    first: set[str] = set()
    for one in came:
        if one.decision.id and one.decision.id in first:
            yield _trouble(one, "id-twice", one.decision.id)
        first.add(one.decision.id)


def _leading_nowhere(came: Iterable[Came]) -> Iterator[RowTrouble]:
    known = tuple(came)
    ids = {one.decision.id for one in known}
    for one in known:
        for later in one.decision.afterwards.amended_by:
            if later not in ids:
                yield _trouble(one, "successor-missing", later)
