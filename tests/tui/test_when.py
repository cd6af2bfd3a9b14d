"""Days are read as people say them, and one that could be two is asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.refusal import RuleBroken
from tui.rule_words import words_for
from tui.when import echo_date, read_date, read_moment

TODAY = date(2026, 11, 21)
"""A Saturday."""
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=timezone(timedelta(hours=1)))

DAYS = {
    "today": date(2026, 11, 21),
    "Tomorrow": date(2026, 11, 22),
    "in 6 weeks": date(2027, 1, 2),
    "in six weeks": date(2027, 1, 2),
    "6 weeks": date(2027, 1, 2),
    "in a fortnight": date(2026, 12, 5),
    "in 3 months": date(2027, 2, 21),
    "in a year": date(2027, 11, 21),
    "in 10 days": date(2026, 12, 1),
    "Friday": date(2026, 11, 27),
    "next friday": date(2026, 11, 27),
    "on Wed": date(2026, 11, 25),
    "Saturday": date(2026, 11, 28),
    "next payday Friday": date(2026, 11, 27),
    "payday": date(2026, 11, 27),
    "12 Dec": date(2026, 12, 12),
    "Dec 12": date(2026, 12, 12),
    "12th of December 2026": date(2026, 12, 12),
    "Saturday, 12 Dec 2026": date(2026, 12, 12),
    "Dec 12th, 2026": date(2026, 12, 12),
    "3 March": date(2027, 3, 3),
    "29 Feb": date(2028, 2, 29),
    "12.12.2026": date(2026, 12, 12),
    "3.4.2027": date(2027, 4, 3),
    "3. 4.": date(2027, 4, 3),
    "2026-12-12": date(2026, 12, 12),
    "25/12/2026": date(2026, 12, 25),
    "12/25/2026": date(2026, 12, 25),
    "12/12/26": date(2026, 12, 12),
    "end of March": date(2027, 3, 31),
    "the end of November": date(2026, 11, 30),
    "end of February 2028": date(2028, 2, 29),
    "end of the month": date(2026, 11, 30),
    "end of next month": date(2026, 12, 31),
    "end of the year": date(2026, 12, 31),
    "end of next year": date(2027, 12, 31),
    "end of next week": date(2026, 11, 29),
    "2020-01-01": date(2020, 1, 1),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_as_people_say_it(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_payday_is_the_last_friday_of_the_month_that_comes() -> None:
    assert read_date("next payday Friday", date(2026, 11, 27)) == date(2026, 12, 25)


def test_a_day_that_could_be_two_is_refused_with_both() -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_date("03/04/2026", TODAY)

    assert words_for(refusal.value) == (
        "“03/04/2026” can be two days. Which one: Wednesday 4 March 2026, or Friday 3 April 2026?"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "when-empty"),
        ("   ", "when-empty"),
        ("soon", "when-unreadable"),
        ("12", "when-unreadable"),
        ("March", "when-unreadable"),
        ("in many weeks", "when-unreadable"),
        ("next Freitag", "when-unreadable"),
        ("[/oops]", "when-unreadable"),
        ("31.2.2027", "when-impossible"),
        ("30 February", "when-impossible"),
        ("2026-13-01", "when-impossible"),
        ("32.12.2026", "when-impossible"),
        ("in 99999999999 weeks", "when-too-far"),
        ("in 9999 years", "when-impossible"),
        ("Friday 12 Dec 2026", "when-other-weekday"),
        ("12 Dec 9.30 or so", "when-unreadable"),
        ("03/04", "when-ambiguous"),
        ("tomorrow 14:00", "when-with-time"),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_date(text, TODAY)

    assert refusal.value.code == code
    assert "{" not in words_for(refusal.value)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow 14:00", (2026, 11, 22, 14, 0)),
        ("next Friday at 2pm", (2026, 11, 27, 14, 0)),
        ("12 Dec, 9.30", (2026, 12, 12, 9, 30)),
        ("2026-12-12T18:15", (2026, 12, 12, 18, 15)),
        ("in 6 weeks 12 am", (2027, 1, 2, 0, 0)),
        ("12.12.2026 8:00", (2026, 12, 12, 8, 0)),
    ],
)
def test_a_time_is_read_behind_the_day(text: str, moment: tuple[int, int, int, int, int]) -> None:
    assert read_moment(text, NOW) == datetime(*moment, tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tomorrow", "when-without-time"),
        ("tomorrow 25:00", "when-impossible"),
        ("soon 14:00", "when-unreadable"),
    ],
)
def test_a_time_that_is_missing_or_wrong_is_asked_for(text: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_moment(text, NOW)

    assert refusal.value.code == code


def test_the_day_is_said_back_with_its_weekday_and_how_far_it_is() -> None:
    assert echo_date(date(2027, 1, 2), TODAY) == "Saturday 2 January 2027, in 6 weeks"
    assert echo_date(date(2026, 11, 22), TODAY) == "Sunday 22 November 2026, tomorrow"
    assert echo_date(date(2026, 11, 20), TODAY) == "Friday 20 November 2026, 1 day ago"


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_written_out_is_read_back_as_itself(day: date) -> None:
    assert read_date(f"{day:%d.%m.%Y}", TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day
    assert read_date(f"{day.day} {day:%B} {day.year}", TODAY) == day


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_crashes_it(text: str) -> None:
    try:
        assert isinstance(read_moment(text, datetime(2026, 11, 21, tzinfo=UTC)), datetime)
    except RuleBroken as refusal:
        assert refusal.code.startswith("when-")  # noqa: PT017
