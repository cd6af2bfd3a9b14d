"""What somebody might try with roles and hats before a draw is sealed, and what the rulebook says to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assembly.acts.drawing import SealDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.hatting import MarkConsented, MarkWilling, RelaxRule, SetRoles
from assembly.draw.barring import Rule, Why
from assembly.draw.build import build
from assembly.draw.record import Heading
from assembly.hats_today import hats_of
from assembly.holdings import EndedBy, Holding
from assembly.lottery import Answer
from assembly.roles import FACILITATOR, Role, Term, TermUnit, Turns
from assembly.state import Presence, Served
from assembly.steps import Occasion, Step
from tests.rooms import TWO_O_CLOCK, Room, opening_of

TODAY = TWO_O_CLOCK.date()
BEFORE = TODAY - timedelta(weeks=2)
LATER = TODAY + timedelta(weeks=3)
LAST = tuple(Served("keys", f"M00{place}", 1, BEFORE) for place in range(1, 6))
"""Five of seven had the keys the last time."""
KEYS = Role("keys", "Keys", 2)
"""Not twice in a row: only M006 and M007 may have them."""


def at_lottery(here: int = 7, **opening: Any) -> Room:
    room = Room(here=here, opening=replace(opening_of(9), **opening))
    room.walk_to(Step.LOTTERY)
    return room


def unwilling(room: Room, *, again: bool) -> None:
    room.ask(MarkWilling("M007", "keys", again))


def gone(room: Room, *, again: bool) -> None:
    room.ask(MarkPresence(("M007",), Presence.HERE if again else Presence.LEFT))


def recused(room: Room, *, again: bool) -> None:
    room.ask(MarkPresence(("M007",), Presence.HERE if again else Presence.RECUSED))


Trick = Callable[..., None]


@pytest.mark.parametrize("trick", [unwilling, gone, recused])
def test_a_rule_that_gave_way_to_a_trick_holds_again_before_the_seal(trick: Trick) -> None:
    room = at_lottery(served=LAST)
    room.ask(SetRoles((KEYS,)))
    trick(room, again=False)
    room.ask(RelaxRule("keys", Rule.TWICE_IN_A_ROW))
    trick(room, again=True)

    refused = room.refusal(SealDraw("Q0001"))
    assert (refused.code, refused.facts) == (
        "relaxed-for-nothing",
        {"role": "keys", "rule": Rule.TWICE_IN_A_ROW},
    )
    room.ask(SetRoles((KEYS,)), SealDraw("Q0001"))
    assert room.state.draws["Q0001"].relaxed == ()


def test_a_rule_that_still_has_to_give_way_is_relaxed_in_the_seal() -> None:
    room = at_lottery(served=LAST)
    room.ask(SetRoles((KEYS,)))
    unwilling(room, again=False)
    room.ask(RelaxRule("keys", Rule.TWICE_IN_A_ROW), MarkWilling("M001", "keys", willing=False))

    room.ask(SealDraw("Q0001"))

    assert room.state.draws["Q0001"].relaxed == (("keys", Rule.TWICE_IN_A_ROW),)


def test_who_is_brought_back_by_what_they_agreed_to_makes_a_rule_hold_again() -> None:
    room = at_lottery(here=6, served=LAST)
    room.ask(SetRoles((KEYS,)), RelaxRule("keys", Rule.TWICE_IN_A_ROW), MarkConsented("M009", agreed=True))

    assert room.code(SealDraw("Q0001")) == "relaxed-for-nothing"


def test_who_opted_out_stays_out_when_a_rule_gives_way() -> None:
    room = at_lottery(served=LAST)
    room.ask(SetRoles((KEYS,), opted_out=(("M001", "keys"),)), MarkWilling("M007", "keys", willing=False))
    room.ask(RelaxRule("keys", Rule.TWICE_IN_A_ROW))

    inside = [member for member, hats in hats_of(room.state).eligible.items() if hats]

    assert inside == ["M002", "M003", "M004", "M005", "M006"]


SETTLED = Role("keys", "Keys", 2, term=Term(TermUnit.DAYS, 90), most_terms=2, excludes=("notes",))


@pytest.mark.parametrize(
    "bent",
    [
        replace(SETTLED, turns=Turns.EVERYBODY),
        replace(SETTLED, twice_in_a_row=True),
        replace(SETTLED, term=None),
        replace(SETTLED, most_terms=None),
        replace(SETTLED, excludes=()),
        replace(SETTLED, excluded=("M002",)),
        replace(SETTLED, label="Doors"),
        Role("keys-again", " KEYS "),
    ],
)
def test_a_role_is_drawn_by_the_rules_that_the_circle_settled(bent: Role) -> None:
    room = at_lottery(roles=(SETTLED, Role("notes", "Notes")))

    assert room.code(SetRoles((bent,))) == "not-its-rules"
    room.ask(SetRoles((replace(SETTLED, seats=1),)))


def at_a_mere_draw(**opening: Any) -> Room:
    room = Room(opening=replace(opening_of(9), purpose=Occasion.DRAW, **opening))
    room.ask(MarkPresence(("M001",), Presence.RECUSED), MarkPresence(("M001",), Presence.HERE))
    room.ask(*([] if room.state.facilitator else [accepting(room)]), GoTo(Step.LOTTERY))
    return room


def accepting(room: Room) -> Any:
    from assembly.acts.gathering import AcceptFacilitation  # noqa: PLC0415 - only here
    from assembly.attendance import next_facilitators  # noqa: PLC0415 - only here

    return AcceptFacilitation(next_facilitators(room.state)[0])


DRAWN = Holding(FACILITATOR, "M002", BEFORE, assemblies=1, source="D0001", counts=False)


def test_who_was_drawn_to_facilitate_is_not_drawn_over_between_assemblies() -> None:
    role = Role(FACILITATOR, "Facilitator")
    room = at_a_mere_draw(holdings=(DRAWN,))
    room.ask(SetRoles((role,)))

    assert room.refusal(SealDraw("Q0001")).facts == {"role": "Facilitator", "held": 1, "free": 0}


@pytest.mark.parametrize("why", [EndedBy.RESIGNED, EndedBy.RECALLED])
def test_a_seat_that_somebody_gave_up_is_drawn_between_assemblies(why: EndedBy) -> None:
    role = Role(FACILITATOR, "Facilitator")
    room = at_a_mere_draw(holdings=(replace(DRAWN, ended=TODAY, why=why),))

    room.draw(role)

    assert room.state.draw
    assert ("M002" in room.state.draw.reserves[FACILITATOR]) == (why is EndedBy.RESIGNED)


def test_who_was_recalled_on_the_first_day_does_not_come_back_beside_the_others_of_that_day() -> None:
    recalled = Holding("pool", "M002", BEFORE, LATER, ended=BEFORE, why=EndedBy.RECALLED, source="D0001")
    beside = Holding("pool", "M003", BEFORE, LATER, source="D0001")
    room = at_lottery(holdings=(recalled, beside))
    room.ask(SetRoles((Role("pool", "Pool"),)))

    assert hats_of(room.state).left_out["pool"]["M002"].why is Why.RECALLED


def test_a_seat_of_somebody_who_is_no_member_any_more_is_empty() -> None:
    room = at_a_mere_draw(holdings=(replace(DRAWN, member="M099"),))

    room.ask(SetRoles((Role(FACILITATOR, "Facilitator"),)), SealDraw("Q0001"))


@pytest.mark.parametrize(("seats", "code"), [(1, None), (2, "seats-taken"), (9, "seats-taken")])
def test_between_assemblies_only_the_empty_seats_are_drawn(seats: int, code: str | None) -> None:
    pool = Role("pool", "Pool", 2, term=Term(TermUnit.DAYS, 90))
    room = at_a_mere_draw(roles=(pool,), holdings=(Holding("pool", "M003", BEFORE, LATER, source="D0001"),))
    room.ask(SetRoles((replace(pool, seats=seats),)))

    assert room.tried(SealDraw("Q0001")) == code


def test_seats_that_nobody_took_today_are_drawn_again_and_no_more_than_those() -> None:
    pool = Role("pool", "Pool", 2)
    room = at_a_mere_draw()
    room.draw(pool, answers=[Answer.ACCEPTED, *[Answer.DECLINED] * 6])

    room.ask(SetRoles((pool,)))
    assert room.code(SealDraw("Q9001")) == "seats-taken"
    room.ask(SetRoles((replace(pool, seats=1),)), SealDraw("Q9001"))


def test_nobody_is_in_two_shifts_to_sit_in_the_smaller_hat() -> None:
    pool = Role("pool", "Pool", 3, strata="shift")
    room = at_lottery()
    both = (("M001", "shift", "day"), ("M001", "shift", "night"), ("M002", "shift", "day"))

    assert room.code(SetRoles((pool,), strata=both)) == "two-strata"
    room.ask(SetRoles((pool,), strata=(both[0], both[0], both[2], ("M001", "department", "night"))))


@pytest.mark.parametrize("shift", ["o1", "o2", "open", "1", "s1", "open-1"])
@pytest.mark.parametrize("name", ["r" * 28, "r" * 25, "pool", "day", "s1"])
def test_no_name_of_a_shift_makes_the_hat_of_another(name: str, shift: str) -> None:
    role = Role(name, "Long", 6, strata="shift")
    room = at_lottery(served=(Served(name, "M003", 1), Served(name, "M004", 2)))
    strata = (("M001", "shift", shift), ("M002", "shift", "night"), ("M003", "shift", shift))
    room.ask(SetRoles((role,), strata=strata))

    filled = hats_of(room.state)

    assert len({hat.id for hat in filled.hats}) == len(filled.hats)
    assert build(Heading(1, ""), filled.hats, filled.candidates()).hats == filled.hats
