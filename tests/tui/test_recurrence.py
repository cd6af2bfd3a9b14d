"""Rules for the next assembly are read as people say them, and said back with their days."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.recurrence import Every, Rule
from assembly.refusal import RuleBroken
from assembly.state import NextDate
from tui.recurrence import echo_meeting, read_meeting, typed_words
from tui.rule_words import words_for
from words.recurrence import occurrences, say_rule

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Saturday."""
BERLIN = "Europe/Berlin"

RULES = {
    "every Friday 14:00": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27T14:00"),
    "Every FRIDAY at 2pm": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27T14:00"),
    "weekly on Friday 14:00": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27T14:00"),
    "Fridays 14:00": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27T14:00"),
    "every Saturday 19:00": ("FREQ=WEEKLY;BYDAY=SA", "2026-11-28T19:00"),
    "Tuesdays and Fridays 7:00": ("FREQ=WEEKLY;BYDAY=TU,FR", "2026-11-24T07:00"),
    "every second Tuesday 9:30": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T09:30"),
    "every other Tue 9:30": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T09:30"),
    "every 2 weeks on Thursday 14:00": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-11-26T14:00"),
    "fortnightly on Thursday 14:00": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-11-26T14:00"),
    "every second Tuesday 9:30 from 8 December": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-08T09:30"),
    "every second Tuesday from 8 Dec 9:30": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-08T09:30"),
    "first Monday of the month 18:00": ("FREQ=MONTHLY;BYDAY=1MO", "2026-12-07T18:00"),
    "every second Tuesday of the month 18:00": ("FREQ=MONTHLY;BYDAY=2TU", "2026-12-08T18:00"),
    "monthly on the last Friday 18:00": ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T18:00"),
    "every payday Friday 18:00": ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T18:00"),
    "every 3 months on the last Friday 14:00": ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "2026-11-27T14:00"),
    "31st of every month 12:00": ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-31T12:00"),
    "every month on the 31st 12:00": ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-31T12:00"),
    "last day of the month 10:00": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T10:00"),
    "every 29 February 10:00": ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29T10:00"),
    "every year on 1 May 10:00": ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "2027-05-01T10:00"),
    "every day 7:00": ("FREQ=DAILY", "2026-11-22T07:00"),
}

REFUSED = {
    "every": "recurrence-unreadable",
    "every week 10:00": "recurrence-unreadable",
    "every blue moon 10:00": "recurrence-unreadable",
    "holidays 10:00": "recurrence-unreadable",
    "every Friday 9:00 from Monday 10:00": "recurrence-unreadable",
    "every 2 weeks on Thursday": "when-without-time",
    "every Friday 25:00": "when-impossible",
    "every Friday 10:00 from 29 Feb 2027": "when-impossible",
    "every Friday 10:00 from soon": "when-unreadable",
    "every Friday 10:00 from in 9999 years": "when-impossible",
    "every Friday 10:00 from in 99999999999 days": "when-too-far",
    "every 0 weeks on Friday 9:00": "recurrence-interval",
    "every 100 weeks on Friday 9:00": "recurrence-interval",
    "every 31 February 10:00": "recurrence-never",
    "every 31 April 10:00": "recurrence-never",
    "every 0 May 10:00": "recurrence-never",
    "32nd of every month 10:00": "recurrence-never",
    "0th of every month 10:00": "recurrence-never",
    "6th Friday of the month 10:00": "recurrence-never",
    "31st of the month 10:00 from 9999-12-31": "",
    "every Saturday 10:00 from 9999-12-31": "recurrence-never",
}

RULE = st.one_of(
    st.builds(Rule, st.just(Every.DAY), st.integers(1, 99)),
    st.builds(
        Rule,
        st.just(Every.WEEK),
        st.integers(1, 99),
        st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    ),
    st.builds(
        lambda months, day, nth: Rule(Every.MONTH, months, (day,), nth=nth),
        st.integers(1, 99),
        st.integers(0, 6),
        st.sampled_from([-1, 1, 2, 3, 4, 5]),
    ),
    st.builds(
        lambda months, day: Rule(Every.MONTH, months, day=day),
        st.integers(1, 99),
        st.sampled_from([-1, *range(1, 32)]),
    ),
    st.builds(
        lambda years, month, day: Rule(Every.YEAR, years, day=day, month=month),
        st.integers(1, 99),
        st.integers(1, 12),
        st.integers(1, 28),
    ),
)


