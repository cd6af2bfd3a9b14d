"""The seats that a draw of today may fill: terms that end today, and seats that nobody holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assembly.holdings import Holding
from assembly.roles import Role, Term, TermUnit
from assembly.steps import Step
from assembly.vacancies import free_seats
from tests.rooms import Room, opening_of

KEYS = Role("keys", "Keys", 2, term=Term(TermUnit.DAYS, 91))
TODAY = Room().state.opened_at.date()
YESTERDAY = TODAY - timedelta(days=1)


def room(*holdings: Holding) -> Room:
    begun = Room(opening=replace(opening_of(9), roles=(KEYS,), holdings=holdings))
    begun.walk_to(Step.LOTTERY)
    return begun


@pytest.mark.parametrize(
    ("days", "empty"),
    [(0, 2), (1, 2), (2, 1)],
    ids=["ended before today", "today is the last day", "goes on tomorrow"],
)
def test_a_seat_is_empty_when_nobody_holds_it_beyond_today(days: int, empty: int) -> None:
    held = Holding("keys", "M003", YESTERDAY, until=TODAY + timedelta(days=days))

    assert free_seats(room(held).state, KEYS) == empty


def test_a_role_of_which_every_seat_is_held_has_none_free() -> None:
    later = TODAY + timedelta(days=30)
    held = [Holding("keys", member, YESTERDAY, until=later) for member in ("M003", "M004")]

    assert free_seats(room(*held).state, KEYS) == 0


def test_what_was_drawn_today_is_taken() -> None:
    begun = room()
    assert free_seats(begun.state, KEYS) == 2

    begun.draw(replace(KEYS, seats=1))
    assert free_seats(begun.state, KEYS) == 1
