"""Spans of time as people say them, looking back: "last winter", "since March", "2025", "May to July".

A month or a season without a year is the one that is now or was last; with "last" before it, the last one
that is over. A winter has the year in which it begins. What was understood is always said back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from assembly.refusal import RuleBroken
from assembly.value import value
from tui.when import DOTTED, MONTHS, NUMBERS, SLASHED, SOON, WEEKDAYS, WRITTEN, read_date
from tui.widgets.wrapping import clipped
from words.dates import say_day
from words.language import _

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins, north of the equator."""
BETWEEN = re.compile(
    r"(?:between|from)\s+(.+?)\s+(?:and|&|to|till|until)\s+(.+)"
    r"|(.+?)(?:\s+(?:to|till|-)\s+|\s*[–—]\s*)(.+)|(\d{4})-(\d{4})"
)
EDGE = re.compile(r"(since|from|after|before|until|till|up to|by)\s+(?:the\s+)?(.+)")
BACK = re.compile(
    r"(?:in\s+)?(?:the\s+)?(?:last|past)\s+(\d{1,4}|[a-z]+)\s+(day|week|fortnight|month|year)s?"
)
LENGTH = re.compile(r"(\d{1,4}|[a-z]+) (day|week|fortnight|month|year)s?")
"""How long something lasts, which is no time: "since two weeks" means that long ago."""
NAMED = re.compile(
    r"(?:(?:in|during)\s+)?(?:the\s+)?(?:(last|this|past)\s+)?([a-z]+)\.?(?:\s+(?:of\s+)?(\d{4}))?"
)
YEAR = re.compile(r"(?:in\s+)?(\d{4})(?:-(\d{2}))?")
QUARTER = re.compile(r"q([1-4])\s+(\d{4})")
WITH_YEAR = re.compile(r"\d{4}")
EARLIEST = 1900


@value
class Span:
    """From a day to a day; None where it has no end on that side."""

    since: date | None
    until: date | None


ALWAYS = Span(None, None)


def read_span(text: str, today: date) -> Span:
    """The days that were meant.

    Raises:
        RuleBroken: `span-unreadable`.
    """
    words = " ".join(text.lower().split())
    try:
        found = _between(words, today) or _edge(words, today) or _period(words, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise RuleBroken("span-unreadable", text=clipped(text.strip()))
    return found


def say_span(span: Span) -> str:
    """What was understood, such as "1 December 2025 to 28 February 2026"."""
    if span.since is None:
        return _("until {day}").format(day=say_day(span.until)) if span.until else ""
    if span.until is None:
        return _("since {day}").format(day=say_day(span.since))
    if span.since == span.until:
        return say_day(span.since)
    return _("{first} to {last}").format(first=say_day(span.since), last=say_day(span.until))


def _edge(words: str, today: date) -> Span | None:
    found = EDGE.fullmatch(words)
    inner = (_ago(found[2], today) or _period(found[2], today)) if found else None
    if found is None or inner is None or inner.since is None or inner.until is None:
        return None
    match found[1]:
        case "since" | "from":
            return Span(inner.since, None)
        case "after":
            return Span(inner.until + timedelta(days=1), None)
        case "before":
            return Span(None, inner.since - timedelta(days=1))
        case _:
            return Span(None, inner.until)


def _between(words: str, today: date) -> Span | None:
    found = BETWEEN.fullmatch(words)
    if found is None:
        return None
    begins, ends = next((found[n], found[n + 1]) for n in (1, 3, 5) if found[n])
    first, last = _period(begins, today), _period(ends, today)
    if first is None or last is None or first.since is None or last.until is None:
        return None
    if first.since > last.until and not WITH_YEAR.search(begins):
        first = _period(begins, last.until) or first  # "November to February" began the year before
    if first.since and first.since > last.until:
        return Span(last.since, first.until)
    return Span(first.since, last.until)


def _period(words: str, today: date) -> Span | None:
    return next((span for read in READERS if (span := read(words, today)) is not None), None)


def _back(words: str, today: date) -> Span | None:
    found = BACK.fullmatch(words)
    day = _before(found[1], found[2], today) if found else None
    return Span(day, today) if day else None


def _ago(words: str, today: date) -> Span | None:
    """A day so long ago; with "since" or "before" in front of it, the "ago" may be left out."""
    found = LENGTH.fullmatch(words.removesuffix(" ago"))
    day = _before(found[1], found[2], today) if found else None
    return _one_day(day) if day else None


def _long_ago(words: str, today: date) -> Span | None:
    return _ago(words, today) if words.endswith(" ago") else None


def _before(number: str, unit: str, today: date) -> date | None:
    many = int(number) if number.isdecimal() else NUMBERS.get(number, 0)
    if not many:
        return None
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - not needed before somebody types

    match unit:
        case "day" | "week" | "fortnight":
            return today - timedelta(days=many * {"day": 1, "week": 7, "fortnight": 14}[unit])
        case "month":
            return today - relativedelta(months=many)
        case _:
            return today - relativedelta(years=many)


def _near(words: str, today: date) -> Span | None:
    days = {"today": 0, "yesterday": 1}.get(words)
    return None if days is None else _one_day(today - timedelta(days=days))


def _year(words: str, today: date) -> Span | None:  # noqa: ARG001 - the readers answer one question
    if found := QUARTER.fullmatch(words):
        first = 3 * int(found[1]) - 2
        return Span(date(int(found[2]), first, 1), _month(int(found[2]), first + 2)[1])
    found = YEAR.fullmatch(words)
    if found is None or int(found[1]) < EARLIEST:
        return None
    if found[2]:
        return Span(*_month(int(found[1]), int(found[2])))
    return Span(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))


