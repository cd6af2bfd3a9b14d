"""What an assembly leaves to later ones, and what reviews make of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from assembly.circle import Kind
from assembly.reviewing import LAPSING, Outcome, Review
from assembly.value import value

REVIEW, ENDS, PARKED = "review", "ends", "parked"


@value
class Unfinished:
    """Something that an earlier assembly left to a later one."""

    what: str
    """`review`, `ends` or `parked`."""
    title: str
    decision: str = ""
    due: date | None = None
    kind: Kind | None = None
    """The kind of the decision, where it is one."""


Left = dict[tuple[str, str], Unfinished]
"""What is left, by what it is and its words."""


def after_reviews(left: Left, reviews: Iterable[Review], amended: Collection[str]) -> Left:
    """The next day of what was kept, and nothing of what was ended or amended."""
    by_decision = {one.decision: one for one in reviews}
    found: Left = {}
    for key, thing in left.items():
        review = by_decision.get(thing.decision) if thing.decision and thing.what != PARKED else None
        over = thing.what != PARKED and thing.decision in amended
        following = thing if review is None else _reviewed(thing, review)
        if following is not None and not over:
            found[key] = following
    return found


def without_lapsed(left: Left, day: date) -> Left:
    """What lapsed before an assembly was on its list, and is history from then on."""
    return {key: thing for key, thing in left.items() if not has_lapsed(thing, day)}


def has_lapsed(thing: Unfinished, today: date) -> bool:
    """Whether it is an experiment or a lab that nobody kept by its review."""
    return thing.what == REVIEW and thing.kind in LAPSING and thing.due is not None and thing.due < today


def same_words(title: str) -> str:
    """The words of a title, whatever their capitals and blanks."""
    return " ".join(title.casefold().split())


def _reviewed(thing: Unfinished, review: Review) -> Unfinished | None:
    match review.outcome:
        case Outcome.AMEND:
            return thing
        case Outcome.END:
            return None
        case Outcome.KEEP if thing.what == REVIEW:
            return replace(thing, due=review.next) if review.next else None
        case Outcome.KEEP:
            passed = thing.due is not None and thing.due <= review.at.date()
            return None if passed else thing
