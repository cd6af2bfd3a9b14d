"""The rules of a circle in an assembly: who is in which hat, what gives way, who passes, what to expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw, VoidDraw
from assembly.acts.floor import CountHeads
from assembly.acts.hatting import MarkWilling, RelaxRule, SetRoles
from assembly.acts.throwing import calling
from assembly.chances import chances_of, shortage_of
from assembly.draw.barring import LeftOut, Rule, Why
from assembly.draw.reading import read
from assembly.draw.verify import verify
from assembly.drawn import Relaxed, draws_of
from assembly.hat_changes import Change, changes_of
from assembly.hats_today import hats_of
from assembly.holdings import EndedBy, Holding
from assembly.lottery import Answer, Draw
from assembly.minutes import minutes_of
from assembly.roles import Role, Term, TermUnit
from assembly.said import Said
from assembly.state import Served
from assembly.steps import Occasion, Step
from tests.rooms import FAIR_DICE, TWO_O_CLOCK, Room, opening_of

TODAY = TWO_O_CLOCK.date()
BEFORE = TODAY - timedelta(weeks=2)
LATER = TODAY + timedelta(weeks=3)
POOL = Role("pool", "Pool", 2)
KEYS = Role("keys", "Keys")
SLIP = Said("M003 had gone home")


def at_lottery(here: int = 7, **opening: Any) -> Room:
    """Some of nine at the lottery; M001 facilitates unless the past says otherwise."""
    room = Room(here=here, opening=replace(opening_of(9), **opening))
    room.walk_to(Step.LOTTERY)
    return room


def left_out(room: Room, role: str) -> Mapping[str, LeftOut]:
    return hats_of(room.state).left_out[role]


def inside(room: Room, role: str) -> list[str]:
    return [member for member, hats in hats_of(room.state).eligible.items() if role in hats]


def draw_of(room: Room) -> Draw:
    draw = room.state.draw
    assert draw
    return draw


@pytest.mark.parametrize("settled", [True, False])
def test_a_conflict_of_interest_keeps_out_whichever_of_the_two_roles_says_so(settled: bool) -> None:
    keys = Role("keys", "Keys", excludes=("pool",), term=Term(TermUnit.DAYS, 90))
    room = at_lottery(roles=(keys,) if settled else (), holdings=(Holding("keys", "M002", BEFORE, LATER),))
    room.ask(SetRoles((POOL,) if settled else (keys, POOL)))

    assert left_out(room, "pool")["M002"] == LeftOut(Why.CONFLICT, role="keys")


@pytest.mark.parametrize(
    ("role", "holding", "reason"),
    [
        (POOL, Holding("pool", "M002", BEFORE, LATER), LeftOut(Why.HOLDS, on=LATER - timedelta(days=1))),
        (POOL, Holding("pool", "M002", BEFORE, assemblies=3), LeftOut(Why.HOLDS)),
        (
            POOL,
            Holding("pool", "M002", BEFORE, LATER, ended=TODAY, why=EndedBy.RECALLED),
            LeftOut(Why.RECALLED, on=TODAY),
        ),
        (
            replace(POOL, excludes=("keys",)),
            Holding("keys", "M002", BEFORE, LATER),
            LeftOut(Why.CONFLICT, role="keys"),
        ),
    ],
)
def test_what_somebody_holds_keeps_them_out_with_its_facts(
    role: Role, holding: Holding, reason: LeftOut
) -> None:
    room = at_lottery(holdings=(holding,))
    room.ask(SetRoles((role,)))

    assert left_out(room, "pool")["M002"] == reason
    assert "M002" not in inside(room, "pool")


@pytest.mark.parametrize(
    "holdings",
    [
        (Holding("pool", "M002", BEFORE, TODAY),),
        (Holding("pool", "M002", BEFORE, TODAY + timedelta(days=1)),),
        (Holding("pool", "M002", BEFORE, assemblies=1),),
        (Holding("pool", "M002", BEFORE, LATER, ended=TODAY, why=EndedBy.RESIGNED),),
        (
            Holding("pool", "M002", BEFORE - timedelta(weeks=1), LATER, ended=BEFORE, why=EndedBy.RECALLED),
            Holding("pool", "M003", BEFORE, TODAY),
        ),
    ],
)
def test_a_term_that_is_over_and_a_recall_with_somebody_after_it_keep_nobody_out(
    holdings: tuple[Holding, ...],
) -> None:
    room = at_lottery(holdings=holdings)
    room.ask(SetRoles((POOL,)))

    assert "M002" in inside(room, "pool")


def test_in_a_draw_between_assemblies_a_term_of_one_assembly_is_not_over() -> None:
    holdings = (Holding("pool", "M002", BEFORE, assemblies=1),)
    room = Room(opening=replace(opening_of(9), holdings=holdings, purpose=Occasion.DRAW))
    room.journal = replace(room.journal, assembly=replace(room.state, step=Step.LOTTERY))
    room.ask(SetRoles((POOL,)))

    assert left_out(room, "pool")["M002"].why is Why.HOLDS


def test_who_had_it_last_and_who_had_it_more_often_are_told_when() -> None:
    served = (Served("pool", "M002", 1, BEFORE), Served("pool", "M003", 2, date(2026, 5, 3)))
    room = at_lottery(served=served)
    room.ask(SetRoles((POOL,)))

    assert left_out(room, "pool")["M002"] == LeftOut(Why.HELD_LAST, 1, on=BEFORE)
    assert left_out(room, "pool")["M003"] == LeftOut(Why.SERVED_MORE, 2, 0, date(2026, 5, 3))


def test_a_second_draw_knows_who_took_a_seat_in_the_first() -> None:
    room = at_lottery()
    room.draw(POOL, answers=[Answer.ACCEPTED, *[Answer.DECLINED] * 6])
    taken = draw_of(room).holders("pool")
    room.ask(SetRoles((POOL, replace(KEYS, excludes=("pool",)))))

    assert len(taken) == 1
    assert left_out(room, "pool")[taken[0]] == LeftOut(Why.HOLDS, 1)
    assert left_out(room, "keys")[taken[0]] == LeftOut(Why.CONFLICT, role="pool")


def test_today_s_facilitator_does_not_take_what_facilitating_excludes() -> None:
    room = at_lottery()
    room.ask(SetRoles((replace(KEYS, excludes=("facilitator",)),)))

    assert left_out(room, "keys")["M001"] == LeftOut(Why.CONFLICT, role="facilitator")


def test_somebody_absent_who_agreed_is_in_the_hats() -> None:
    room = at_lottery()
    room.ask(SetRoles((POOL,), consented=("M009",)))

    assert "M009" in inside(room, "pool")
    assert left_out(room, "pool")["M008"].why is Why.NOT_HERE


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SetRoles((POOL,), consented=("X1",)), "not-entitled"),
        (SetRoles((POOL,), pairs=(("M001", "X1"),)), "not-entitled"),
        (SetRoles((POOL,), strata=(("X1", "shift", "day"),)), "not-entitled"),
        (SetRoles((POOL,), pairs=(("M001", "M001"),)), "pair-of-one"),
    ],
)
def test_what_is_said_of_people_is_said_of_members(command: SetRoles, code: str) -> None:
    assert at_lottery().code(command) == code


SHIFTS = tuple((f"M00{number}", "shift", "day" if number < 6 else "night") for number in range(1, 8))


def test_shifts_get_their_reserved_seats_in_the_sealed_record() -> None:
    room = at_lottery()
    room.ask(SetRoles((Role("pool", "Pool", 3, strata="shift"),), strata=SHIFTS), SealDraw("Q0001"))

    hats = [(hat.id, hat.seats, hat.label) for hat in read(draw_of(room).record.encode()).hats]
    assert hats == [("pool.day", 1, "Pool: day"), ("pool.night", 1, "Pool: night"), ("pool.open", 1, "Pool")]


def test_only_what_a_role_is_shared_out_by_enters_the_book() -> None:
    room = at_lottery()
    room.ask(SetRoles((Role("pool", "Pool", 3, strata="shift"),), strata=(("M001", "union", "yes"), *SHIFTS)))

    assert room.state.hatting.strata == SHIFTS


def test_more_shifts_than_seats_is_refused_until_the_assembly_relaxes_them() -> None:
    room = at_lottery()
    room.ask(SetRoles((Role("pool", "Pool", 1, strata="shift"),), strata=SHIFTS))

    short = shortage_of(room.state)
    assert short
    assert (short.roles, short.strata, short.rules) == (("pool",), ("day", "night"), {"pool": Rule.STRATA})
    assert room.code(SealDraw("Q0001")) == "more-strata-than-seats"
    room.ask(RelaxRule("pool", Rule.STRATA), SealDraw("Q0001"))
    assert "; relaxed=strata pool\n" in draw_of(room).record


def short_room(**opening: Any) -> Room:
    """Three of nine at the lottery for three seats; M002 had it last, and M003 twice."""
    served = (Served("pool", "M002", 1, BEFORE), Served("pool", "M003", 2, date(2026, 5, 3)))
    room = at_lottery(here=3, served=served, **opening)
    room.ask(SetRoles((Role("pool", "Pool", 3, most_terms=2),)))
    return room


def test_a_shortage_is_known_before_the_seal_with_the_rule_whose_turn_it_is() -> None:
    room = short_room()

    short = shortage_of(room.state)
    assert short
    assert (short.hats, short.seats, short.people) == (("pool",), 3, 1)
    assert short.rules == {"pool": Rule.TWICE_IN_A_ROW}
    assert room.code(SealDraw("Q0001")) == "draw-too-few-people"


def test_rules_give_way_one_after_the_other_in_their_order_and_only_while_hats_are_short() -> None:
    room = short_room()

    assert room.code(RelaxRule("pool", Rule.MOST_TERMS)) == "relax-in-order"
    room.ask(RelaxRule("pool", Rule.TWICE_IN_A_ROW))
    assert room.code(RelaxRule("pool", Rule.TWICE_IN_A_ROW)) == "relax-in-order"
    for rule in (Rule.TURNS, Rule.MOST_TERMS):
        room.ask(RelaxRule("pool", rule))

    assert shortage_of(room.state) is None
    assert room.code(RelaxRule("pool", Rule.CONFLICT)) == "not-short"
    assert sorted(inside(room, "pool")) == ["M001", "M002", "M003"]


def test_the_order_is_the_one_that_the_circle_voted() -> None:
    room = short_room(relax_order=("most-terms", "twice-in-a-row"))

    assert room.code(RelaxRule("pool", Rule.TWICE_IN_A_ROW)) == "relax-in-order"
    room.ask(RelaxRule("pool", Rule.MOST_TERMS), RelaxRule("pool", Rule.TWICE_IN_A_ROW))

    assert shortage_of(room.state) is None


def test_where_no_rule_is_left_only_fewer_seats_help() -> None:
    room = at_lottery(here=3)
    room.ask(SetRoles((Role("pool", "Pool", 4),)))

    assert room.code(RelaxRule("pool", Rule.TURNS)) == "nothing-to-relax"
    assert room.code(RelaxRule("cook", Rule.TURNS)) == "no-such-role"
    room.ask(CountHeads(3))
    assert room.code(RelaxRule("pool", Rule.TURNS)) == "names-not-ticked"


def test_two_roles_that_wait_for_the_same_person_are_short_together_and_turns_give_way() -> None:
    served = tuple(
        Served(role, f"M00{number}", 1, BEFORE - timedelta(days=number))
        for role in ("keys", "notes")
        for number in range(1, 7)
    )
    room = at_lottery(served=served)
    room.ask(SetRoles((KEYS, Role("notes", "Notes"))))

    short = shortage_of(room.state)
    assert short
    assert (set(short.roles), short.seats, short.people) == ({"keys", "notes"}, 2, 1)
    room.ask(RelaxRule("notes", Rule.TURNS))
    assert shortage_of(room.state) is None


def test_a_relaxed_rule_stands_in_the_record_the_minutes_and_the_pages() -> None:
    room = short_room()
    for rule in (Rule.TWICE_IN_A_ROW, Rule.TURNS, Rule.MOST_TERMS):
        room.ask(RelaxRule("pool", rule))
    room.ask(SealDraw("Q0001"), ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
    room.reveal()

    relaxed = [Relaxed("Pool", rule) for _, rule in draw_of(room).relaxed]
    record = draw_of(room).record
    assert "; relaxed=twice-in-a-row pool; relaxed=turns pool; relaxed=most-terms pool\n" in record
    assert verify(record.encode(), FAIR_DICE).remarks == ()
    assert list(draws_of(room.state)[0].relaxed) == relaxed
    assert list(minutes_of(room.state).draws[0].relaxed) == relaxed
    assert len(relaxed) == 3


def test_relaxing_is_taken_back_like_anything_else_and_ends_with_other_roles() -> None:
    room = short_room()
    before = room.state
    room.ask(RelaxRule("pool", Rule.TWICE_IN_A_ROW))

    room.undo()
    assert room.state == before
    room.ask(RelaxRule("pool", Rule.TWICE_IN_A_ROW), SetRoles((KEYS,)))
    assert room.state.hatting.relaxed == ()


def paired(pairs: tuple[tuple[str, str], ...], seats: int = 3) -> Room:
    """A draw with pairs whose throws are locked; M001 to M007 are in the hat."""
    room = at_lottery()
    room.ask(SetRoles((Role("pool", "Pool", seats),), pairs=pairs))
    room.ask(SealDraw("Q0001"), ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
    return room


def drawn_pair() -> tuple[Room, str, str]:
    """A draw that happens to draw both of a pair: the one with the lower ticket comes first."""
    for one in range(1, 8):
        for other in range(one + 1, 8):
            room = paired(((f"M00{one}", f"M00{other}"),))
            seated = draw_of(room).seated["pool"]
            if {f"M00{one}", f"M00{other}"} <= set(seated):
                low, high = sorted((f"M00{one}", f"M00{other}"), key=seated.index)
                return room, low, high
    raise AssertionError("three of seven never hold a pair")


def test_of_a_pair_in_one_pool_the_higher_ticket_passes_and_the_reserve_steps_in() -> None:
    room, low, high = drawn_pair()
    drawn = draw_of(room).seated["pool"]
    reserve = draw_of(room).reserves["pool"]
    while draw_of(room).following:
        room.ask(RevealSeat())
        if draw_of(room).passes_for:
            assert room.code(AnswerSeat(Answer.ACCEPTED)) == "pair-passes"
            room.ask(AnswerSeat(Answer.PASSED))
        else:
            assert room.code(AnswerSeat(Answer.PASSED)) == "no-pair"
            room.ask(AnswerSeat(Answer.ACCEPTED))

    answers = {offer.member: offer.answer for offer in draw_of(room).offers}
    assert (answers[low], answers[high]) == (Answer.ACCEPTED, Answer.PASSED)
    assert set(draw_of(room).holders("pool")) == {*drawn, reserve[0]} - {high}
    assert draw_of(room).seated["pool"] == drawn
    assert f"; pairs={min(low, high)}+{max(low, high)}\n" in draw_of(room).record


def test_of_a_pair_the_other_keeps_the_seat_when_the_first_declines() -> None:
    room, low, high = drawn_pair()
    while draw_of(room).following:
        room.ask(RevealSeat())
        shown = draw_of(room).pending
        assert shown
        assert draw_of(room).passes_for is None
        room.ask(AnswerSeat(Answer.DECLINED if shown.member == low else Answer.ACCEPTED))

    assert high in draw_of(room).holders("pool")


def test_who_steps_in_from_the_reserve_passes_where_the_other_of_the_pair_has_a_seat() -> None:
    stepped_in = 0
    for one in range(1, 8):
        around = tuple((f"M00{one}", f"M00{other}") for other in range(1, 8) if other != one)
        room = paired(around, seats=2)
        while draw_of(room).following:
            room.ask(RevealSeat())
            room.ask(AnswerSeat(Answer.PASSED if draw_of(room).passes_for else Answer.ACCEPTED))

        holders = draw_of(room).holders("pool")
        assert holders == (f"M00{one}",) or f"M00{one}" not in holders
        passed = {offer.member for offer in draw_of(room).offers if offer.answer is Answer.PASSED}
        stepped_in += bool(passed & set(draw_of(room).reserves["pool"]))
    assert stepped_in


def test_of_a_pair_both_read_that_their_chance_is_one_of_being_drawn() -> None:
    room = at_lottery()
    room.ask(SetRoles((POOL, KEYS), pairs=(("M001", "M002"), ("M001", "M003"), ("M004", "M009"))))
    room.ask(MarkWilling("M003", "keys", willing=False))

    assert chances_of(room.state, "M001").apart == {"pool": ("M002", "M003"), "keys": ("M002",)}
    assert chances_of(room.state, "M003").apart == {"pool": ("M001",)}
    assert chances_of(room.state, "M004").apart == {}


def test_a_pass_is_taken_back_and_given_again() -> None:
    room, _, _ = drawn_pair()
    while not draw_of(room).passes_for:
        if draw_of(room).pending:
            room.ask(AnswerSeat(Answer.ACCEPTED))
        room.ask(RevealSeat())
    before = room.state

    room.ask(AnswerSeat(Answer.PASSED))
    room.undo()

    assert room.state == before
    assert room.replayed() == room.journal


def test_a_pair_that_shares_no_role_is_not_named_in_the_record() -> None:
    room = at_lottery()
    room.ask(SetRoles((POOL,), pairs=(("M001", "M009"),)), SealDraw("Q0001"))

    assert "pairs=" not in draw_of(room).record
    assert draw_of(room).pairs == ()


def test_chances_are_those_of_the_table_that_is_sealed() -> None:
    room = at_lottery()
    room.ask(SetRoles((Role("facilitator", "Facilitator"), POOL)))
    room.ask(MarkWilling("M003", "pool", willing=False))

    own, other = chances_of(room.state, "M002"), chances_of(room.state, "M003")

    assert own.hats == {"facilitator": Fraction(1, 6), "pool": Fraction(1, 3)}
    assert own.any_role == Fraction(1, 2)
    assert other.roles == {"facilitator": Fraction(1, 6)}
    assert other.left_out == {"pool": LeftOut(Why.OPTED_OUT)}
    room.ask(SealDraw("Q0001"))
    record = read(draw_of(room).record.encode())
    total = sum(Fraction(sum(group.row), record.scale) for group in record.groups)
    everybody = [chances_of(room.state, member).any_role for member in room.state.entitled]
    assert sum(one for one in everybody if one) == total == 3


def test_chances_in_the_hats_of_one_role_add_up() -> None:
    room = at_lottery()
    room.ask(SetRoles((Role("pool", "Pool", 3, strata="shift"),), strata=SHIFTS))

    own = chances_of(room.state, "M006")

    assert set(own.hats) == {"pool.night", "pool.open"}
    assert own.roles["pool"] == own.any_role == Fraction(1, 2) + Fraction(1, 7)


def test_without_people_enough_there_is_no_chance_to_name() -> None:
    room = short_room()

    own = chances_of(room.state, "M001")

    assert own.hats == {"pool": None}
    assert own.roles == {"pool": None}
    assert own.any_role is None


def test_a_stranger_has_no_chance_and_no_reason() -> None:
    room = at_lottery()
    room.ask(SetRoles((POOL,)))

    assert chances_of(room.state, "X1").any_role == 0
    assert not chances_of(room.state, "X1").left_out


def test_what_changed_since_the_last_draw_is_told_with_the_reasons() -> None:
    room = at_lottery(hats_before=(("pool", ("M001", "M002", "M008", "M099")),))
    room.ask(SetRoles((POOL, KEYS), opted_out=(("M002", "pool"),)))

    came = [Change("pool", f"M00{number}", came=True) for number in range(3, 8)]
    assert changes_of(room.state) == (
        *came,
        Change("pool", "M002", came=False, left_out=LeftOut(Why.OPTED_OUT)),
        Change("pool", "M008", came=False, left_out=LeftOut(Why.NOT_HERE)),
        Change("pool", "M099", came=False),
    )


def test_what_was_sealed_today_is_what_the_next_is_compared_with_also_where_it_is_void() -> None:
    room = at_lottery(hats_before=(("pool", ("M001",)),))
    room.ask(SetRoles((POOL,)))
    assert [change.came for change in changes_of(room.state)] == [True] * 6
    room.seal(POOL)
    room.ask(VoidDraw(SLIP), MarkWilling("M003", "pool", willing=False))
    assert changes_of(room.state) == (Change("pool", "M003", came=False, left_out=LeftOut(Why.OPTED_OUT)),)
    room.ask(MarkWilling("M003", "pool", willing=True))

    room.seal(POOL)
    room.ask(*calling(FAIR_DICE), LockEntropy())
    room.reveal(*[Answer.DECLINED] * 7)
    room.leave("M007")
    room.ask(SetRoles((POOL,)))

    assert changes_of(room.state) == (Change("pool", "M007", came=False, left_out=LeftOut(Why.NOT_HERE)),)