def _named(words: str, today: date) -> Span | None:
    """A week, a month, a season or a year, by its name."""
    found = NAMED.fullmatch(words)
    if found is None:
        return None
    which, name, year = found[1], found[2], found[3]
    periods = _periods(name, today)
    if periods is None:
        return None
    if year is not None:
        return next((Span(*one) for one in _in_year(name, int(year))), None)
    over = which in {"last", "past"}
    return next(Span(*one) for one in periods if (one[1] < today if over else one[0] <= today))


def _periods(name: str, today: date) -> Iterator[tuple[date, date]] | None:
    """The periods of a name, the newest first."""
    monday = today - timedelta(days=today.weekday())
    match name:
        case "week":
            return ((monday - timedelta(weeks=n), monday + timedelta(days=6 - 7 * n)) for n in range(3))
        case "month":
            return (_month(*_months_back(today, n)) for n in range(3))
        case "year":
            return ((date(today.year - n, 1, 1), date(today.year - n, 12, 31)) for n in range(3))
        case _:
            years = (one for n in range(4) for one in _in_year(name, today.year - n))
            return years if any(True for _one in _in_year(name, today.year)) else None


def _in_year(name: str, year: int) -> Iterator[tuple[date, date]]:
    if name in SEASONS:
        first = SEASONS[name]
        last = (year + 1, 2) if first == 12 else (year, first + 2)
        yield date(year, first, 1), _month(*last)[1]
    places = [place for place, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    yield from (_month(year, place) for place in places[:1])


def _day(words: str, today: date) -> Span | None:
    """A day; without a year the one that was last."""
    try:
        words = words.removeprefix("on ")
        day = read_date(words, today)
    except RuleBroken:
        return None
    if day > today and not WITH_YEAR.search(words):
        if SOON.fullmatch(words) or not any(form.fullmatch(words) for form in (SLASHED, DOTTED, WRITTEN)):
            return None  # "in two weeks" and "tomorrow" are nothing to look back at
        day = day.replace(year=day.year - 1)
    return _one_day(day)


def _weekday(words: str, today: date) -> Span | None:
    """Monday, which is the last one; today is not meant."""
    name = words.removeprefix("on ").removeprefix("last ").removeprefix("past ")
    places = [place for place, day in enumerate(WEEKDAYS) if len(name) >= 3 and day.startswith(name)]
    days = [(today.weekday() - place) % 7 or 7 for place in places[:1]]
    return _one_day(today - timedelta(days=days[0])) if days else None


READERS: tuple[Callable[[str, date], Span | None], ...] = (
    _near,
    _back,
    _long_ago,
    _year,
    _named,
    _weekday,
    _day,
)


def _one_day(day: date) -> Span:
    return Span(day, day)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months_back(today: date, number: int) -> tuple[int, int]:
    years, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return years, month + 1
