"""Everyone once: rounds by name and by number, their turns and their clocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.sidelines import CorrectClock, Pause, Resume
from assembly.acts.turns import (
    EXTRA_SECONDS,
    AddTime,
    BeginRound,
    BeginTurn,
    CloseRound,
    EndTurn,
    PassTurn,
    TellStory,
)
from assembly.rounds import Purpose, Round, seating, stride
from assembly.said import NOTHING_SAID, Said
from assembly.state import Presence
from assembly.steps import Step
from tests.rooms import Room, members


def in_round(here: int = 7, entitled: int = 9) -> Room:
    """A room in its first round of stories."""
    room = Room(entitled=entitled, here=here)
    room.walk_to(Step.STORIES)
    room.ask(BeginRound())
    return room


def round_of(room: Room) -> Round:
    return room.state.rounds[-1]


@given(st.integers(1, 320))
def test_in_as_many_rounds_as_people_everybody_begins_once(size: int) -> None:
    people = members(size)

    assert {seating(people, number)[0] for number in range(1, size + 1)} == set(people)


@given(st.integers(1, 320), st.integers(1, 50))
def test_a_seating_asks_everybody_once(size: int, number: int) -> None:
    people = members(size)

    assert sorted(seating(people, number)) == sorted(people)


@given(st.integers(3, 320), st.integers(1, 50))
def test_the_direction_changes_from_round_to_round(size: int, number: int) -> None:
    people = members(size)

    def direction(order: tuple[str, ...]) -> int:
        return (people.index(order[1]) - people.index(order[0])) % size

    assert {direction(seating(people, number)), direction(seating(people, number + 1))} == {1, size - 1}


def test_nobody_sits_in_an_empty_room() -> None:
    assert seating((), 1) == ()


@given(st.integers(1, 1000))
def test_a_stride_is_between_one_and_a_third_of_the_room(size: int) -> None:
    assert 1 <= stride(size) <= max(1, size // 3)


def test_everybody_is_heard_once() -> None:
    room = in_round()

    for member in round_of(room).order:
        room.ask(BeginTurn(member))
        room.wait(10)

    assert round_of(room).waiting == ()
    assert not round_of(room).complete
    room.ask(EndTurn())
    assert round_of(room).complete
    assert [turn.member for turn in round_of(room).turns] == list(round_of(room).order)
    assert all(turn.seconds == 15 for turn in round_of(room).turns)
    assert room.code(BeginTurn("M001")) == "already-heard"


def test_whoever_passed_may_come_back_once() -> None:
    room = in_round()
    room.ask(BeginTurn("M001"), PassTurn())
    assert round_of(room).passed == ("M001",)

    room.ask(BeginTurn("M001"))
    assert round_of(room).passed == ()
    room.ask(EndTurn())

    assert round_of(room).heard == {"M001"}
    assert round_of(room).passed == ()
    assert room.code(BeginTurn("M001")) == "already-heard"


def test_a_turn_needs_a_round_a_person_and_one_at_a_time() -> None:
    room = Room()
    room.walk_to(Step.STORIES)

    assert room.code(BeginTurn("M001")) == "no-round"
    assert room.code(CloseRound()) == "no-round"
    room.ask(BeginRound())
    assert room.code(BeginRound()) == "round-open"
    for request in (EndTurn(), PassTurn(), AddTime()):
        assert room.code(request) == "nobody-speaks"
    assert room.code(BeginTurn("M009")) == "not-here"
    room.ask(BeginTurn("M001"))
    assert room.code(BeginTurn("M001")) == "already-speaking"


def test_half_a_minute_more_is_given_once_a_turn() -> None:
    room = in_round()
    room.ask(BeginTurn("M001"), AddTime())

    assert round_of(room).extra == EXTRA_SECONDS
    assert room.refusal(AddTime()).facts == {"seconds": 30}
    room.ask(BeginTurn("M002"))
    assert round_of(room).extra == 0
    room.ask(AddTime())


def test_a_pause_stops_the_clock_of_the_speaker() -> None:
    room = in_round()
    room.ask(BeginTurn("M001"))
    room.wait(20)
    room.ask(Pause())
    room.wait(600)
    room.ask(Resume())
    room.wait(3)
    room.ask(EndTurn())

    assert round_of(room).turns[-1].seconds == 20 + 5 + 3 + 5


def test_whoever_gets_the_word_during_a_pause_loses_no_time() -> None:
    room = in_round()
    room.ask(Pause(), BeginTurn("M001"))
    room.wait(600)
    room.ask(Resume())
    room.wait(7)
    room.ask(EndTurn())

    assert round_of(room).turns[-1].seconds == 12


def test_there_is_one_pause_at_a_time(room: Room) -> None:
    assert room.code(Resume()) == "not-paused"
    room.ask(Pause())
    assert room.code(Pause()) == "already-paused"


@pytest.mark.parametrize("seconds", [3600, -3600])
def test_a_clock_that_jumped_is_corrected_for_the_room_and_the_speaker(seconds: int) -> None:
    room = in_round()
    room.ask(BeginTurn("M001"))
    walked = room.state.walk.seconds(room.now)
    room.wait(seconds)

    room.ask(CorrectClock(seconds, "the lid was closed"))

    assert round_of(room).watch.seconds(room.now) == 5
    assert room.state.walk.seconds(room.now) == walked + 5
    assert room.code(CorrectClock(0, "")) == "nothing-changes"


def test_a_clock_is_corrected_between_rounds_too(room: Room) -> None:
    room.wait(100)
    room.ask(CorrectClock(100, "a restart"))

    assert room.state.walk.seconds(room.now) == 10


def test_whoever_leaves_while_speaking_has_spoken() -> None:
    room = in_round()
    room.ask(BeginTurn("M003"))
    room.wait(10)

    room.leave("M003")

    assert round_of(room).speaking is None
    assert round_of(room).turns[-1].seconds == 15
    room.come("M003")
    assert room.code(BeginTurn("M003")) == "already-heard"


def test_whoever_leaves_before_a_turn_is_not_waited_for_and_is_last_after_coming_back() -> None:
    room = in_round()
    room.leave("M001")
    assert "M001" not in round_of(room).waiting

    room.come("M001")

    assert round_of(room).waiting[-1] == "M001"


def test_whoever_comes_late_is_asked_last() -> None:
    room = in_round()

    room.come("M008")

    assert round_of(room).waiting[-1] == "M008"
    room.ask(BeginTurn("M008"))


def test_whoever_passed_and_left_does_not_get_the_word() -> None:
    room = in_round()
    room.ask(BeginTurn("M003"), PassTurn())

    room.leave("M003")

    assert room.code(BeginTurn("M003")) == "not-here"


def test_somebody_who_recuses_herself_is_not_asked_in_the_round() -> None:
    room = in_round()

    room.ask(MarkPresence(("M005",), Presence.RECUSED))

    assert "M005" not in round_of(room).waiting


def test_moving_on_ends_the_turn_and_the_round() -> None:
    room = in_round()
    room.ask(BeginTurn("M001"), GoTo(Step.PROPOSAL))

    assert room.state.round is None
    assert round_of(room).turns[-1].member == "M001"
    assert round_of(room).closed


def test_the_next_round_of_a_purpose_begins_with_somebody_else() -> None:
    room = in_round()
    first = round_of(room).order[0]

    room.ask(CloseRound(), BeginRound())

    assert round_of(room).number == 2
    assert round_of(room).order[0] != first
    assert [one.number for one in room.state.rounds_of(Purpose.STORIES)] == [1, 2]


@pytest.mark.parametrize(
    ("step", "purpose"),
    [
        (Step.STORIES, Purpose.STORIES),
        (Step.CLARIFY, Purpose.CLARIFY),
        (Step.REACT, Purpose.REACT),
        (Step.CLOSE, Purpose.WORD),
    ],
)
def test_each_step_with_a_round_asks_for_something_of_its_own(step: Step, purpose: Purpose) -> None:
    room = Room()
    room.walk_to(step)

    room.ask(BeginRound())

    assert round_of(room).purpose is purpose
    assert round_of(room).number == 1


def test_there_is_no_round_in_an_empty_room() -> None:
    room = Room()
    room.walk_to(Step.STORIES)
    room.leave(*room.state.here)

    assert room.code(BeginRound()) == "nobody-here"


def counted(heads: int) -> Room:
    room = Room(entitled=300, here=0)
    room.ask(CountHeads(heads))
    room.walk_to(Step.STORIES)
    room.ask(BeginRound())
    return room


def test_a_counted_room_is_asked_by_number() -> None:
    room = counted(3)

    assert round_of(room).order == ("#1", "#2", "#3")
    room.ask(BeginTurn("#2"))
    assert round_of(room).speaking == "#2"
    assert room.code(BeginTurn("#4")) == "not-here"


def test_a_counted_round_follows_the_count() -> None:
    room = counted(5)
    room.ask(BeginTurn("#4"))

    room.ask(CountHeads(3))
    assert round_of(room).waiting == ("#1", "#2", "#3")
    assert round_of(room).heard == {"#4"}
    room.ask(CountHeads(6))

    assert round_of(room).waiting == ("#1", "#2", "#3", "#5", "#6")


def test_ticking_a_name_does_not_ask_anybody_twice_in_a_counted_round() -> None:
    room = counted(5)

    room.come("M001")

    assert round_of(room).order == ("#1", "#2", "#3", "#4", "#5")
    assert room.code(BeginTurn("M001")) == "not-here"


def test_three_hundred_people_are_heard() -> None:
    room = in_round(here=300, entitled=300)

    for member in round_of(room).order:
        room.ask(BeginTurn(member))
    room.ask(EndTurn())

    assert len(round_of(room).heard) == 300
    assert round_of(room).complete


def test_a_story_is_told_and_written_anew_under_its_number() -> None:
    room = in_round()
    room.ask(
        TellStory("M001", Said("Fumes"), Said("Masks"), "safety", "spray"),
        TellStory(None, Said("Noise"), NOTHING_SAID),
        TellStory("M001", Said("Fumes at night"), Said("Fans"), number=1),
    )

    assert [(one.number, one.grievance.text) for one in room.state.stories] == [
        (1, "Fumes at night"),
        (2, "Noise"),
    ]


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_story_that_was_not_told_is_not_written_anew(number: int) -> None:
    room = in_round()

    assert room.code(TellStory("M001", Said("Fumes"), NOTHING_SAID, number=number)) == "no-such-story"
    assert room.code(TellStory("M001", NOTHING_SAID, Said("Masks"))) == "nothing-written"
