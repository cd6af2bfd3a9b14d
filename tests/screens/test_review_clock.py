"""The clock of a review stands still while nobody is there, and goes on at the same second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assembly.acts.sidelines import RESTART, ClockCorrected, NoteTaken
from assembly.journal import Entry, Event
from assembly.said import Said
from screens.review_clock import ReviewClock
from tests.screens.fake_desk import NOON


def after(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def told(*happened: tuple[int, Event]) -> tuple[Entry, ...]:
    return tuple(
        Entry(n, NOON + after(seconds), event) for n, (seconds, event) in enumerate(happened, start=1)
    )


def begun(noted: dict[str, str]) -> ReviewClock:
    clock = ReviewClock(noted, ())
    clock.go_on(NOON)
    return clock


def test_it_counts_from_the_moment_at_which_the_review_is_opened() -> None:
    clock = begun({})

    assert [clock.seconds(NOON + after(seconds)) for seconds in (0, 90)] == [0, 90]


def test_after_a_kill_it_goes_on_at_the_same_second_whenever_the_review_is_opened_again() -> None:
    noted: dict[str, str] = {}
    begun(noted)
    # Killed after 100 seconds, started again 50 seconds later, opened again 30 seconds after that.
    again = ReviewClock(noted, told((10, NoteTaken(Said("x"))), (150, ClockCorrected(50, RESTART))))

    again.go_on(NOON + after(180))

    assert [again.seconds(NOON + after(seconds)) for seconds in (180, 200)] == [100, 120]


def test_two_kills_count_only_the_time_in_which_the_review_was_open() -> None:
    noted: dict[str, str] = {}
    begun(noted)
    twice = told((150, ClockCorrected(50, RESTART)), (260, ClockCorrected(60, RESTART)))

    clock = ReviewClock(noted, twice)
    clock.go_on(NOON + after(300))
    assert clock.seconds(NOON + after(300)) == 100

    clock = ReviewClock(noted, (*twice, *told((420, ClockCorrected(100, RESTART)))))
    clock.go_on(NOON + after(500))
    assert clock.seconds(NOON + after(500)) == 120


def test_a_closed_lid_is_taken_out_of_it_while_it_runs_and_before_a_kill() -> None:
    noted: dict[str, str] = {}
    begun(noted)
    lid = (100, ClockCorrected(40, "clock"))

    assert ReviewClock(noted, told(lid)).seconds(NOON + after(110)) == 70

    killed = ReviewClock(
        noted, told(lid, (150, ClockCorrected(20, RESTART)), (170, ClockCorrected(9, "clock")))
    )
    killed.go_on(NOON + after(180))
    assert killed.seconds(NOON + after(180)) == 90


def test_what_was_lost_before_it_ran_and_was_noticed_after_is_not_taken_out_of_it() -> None:
    noted: dict[str, str] = {}
    begun(noted)
    noticed = told((0, ClockCorrected(1200, "clock")), (1, ClockCorrected(1200, "clock")))

    assert ReviewClock(noted, noticed).seconds(NOON + after(61)) == 60


@pytest.mark.parametrize(("point", "seconds"), [({"read": "yes"}, 60), ({}, 0)])
def test_left_for_later_it_stands_still_and_where_nothing_was_noted_it_begins_anew(
    point: dict[str, str], seconds: int
) -> None:
    noted = dict(point)
    begun(noted).leave(NOON + after(60))
    assert noted.keys() >= point.keys()
    assert bool(noted) is bool(point)

    again = ReviewClock(noted, told((90, ClockCorrected(30, "clock"))))
    again.go_on(NOON + after(600))

    assert again.seconds(NOON + after(600)) == seconds
