"""The calendar, read by somebody else's reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar

from archive.pages import leaves_of, render
from archive.volumes import gathered
from assembly.decision import Decision, decisions_of
from assembly.proposals import Draft
from assembly.reviewing import Afterwards
from assembly.state import NextDate
from tests.archive.staged import BREAKS, REVIEW, Room, edition

AT = datetime(2026, 12, 5, 14, 0, tzinfo=timezone(timedelta(hours=1)))


def decided(draft: Draft = BREAKS) -> Decision:
    (decision,) = decisions_of(Room().gathered().proposed(draft).consented().adopted().assembly)
    return decision


def lasting(until: date) -> Decision:
    """A decision that ends on a day, also on one that nobody would be allowed to type."""
    one = decided()
    last = one.wordings[-1]
    return replace(one, wordings=(replace(last, draft=replace(last.draft, until=until)),))


def events(page: bytes) -> dict[str, dict[str, object]]:
    """The events of a calendar by their id."""
    found = Calendar.from_ical(page).walk("VEVENT")
    return {str(one["UID"]): {name.lower(): one.decoded(name) for name in one} for one in found}


def calendar_of(*decisions: Decision, next_date: NextDate | None = None) -> bytes:
    volumes = gathered(decisions, [], edition(), next_date)
    return {leaf.path: leaf.make for leaf in leaves_of(volumes, edition())}["/calendar.ics"]()


def test_a_review_is_a_whole_day_with_the_way_to_its_decision() -> None:
    event = events(calendar_of(decided()))["review-7K3FQ@shopmoot"]

    assert event["dtstart"] == REVIEW
    assert str(event["summary"]).startswith("Review: Two breaks of fifteen minutes")
    assert b"https://coop.example/D/7K3FQ/" in calendar_of(decided())


def test_the_last_day_of_a_decision_is_in_the_calendar() -> None:
    until = date(9999, 12, 31)

    event = events(calendar_of(lasting(until)))["end-7K3FQ@shopmoot"]

    assert event["dtstart"] == until


def test_the_next_assembly_is_in_the_calendar_at_its_moment() -> None:
    page = calendar_of(decided(), next_date=NextDate(AT, "Hall; 2, left"))

    event = events(page)["after-AAAAA@shopmoot"]
    assert event["dtstart"] == AT.astimezone(UTC)
    assert event["location"] == "Hall; 2, left"


def test_what_was_amended_is_not_reviewed_any_more() -> None:
    over = replace(decided(), afterwards=Afterwards(amended_by=("LATER",)))

    assert events(calendar_of(over)) == {}


def test_typed_text_adds_no_line_to_the_calendar() -> None:
    what = "Breaks\r\nEND:VEVENT\nBEGIN:VALARM; a,b\\n \u2028X-EVIL:1" + "ü" * 200

    page = calendar_of(decided(replace(BREAKS, what=what)))

    assert set(events(page)) == {"review-7K3FQ@shopmoot"}
    assert all(len(line) <= 75 for line in page.split(b"\r\n"))
    assert b"\r\nX-EVIL" not in page


def test_a_calendar_of_nothing_is_still_a_calendar() -> None:
    assert events(render([], [], edition())["/calendar.ics"]) == {}
