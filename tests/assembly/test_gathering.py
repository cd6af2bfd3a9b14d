"""Gather: who facilitates today, by the rule "nobody twice before everybody once"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assembly.acts.floor import CountHeads, GoTo, HandOver
from assembly.acts.gathering import AcceptFacilitation, ChangeTitle, NameHelper, PassFacilitation
from assembly.acts.sidelines import ParkThing, SettleParked, TakeNote
from assembly.attendance import next_facilitators
from assembly.roles import Role
from assembly.said import NOTHING_SAID, Said
from assembly.state import Note, Served
from assembly.steps import MOVES, Step, following
from tests.rooms import Room, members, opening_of, way


def served(*times: tuple[str, int, int]) -> tuple[Served, ...]:
    """Members who facilitated so many times, last on a day of October."""
    return tuple(Served("facilitator", member, many, date(2026, 10, day)) for member, many, day in times)


def test_whoever_facilitated_least_and_longest_ago_comes_first() -> None:
    past = served(("M001", 2, 1), ("M002", 1, 20), ("M003", 1, 10), ("M004", 1, 20))
    room = Room(here=4, opening=replace(opening_of(4), served=past))

    assert next_facilitators(room.state) == ("M003", "M002", "M004", "M001")


def test_whoever_never_facilitated_comes_before_whoever_did() -> None:
    room = Room(here=3, opening=replace(opening_of(3), served=served(("M001", 1, 1))))

    assert next_facilitators(room.state) == ("M002", "M003", "M001")


def test_whoever_held_another_role_did_not_facilitate() -> None:
    notes = (Served("notes", "M001", 9, date(2026, 10, 1)),)
    room = Room(here=2, opening=replace(opening_of(2), served=notes))

    assert next_facilitators(room.state)[0] == "M001"


def test_whoever_was_drawn_for_today_comes_first() -> None:
    room = Room(opening=replace(opening_of(9), drawn_facilitator="M005", served=served(("M005", 9, 30))))

    assert next_facilitators(room.state)[0] == "M005"
    room.ask(AcceptFacilitation("M005"))
    assert room.state.facilitator == "M005"


def test_whoever_was_drawn_and_is_not_here_is_not_waited_for() -> None:
    room = Room(opening=replace(opening_of(9), drawn_facilitator="M009"))

    assert next_facilitators(room.state)[0] == "M001"


def test_only_the_person_whose_turn_it_is_accepts_or_passes(room: Room) -> None:
    assert room.code(AcceptFacilitation("M002")) == "not-their-turn"
    assert room.code(PassFacilitation("M002")) == "not-their-turn"

    room.ask(PassFacilitation("M001"), AcceptFacilitation("M002"))

    assert room.state.facilitator == "M002"
    assert room.state.facilitators == ("M002",)


def test_facilitation_is_accepted_once(room: Room) -> None:
    room.ask(AcceptFacilitation("M001"))

    assert room.code(AcceptFacilitation("M001")) == "already-facilitates"
    assert room.code(PassFacilitation("M001")) == "already-facilitates"
    assert room.code(AcceptFacilitation("M002")) == "not-their-turn"


def test_when_everybody_passed_somebody_can_still_be_asked(room: Room) -> None:
    for member in room.state.here:
        room.ask(PassFacilitation(member))

    assert room.code(AcceptFacilitation("M001")) == "everybody-passed"
    assert room.code(GoTo(Step.STORIES)) == "no-facilitator"
    room.ask(HandOver("M003"), GoTo(Step.STORIES))
    assert room.state.facilitator == "M003"


def test_nobody_facilitates_an_empty_room() -> None:
    room = Room(here=0)

    assert room.code(AcceptFacilitation("M001")) == "nobody-here"
    assert room.code(GoTo(Step.STORIES)) == "nobody-here"


def test_a_counted_room_may_begin_without_a_named_facilitator() -> None:
    room = Room(here=0)

    room.ask(CountHeads(7), GoTo(Step.STORIES))

    assert room.state.step is Step.STORIES


def test_helpers_are_people_in_the_room(room: Room) -> None:
    assert room.code(NameHelper("timekeeper", "M009")) == "not-here"
    room.ask(NameHelper("timekeeper", "M002"))

    assert room.state.helpers == {"timekeeper": "M002"}


def test_notes_and_the_parking_list_keep_what_was_said(room: Room) -> None:
    room.ask(TakeNote(Said("Rain")), ParkThing(Said("Lockers")), ParkThing(Said("Keys")), SettleParked(1))

    assert room.state.notes == (Note(Step.GATHER, Said("Rain")),)
    assert [(one.text.text, one.open) for one in room.state.parked] == [("Lockers", False), ("Keys", True)]
    assert room.code(SettleParked(1)) == "not-parked"
    assert room.code(TakeNote(NOTHING_SAID)) == "nothing-written"
    assert room.code(ParkThing(Said(" "))) == "nothing-written"


@pytest.mark.parametrize("start", Step)
@pytest.mark.parametrize("goal", Step)
def test_every_step_can_be_reached_from_every_other_and_only_by_its_ways(start: Step, goal: Step) -> None:
    room = Room()
    room.walk_to(start)

    if goal in MOVES[start]:
        room.walk_to(goal)
    else:
        assert room.code(GoTo(goal)) == "no-way-there"
    assert room.state.step in {start, goal}


def test_the_walk_has_eight_steps_in_its_order() -> None:
    walked = [Step.GATHER]
    while step := following(walked[-1]):
        walked.append(step)

    assert walked == list(Step)
    assert way(Step.GATHER, Step.DECIDE) == [
        Step.GATHER,
        Step.PROPOSAL,
        Step.CLARIFY,
        Step.REACT,
        Step.DECIDE,
    ]


def test_there_is_nothing_to_clarify_without_a_proposal() -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)

    assert room.code(GoTo(Step.CLARIFY)) == "no-proposal"


def test_everybody_may_go_home_and_the_assembly_can_still_be_closed() -> None:
    room = Room()
    room.walk_to(Step.STORIES)
    room.leave(*room.state.here)

    assert room.code(GoTo(Step.PROPOSAL)) == "nobody-here"
    room.ask(GoTo(Step.CLOSE))


def test_three_hundred_people_take_their_turns() -> None:
    past = tuple(Served("facilitator", member, 1, date(2026, 1, 1)) for member in members(299))
    room = Room(here=300, opening=replace(opening_of(300), served=past))

    assert next_facilitators(room.state)[0] == "M300"


def test_a_title_is_changed_in_every_step_and_undone(room: Room) -> None:
    for step in (Step.GATHER, Step.STORIES, Step.PROPOSAL, Step.CLOSE):
        room.walk_to(step)
        before = room.state.title
        assert room.ask(ChangeTitle(f"  Weekly\n {step.value} ")).title == f"Weekly {step.value}"
        assert room.undo().title == before


def test_what_an_assembly_was_called_before_is_kept_until_the_change_is_undone(room: Room) -> None:
    room.ask(ChangeTitle("Weakly"), ChangeTitle("Weekly, paint shop"))
    assert list(room.state.earlier_titles) == [opening_of().title, "Weakly"]

    room.undo()

    assert room.state.title == "Weakly"
    assert list(room.state.earlier_titles) == [opening_of().title]
    assert room.replayed().assembly == room.state


@pytest.mark.parametrize(("title", "code"), [(" \n", "no-title"), ("Weekly", "nothing-changes")])
def test_an_assembly_is_called_something_and_something_else_than_before(title: str, code: str) -> None:
    room = Room(opening=replace(opening_of(4), title="Weekly"))

    assert room.code(ChangeTitle(title)) == code


def test_a_seal_keeps_the_title_under_which_it_was_sealed(room: Room) -> None:
    room.walk_to(Step.LOTTERY)
    room.seal(Role("keys", "Keys"))
    sealed = room.state.draw
    room.ask(ChangeTitle("Something else"))

    assert room.state.draw == sealed
