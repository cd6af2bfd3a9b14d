"""The calendar (RFC 5545): reviews, days on which something ends, and the next assembly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial

from archive.code import page_url
from archive.edition import Edition
from archive.feeds import heading
from archive.leaves import Leaf, key_of
from archive.roles_sheet import ending_terms
from archive.volumes import Volume
from assembly.value import value
from words.language import _

MOST = 400
"""Days in the calendar, the latest ones; a phone should not load years that have passed."""
PRODUCT = "-//Shopmoot//Decisions//EN"


@value
class Entry:
    """A day or a moment in the calendar, in ISO 8601."""

    id: str
    title: str
    on: str
    made: str
    """When it became known."""
    url: str
    text: str = ""
    place: str = ""


def agenda_leaf(volumes: Sequence[Volume], edition: Edition, edition_key: str) -> Leaf:
    """The calendar.

    Args:
        volumes: Oldest first.
        edition: Whose calendar it is.
        edition_key: What all pages depend on.
    """
    latest = sorted(_entries(volumes, edition), key=lambda entry: (entry.on, entry.id))[-MOST:]
    return Leaf("/calendar.ics", key_of(edition_key, repr(latest)), partial(_calendar, latest, edition))


def _entries(volumes: Sequence[Volume], edition: Edition) -> Iterator[Entry]:
    for volume in volumes:
        for row in volume.contents.decisions:
            url = f"{page_url(edition.base_url, row.id)}/"
            if row.review:
                title = _("Review: {title}").format(title=row.title)
                yield Entry(f"review-{row.id}", title, row.review, row.adopted, url, row.told)
            if row.until:
                title = _("Ends: {title}").format(title=row.title)
                yield Entry(f"end-{row.id}", title, row.until, row.adopted, url, row.told)
    for role, term in ending_terms(edition):
        title = _("Term ends: {role}").format(role=edition.line(role.label))
        url = f"{edition.base_url}/roles/"
        said = f"{edition.label(term.member)} · {edition.line(role.label)}"
        made = f"{term.since.isoformat()}T00:00:00+00:00"
        yield Entry(f"term-{role.id}-{term.member}-{term.since}", title, str(term.end), made, url, said)
    if volumes and volumes[-1].contents.next:
        last = volumes[-1].contents
        yield Entry(
            f"after-{last.assembly}",
            _("Assembly"),
            last.next,
            last.at,
            f"{edition.base_url}/",
            "",
            last.place,
        )


def _calendar(entries: Sequence[Entry], edition: Edition) -> bytes:
    from icalendar import Calendar, Event  # noqa: PLC0415 - 100 ms that only the calendar needs

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", heading(edition))
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@shopmoot")
        event.add("dtstamp", _moment(entry.made))
        event.add("dtstart", _when(entry.on))
        event.add("summary", entry.title)
        for name, text in (("description", entry.text), ("location", entry.place), ("url", entry.url)):
            if text:
                event.add(name, text)
        calendar.add_component(event)
    told: bytes = calendar.to_ical()
    return told


def _when(told: str) -> date | datetime:
    return _moment(told) if "T" in told else date.fromisoformat(told)


def _moment(told: str) -> datetime:
    """In UTC, which needs no table of time zones beside it."""
    return datetime.fromisoformat(told).astimezone(UTC)
