"""When a circle meets again: the days of a rule, and how they are said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timezone

from assembly.recurrence import LAST, Every, Rule, rule_of
from assembly.state import NextDate
from assembly.value import value
from words.dates import months, say_date, say_moment, weekdays
from words.language import _, n_


@value
class Standing:
    """What an agreed date comes to on a day."""

    next: datetime | None
    """The next one, on the clock on the wall; None when there is none any more."""
    missed: date | None
    """The day of the one before, where no assembly was held on it."""


def occurrences(agreed: NextDate) -> Iterator[datetime]:
    """All the moments that were agreed, in order, on the clock on the wall: summer time moves none."""
    first = agreed.at.replace(tzinfo=None)
    if not agreed.rule:
        yield first
        return
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - only circles that meet by a rule need it

    try:
        yield from rrulestr(rule_of(agreed.rule).text, dtstart=first)
    except (OverflowError, ValueError):
        return  # the calendar ends with the year 9999


def standing(agreed: NextDate, held: Collection[date], today: date) -> Standing:
    """The next one from today on, and whether the one before was missed.

    Args:
        agreed: What was agreed last.
        held: The days on which there was an assembly.
        today: The day of the reader; once there was an assembly on it, the next one is meant.
    """
    before: date | None = None
    for moment in occurrences(agreed):
        day = moment.date()
        if day > today or (day == today and day not in held):
            return Standing(moment, _unless_held(before, held))
        before = day
    return Standing(None, _unless_held(before, held))


def anchored(at: datetime, zone: str) -> datetime:
    """The same time on the wall, with the offset that holds on that day in a zone; unchanged without one."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - not needed before a date is set

    try:
        offset = at.replace(tzinfo=ZoneInfo(zone)).utcoffset() if zone else None
    except (ZoneInfoNotFoundError, OSError, ValueError, OverflowError):
        offset = None
    return at if offset is None else at.replace(tzinfo=timezone(offset))


def say_next(agreed: NextDate) -> str:
    """When and where a circle meets again: "Friday 27 November 2026, 14:00, canteen; then every Friday"."""
    moment = ", ".join(part for part in (say_moment(agreed.at), agreed.place) if part)
    if not agreed.rule:
        return moment
    return _("{moment}; then {rule}").format(moment=moment, rule=say_rule(rule_of(agreed.rule)))


def say_meetings(agreed: NextDate) -> str:
    """A rule with its time and place: "every Friday, 14:00, canteen"; nothing without a rule."""
    if not agreed.rule:
        return ""
    parts = (say_rule(rule_of(agreed.rule)), say_time(agreed.at), agreed.place)
    return ", ".join(part for part in parts if part)


def say_time(at: datetime) -> str:
    """The time of day, such as "14:00"."""
    return f"{at.hour}:{at.minute:02}"


def say_rule(rule: Rule) -> str:
    """A rule in words, such as "every second Tuesday"."""
    match rule.every:
        case Every.DAY:
            return n_("every day", "every {number} days", rule.interval).format(number=rule.interval)
        case Every.WEEK:
            return _say_weeks(rule)
        case Every.MONTH:
            return n_(
                "on the {place} of every month", "on the {place} of every {number} months", rule.interval
            ).format(place=_place(rule), number=rule.interval)
        case Every.YEAR:
            return n_("every {day} {month}", "every {number} years on {day} {month}", rule.interval).format(
                day=rule.day, month=months()[rule.month - 1], number=rule.interval
            )


def say_gaps(rule: Rule) -> str:
    """Which months or years a rule leaves out because they have no such day; mostly nothing."""
    if rule.every is Every.YEAR and (rule.month, rule.day) == (2, 29):
        return _("Years without a 29 February are skipped.")
    if rule.every is Every.MONTH and (rule.day > 28 or rule.nth == 5):
        return _("Months without a {place} are skipped.").format(place=_place(rule))
    return ""


def say_standing(agreed: NextDate, held: Collection[date], today: date) -> Iterator[str]:
    """What a rule comes to on a day: itself, its next date, and the one before if it was missed."""
    now = standing(agreed, held, today)
    if now.next is None:
        yield _("Agreed: {rule}. The calendar has no further date for it.").format(rule=say_meetings(agreed))
    else:
        yield _("Agreed: {rule}. The next one: {day}.").format(
            rule=say_meetings(agreed), day=say_date(now.next.date())
        )
    if now.missed is not None:
        yield _("The one before was missed: no assembly was held on {day}.").format(day=say_date(now.missed))


def _unless_held(day: date | None, held: Collection[date]) -> date | None:
    return None if day in held else day


def _say_weeks(rule: Rule) -> str:
    days = [weekdays()[one] for one in rule.weekdays]
    named = _("{days} and {last}").format(days=", ".join(days[:-1]), last=days[-1]) if days[1:] else days[0]
    if rule.interval == 1:
        return _("every {days}").format(days=named)
    if rule.interval == 2:
        return _("every second {days}").format(days=named)
    return _("every {number} weeks on {days}").format(number=rule.interval, days=named)


def _place(rule: Rule) -> str:
    """Where in a month: "first Monday", "31st", "last day"."""
    if not rule.weekdays:
        return _("last day") if rule.day == LAST else _ordinal(rule.day)
    which = (_("last"), "", _("first"), _("second"), _("third"), _("fourth"), _("fifth"))[rule.nth + 1]
    return _("{which} {weekday}").format(which=which, weekday=weekdays()[rule.weekdays[0]])


def _ordinal(number: int) -> str:
    endings = {1: _("{number}st"), 2: _("{number}nd"), 3: _("{number}rd")}
    last = 0 if 11 <= number <= 13 else number % 10
    return endings.get(last, _("{number}th")).format(number=number)
