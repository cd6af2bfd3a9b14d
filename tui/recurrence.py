"""When a circle meets again, as people say it: a single day, or a rule.

What is read beside the days of `tui.when`: "every Friday", "every second Tuesday", "every 2 weeks on
Thursday", "Tuesdays and Fridays", "first Monday of the month", "31st of every month", "every 3 months on the
last Friday", "every 29 February", each with its time: "every Friday 14:00". A rule begins with the first day
that fits it after today, or from a day on: "every second Tuesday 9:30 from 8 December".

One convention, which the dialog makes visible by saying three days back: "every second Tuesday" is every
other week; the second one of a month is "second Tuesday of the month".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from assembly.recurrence import LAST, Every, Rule, check_rule, rule_of
from assembly.refusal import RuleBroken
from assembly.state import NextDate
from tui.when import MONTHS, NUMBERS, WEEKDAYS, place_of, read_moment, read_when, split_time
from words.dates import say_date, say_distance, say_moment
from words.recurrence import anchored, occurrences, say_gaps, say_rule, say_time

SHOWN = 3
"""So many days of a rule are said back."""
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}
COUNTS = NUMBERS | {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
SHORT = (
    (r"\beach\b", "every"),
    (r"\bbi-?weekly\b|\bfortnightly\b|\bevery fortnight\b", "every 2 weeks"),
    (r"\bweekly\b", "every week"),
    (r"\bmonthly\b", "every month"),
    (r"\bquarterly\b|\bevery quarter\b", "every 3 months"),
    (r"\byearly\b|\bannually\b", "every year"),
    (r"\bdaily\b", "every day"),
    (r"\bevery pay ?day(?: friday)?\b", "last friday of every month"),
    (r"\b(?:working day|workday|weekday)s?\b", "monday, tuesday, wednesday, thursday and friday"),
)
"""Words that say no more than others do."""

RULE = re.compile(r"\bevery\b|\b[a-z]+days\b|(?<!end )\bof the month\b")
FROM = re.compile(r"(.+?)[\s,]+(?:from|starting|beginning|since)\s+(?:on\s+)?(.+)", re.IGNORECASE)
NUMBER = r"(?:(?P<number>\d+(?:st|nd|rd|th)?|[a-z]+)\s+)?"
PLACE = r"(?:the\s+)?(?P<nth>\d{1,2}(?:st|nd|rd|th)?|[a-z]+)(?:\s+(?P<day>[a-z]+))?"
NAMED = r"(?P<days>[a-z]+(?:(?:\s*,\s*|,?\s+and\s+)[a-z]+)*)"
DAILY = re.compile(rf"every\s+{NUMBER}days?")
WEEKLY = re.compile(rf"every\s+{NUMBER}(?:weeks?\s+(?:on\s+)?)?{NAMED}")
PLURAL = re.compile(rf"(?:on\s+)?{NAMED}(?<=days)")
OF_MONTHS = re.compile(rf"(?:on\s+)?(?:every\s+)?{PLACE}\s+(?:of|in)\s+(?:every|the|a)\s+{NUMBER}months?")
MONTHLY = re.compile(rf"every\s+{NUMBER}months?\s+(?:on\s+)?{PLACE}")
YEARLY = re.compile(
    rf"every\s+(?:{NUMBER}years?\s+)?(?:on\s+)?(?:the\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>[a-z]{3,})"
    r"|(?P<month_first>[a-z]{3,})\s+(?P<day_after>\d{1,2})(?:st|nd|rd|th)?)"
)


def read_meeting(text: str, now: datetime, zone: str = "") -> NextDate:
    """When a circle meets again, once or by a rule.

    Args:
        text: What was typed.
        now: The moment from which it counts.
        zone: The zone whose clock is on the wall, such as `Europe/Berlin`; empty for the offset of now.
    """
    plain = _shortened(text)
    if not RULE.search(plain):
        return NextDate(anchored(read_moment(text, now), zone))
    try:
        rule, day, at = _read(plain, text.strip(), now.date())
        first = _first(rule, datetime.combine(day, at))
    except OverflowError:
        raise RuleBroken("when-too-far", text=text.strip()) from None
    except ValueError:
        raise RuleBroken("when-impossible", text=text.strip()) from None
    return NextDate(anchored(first.replace(tzinfo=now.tzinfo), zone), rule=rule.text, zone=zone)


def echo_meeting(agreed: NextDate, today: date) -> str:
    """What was understood, to be shown while somebody types: the rule, and its next three dates."""
    moments = list(islice(occurrences(agreed), SHOWN))
    if not agreed.rule:
        return f"{say_moment(agreed.at)}, {say_distance(agreed.at.date(), today)}"
    rule = rule_of(agreed.rule)
    days = "\n".join(f"· {say_date(moment.date())}" for moment in moments)
    head = f"{say_rule(rule)}, {say_time(agreed.at)}:"
    return "\n".join(part for part in (head, days, say_gaps(rule)) if part)


def typed_words(agreed: NextDate, now: datetime) -> str:
    """What somebody would type for what was agreed: the rule where that is read back as the same."""
    fixed = f"{agreed.at:%Y-%m-%d %H:%M}"
    if not agreed.rule:
        return fixed
    words = f"{say_rule(rule_of(agreed.rule))} {say_time(agreed.at)}"
    tries = (words, f"{words} from {agreed.at.date().isoformat()}")
    return next((one for one in tries if _says(one, agreed, now)), fixed)


def _says(text: str, agreed: NextDate, now: datetime) -> bool:
    try:
        found = read_meeting(text, now, agreed.zone)
    except RuleBroken:
        return False
    return (found.at.replace(tzinfo=None), found.rule) == (agreed.at.replace(tzinfo=None), agreed.rule)


def _shortened(text: str) -> str:
    plain = " ".join(text.lower().split())
    for long, short in SHORT:
        plain = re.sub(long, short, plain)
    return plain


def _read(plain: str, typed: str, today: date) -> tuple[Rule, date, time]:
    """The rule, the day from which it counts, and the time."""
    found = FROM.fullmatch(plain)
    head, at = split_time(found[1] if found else plain)
    day, at_after = read_when(found[2], today) if found else (today + timedelta(days=1), None)
    rule = next((rule for read in READERS if (rule := read(head.strip(" ,")))), None)
    if rule is None or (at and at_after):
        raise RuleBroken("recurrence-unreadable", text=typed)
    moment = at or at_after
    if moment is None:
        raise RuleBroken("when-without-time", text=typed)
    return check_rule(rule), day, moment


def _first(rule: Rule, start: datetime) -> datetime:
    """The first day that fits, from which the rule then counts its weeks or months."""
    first = next(occurrences(NextDate(start, rule=replace(rule, interval=1).text)), None)
    if first is None:
        raise RuleBroken("recurrence-never")
    return first


def _daily(words: str) -> Rule | None:
    found = DAILY.fullmatch(words)
    number = _number(found["number"]) if found else None
    return None if number is None else Rule(Every.DAY, number)


def _weekly(words: str) -> Rule | None:
    found = WEEKLY.fullmatch(words)
    number = _number(found["number"]) if found else None
    days = _weekdays(found["days"]) if found else ()
    return Rule(Every.WEEK, number, days) if number is not None and days else None


def _plural(words: str) -> Rule | None:
    found = PLURAL.fullmatch(words)
    days = _weekdays(found["days"]) if found else ()
    return Rule(Every.WEEK, 1, days) if days else None


def _monthly(words: str) -> Rule | None:
    found = OF_MONTHS.fullmatch(words) or MONTHLY.fullmatch(words)
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        return None
    nth = ORDINALS.get(found["nth"]) or _digits(found["nth"])
    weekday = place_of(WEEKDAYS, found["day"] or "")
    if nth is None or (found["day"] not in (None, "day") and weekday is None):
        return None
    if nth == 0:
        raise RuleBroken("recurrence-never")
    if weekday is not None:
        return Rule(Every.MONTH, number, (weekday,), nth=nth)
    return Rule(Every.MONTH, number, day=nth)


def _yearly(words: str) -> Rule | None:
    found = YEARLY.fullmatch(words)
    number = _number(found["number"]) if found else None
    month = place_of(MONTHS, found["month"] or found["month_first"]) if found else None
    if found is None or number is None or month is None:
        return None
    day = int(found["day"] or found["day_after"])
    if day == 0:
        raise RuleBroken("recurrence-never")
    return Rule(Every.YEAR, number, day=day, month=month + 1)


READERS: tuple[Callable[[str], Rule | None], ...] = (_daily, _monthly, _weekly, _plural, _yearly)


def _weekdays(words: str) -> tuple[int, ...]:
    """The days of the week that are named, or nothing when one of the words is none."""
    named = [word for word in re.split(r"\s*,\s*|\s+", words) if word not in ("", "and")]
    places = {place_of(WEEKDAYS, word.removesuffix("s") if word.endswith("days") else word) for word in named}
    return () if None in places else tuple(sorted(place for place in places if place is not None))


def _number(word: str | None) -> int | None:
    """How many days, weeks, months or years; one where nothing is said."""
    return 1 if word is None else COUNTS.get(word) or _digits(word)


def _digits(word: str) -> int | None:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= 9 else None
