"""The days that a decision may set for itself, and those of its reviews."""

from __future__ import annotations

from datetime import date, timedelta

from assembly.circle import Protocol
from assembly.proposals import Draft
from assembly.refusal import RuleBroken

LAST_YEAR = 2999
"""Later dates are slips of the finger."""


def check_dates(draft: Draft, today: date) -> None:
    """Dates lie ahead, in a sensible order and in a sensible year."""
    named = (("start", draft.start), ("until", draft.until), ("review", draft.review))
    for name, day in named:
        if day and day.year > LAST_YEAR:
            raise RuleBroken("date-too-far", which=name, date=day)
    for name, day in named[1:]:
        if day and day < today:
            raise RuleBroken("date-in-the-past", which=name, date=day)
    if draft.start and draft.until and draft.until < draft.start:
        raise RuleBroken("until-before-start", start=draft.start, until=draft.until)


def check_review(protocol: Protocol, review: date | None, today: date) -> None:
    """Where the protocol limits the time until the review, there is a review date within it."""
    weeks = protocol.review_within_weeks
    if weeks is None:
        return
    latest = today + timedelta(weeks=weeks)
    if review is None:
        raise RuleBroken("review-needed", kind=protocol.kind, weeks=weeks, latest=latest)
    if review > latest:
        raise RuleBroken("review-too-late", kind=protocol.kind, weeks=weeks, latest=latest)
