"""Close: what has to be done before, and what a later assembly finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assembly.acts.closing import CloseAssembly, ConfirmMinutes, NameVictory, SayWord, SetNextDate
from assembly.acts.consenting import AskConsent
from assembly.acts.drawing import VoidDraw
from assembly.acts.floor import GoTo, HandOver
from assembly.acts.opening import Opened
from assembly.acts.proposing import ParkProposal, Propose, Withdraw
from assembly.acts.sidelines import ParkThing, SettleParked, TakeNote
from assembly.acts.turns import BeginRound, BeginTurn
from assembly.acts.voting import AbandonVote, CloseVote, EnterCount, OpenVote
from assembly.attendance import next_facilitators
from assembly.circle import Kind
from assembly.history import BookFacts, facts_of, history_of
from assembly.journal import take_back, undoable
from assembly.leftovers import Unfinished
from assembly.lottery import Answer, record_hash
from assembly.proposals import Method
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.said import NOTHING_SAID, Said
from assembly.state import NextDate, Served
from assembly.steps import Step
from tests.rooms import DRAFT, TWO_O_CLOCK, Room, opening_of

FACILITATOR = Role("facilitator", "Facilitator")
NEXT_WEEK = TWO_O_CLOCK + timedelta(weeks=1)


def closing() -> Room:
    room = Room()
    room.walk_to(Step.CLOSE)
    return room


def closed(room: Room) -> Room:
    room.walk_to(Step.CLOSE)
    room.ask(ConfirmMinutes(), CloseAssembly())
    return room


def test_an_assembly_closes_once_its_minutes_are_confirmed() -> None:
    room = closing()

    assert room.code(CloseAssembly()) == "minutes-not-confirmed"
    room.ask(ConfirmMinutes())
    assert room.code(ConfirmMinutes()) == "minutes-already-confirmed"
    room.ask(CloseAssembly())

    assert room.state.closed_at == room.now


def test_minutes_are_read_back_again_after_going_back() -> None:
    room = closing()
    room.ask(ConfirmMinutes(), GoTo(Step.STORIES), GoTo(Step.CLOSE))

    assert room.code(CloseAssembly()) == "minutes-not-confirmed"


def test_an_assembly_closes_at_the_close_only(room: Room) -> None:
    assert room.code(CloseAssembly()) == "not-in-this-step"
    assert room.code(ConfirmMinutes()) == "not-in-this-step"


def test_nothing_happens_after_the_close() -> None:
    room = closed(Room())
    before = room.journal

    for request in (
        TakeNote(Said("Late")),
        GoTo(Step.STORIES),
        SayWord("M001", Said("Bye")),
        CloseAssembly(),
    ):
        assert room.code(request) == "assembly-closed"
    with pytest.raises(RuleBroken, match="assembly-closed"):
        take_back(before)
    assert undoable(before) is None


def test_closing_ends_the_turn_and_stops_the_clock() -> None:
    room = closing()
    room.ask(ConfirmMinutes(), BeginRound(), BeginTurn("M001"), CloseAssembly())
    walked = room.state.walk.seconds(room.now)

    room.wait(3600)

    assert room.state.walk.seconds(room.now) == walked
    assert room.state.round is None
    assert room.state.rounds[-1].turns[-1].seconds == 5


def test_words_a_victory_and_the_next_date_are_kept() -> None:
    room = closing()
    room.ask(
        SayWord("M001", Said("tired")),
        SayWord("M001", Said("glad")),
        NameVictory(Said("Windows")),
        SetNextDate(NEXT_WEEK, "Canteen"),
    )

    assert room.state.words == {"M001": Said("glad")}
    assert room.state.victory == Said("Windows")
    assert room.state.next_date == NextDate(NEXT_WEEK, "Canteen")
    assert room.code(SayWord("M001", NOTHING_SAID)) == "nothing-written"
    assert room.code(SetNextDate(TWO_O_CLOCK)) == "date-in-the-past"


def test_an_empty_history_is_where_a_circle_begins() -> None:
    history = history_of(())

    assert (history.draws_before, history.last_record, history.served) == (0, "0" * 64, ())


def following_room(*rooms: Room) -> Room:
    """The next assembly of the same circle."""
    history = history_of(facts_of(room.state) for room in rooms)
    opening = replace(
        opening_of(9),
        served=history.served,
        drawn_facilitator=history.drawn_facilitator,
        draws_before=history.draws_before,
        last_record=history.last_record,
    )
    return Room(opening=opening)


def test_whoever_was_drawn_is_proposed_first_at_the_next_assembly() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.draw(FACILITATOR, answers=[Answer.DECLINED])
    draw = room.state.draw
    assert draw
    (drawn,) = draw.holders("facilitator")

    later = following_room(closed(room))

    assert later.state.drawn_facilitator == drawn
    assert next_facilitators(later.state)[0] == drawn
    assert later.state.served == (Served("facilitator", "M001", 1, date(2026, 11, 21)),)


def test_the_chain_of_draws_goes_on_from_assembly_to_assembly() -> None:
    first, second = Room(), Room()
    first.walk_to(Step.LOTTERY)
    first.draw(FACILITATOR)
    first.seal(Role("notes", "Notes"))
    first.ask(VoidDraw(Said("wrong list")))
    void = first.state.draw
    assert void

    second = following_room(closed(first))
    third = following_room(first, closed(second))
    third.walk_to(Step.LOTTERY)
    third.draw(Role("notes", "Notes"))

    assert third.state.draw
    assert third.state.draw.number == 3
    assert f"previous: {record_hash(void)}\n" in third.state.draw.record


def test_a_draw_that_all_declined_leaves_the_rule_to_say_who_is_next() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.draw(FACILITATOR, answers=[Answer.DECLINED] * 6)

    later = following_room(closed(room))

    assert later.state.drawn_facilitator is None
    assert next_facilitators(later.state)[0] == "M002"


def test_a_later_draw_for_another_role_leaves_the_facilitator_drawn_before() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.draw(FACILITATOR)
    assert room.state.draw
    drawn = room.state.draw.holders("facilitator")
    room.draw(Role("notes", "Notes", 2))

    assert (facts_of(room.state).drawn_facilitator,) == drawn


def test_roles_are_counted_once_for_each_time_they_were_held() -> None:
    room = Room()
    room.walk_to(Step.STORIES)
    room.ask(HandOver("M002"), HandOver("M001"), GoTo(Step.LOTTERY))
    room.draw(Role("notes", "Notes"))
    assert room.state.draw
    (notes,) = room.state.draw.holders("notes")

    held = [(one.role, one.member) for one in facts_of(closed(room).state).holdings]

    assert sorted(held) == sorted([("facilitator", "M001"), ("facilitator", "M002"), ("notes", notes)])
    history = history_of([facts_of(room.state)] * 2)
    assert Served("notes", notes, 2, date(2026, 11, 21)) in history.served


def test_what_was_left_open_is_found_by_the_next_assembly() -> None:
    review = TWO_O_CLOCK.date() + timedelta(weeks=4)
    room = Room()
    room.walk_to(Step.DECIDE, draft=replace(DRAFT, what="Adopted", review=review, until=review))
    room.consent()
    adopted = room.proposal.id
    room.walk_to(Step.PROPOSAL)
    parked = room.propose(draft=replace(DRAFT, what="Parked"))
    room.ask(ParkProposal())
    begun = room.propose(draft=replace(DRAFT, what="Begun"))
    room.propose(draft=replace(DRAFT, what="Withdrawn"))
    room.ask(Withdraw(), ParkThing(Said("Lockers")), ParkThing(Said("Keys")), SettleParked(2))

    facts = facts_of(room.state)

    assert [(one.id, one.title) for one in facts.decisions] == [(adopted, "Adopted")]
    assert facts.unfinished == (
        Unfinished("review", "Adopted", adopted, review, Kind.OPERATIONAL),
        Unfinished("ends", "Adopted", adopted, review, Kind.OPERATIONAL),
        Unfinished("parked", "Parked", parked),
        Unfinished("parked", "Begun", begun),
        Unfinished("parked", "Lockers"),
    )


@pytest.mark.parametrize("how", ["asked", "abandoned"])
def test_a_draft_without_a_decision_is_not_lost(how: str) -> None:
    room = Room()
    room.walk_to(Step.DECIDE)
    room.ask(*[AskConsent()] if how == "asked" else [OpenVote(Method.HANDS), AbandonVote()])

    assert [one.title for one in facts_of(closed(room).state).unfinished] == [DRAFT.what]


def test_what_was_rejected_is_not_unfinished() -> None:
    room = Room()
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    room.ask(OpenVote(Method.HANDS), EnterCount(0, 7, 0, 0), CloseVote())

    assert facts_of(room.state).unfinished == ()
    assert facts_of(room.state).decisions == ()


def test_books_are_read_in_the_order_in_which_they_were_opened() -> None:
    def facts(day: int, draws: int) -> BookFacts:
        one = facts_of(Room().state)
        return replace(one, at=one.at + timedelta(days=day), draws=draws, drawn_facilitator=f"M00{draws}")

    history = history_of([facts(2, 3), facts(0, 1), facts(1, 2)])

    assert (history.draws_before, history.drawn_facilitator) == (3, "M003")


def test_ids_of_proposals_and_draws_are_used_once() -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)
    id = room.propose()
    opening = room.journal.entries[0].event
    assert isinstance(opening, Opened)

    for taken in (id, opening.assembly):
        assert room.code(Propose(taken, Kind.OPERATIONAL, DRAFT)) == "id-taken"