@pytest.mark.parametrize("text", RULES)
def test_a_rule_is_read_with_the_first_day_that_fits(text: str) -> None:
    rule, first = RULES[text]

    agreed = read_meeting(text, NOW, BERLIN)

    assert (agreed.rule, agreed.at.replace(tzinfo=None)) == (rule, datetime.fromisoformat(first))
    assert agreed.zone == BERLIN


@pytest.mark.parametrize(
    "text", ["next Friday 14:00", "in 3 days 10:00", "end of the month 10:00", "Dec 1st 14:00"]
)
def test_a_single_day_stays_one(text: str) -> None:
    agreed = read_meeting(text, NOW, BERLIN)

    assert (agreed.rule, agreed.zone) == ("", "")


def test_a_day_after_the_clocks_change_has_the_offset_of_that_day() -> None:
    agreed = read_meeting("1 July 14:00", NOW, BERLIN)

    assert agreed.at.isoformat() == "2027-07-01T14:00:00+02:00"
    assert read_meeting("1 July 14:00", NOW).at.isoformat() == "2027-07-01T14:00:00+01:00"


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_rule_gets_a_sentence(text: str) -> None:
    if not REFUSED[text]:
        assert read_meeting(text, NOW).at.year == 9999
        return

    with pytest.raises(RuleBroken) as refused:
        read_meeting(text, NOW, BERLIN)

    said = words_for(refused.value)
    assert refused.value.code == REFUSED[text]
    assert "{" not in said
    assert "do not allow" not in said


def test_what_was_understood_is_said_back_with_three_days() -> None:
    echo = echo_meeting(read_meeting("every second Tuesday 9:30", NOW), NOW.date())

    assert echo.splitlines() == [
        "every second Tuesday, 9:30:",
        "· Tuesday 24 November 2026",
        "· Tuesday 8 December 2026",
        "· Tuesday 22 December 2026",
    ]


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("31st of every month 12:00", "Months without a 31st are skipped."),
        ("fifth Friday of the month 12:00", "Months without a fifth Friday are skipped."),
        ("every 29 February 12:00", "Years without a 29 February are skipped."),
    ],
)
def test_days_that_some_months_do_not_have_are_said_to_be_skipped(text: str, skipped: str) -> None:
    assert echo_meeting(read_meeting(text, NOW), NOW.date()).splitlines()[-1] == skipped


def test_the_31st_of_every_month_leaves_out_months_without_one() -> None:
    agreed = read_meeting("31st of every month 12:00", NOW)

    assert [moment.month for moment in islice(occurrences(agreed), 4)] == [12, 1, 3, 5]


@given(RULE, st.times().map(lambda one: time(one.hour, one.minute)))
def test_a_rule_in_words_is_read_back_as_the_same_rule(rule: Rule, at: time) -> None:
    agreed = read_meeting(f"{say_rule(rule)} {at:%H:%M}", NOW, BERLIN)

    assert agreed.rule == rule.text
    assert agreed.at.time() == at
    assert agreed.at > NOW


@given(RULE, st.integers(0, 30))
def test_what_stands_in_the_form_means_what_was_agreed(rule: Rule, place: int) -> None:
    first = read_meeting(f"{say_rule(rule)} 14:00", NOW, BERLIN)
    moment = next(islice(occurrences(first), place, None), None)
    if moment is None or moment.year > 2999:
        return
    agreed = NextDate(moment.replace(tzinfo=NOW.tzinfo), rule=first.rule, zone=BERLIN)

    again = read_meeting(typed_words(agreed, NOW), NOW, BERLIN)

    assert (again.at.replace(tzinfo=None), again.rule) == (moment, rule.text)


TYPED = (
    "every second 2 0 99 31st 29 weeks week months month year on of the from Friday last Feb 31.12.9999 "
    "10:00 25:00 day days and first 9999-12-31 in 5"
)


def said_to(text: str) -> str:
    """What is said to somebody who types this: the days, or a sentence."""
    try:
        agreed = read_meeting(text, NOW, BERLIN)
    except RuleBroken as refused:
        return words_for(refused)
    return typed_words(agreed, NOW) and echo_meeting(agreed, NOW.date())


@given(st.text(max_size=40))
def test_nothing_that_is_typed_after_every_ends_in_a_traceback(text: str) -> None:
    assert said_to(f"every {text}")


@given(st.lists(st.sampled_from(TYPED.split(" ")), max_size=9))
def test_no_order_of_such_words_ends_in_a_traceback(words: list[str]) -> None:
    assert said_to(" ".join(words))
