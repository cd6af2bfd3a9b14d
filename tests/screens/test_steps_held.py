"""A tick on the step bar says that something happened there."""

from __future__ import annotations

from assembly.acts.floor import GoTo
from assembly.acts.turns import BeginRound, BeginTurn, CloseRound, EndTurn
from assembly.search import Found, Query
from assembly.steps import Step
from screens.decision_filters import how_many
from screens.steps_held import steps_held
from tests.rooms import Room
from tui.widgets.stepbar import DONE, NEXT, SKIPPED, StepBar

LABELS = ("Gather", "Stories", "Proposal", "Clarify")


def test_a_step_that_was_jumped_over_was_not_held() -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)
    room.propose()
    room.ask(GoTo(Step.LOTTERY))

    assert steps_held(room.state) == {Step.GATHER, Step.PROPOSAL}


def test_a_round_makes_a_step_held() -> None:
    room = Room()
    room.walk_to(Step.STORIES)
    first = room.state.here[0]
    room.ask(BeginRound(), BeginTurn(first), EndTurn(), CloseRound())

    assert Step.STORIES in steps_held(room.state)


def test_what_was_skipped_has_a_sign_of_its_own() -> None:
    bar = StepBar(LABELS, 3)
    bar.set_reactive(StepBar.held, frozenset({0, 2}))

    assert [bar._sign(place) for place in range(4)] == [DONE, SKIPPED, DONE, NEXT]


def test_without_a_word_of_what_was_held_everything_before_is_done() -> None:
    assert [StepBar(LABELS, 2)._sign(place) for place in range(4)] == [DONE, DONE, NEXT, NEXT]


def test_a_word_that_is_not_found_is_not_blamed_for_what_was_narrowed_down() -> None:
    nothing = Found((), 0)

    assert how_many(nothing, Query("dust")) == "Nothing holds “dust”. Esc shows everything."
    assert "“dust” is not among these" in how_many(nothing, Query("dust", who="Office"))
