"""Days and moments in words, with the weekday, because that is how a wrong date is noticed."""

from __future__ import annotations

from datetime import date, datetime

from words.language import _, n_


def weekdays() -> tuple[str, ...]:
    """The days of the week, from Monday."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def months() -> tuple[str, ...]:
    """The months, from January."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def say_day(day: date) -> str:
    """A day as a list or a page names it, such as "27 November 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=months()[day.month - 1], year=day.year)


def say_month(month: str) -> str:
    """A month written as 2026-11, such as "November 2026"."""
    year, number = month.split("-")
    return _("{month} {year}").format(month=months()[int(number) - 1], year=year)


def say_date(day: date) -> str:
    """A day with its weekday, such as "Friday 27 November 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekdays()[day.weekday()], day=day.day, month=months()[day.month - 1], year=day.year
    )


def say_moment(moment: datetime) -> str:
    """A day with its time, such as "Friday 27 November 2026, 14:00"."""
    return _("{day}, {hour}:{minute}").format(
        day=say_date(moment.date()), hour=moment.hour, minute=f"{moment.minute:02}"
    )


def say_distance(day: date, today: date) -> str:
    """How far a day is, such as "in 6 weeks", to be read beside the date."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return n_("{days} day ago", "{days} days ago", -days).format(days=-days)
    if days == 1:
        return _("tomorrow")
    if days % 7 == 0:
        return n_("in {weeks} week", "in {weeks} weeks", days // 7).format(weeks=days // 7)
    return n_("in {days} day", "in {days} days", days).format(days=days)
