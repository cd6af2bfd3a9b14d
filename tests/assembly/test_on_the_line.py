"""Just on the line of a rule, and one beyond it: days, numbers, and people who are nearly the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assembly.acts.consenting import AskConsent
from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw, VoidDraw
from assembly.acts.floor import GoTo, HandOver
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.hatting import MarkWilling, RelaxRule, SetRoles
from assembly.acts.proposing import Propose
from assembly.acts.reviewing import ReviewDecision
from assembly.acts.throwing import CallThrow, ReadBack, StrikeThrow, calling
from assembly.acts.voting import CloseVote, EnterCount, OpenVote
from assembly.board import board
from assembly.circle import Kind
from assembly.draw.barring import Rule, Why
from assembly.hats_today import hats_of
from assembly.history import facts_of, history_of
from assembly.holdings import LONGEST_TERM, EndedBy, Holding, granted
from assembly.leftovers import ENDS, Leftovers, Unfinished
from assembly.proposals import Method
from assembly.reviewing import Afterwards, Days, Outcome, Review, Standing, standing
from assembly.roles import FACILITATOR, Role, Term, TermUnit
from assembly.said import Said
from assembly.settling import MOST_SEATS, check_settled
from assembly.state import Served
from assembly.steps import Occasion, Step
from tests.rooms import DRAFT, FAIR_DICE, REVIEWED, TWO_O_CLOCK, Room, opening_of

TODAY = TWO_O_CLOCK.date()
A_DAY = timedelta(days=1)
BEFORE = TODAY - timedelta(weeks=2)
LATER = TODAY + timedelta(weeks=3)
ID = "9OLD1"
OTHER_DICE = FAIR_DICE[:-1] + "1"


def asked(outcome: Outcome = Outcome.KEEP, /, **more: Any) -> ReviewDecision:
    return replace(ReviewDecision(ID, Kind.OPERATIONAL, "Windows", outcome), **more)


def kept_on(day: date) -> Review:
    at = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
    return Review(ID, Outcome.KEEP, Kind.OPERATIONAL, "Windows", at, "7K3FQ")


@pytest.mark.parametrize(("early", "stands"), [(1, Standing.ENDED), (0, Standing.IN_FORCE)])
def test_what_is_kept_on_its_last_day_goes_on_and_before_it_keeps_that_day(
    early: int, stands: Standing
) -> None:
    days = Days(Kind.OPERATIONAL, until=TODAY)
    review = kept_on(TODAY - early * A_DAY)
    left = Leftovers([Unfinished(ENDS, "Windows", ID, TODAY, Kind.OPERATIONAL)])
    left.review([review], ())

    assert standing(days, Afterwards((review,)), TODAY + A_DAY) is stands
    assert bool(list(left)) is (stands is Standing.ENDED)


@pytest.mark.parametrize(
    ("following", "code"), [(date(2999, 12, 31), None), (date(3000, 1, 1), "date-too-far")]
)
def test_the_last_year_of_a_next_review(following: date, code: str | None) -> None:
    assert Room().tried(asked(next=following)) == code


@pytest.mark.parametrize(("objections", "code"), [(7, None), (8, "impossible-objections")])
def test_everybody_here_may_object_and_nobody_else(objections: int, code: str | None) -> None:
    assert Room(here=7).tried(asked(Outcome.AMEND, objections=objections)) == code


def test_nobody_looks_back_while_a_seal_waits_for_its_throw() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((Role("notes", "Notes"),)), SealDraw("Q0001"))

    assert room.code(asked()) == "draw-unfinished"
    room.ask(VoidDraw(Said("M003 had gone home")), asked())


def test_nobody_looks_back_while_the_room_was_asked_for_consent() -> None:
    room = Room()
    room.walk_to(Step.DECIDE)
    room.ask(AskConsent(), GoTo(Step.CLOSE))

    assert room.code(asked()) == "review-between"


def test_what_was_voted_down_leaves_its_decision_to_another_proposal() -> None:
    room = Room()
    first = Propose("Q0001", Kind.STRATEGIC, replace(DRAFT, amends=ID))
    room.ask(asked(Outcome.AMEND), first)
    room.walk_to(Step.DECIDE)
    room.ask(OpenVote(Method.HANDS), EnterCount(3, 4, 0, 0), CloseVote(), GoTo(Step.PROPOSAL))

    room.ask(Propose("Q0002", Kind.STRATEGIC, replace(DRAFT, what="Shut them", amends=ID)))


def test_an_assembly_that_was_never_closed_has_not_seen_what_lapsed() -> None:
    first = Room()
    first.walk_to(Step.DECIDE, Kind.EXPERIMENT, REVIEWED)
    first.consent()
    later = replace(facts_of(Room().state), at=TWO_O_CLOCK + timedelta(days=40))

    left = [
        history_of([facts_of(first.state), replace(later, closed=done)]).unfinished for done in (False, True)
    ]

    assert [len(one) for one in left] == [1, 0]


@pytest.mark.parametrize("unit", TermUnit)
def test_a_term_is_at_most_ten_years_whatever_a_book_says(unit: TermUnit) -> None:
    role = Role("keys", "Keys", term=Term(unit, 10**9))

    holding = granted(role, "M001", TODAY, "D0001")

    until, assemblies = holding.until, holding.assemblies
    assert {until, assemblies} in ({TODAY + LONGEST_TERM * A_DAY, None}, {None, LONGEST_TERM})


@pytest.mark.parametrize(
    "role",
    [
        Role("keys", "Keys", term=Term(TermUnit.DAYS, LONGEST_TERM)),
        Role("keys", "Keys", term=Term(TermUnit.ASSEMBLIES, 1), most_terms=1),
        Role("keys", "Keys", MOST_SEATS),
        Role("keys", "Keys", 0),
    ],
)
def test_the_longest_term_the_fewest_terms_and_the_most_seats_can_be_settled(role: Role) -> None:
    check_settled((role,), (), ())


def test_a_seat_is_taken_on_the_day_on_which_it_falls_empty() -> None:
    keys = Role("keys", "Keys", term=Term(TermUnit.DAYS, 14))
    held = [granted(keys, "M001", BEFORE, "D0001"), granted(keys, "M002", TODAY, "D0002")]

    assert [(seat.place, seat.holder) for seat in board((keys,), held, (), TODAY)] == [(1, "M002")]


def test_two_who_share_a_role_for_a_day_both_have_a_seat() -> None:
    keys = Role("keys", "Keys")
    held = [granted(keys, member, TODAY, "D0001") for member in ("M001", "M002")]

    assert [seat.holder for seat in board((keys,), held, (), TODAY)] == ["M001", "M002"]


def at_lottery(**opening: Any) -> Room:
    room = Room(opening=replace(opening_of(9), **opening))
    room.ask(AcceptFacilitation("M001"), GoTo(Step.LOTTERY))
    return room


def why(room: Room, role: str, member: str) -> Why | None:
    left_out = hats_of(room.state).left_out[role].get(member)
    return left_out.why if left_out else None


def test_who_was_recalled_is_not_followed_by_themselves() -> None:
    again = Holding("keys", "M002", TODAY - A_DAY, TODAY, source="D0002")
    recalled = Holding("keys", "M002", BEFORE, LATER, ended=BEFORE + A_DAY, why=EndedBy.RECALLED)
    room = at_lottery(holdings=(recalled, again))
    room.ask(SetRoles((Role("keys", "Keys"),)))

    assert why(room, "keys", "M002") is Why.RECALLED


def test_who_handed_over_is_free_for_what_facilitating_excludes() -> None:
    room = at_lottery()
    room.ask(HandOver("M002"), SetRoles((Role("keys", "Keys", excludes=(FACILITATOR,)),)))

    assert [why(room, "keys", member) for member in ("M001", "M002")] == [None, Why.CONFLICT]


def test_to_lead_a_mere_draw_excludes_from_nothing() -> None:
    room = at_lottery(purpose=Occasion.DRAW)
    room.ask(SetRoles((Role("keys", "Keys", excludes=(FACILITATOR,)), Role(FACILITATOR, "Facilitator"))))

    assert [why(room, role, "M001") for role in ("keys", FACILITATOR)] == [None, None]


LAST = tuple(Served("keys", f"M00{place}", 1, BEFORE) for place in range(1, 7))
KEYS = Role("keys", "Keys", 2, most_terms=1)


def test_a_rule_gives_way_for_the_role_that_is_short_and_for_no_other() -> None:
    room = at_lottery(served=LAST)
    room.ask(SetRoles((KEYS, Role("notes", "Notes", 2))))

    assert room.code(RelaxRule("notes", Rule.TURNS)) == "not-short"
    room.ask(RelaxRule("keys", Rule.TWICE_IN_A_ROW))
    assert room.code(RelaxRule("notes", Rule.TURNS)) == "not-short"


def test_each_rule_that_gave_way_is_held_against_those_before_it() -> None:
    room = at_lottery(served=LAST)
    room.ask(SetRoles((KEYS,)), RelaxRule("keys", Rule.TWICE_IN_A_ROW), RelaxRule("keys", Rule.MOST_TERMS))

    room.ask(SealDraw("Q0001"))
    relaxed = (("keys", Rule.TWICE_IN_A_ROW), ("keys", Rule.MOST_TERMS))
    assert room.state.draws["Q0001"].relaxed == relaxed


def test_the_second_rule_holds_again_once_the_first_alone_is_enough() -> None:
    served = tuple(replace(one, times=1 if one.member == "M001" else 2) for one in LAST)
    room = at_lottery(served=served)
    room.ask(SetRoles((replace(KEYS, most_terms=2),)), MarkWilling("M001", "keys", willing=False))
    room.ask(RelaxRule("keys", Rule.TWICE_IN_A_ROW), RelaxRule("keys", Rule.MOST_TERMS))
    room.ask(MarkWilling("M001", "keys", willing=True))

    assert room.refusal(SealDraw("Q0001")).facts == {"role": "keys", "rule": Rule.MOST_TERMS}


def test_a_rule_that_gave_way_for_one_role_does_not_stay_because_another_is_short() -> None:
    notes = Role("notes", "Notes", 3)
    room = at_lottery(served=LAST)
    room.ask(SetRoles((replace(KEYS, most_terms=None), notes)), RelaxRule("keys", Rule.TWICE_IN_A_ROW))
    for member in room.state.here[2:]:
        room.ask(MarkWilling(member, "notes", willing=False))
    room.come("M008")
    room.ask(MarkWilling("M008", "notes", willing=False))

    assert room.code(SealDraw("Q0001")) == "relaxed-for-nothing"


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize(("seats", "code"), [(2, None), (3, "seats-settled")])
def test_no_more_seats_are_drawn_than_the_circle_settled(
    occasion: Occasion, seats: int, code: str | None
) -> None:
    pool = Role("pool", "Pool", 2, term=Term(TermUnit.DAYS, 90))
    room = at_lottery(purpose=occasion, roles=(pool,))
    room.ask(SetRoles((replace(pool, seats=seats),)))

    assert room.tried(SealDraw("Q9001")) == code


def test_what_two_people_read_is_what_is_locked() -> None:
    room = at_lottery()
    room.ask(SetRoles((Role("notes", "Notes"),)), SealDraw("Q0001"), ConfirmSeal())
    room.ask(*calling(FAIR_DICE), StrikeThrow(), CallThrow("6"))

    assert room.code(LockEntropy()) == "read-back-first"
    room.ask(ReadBack(), ReadBack(), LockEntropy())
    assert room.state.draw
    assert room.state.draw.entropy == f"{FAIR_DICE[:-1]}6"
