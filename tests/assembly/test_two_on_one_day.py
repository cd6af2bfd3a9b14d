"""An early and a late shift hold assemblies on one day: terms count assemblies, and nothing is drawn over."""

from __future__ import annotations

import pytest

from assembly.acts.drawing import SealDraw
from assembly.acts.hatting import SetRoles
from assembly.board import board
from assembly.draw.barring import Why
from assembly.hats_today import hats_of, holders_beyond_today
from assembly.history import BookFacts, History, facts_of, history_of
from assembly.holdings import A_DAY
from assembly.lottery import Answer
from assembly.roles import FACILITATOR, Role
from assembly.steps import Occasion
from tests.assembly.test_free_seats import CRAFT, NEXT, NOTES, ROLES, STEWARD, TODAY, meeting
from tests.rooms import Room


def drawn(*books: BookFacts, occasion: Occasion = Occasion.ASSEMBLY) -> Room:
    """A meeting of today that draws who facilitates next."""
    room = meeting(0, *books, occasion=occasion)
    room.draw(NEXT)
    return room


def on_the_board(history: History, role: str, after: int) -> list[tuple[str | None, int | None]]:
    """Who sits where so many days on, and for how many assemblies more."""
    seats = board(ROLES, history.holdings, history.assembly_dates, TODAY + after * A_DAY)
    return [(seat.holder, seat.assemblies) for seat in seats if seat.role == role]


@pytest.mark.parametrize("occasion", Occasion)
def test_whoever_was_drawn_to_facilitate_next_does_so_on_the_same_day_and_is_free_again(
    occasion: Occasion,
) -> None:
    early = drawn(occasion=occasion)
    assert early.state.draw
    (next_one,) = early.state.draw.holders(FACILITATOR)

    late = meeting(0, facts_of(early.state))

    assert late.state.facilitator == next_one
    assert holders_beyond_today(late.state, FACILITATOR) == frozenset()
    late.ask(SetRoles((NEXT,)))
    assert hats_of(late.state).left_out[FACILITATOR][next_one].why is Why.HELD_LAST


def test_the_late_shift_draws_who_facilitates_after_it_and_nobody_else_is_left_on_the_board() -> None:
    early = facts_of(drawn().state)
    late = drawn(early)
    assert late.state.draw
    (next_one,) = late.state.draw.holders(FACILITATOR)

    history = history_of([facts_of(late.state), early])

    assert history.drawn_facilitator == next_one
    for after in (0, 1, 6):
        assert on_the_board(history, FACILITATOR, after) == [(next_one, 1)]
    following = meeting(7, early, facts_of(late.state))
    assert following.state.facilitator == next_one
    assert holders_beyond_today(following.state, FACILITATOR) == frozenset()


def test_where_the_late_shift_draws_nobody_the_seat_is_empty_from_the_next_day_on() -> None:
    early = facts_of(drawn().state)
    late = facts_of(meeting(0, early).state)

    history = history_of([early, late])

    assert history.drawn_facilitator is None
    assert on_the_board(history, FACILITATOR, 1) == [(None, None)]


def test_a_term_of_three_assemblies_is_over_after_three_of_them_however_many_are_on_one_day() -> None:
    first = meeting(0)
    first.draw(STEWARD)
    books = [facts_of(first.state)]
    for days, left in ((0, 2), (0, 1), (7, 0)):
        room = meeting(days, *books)
        assert len(holders_beyond_today(room.state, STEWARD.id)) == (2 if left else 0)
        books.append(facts_of(room.state))
        seats = on_the_board(history_of(books), STEWARD.id, days + 1)
        assert [number for _, number in seats] == ([left, left] if left else [None, None])


def test_a_draw_between_two_assemblies_of_a_day_counts_as_none_of_them() -> None:
    first = meeting(0)
    first.draw(STEWARD)
    between = meeting(0, facts_of(first.state), occasion=Occasion.DRAW)

    history = history_of([facts_of(first.state), facts_of(between.state)])

    assert [number for _, number in on_the_board(history, STEWARD.id, 1)] == [3, 3]


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize(
    ("role", "again"),
    [(CRAFT, CRAFT), (Role("driver", "Driver"), Role("van", "driver"))],
    ids=["by its id", "by its name"],
)
def test_what_a_wrong_entry_left_empty_is_not_drawn_in_any_book_of_that_day(
    occasion: Occasion, role: Role, again: Role
) -> None:
    early = meeting(0)
    early.draw(role, answers=[Answer.INELIGIBLE, *[Answer.DECLINED] * 8])
    between = meeting(0, facts_of(early.state), occasion=Occasion.DRAW)

    late = meeting(0, facts_of(early.state), facts_of(between.state), occasion=occasion)
    late.ask(SetRoles((again,)))

    refused = late.refusal(SealDraw("Q0001"))
    assert (refused.code, refused.facts) == ("skipped-today", {"role": again.label, "number": 1})
    late.ask(SetRoles((NOTES,)), SealDraw("Q0001"))


@pytest.mark.parametrize("occasion", Occasion)
def test_on_another_day_it_is_drawn(occasion: Occasion) -> None:
    early = meeting(0)
    early.draw(CRAFT, answers=[Answer.INELIGIBLE, *[Answer.DECLINED] * 8])

    meeting(1, facts_of(early.state), occasion=occasion).ask(SetRoles((CRAFT,)), SealDraw("Q0001"))
