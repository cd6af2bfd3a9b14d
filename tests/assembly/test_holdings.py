"""Who holds a role until when: by values, and whatever the order in which it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.board import Seat, board
from assembly.holdings import (
    EndedBy,
    Ending,
    Holding,
    end_of,
    ended_early,
    granted,
    holds_on,
    last_holders,
    needed_by_rules,
    never_held,
    next_expiries,
    served_counts,
    terms_in_a_row,
)
from assembly.roles import Role, Term, TermUnit

NOVEMBER = date(2026, 11, 21)
A_DAY = timedelta(days=1)
WEEKS = tuple(NOVEMBER + timedelta(weeks=number) for number in range(5))
CRAFT = Role("craft", "Craft lead", term=Term(TermUnit.DAYS, 21))
FACILITATOR = Role("facilitator", "Facilitator", term=Term(TermUnit.ASSEMBLIES, 1))
STEWARD = Role("steward", "Steward", seats=2, term=Term(TermUnit.ASSEMBLIES, 3))
NOTES = Role("notes", "Note taker")
ROLES = (CRAFT, FACILITATOR, STEWARD, NOTES)

days = st.dates(date(2026, 10, 1), date(2027, 2, 28))
meetings = st.lists(days, max_size=8, unique=True).map(sorted).map(tuple)
grants = st.builds(
    granted, st.sampled_from(ROLES), st.sampled_from(("M001", "M002", "M003")), days, st.just("DRAW1")
)
many = st.lists(grants, max_size=8)
endings = st.builds(
    Ending,
    st.sampled_from([role.id for role in ROLES]),
    st.sampled_from(("M001", "M002", "M003")),
    days,
    st.sampled_from(EndedBy),
)


def craft(member: str, since: date, **more: Any) -> Holding:
    return replace(granted(CRAFT, member, since, "DRAW1"), **more)


def test_a_term_in_days_ends_by_itself_on_its_day() -> None:
    held = craft("M001", NOVEMBER)

    assert end_of(held) == date(2026, 12, 12)
    assert holds_on([held], date(2026, 12, 11)) == (held,)
    assert holds_on([held], date(2026, 12, 12)) == ()
    assert holds_on([held], NOVEMBER - A_DAY) == ()


def test_a_role_without_a_term_ends_with_its_assembly() -> None:
    held = granted(NOTES, "M001", NOVEMBER, "DRAW1")

    assert holds_on([held], NOVEMBER) == (held,)
    assert holds_on([held], NOVEMBER + A_DAY) == ()


def test_a_holding_that_says_nothing_of_its_end_is_for_one_day() -> None:
    assert end_of(Holding("craft", "M001", NOVEMBER)) == NOVEMBER + A_DAY


def test_a_term_in_assemblies_ends_with_the_day_of_the_last() -> None:
    held = granted(STEWARD, "M001", NOVEMBER, "DRAW1")

    assert end_of(held, WEEKS[:3]) is None
    assert end_of(held, WEEKS[:4]) == WEEKS[3] + A_DAY
    assert holds_on([held], WEEKS[3], WEEKS) == (held,)
    assert holds_on([held], WEEKS[3] + A_DAY, WEEKS) == ()


@pytest.mark.parametrize("why", EndedBy)
def test_who_resigns_is_recalled_or_leaves_stops_on_that_day(why: EndedBy) -> None:
    on = NOVEMBER + timedelta(days=5)

    (held,) = ended_early([craft("M001", NOVEMBER)], [Ending("craft", "M001", on, why)])

    assert (held.ended, held.why) == (on, why)
    assert holds_on([held], on - A_DAY)
    assert not holds_on([held], on)


def test_an_ending_after_the_term_or_of_somebody_else_changes_nothing() -> None:
    held = craft("M001", NOVEMBER)
    late = Ending("craft", "M001", date(2026, 12, 12), EndedBy.RESIGNED)
    other = Ending("craft", "M002", NOVEMBER, EndedBy.RESIGNED)

    assert ended_early([held], [late, other]) == (held,)


def test_to_be_drawn_again_after_a_recall_is_a_holding_of_its_own() -> None:
    again = craft("M001", NOVEMBER + timedelta(days=10))
    recall = Ending("craft", "M001", NOVEMBER + timedelta(days=5), EndedBy.RECALLED)

    first, second = ended_early([craft("M001", NOVEMBER), again], [recall])

    assert first.why is EndedBy.RECALLED
    assert second == again


def test_the_board_says_who_holds_what_until_when() -> None:
    held = [craft("M001", NOVEMBER), granted(STEWARD, "M002", NOVEMBER, "DRAW1")]

    assert board((CRAFT, STEWARD), held, WEEKS[:2], WEEKS[1]) == (
        Seat("craft", 1, "M001", NOVEMBER, until=date(2026, 12, 12)),
        Seat("steward", 1, "M002", NOVEMBER, assemblies=2),
        Seat("steward", 2, None, None),
    )


def test_an_empty_seat_says_since_when_and_who_had_it_last() -> None:
    on = NOVEMBER + timedelta(days=3)
    recalled = ended_early([craft("M001", NOVEMBER)], [Ending("craft", "M001", on, EndedBy.RECALLED)])

    assert board((CRAFT,), recalled, (), date(2027, 1, 1)) == (
        Seat("craft", 1, None, on, last="M001", why=EndedBy.RECALLED),
    )
    assert board((CRAFT,), [craft("M001", NOVEMBER)], (), date(2027, 1, 1)) == (
        Seat("craft", 1, None, date(2026, 12, 12), last="M001"),
    )


def test_of_two_seats_the_one_that_is_empty_longest_is_taken_first() -> None:
    stewards = replace(STEWARD, term=Term(TermUnit.DAYS, 100))
    first, second = (replace(granted(stewards, one, NOVEMBER, "DRAW1")) for one in ("M001", "M002"))
    gone = replace(first, ended=NOVEMBER + timedelta(days=10))
    soon_gone = replace(second, ended=NOVEMBER + timedelta(days=30))
    new = granted(stewards, "M003", NOVEMBER + timedelta(days=20), "DRAW2")

    seats = board((stewards,), [gone, soon_gone, new], (), NOVEMBER + timedelta(days=40))

    assert [(seat.holder, seat.last) for seat in seats] == [("M003", None), (None, "M002")]
    assert seats[1].since == NOVEMBER + timedelta(days=30)


def test_a_term_of_one_assembly_is_handed_over_on_its_day() -> None:
    held = [granted(FACILITATOR, f"M00{place}", day, "DRAW") for place, day in enumerate(WEEKS[:3], 1)]

    assert board((FACILITATOR,), held, WEEKS[:3], WEEKS[2] + A_DAY) == (
        Seat("facilitator", 1, "M003", WEEKS[2], assemblies=1),
    )


def test_who_is_drawn_again_before_the_end_keeps_the_seat() -> None:
    held = [craft("M001", NOVEMBER), craft("M001", NOVEMBER + timedelta(days=14))]

    assert board((CRAFT,), held, (), NOVEMBER + timedelta(days=14)) == (
        Seat("craft", 1, "M001", NOVEMBER + timedelta(days=14), until=date(2026, 12, 26)),
    )


def test_two_holders_of_one_seat_are_both_shown() -> None:
    held = [craft("M001", NOVEMBER), craft("M002", NOVEMBER + A_DAY)]

    seats = board((CRAFT,), held, (), NOVEMBER + timedelta(days=2))

    assert [(seat.place, seat.holder) for seat in seats] == [(1, "M001"), (2, "M002")]


def test_to_facilitate_gives_nobody_the_seat_of_the_one_who_was_drawn() -> None:
    led = Holding("facilitator", "M001", NOVEMBER, until=NOVEMBER + A_DAY)
    drawn = replace(granted(FACILITATOR, "M002", NOVEMBER, "DRAW1"), counts=False)

    assert [seat.holder for seat in board((FACILITATOR,), [led, drawn], WEEKS[:1], NOVEMBER)] == ["M002"]
    assert served_counts([led, drawn], "facilitator") == {"M001": 1}
    assert last_holders([led, drawn], "facilitator") == {"M001"}


def test_who_served_how_often_last_in_a_row_and_never() -> None:
    held = [
        craft("M001", WEEKS[0]),
        craft("M002", WEEKS[1]),
        craft("M002", WEEKS[2]),
        craft("M003", WEEKS[2]),
    ]

    assert served_counts(held, "craft") == {"M001": 1, "M002": 2, "M003": 1}
    assert last_holders(held, "craft") == {"M002", "M003"}
    assert [terms_in_a_row(held, "craft", one) for one in ("M001", "M002", "M003")] == [0, 2, 1]
    assert never_held(held, "craft", ("M004", "M002", "M005")) == ("M004", "M005")


def test_what_ends_next_comes_first() -> None:
    soon, late = craft("M001", NOVEMBER), craft("M002", WEEKS[1])
    open_end = granted(STEWARD, "M003", NOVEMBER, "DRAW1")

    assert next_expiries([open_end, late, soon], WEEKS[:2], WEEKS[1]) == (soon, late, open_end)


def test_the_rules_need_who_holds_held_last_or_was_recalled() -> None:
    old = craft("M001", date(2026, 1, 1))
    recalled = craft("M002", date(2026, 2, 1), ended=date(2026, 2, 3), why=EndedBy.RECALLED)
    last, present = craft("M003", WEEKS[0]), granted(STEWARD, "M001", WEEKS[0], "DRAW1")

    assert needed_by_rules([present, last, recalled, old], WEEKS[:1], WEEKS[4]) == (recalled, last, present)


@given(many, st.lists(endings, max_size=4), meetings, days)
def test_nobody_holds_a_role_after_its_end(
    held: list[Holding], early: list[Ending], dates: tuple[date, ...], day: date
) -> None:
    for one in holds_on(ended_early(held, early, dates), day, dates):
        assert one.since <= day
        assert one.until is None or day < one.until
        assert one.ended is None or day < one.ended
        if one.assemblies is not None:
            assert sum(one.since < met < day for met in dates) < one.assemblies


@given(many, meetings, days, days)
def test_what_has_ended_is_held_again_only_by_a_new_holding(
    held: list[Holding], dates: tuple[date, ...], one_day: date, other_day: date
) -> None:
    early, late = sorted((one_day, other_day))
    gone = set(holds_on(held, early, dates)) - set(holds_on(held, late, dates))

    assert not gone & set(holds_on(held, late + A_DAY, dates))


@given(many, st.lists(endings, max_size=4), meetings, days, st.randoms(use_true_random=False))
def test_the_order_in_which_it_is_told_does_not_matter(
    held: list[Holding], early: list[Ending], dates: tuple[date, ...], day: date, chance: Random
) -> None:
    shuffled, other = list(held), list(early)
    chance.shuffle(shuffled)
    chance.shuffle(other)

    told, told_otherwise = (
        ended_early(held, early, dates),
        ended_early(shuffled, other, dates),
    )

    assert board(ROLES, told, dates, day) == board(ROLES, told_otherwise, dates, day)
    assert needed_by_rules(told, dates, day) == needed_by_rules(told_otherwise, dates, day)


@given(many, meetings, days)
def test_the_board_shows_everybody_who_holds_a_role_and_nobody_else(
    held: list[Holding], dates: tuple[date, ...], day: date
) -> None:
    shown = {(seat.role, seat.holder) for seat in board(ROLES, held, dates, day) if seat.holder}

    assert shown == {(one.role, one.member) for one in holds_on(held, day, dates)}


@given(many, meetings, days)
def test_what_the_rules_need_says_the_same_of_today_as_everything(
    held: list[Holding], dates: tuple[date, ...], day: date
) -> None:
    past = [one for one in held if one.since <= day]
    met = tuple(one for one in dates if one <= day)
    needed = needed_by_rules(past, met, day)

    assert {(one.role, one.member) for one in holds_on(needed, day)} == {
        (one.role, one.member) for one in holds_on(past, day, met)
    }
    assert all(last_holders(needed, role.id) == last_holders(past, role.id) for role in ROLES)


@given(st.lists(endings, max_size=4), many, meetings)
def test_to_be_told_twice_of_an_ending_changes_nothing(
    early: list[Ending], held: list[Holding], dates: tuple[date, ...]
) -> None:
    once = ended_early(held, early, dates)

    assert ended_early(once, early, dates) == once
