"""The days of a rule, what was missed, and how both are said."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.state import NextDate
from words.recurrence import anchored, occurrences, say_meetings, say_next, say_standing, standing

WINTER = timezone(timedelta(hours=1))
FIRST = datetime(2026, 11, 27, 14, 0, tzinfo=WINTER)
FRIDAYS = NextDate(FIRST, "canteen", "FREQ=WEEKLY;BYDAY=FR", "Europe/Berlin")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "following", "missed"),
    [
        (date(2026, 11, 21), date(2026, 11, 27), None),
        (date(2026, 11, 27), date(2026, 11, 27), None),
        (date(2026, 11, 28), date(2026, 12, 4), date(2026, 11, 27)),
        (date(2026, 12, 4), date(2026, 12, 4), date(2026, 11, 27)),
        (date(2026, 12, 20), date(2026, 12, 25), date(2026, 12, 18)),
    ],
)
def test_the_next_one_follows_the_rule_and_the_one_before_was_missed(
    today: date, following: date, missed: date | None
) -> None:
    now = standing(FRIDAYS, (), today)

    assert now.next == datetime.combine(following, FIRST.time())
    assert now.missed == missed


def test_what_was_held_was_not_missed() -> None:
    held = [date(2026, 11, 20), date(2026, 11, 27)]

    assert standing(FRIDAYS, held, date(2026, 11, 28)).missed is None
    assert standing(FRIDAYS, held, date(2026, 12, 5)).missed == date(2026, 12, 4)


def test_after_the_assembly_of_today_the_next_one_is_meant() -> None:
    now = standing(FRIDAYS, [date(2026, 11, 27)], date(2026, 11, 27))

    assert (now.next, now.missed) == (datetime(2026, 12, 4, 14, 0), None)


def test_a_single_day_that_has_passed_has_no_next_one() -> None:
    now = standing(NextDate(FIRST), (), date(2026, 12, 1))

    assert (now.next, now.missed) == (None, date(2026, 11, 27))


@given(st.dates(date(2026, 11, 1), date(2040, 1, 1)), st.sets(st.dates(date(2026, 11, 1), date(2040, 1, 1))))
def test_the_next_one_is_never_past_and_what_was_held_is_never_missed(today: date, held: set[date]) -> None:
    now = standing(FRIDAYS, held, today)

    assert now.next is not None
    assert now.next.date() >= today
    assert now.next.date().weekday() == 4
    assert now.missed is None or (now.missed < now.next.date() and now.missed not in held)


def test_the_clock_on_the_wall_shows_the_same_time_all_year() -> None:
    moments = list(islice(occurrences(FRIDAYS), 60))

    assert {moment.time() for moment in moments} == {FIRST.time()}
    assert {after - before for before, after in pairwise(moments)} == {7 * DAY}


def test_a_rule_ends_with_the_calendar_and_not_with_a_traceback() -> None:
    last = NextDate(datetime(9999, 12, 20, 14, 0, tzinfo=WINTER), rule="FREQ=WEEKLY;BYDAY=MO")

    assert [moment.day for moment in occurrences(last)] == [20, 27]
    assert list(say_standing(last, (), date(9999, 12, 30))) == [
        "Agreed: every Monday, 14:00. The calendar has no further date for it.",
        "The one before was missed: no assembly was held on Monday 27 December 9999.",
    ]


def test_the_29th_of_february_comes_every_four_years() -> None:
    leap = NextDate(datetime(2028, 2, 29, 9, 0, tzinfo=WINTER), rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")

    assert [moment.year for moment in islice(occurrences(leap), 3)] == [2028, 2032, 2036]


@pytest.mark.parametrize("zone", ["", "Nowhere/Atall", "../etc", "Europe", "\0"])
def test_a_zone_that_is_not_known_changes_nothing(zone: str) -> None:
    assert anchored(FIRST, zone).isoformat() == FIRST.isoformat()


def test_a_time_in_summer_has_the_offset_of_summer() -> None:
    july = datetime(2027, 7, 1, 14, 0, tzinfo=WINTER)

    assert anchored(july, "Europe/Berlin").isoformat() == "2027-07-01T14:00:00+02:00"


def test_a_rule_is_said_with_its_first_day_its_time_and_its_place() -> None:
    assert say_next(FRIDAYS) == "Friday 27 November 2026, 14:00, canteen; then every Friday"
    assert say_next(NextDate(FIRST)) == "Friday 27 November 2026, 14:00"
    assert say_meetings(FRIDAYS) == "every Friday, 14:00, canteen"
    assert say_meetings(NextDate(FIRST)) == ""
