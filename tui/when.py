"""Days and times as people say them, read into the calendar, and said back with the weekday.

What is read: "today", "tomorrow", "in 6 weeks", "Friday", "next Friday", "next payday Friday", "end of
March", "end of next month", "12 Dec", "Saturday 12 December 2026", "12.12.2026", "2026-12-12", each
with a time behind it where one is asked for: "tomorrow 14:00", "next Friday at 2pm".

Three conventions, which the dialog makes visible by saying the day back: "Friday" and "next Friday" are the
first Friday after today; a payday Friday is the last Friday of a month; a day without a year is the next one
that comes. Dots put the day first, as everywhere where they are used; with slashes nobody can know, so a day
that could be two is refused with the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from assembly.refusal import RuleBroken
from words.dates import say_date, say_distance

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

CLOCK = re.compile(
    r"(?:^|[\s,]+|(?<=\d)T)(?:at\s+)?(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm)?$", re.IGNORECASE
)
SOON = re.compile(r"(?:in\s+)?(\d+|[a-z]+)\s+(day|week|fortnight|month|year)s?")
WEEKDAY = re.compile(r"(?:(?:on|this|next|the next|coming)\s+)*([a-z]+)")
PAYDAY = re.compile(r"(?:on|the|next|\s)*pay\s?day(?:\s+friday)?")
ENDING = re.compile(r"(?:at\s+)?(?:the\s+)?end\s+of\s+(?:the\s+)?([a-z]+)(?:\s+(month|year|week|\d{4}))?")
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?")
WRITTEN = re.compile(
    r"(?:(?P<weekday>[a-z]{3,})\.?,?\s+)??(?:the\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>[a-z]{3,})\.?"
    r"|(?P<month_first>[a-z]{3,})\.?\s+(?P<day_after>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:,?\s+(?P<year>\d{4}))?"
)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_date(text: str, today: date) -> date:
    """The day that was meant; a time is not asked for and not swallowed."""
    day, at = read_when(text, today)
    if at is not None:
        raise RuleBroken("when-with-time", text=text.strip())
    return day


def read_moment(text: str, now: datetime) -> datetime:
    """The day and time that were meant, in the zone of now."""
    day, at = read_when(text, now.date())
    if at is None:
        raise RuleBroken("when-without-time", text=text.strip())
    return datetime.combine(day, at, tzinfo=now.tzinfo)


def echo_date(day: date, today: date) -> str:
    """What was understood, to be shown while somebody types: "Friday 27 November 2026, in 6 days"."""
    return f"{say_date(day)}, {say_distance(day, today)}"


def read_when(text: str, today: date) -> tuple[date, time | None]:
    """The day that was meant, and the time where one was said."""
    plain = " ".join(text.split())
    if not plain:
        raise RuleBroken("when-empty")
    try:
        whole = _day(plain, today)
        if whole is not None:
            return whole, None
        day, at = split_time(plain)
        found = _day(day, today) if at is not None else None
    except OverflowError:
        raise RuleBroken("when-too-far", text=plain) from None
    except ValueError:
        raise RuleBroken("when-impossible", text=plain) from None
    if found is None:
        raise RuleBroken("when-unreadable", text=plain)
    return found, at


def split_time(plain: str) -> tuple[str, time | None]:
    """The words before a time, and the time."""
    found = CLOCK.search(plain)
    if found is None or not (found[2] or found[3]):
        return plain, None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(plain)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return plain[: found.start()].strip(" ,"), time(hour, minute)


def _day(plain: str, today: date) -> date | None:
    words = plain.lower()
    return next((day for read in READERS if (day := read(words, today)) is not None), None)


def _near(words: str, today: date) -> date | None:
    days = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2}.get(words)
    return None if days is None else today + timedelta(days=days)


def _soon(words: str, today: date) -> date | None:
    found = SOON.fullmatch(words)
    number = None if found is None else NUMBERS.get(found[1], int(found[1]) if found[1].isdecimal() else None)
    if found is None or number is None:
        return None
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - not needed before somebody types

    match found[2]:
        case "day":
            return today + timedelta(days=number)
        case "week":
            return today + timedelta(weeks=number)
        case "fortnight":
            return today + timedelta(weeks=2 * number)
        case "month":
            return today + relativedelta(months=number)
        case _:
            return today + relativedelta(years=number)


def _weekday(words: str, today: date) -> date | None:
    found = WEEKDAY.fullmatch(words)
    place = place_of(WEEKDAYS, found[1]) if found else None
    return None if place is None else today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)


def _payday(words: str, today: date) -> date | None:
    """The last Friday of this month, or of the next once it is here."""
    if not PAYDAY.fullmatch(words):
        return None
    from dateutil.rrule import FR, MONTHLY, rrule  # noqa: PLC0415 - not needed before somebody types

    morning = datetime.combine(today, time())
    coming = rrule(MONTHLY, byweekday=FR(-1), dtstart=morning).after(morning)
    return None if coming is None else coming.date()


def _ending(words: str, today: date) -> date | None:
    """The last day of a month, a year, or this week."""
    found = ENDING.fullmatch(words)
    if found is None:
        return None
    named, more = found[1], found[2]
    month = place_of(MONTHS, named)
    if month is not None and (more is None or more.isdecimal()):
        year = int(more) if more else today.year + (month + 1 < today.month)
        return _last_of(year, month + 1)
    ahead = 1 if named == "next" else 0
    match more if named in ("next", "this") else named:
        case "month":
            return _last_of(today.year, today.month + ahead)
        case "year":
            return date(today.year + ahead, 12, 31)
        case "week":
            return today + timedelta(days=6 - today.weekday() + 7 * ahead)
        case _:
            return None


def _iso(words: str, today: date) -> date | None:  # noqa: ARG001 - the readers answer one question
    found = ISO.fullmatch(words)
    return None if found is None else date(int(found[1]), int(found[2]), int(found[3]))


def _dotted(words: str, today: date) -> date | None:
    found = DOTTED.fullmatch(words)
    return None if found is None else _coming(int(found[1]), int(found[2]), found[3], today)


def _slashed(words: str, today: date) -> date | None:
    found = SLASHED.fullmatch(words)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    if first <= 12 and second <= 12 and first != second:
        days = _coming(first, second, found[3], today), _coming(second, first, found[3], today)
        raise RuleBroken("when-ambiguous", text=words, first=min(days), second=max(days))
    day, month = (first, second) if second <= 12 else (second, first)
    return _coming(day, month, found[3], today)


def _written_out(words: str, today: date) -> date | None:
    """A day with its month in letters; a weekday before it has to fit."""
    found = WRITTEN.fullmatch(words)
    if found is None:
        return None
    month = place_of(MONTHS, found["month"] or found["month_first"])
    weekday = place_of(WEEKDAYS, found["weekday"] or "")
    if month is None or (found["weekday"] and weekday is None):
        return None
    day = _coming(int(found["day"] or found["day_after"]), month + 1, found["year"], today)
    if weekday is not None and day.weekday() != weekday:
        raise RuleBroken("when-other-weekday", text=words, date=day)
    return day


READERS: tuple[Callable[[str, date], date | None], ...] = (
    _near,
    _soon,
    _weekday,
    _payday,
    _ending,
    _iso,
    _dotted,
    _slashed,
    _written_out,
)


def _coming(day: int, month: int, year: str | None, today: date) -> date:
    """That day of the year, or the next one that comes where no year was said."""
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for later in range(9):
        if (found := _if_any(today.year + later, month, day)) and found >= today:
            return found
    raise ValueError(day, month)


def _if_any(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date:
    years, months = divmod(month, 12)
    return date(year + years, months + 1, 1) - timedelta(days=1)


def place_of(names: tuple[str, ...], word: str) -> int | None:
    """The place of a name, also when it is shortened to three letters or more."""
    short = word.rstrip(".")
    return next(
        (place for place, name in enumerate(names) if len(short) >= 3 and name.startswith(short)), None
    )
