"""The calendar, read by somebody else's reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from archive.pages import leaves_of, render
from archive.volumes import Opened, gathered, volume_of
from assembly.circle import Kind
from assembly.decision import Decision, decisions_of, source_of
from assembly.proposals import Draft
from assembly.reviewing import Afterwards, Outcome, Review
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


def test_what_was_kept_beyond_its_last_day_does_not_end_on_it() -> None:
    until, at = date(2026, 12, 1), datetime(2026, 12, 19, 14, 0, tzinfo=UTC)
    kept = Review("7K3FQ", Outcome.KEEP, Kind.OPERATIONAL, "Breaks", at, "8K3FQ", next=date(2027, 2, 1))
    beyond = replace(lasting(until), afterwards=Afterwards(reviews=(kept,)))
    within = replace(lasting(at.date() + timedelta(1)), afterwards=Afterwards(reviews=(kept,)))

    assert {id: event["dtstart"] for id, event in events(calendar_of(beyond)).items()} == {
        "review-7K3FQ@shopmoot": date(2027, 2, 1)
    }
    assert "end-7K3FQ@shopmoot" in events(calendar_of(within))


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


def test_a_review_that_was_moved_says_when_it_was_and_keeps_its_id() -> None:
    at = datetime(2026, 12, 19, 14, 0, tzinfo=UTC)
    kept = Review("7K3FQ", Outcome.KEEP, Kind.OPERATIONAL, "Breaks", at, "8K3FQ", next=date(2027, 2, 1))
    moved = replace(decided(), afterwards=Afterwards(reviews=(kept,)))

    (before,), (after,) = (events(calendar_of(one)).items() for one in (decided(), moved))

    assert before[0] == after[0] == "review-7K3FQ@shopmoot"
    assert [before[1]["dtstamp"], after[1]["dtstamp"]] == [decided().adopted, at]
    assert after[1]["dtstart"] == date(2027, 2, 1)


def test_a_day_to_be_reminded_of_keeps_nobody_busy_and_an_assembly_does() -> None:
    told = Calendar.from_ical(calendar_of(decided(), next_date=NextDate(AT))).walk("VEVENT")

    assert {str(one["UID"]): one.get("TRANSP") for one in told} == {
        "review-7K3FQ@shopmoot": "TRANSPARENT",
        "after-AAAAA@shopmoot": None,
    }


def test_long_lines_are_folded_between_letters_and_read_as_they_were_typed() -> None:
    what = "Перерывы по пятнадцать минут; вода стоит рядом, и никто не работает один 🔥 " * 3

    page = calendar_of(decided(replace(BREAKS, what=what)))

    lines = page.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert any(line.startswith(b" ") for line in lines)
    (event,) = Calendar.from_ical(page).walk("VEVENT")
    assert what.startswith(str(event["DESCRIPTION"]).removesuffix("…"))


def test_a_calendar_of_nothing_is_still_a_calendar() -> None:
    assert events(render([], [], edition())["/calendar.ics"]) == {}


FRIDAYS = NextDate(AT.replace(month=3, day=12, year=2027), "Hall", "FREQ=WEEKLY;BYDAY=FR", "Europe/Berlin")
"""Two Fridays before the clocks change there and three before they do in California."""


def times_in(page: bytes, number: int) -> list[datetime]:
    """The first times of the rule in a calendar, as a reader with nothing but the file computes them."""
    calendar = Calendar.from_ical(page)
    (event,) = (one for one in calendar.walk("VEVENT") if "RRULE" in one)
    start = event.decoded("dtstart")
    (line,) = (line for line in page.decode().splitlines() if line.startswith("RRULE:"))
    rule = rrulestr(line, dtstart=start)
    return [moment for moment, _ in zip(rule, range(number), strict=False)]


def test_a_rule_is_in_the_calendar_with_the_table_of_its_zone() -> None:
    calendar = Calendar.from_ical(calendar_of(decided(), next_date=FRIDAYS))

    (zone,) = calendar.walk("VTIMEZONE")
    (event,) = (one for one in calendar.walk("VEVENT") if "RRULE" in one)
    assert zone["TZID"] == event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=FR"
    assert event["LOCATION"] == "Hall"


def test_the_assembly_stays_at_its_time_when_the_clocks_change() -> None:
    told = times_in(calendar_of(decided(), next_date=FRIDAYS), 4)

    assert [f"{moment:%d.%m. %H:%M %z}" for moment in told] == [
        "12.03. 14:00 +0100",
        "19.03. 14:00 +0100",
        "26.03. 14:00 +0100",
        "02.04. 14:00 +0200",
    ]
    assert [moment.astimezone(UTC).hour for moment in told] == [13, 13, 13, 12]


def test_the_table_of_the_zone_alone_knows_when_the_clocks_change() -> None:
    (zone,) = Calendar.from_ical(calendar_of(decided(), next_date=FRIDAYS)).timezones

    alone = zone.to_tz(lookup_tzid=False)
    for year in (2027, 2040, 2055):
        told = [datetime(year, month, 2, 14, 0, tzinfo=alone).utcoffset() for month in (3, 4, 11)]
        assert told == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=1)]


@pytest.mark.parametrize("zone", ["", "Nowhere/Atall"])
def test_without_a_zone_a_rule_follows_the_clock_of_its_reader(zone: str) -> None:
    page = calendar_of(decided(), next_date=replace(FRIDAYS, zone=zone))

    assert b"DTSTART:20270312T140000\r\n" in page
    assert b"VTIMEZONE" not in page


def test_a_rule_stays_in_the_calendar_after_an_assembly_that_agreed_nothing_else() -> None:
    room = Room().gathered().proposed(BREAKS).consented().adopted()
    source = source_of(room.assembly)
    told = Opened(decisions_of(room.assembly), ())
    later = replace(source, assembly="BBBBB", at=source.at + timedelta(days=7))
    volumes = (
        volume_of(told, source, FRIDAYS, edition()),
        volume_of(Opened((), ()), later, None, edition()),
    )

    made = {leaf.path: leaf.make for leaf in leaves_of(volumes, edition())}
    assert b"RRULE:FREQ=WEEKLY;BYDAY=FR" in made["/calendar.ics"]()
    assert (
        "The circle meets every Friday, 14:00, Hall, from Friday 12 March 2027 on."
        in made["/index.html"]().decode()
    )


def test_a_single_day_is_over_with_the_assembly_after_it() -> None:
    room = Room().gathered().proposed(BREAKS).consented().adopted()
    source = source_of(room.assembly)
    later = replace(source, assembly="BBBBB", at=source.at + timedelta(days=7))
    volumes = (
        volume_of(Opened((), ()), source, NextDate(AT), edition()),
        volume_of(Opened((), ()), later, None, edition()),
    )

    made = {leaf.path: leaf.make for leaf in leaves_of(volumes, edition())}
    assert events(made["/calendar.ics"]()) == {}
    assert b"The circle meets" not in made["/index.html"]()
