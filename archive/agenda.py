"""The calendar (RFC 5545): reviews, days on which something ends, and the next assembly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from archive.code import page_url
from archive.edition import Edition, TermShown
from archive.feeds import heading
from archive.leaves import Leaf, key_of
from archive.roles_sheet import ending_terms
from archive.rows import DecisionRow
from archive.volumes import Contents, Volume, meeting_again
from assembly.roles import Role
from assembly.value import value
from words.language import _

MOST = 400
"""Days in the calendar, the latest ones; a phone should not load years that have passed."""
FORESEEN = timedelta(days=30 * 366)
"""So far ahead a calendar is told when summer time begins; a rule is agreed anew long before."""
ALWAYS = "9999-12-31"
"""The place of what goes on and on: after all days."""
PRODUCT = "-//Shopmoot//Decisions//EN"


@value
class Entry:
    """A day or a moment in the calendar, in ISO 8601."""

    id: str
    title: str
    on: str
    made: str
    """When it was told so."""
    url: str
    text: str = ""
    place: str = ""
    rule: str = ""
    """By which it comes again, as in RFC 5545."""
    zone: str = ""
    """Whose summer time the rule follows."""


Day = tuple[str, str, Callable[..., Entry], tuple[Any, ...]]
"""When, the id, and what makes an entry of what; of ten thousand days only the latest are made."""


def agenda_leaf(volumes: Sequence[Volume], edition: Edition, edition_key: str) -> Leaf:
    """The calendar.

    Args:
        volumes: Oldest first.
        edition: Whose calendar it is.
        edition_key: What all pages depend on.
    """
    days = sorted(_days(volumes, edition), key=itemgetter(0, 1))[-MOST:]
    latest = [make(id, *of, edition) for _on, id, make, of in days]
    return Leaf("/calendar.ics", key_of(edition_key, repr(latest)), partial(_calendar, latest, edition))


def _days(volumes: Sequence[Volume], edition: Edition) -> Iterator[Day]:
    for row in (row for volume in volumes for row in volume.contents.decisions):
        if row.review:
            yield row.review, f"review-{row.id}", _review, (row,)
        if row.until:
            yield row.until, f"end-{row.id}", _end, (row,)
    for role, term in ending_terms(edition):
        yield str(term.end), f"term-{role.id}-{term.member}-{term.since}", _term_end, (role, term)
    if (last := meeting_again(volumes)) is not None:
        on = ALWAYS if last.rule else last.next
        yield on, f"after-{last.assembly}", _assembly, (last,)


def _review(id: str, row: DecisionRow, edition: Edition) -> Entry:
    title = _("Review: {title}").format(title=row.title)
    return Entry(id, title, row.review, row.updated, _url(row, edition), row.told)


def _end(id: str, row: DecisionRow, edition: Edition) -> Entry:
    title = _("Ends: {title}").format(title=row.title)
    return Entry(id, title, row.until, row.updated, _url(row, edition), row.told)


def _url(row: DecisionRow, edition: Edition) -> str:
    return f"{page_url(edition.base_url, row.id)}/"


def _term_end(id: str, role: Role, term: TermShown, edition: Edition) -> Entry:
    title = _("Term ends: {role}").format(role=edition.line(role.label))
    said = f"{edition.label(term.member)} · {edition.line(role.label)}"
    made = f"{term.end if term.early else term.since}T00:00:00+00:00"
    return Entry(id, title, str(term.end), made, f"{edition.base_url}/roles/", said)


def _assembly(id: str, last: Contents, edition: Edition) -> Entry:
    """The next one, as the last one said."""
    url = f"{edition.base_url}/"
    return Entry(id, _("Assembly"), last.next, last.at, url, "", last.place, last.rule, last.zone)


def _calendar(entries: Sequence[Entry], edition: Edition) -> bytes:
    from icalendar import Calendar, Event, vRecur  # noqa: PLC0415 - 100 ms that only the calendar needs

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", heading(edition))
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@shopmoot")
        event.add("dtstamp", _moment(entry.made))
        event.add("dtstart", _on_the_wall(entry) if entry.rule else _when(entry.on))
        if entry.rule:
            event.add("rrule", vRecur.from_ical(entry.rule))
        if "T" not in entry.on:  # a day to be reminded of keeps nobody busy
            event.add("transp", "TRANSPARENT")
        event.add("summary", entry.title)
        for name, text in (("description", entry.text), ("location", entry.place), ("url", entry.url)):
            if text:
                event.add(name, text)
        calendar.add_component(event)
    for known in [entry for entry in entries if entry.rule]:
        first = date.fromisoformat(known.on[:10])
        calendar.add_missing_timezones(first - timedelta(days=366), first + FORESEEN)
    told: bytes = calendar.to_ical()
    return told


def _when(told: str) -> date | datetime:
    return _moment(told) if "T" in told else date.fromisoformat(told)


def _on_the_wall(entry: Entry) -> datetime:
    """The first time of a rule as its zone shows it; without a zone as the clock of each reader does."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only rules need it

    wall = datetime.fromisoformat(entry.on).replace(tzinfo=None)
    try:
        return wall.replace(tzinfo=ZoneInfo(entry.zone)) if entry.zone else wall
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return wall


def _moment(told: str) -> datetime:
    """In UTC, which needs no table of time zones beside it."""
    return datetime.fromisoformat(told).astimezone(UTC)
