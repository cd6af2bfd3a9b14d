"""Somebody wrongly left out of a hat, or passed over, comes first at the next draw of the role."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.drawing import LockEntropy
from assembly.acts.hatting import SetRoles
from assembly.acts.missing import RecordMissed
from assembly.acts.throwing import calling
from assembly.chances import chances_of
from assembly.drawn import draws_of
from assembly.history import facts_of, history_of
from assembly.lottery import Answer
from assembly.missed import Missed
from assembly.roles import Role, Turns
from assembly.steps import Step
from tests.rooms import FAIR_DICE, TWO_O_CLOCK, Room, opening_of
from words.draws import say_missed

POOL, NOTES = Role("pool", "Pool", 1), Role("notes", "Notes", 2)
TODAY, MAY = date(2026, 11, 21), date(2026, 5, 3)
BEFORE = replace(
    facts_of(Room().state), at=TWO_O_CLOCK - timedelta(days=200), missed=(Missed("pool", "M001", MAY),)
)
"""An assembly in May that left somebody out."""


def drawn(*roles: Role) -> Room:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.draw(*(roles or (POOL,)))
    return room


def following(*missed: Missed, here: int = 7) -> Room:
    room = Room(opening=replace(opening_of(9), missed=missed), here=here)
    room.walk_to(Step.LOTTERY)
    return room


def test_it_is_recorded_after_the_lock_and_the_sealed_record_stays() -> None:
    room = drawn()
    before = room.state.draw
    state = room.ask(RecordMissed("pool", "M008"))

    assert before
    assert state.draw == replace(before, missed=(("pool", "M008"),))
    assert room.replayed().assembly == state


def test_it_can_be_taken_back() -> None:
    room = drawn()
    room.ask(RecordMissed("pool", "M008"))

    assert room.undo().draw == drawn().state.draw


@pytest.mark.parametrize(
    ("role", "member", "code"),
    [
        ("pool", "M001", "was-in-the-hat"),
        ("pool", "M099", "not-entitled"),
        ("notes", "M008", "missed-before-lock"),
    ],
)
def test_who_cannot_have_been_left_out_is_refused(role: str, member: str, code: str) -> None:
    assert drawn().code(RecordMissed(role, member)) == code


def test_before_the_lock_and_twice_it_is_refused() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.seal(POOL)
    assert room.code(RecordMissed("pool", "M008")) == "missed-before-lock"

    room.ask(*calling(FAIR_DICE), LockEntropy(), RecordMissed("pool", "M008"))
    assert room.code(RecordMissed("pool", "M008")) == "missed-already"


def test_it_is_carried_until_they_were_in_a_hat_at_a_locked_draw() -> None:
    first = drawn()
    first.ask(RecordMissed("pool", "M008"))
    mark = Missed("pool", "M008", TODAY)
    carried = facts_of(first.state)
    assert history_of([carried]).missed == (mark,)

    absent = following(mark)
    absent.draw(POOL)
    assert history_of([carried, facts_of(absent.state)]).missed == (mark,)

    there = following(mark, here=8)
    there.seal(POOL)
    assert history_of([carried, facts_of(there.state)]).missed == (mark,)
    there.ask(*calling(FAIR_DICE), LockEntropy())
    assert history_of([carried, facts_of(there.state)]).missed == ()


def passing_over() -> tuple[Room, str]:
    """A draw whose first name was passed over as a wrong entry, and who that was."""
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.draw(POOL, answers=[Answer.INELIGIBLE])
    assert room.state.draw
    return room, room.state.draw.offers[0].member


def test_who_was_passed_over_by_mistake_comes_first_and_who_was_rightly_does_not() -> None:
    room, member = passing_over()
    assert history_of([facts_of(room.state)]).missed == ()

    state = room.ask(RecordMissed("pool", member))

    mark = Missed("pool", member, TODAY)
    assert history_of([facts_of(state)]).missed == (mark,)
    (draw,) = draws_of(state)
    assert [say_missed(one, one.label, one.member) for one in draw.missed] == [
        f"Pool: {member} was passed over by mistake, and comes first next time."
    ]
    again = following(mark)
    again.ask(SetRoles((POOL,)))
    assert chances_of(again.state, member).roles["pool"] == 1


def test_who_took_the_seat_had_their_turn() -> None:
    room, passed = passing_over()
    assert room.state.draw
    holder = room.state.draw.holders("pool")[0]

    assert holder != passed
    assert room.code(RecordMissed("pool", holder)) == "was-in-the-hat"


def test_to_come_first_and_be_passed_over_is_no_turn_but_to_decline_is_one() -> None:
    mark = Missed("pool", "M001", MAY)

    for answer, waiting in ((Answer.INELIGIBLE, (mark,)), (Answer.DECLINED, ())):
        room = following(mark)
        room.draw(POOL, answers=[answer])
        assert room.state.draw
        assert room.state.draw.offers[0].member == "M001"
        assert history_of([BEFORE, facts_of(room.state)]).missed == waiting


def test_who_was_left_out_of_two_roles_comes_first_in_the_more_powerful_one() -> None:
    room = following(Missed("pool", "M001", MAY), Missed("notes", "M001", MAY))
    room.ask(SetRoles((POOL, replace(NOTES, seats=1))))

    assert chances_of(room.state, "M001").roles["pool"] == 1
    assert chances_of(room.state, "M002").roles["notes"] == Fraction(1, 6)


WISHED = st.lists(st.sampled_from(list(Turns)), min_size=2, max_size=2)
MARKS = st.sets(st.tuples(st.sampled_from(["pool", "notes"]), st.sampled_from(["M001", "M002", "M003"])))


@given(WISHED, st.integers(1, 2), st.integers(1, 2), MARKS, st.sampled_from(["pool", "notes"]))
def test_a_mark_never_lowers_the_chance_of_whom_it_is_for(
    turns: list[Turns], pool: int, notes: int, marks: set[tuple[str, str]], role: str
) -> None:
    roles = (replace(POOL, turns=turns[0], seats=pool), replace(NOTES, turns=turns[1], seats=notes))

    def chance(of: set[tuple[str, str]]) -> tuple[Fraction, Fraction]:
        room = following(*(Missed(*one, MAY) for one in sorted(of)))
        room.ask(SetRoles(roles))
        known = chances_of(room.state, "M001")
        return known.roles.get(role) or Fraction(0), known.any_role or Fraction(0)

    without, marked = chance(marks - {(role, "M001")}), chance(marks | {(role, "M001")})
    assert marked[1] >= without[1]
    if not any(member == "M001" for _, member in marks):
        assert marked[0] >= without[0]
