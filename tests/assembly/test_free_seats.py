"""No seat has two holders when a day is over: what is held is not drawn, what is free can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.hatting import SetRoles
from assembly.acts.throwing import calling
from assembly.attendance import next_facilitators
from assembly.daybook import Circle
from assembly.history import BookFacts, facts_of, history_of
from assembly.holdings import A_DAY, EndedBy, Ending, holds_on
from assembly.journal import opened
from assembly.lottery import Answer
from assembly.roles import FACILITATOR, Role, Term, TermUnit
from assembly.state import Presence
from assembly.steps import Occasion, Step
from shopmoot.opening import Before, Plan, opening
from tests.rooms import FAIR_DICE, TWO_O_CLOCK, Room, members

TODAY = TWO_O_CLOCK.date()
CRAFT = Role("craft", "Craft lead", term=Term(TermUnit.DAYS, 21))
POOL = Role("pool", "Pool", 2, term=Term(TermUnit.DAYS, 90))
NEXT = Role(FACILITATOR, "Facilitator", term=Term(TermUnit.ASSEMBLIES, 1))
STEWARD = Role("steward", "Steward", 2, term=Term(TermUnit.ASSEMBLIES, 3))
NOTES = Role("notes", "Note taker", 2)
ROLES = (CRAFT, POOL, NEXT, STEWARD, NOTES)


def meeting(days: int, *books: BookFacts, occasion: Occasion = Occasion.ASSEMBLY, end: int = 0) -> Room:
    """The lottery of a meeting so many days on, after these books; somebody's term may have ended early."""
    now = TWO_O_CLOCK + timedelta(days=days, seconds=len(books))
    held = history_of(books).holdings
    on = now.date()
    endings = [Ending(one.role, one.member, on, EndedBy.RESIGNED) for one in held[-end:] if end]
    before = Before(history_of(books, endings=endings), "", on)
    plan = Plan(f"BOOK{len(books)}", "Weekly", 60, demo=False, purpose=occasion)
    room = Room(here=0)
    room.now = now
    room.journal = opened(opening(plan, Circle(name="Paint shop", roles=ROLES), members(9), before), now)
    room.ask(MarkPresence(members(9), Presence.HERE))
    room.ask(AcceptFacilitation(next_facilitators(room.state)[0]))
    if occasion is Occasion.ASSEMBLY:
        room.walk_to(Step.LOTTERY)
    else:
        room.ask(GoTo(Step.LOTTERY))
    return room


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize("days", [0, 7, 19])
def test_what_somebody_holds_beyond_today_is_not_drawn_over(occasion: Occasion, days: int) -> None:
    first = meeting(0)
    first.draw(CRAFT)
    again = meeting(days, facts_of(first.state), occasion=occasion)
    again.ask(SetRoles((CRAFT,)))

    refused = again.refusal(SealDraw("Q0001"))

    assert (refused.code, refused.facts) == ("seats-taken", {"role": "Craft lead", "held": 1, "free": 0})


def test_a_term_is_handed_over_on_its_last_day_and_after_it_ended_early() -> None:
    first = meeting(0)
    first.draw(CRAFT)

    for room in (
        meeting(20, facts_of(first.state)),
        meeting(7, facts_of(first.state), end=1),
        meeting(7, facts_of(first.state), occasion=Occasion.DRAW, end=1),
    ):
        room.ask(SetRoles((CRAFT,)), SealDraw("Q0001"))


def test_what_ends_with_an_assembly_is_drawn_again_at_it() -> None:
    first = meeting(0)
    first.draw(NEXT, NOTES)

    meeting(7, facts_of(first.state)).ask(SetRoles((NEXT, NOTES)), SealDraw("Q0001"))


@pytest.mark.parametrize("role", [POOL, NOTES])
@pytest.mark.parametrize("occasion", Occasion)
def test_of_a_half_filled_role_the_rest_is_drawn_and_no_more(role: Role, occasion: Occasion) -> None:
    room = meeting(0, occasion=occasion)
    room.draw(role, answers=[Answer.ACCEPTED, *[Answer.DECLINED] * 9])

    room.ask(SetRoles((role,)))
    assert room.refusal(SealDraw("Q9001")).facts == {"role": role.label, "held": 1, "free": 1}
    room.draw(replace(role, seats=1))
    room.ask(SetRoles((replace(role, seats=1),)))
    assert room.code(SealDraw("Q9001")) == "role-already-drawn"


@pytest.mark.parametrize("occasion", Occasion)
def test_of_two_seats_one_is_drawn_after_the_other_on_one_day(occasion: Occasion) -> None:
    one_seat = replace(POOL, seats=1)
    room = meeting(0, occasion=occasion)
    room.draw(one_seat)

    room.draw(one_seat)

    assert len({member for draw in room.state.draws.values() for member in draw.holders("pool")}) == 2


steps = st.tuples(
    st.sampled_from([0, 0, 1, 7, 21]),
    st.sampled_from([Occasion.ASSEMBLY, Occasion.ASSEMBLY, Occasion.DRAW]),
    st.sampled_from(ROLES),
    st.integers(1, 3),
    st.lists(st.sampled_from([Answer.ACCEPTED, Answer.DECLINED]), max_size=4),
)


@given(st.lists(steps, min_size=2, max_size=5))
def test_never_more_holders_than_seats_when_a_day_is_over(
    meetings: list[tuple[int, Occasion, Role, int, list[Answer]]],
) -> None:
    books: list[BookFacts] = []
    day = 0
    for days, occasion, role, seats, answers in meetings:
        day += days
        room = meeting(day, *books, occasion=occasion)
        for _ in range(2):
            room.ask(SetRoles((replace(role, seats=seats),)))
            if room.tried(SealDraw(next(room.ids))) is None:
                room.ask(ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
                room.reveal(*answers)
        assert all(len(taken(room, one)) <= one.seats for one in ROLES)
        books.append(facts_of(room.state))

    history = history_of(books)
    for one in ROLES:
        own = [held for held in history.holdings if held.role == one.id and held.source]
        for after in range(day + 100):
            today = TODAY + after * A_DAY
            over = holds_on(
                (held for held in own if held.since <= today), today + A_DAY, history.assembly_dates
            )
            assert len(over) <= one.seats


def taken(room: Room, role: Role) -> list[str]:
    """Who took a seat of a role at this meeting."""
    return [member for draw in room.state.draws.values() for member in draw.holders(role.id)]
