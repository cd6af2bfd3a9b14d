"""Rules for the next assembly as they stand in a book."""

from __future__ import annotations

import pytest

from assembly.acts.closing import NextDateSet
from assembly.recurrence import Every, Rule, last_rhythm, rule_of, still_agreed
from assembly.refusal import RuleBroken
from assembly.state import NextDate
from tests.assembly.test_closing import NEXT_WEEK

FRIDAYS = NextDate(NEXT_WEEK, rule="FREQ=WEEKLY;BYDAY=FR")
ONCE = NextDate(NEXT_WEEK)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=DAILY;INTERVAL=3", Rule(Every.DAY, 3)),
        ("FREQ=WEEKLY;BYDAY=TU,FR", Rule(Every.WEEK, weekdays=(1, 4))),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", Rule(Every.MONTH, 2, (4,), nth=-1)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", Rule(Every.MONTH, day=31)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", Rule(Every.YEAR, day=29, month=2)),
    ],
)
def test_a_rule_is_written_as_calendars_read_it(text: str, rule: Rule) -> None:
    assert rule.text == text
    assert rule_of(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1MO,2TU",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=x;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        "BYDAY=MO;FREQ=WEEKLY",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO,1TU",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    ],
)
def test_a_rule_that_nobody_here_can_count_with_enters_no_book(text: str) -> None:
    with pytest.raises(RuleBroken, match="recurrence-unknown"):
        NextDateSet(NEXT_WEEK, rule=text)


def test_a_rule_stands_until_something_else_is_agreed() -> None:
    assert still_agreed([None], [FRIDAYS, None]) == FRIDAYS
    assert still_agreed([ONCE], [FRIDAYS, ONCE]) == ONCE
    assert still_agreed([None], [FRIDAYS, ONCE, None]) is None
    assert still_agreed([None], [ONCE, None]) is None
    assert still_agreed([], []) is None


def test_the_rhythm_of_a_circle_is_the_last_rule_whatever_single_day_came_after_it() -> None:
    mondays = NextDate(NEXT_WEEK, rule="FREQ=WEEKLY;BYDAY=MO")

    assert last_rhythm([mondays, None, FRIDAYS, ONCE, None]) == FRIDAYS
    assert last_rhythm([ONCE, None]) is None
