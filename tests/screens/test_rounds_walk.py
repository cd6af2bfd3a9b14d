"""Rounds by the keys that a facilitator presses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.proposing import Propose
from assembly.circle import Kind
from assembly.proposals import Draft
from assembly.rounds import Purpose, Round
from assembly.rulebook import Command
from assembly.state import Assembly, Presence
from assembly.steps import Step
from screens.app import Assemblies
from screens.round import RoundScreen
from screens.words import ASKED_NOW
from tests.screens.fake_desk import FakeDesk
from tests.screens.one_act import begun, press, write
from tui.widgets.bigname import BigName
from tui.widgets.choice import Choices
from tui.widgets.clock import Clock
from tui.widgets.next_button import NextButton
from tui.widgets.people_rows import POINTER
from tui.widgets.sentence import Sentence
from tui.widgets.stepbar import NOW

ALL = tuple(f"M{number:03}" for number in range(1, 8))
GATHERED: tuple[Command, ...] = (MarkPresence(ALL, Presence.HERE), AcceptFacilitation("M001"))
TOLD = (*GATHERED, GoTo(Step.STORIES))
PROPOSED = (*GATHERED, GoTo(Step.PROPOSAL), Propose("7K3FQ", Kind.OPERATIONAL, Draft("Quiet hour")))


@asynccontextmanager
async def played(desk: FakeDesk, *commands: Command) -> AsyncIterator[tuple[Assemblies, Pilot[int]]]:
    """The program after these things happened."""
    app = Assemblies(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_assembly("Weekly", 90)
        for command in commands:
            assert app.ask(command), command
        await pilot.pause()
        yield app, pilot


def state(app: Assemblies) -> Assembly:
    """The assembly as it stands."""
    assert app.journal is not None
    return app.journal.assembly


def under_way(app: Assemblies) -> Round:
    """The round under way."""
    found = state(app).round
    assert found is not None
    return found


def sentence(app: Assemblies) -> str:
    """What the facilitator is told to say."""
    return app.screen.query_one("#say", Sentence).said


def next_words(app: Assemblies) -> str:
    """What Enter does now."""
    assert isinstance(app.screen, RoundScreen)
    return app.screen.next_words(state(app))


async def test_enter_takes_the_word_round_the_room_once_and_goes_on_to_the_proposal(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, *["enter"] * 10)

        assert state(app).step is Step.PROPOSAL
        assert state(app).rounds[0].heard == set(ALL)


async def test_who_passes_is_in_sight_and_may_come_back(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "x", *["enter"] * 5)
        assert under_way(app).passed == ("M001",)
        assert "1 passed" in str(app.screen.query_one("#stories", Static).content)

        await press(pilot, "shift+tab", "home", "enter")
        assert under_way(app).speaking == "M001"


async def test_enter_ends_the_round_also_after_a_click_on_somebody_who_was_heard(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, *["enter"] * 8)
        assert next_words(app) == "End the round"

        await pilot.click("#people", offset=(14, 2))
        await press(pilot, "enter")
        assert state(app).rounds[0].closed


async def test_who_passed_is_asked_once_more_at_the_end_and_only_once(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "x", "x", *["enter"] * 4)
        assert "We will ask you once more" not in sentence(app)
        assert next_words(app) == "Thank you. Ask Ana once more"

        await press(pilot, "enter")
        assert under_way(app).speaking == "M001"
        assert sentence(app).startswith("Ana, you passed before")
        await press(pilot, "x")
        assert next_words(app) == "Ask Boris once more"
        await press(pilot, "enter", "x")
        assert next_words(app) == "End the round"
        await press(pilot, "enter")
        assert state(app).rounds[0].closed


async def test_whoever_passed_and_left_is_not_asked_again(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "x")
        assert sentence(app).startswith("That is fine. We will ask you once more at the end. Boris, ")
        assert app.ask(MarkPresence(("M001",), Presence.LEFT))
        await press(pilot, *["enter"] * 6)

        assert next_words(app) == "End the round"


async def test_a_round_that_is_over_has_a_sentence_of_its_own(desk: FakeDesk) -> None:
    async with played(desk, *PROPOSED, GoTo(Step.CLARIFY)) as (app, pilot):
        opening = sentence(app)
        await press(pilot, *["enter"] * 8)
        asked = sentence(app)
        await press(pilot, "enter")

        assert state(app).round is None
        assert sentence(app) == asked
        assert asked.startswith("Thank you for asking")
        assert opening.startswith("First only questions")


async def test_the_speaker_stands_large_with_a_clock(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter")
        first = app.screen.query_one("#clock", Clock).shown
        desk.time += timedelta(seconds=3)
        app.screen.query_one("#clock", Clock).tick()

        assert app.screen.query_one("#speaker", BigName).shown == "Ana"
        assert 100 < app.screen.query_one("#clock", Clock).shown <= first - 3


def test_who_is_asked_now_has_a_sign_that_is_neither_the_pointer_nor_the_step() -> None:
    assert ASKED_NOW not in {POINTER, NOW}


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_in_every_window_the_speaker_is_in_sight(desk: FakeDesk, size: tuple[int, int]) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await pilot.resize_terminal(*size)
        for _ in range(5):
            await press(pilot, "enter")
        await pilot.pause()
        seen = "\n".join(strip.text for strip in app.screen._compositor.render_strips())

        speaking = app.name_of(under_way(app).speaking)
        assert f"{ASKED_NOW} speaking  {speaking}" in seen
        if size == (40, 12):
            assert f"{speaking} · 1:5" in seen or f"{speaking} · 2:00 left" in seen


async def test_half_a_minute_more_is_given_once(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "e", "E")

        assert under_way(app).extra == 30
        assert app.screen.query_one("#clock", Clock).limit == 150


async def test_a_story_is_written_down_for_the_speaker_and_written_anew(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "t")
        await write(pilot, "noise")
        await press(pilot, "ctrl+s", "t")
        await write(pilot, "!")
        await press(pilot, "ctrl+s")

        (story,) = state(app).stories
        assert (story.member, story.grievance.text) == ("M001", "noise!")


async def test_a_story_that_was_left_with_esc_is_finished_while_the_next_person_speaks(
    desk: FakeDesk,
) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "t")
        await write(pilot, "noise")
        await press(pilot, "escape", "enter", "t", "down", "enter", "ctrl+s")

        (story,) = state(app).stories
        assert (story.member, story.grievance.text) == ("M001", "noise")
        assert under_way(app).speaking == "M002"


async def test_a_story_that_was_begun_holds_up_nobody_elses(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "t")
        await write(pilot, "noise")
        await press(pilot, "escape", "enter", "t", "enter")
        await write(pilot, "dust")
        await press(pilot, "ctrl+s")

        (story,) = state(app).stories
        assert (story.member, story.grievance.text) == ("M002", "dust")


async def test_whoever_has_a_written_story_was_heard_also_when_x_is_pressed(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "t")
        await write(pilot, "noise")
        await press(pilot, "ctrl+s", "x")

        assert under_way(app).heard == {"M001"}
        assert under_way(app).passed == ()
        assert sentence(app).startswith("Boris, ")
        await press(pilot, "x")
        assert under_way(app).passed == ("M002",)


async def test_the_next_round_begins_with_somebody_else(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "z", "r")

        first, second = state(app).rounds_of(Purpose.STORIES)
        assert first.order[0] != second.order[0]
        assert second.speaking == second.order[0]


async def test_a_counted_room_is_asked_seat_by_seat(desk: FakeDesk) -> None:
    async with played(desk, CountHeads(3), GoTo(Step.STORIES)) as (app, pilot):
        await press(pilot, "enter")
        assert app.screen.query_one("#speaker", BigName).shown == "person 1"

        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        assert state(app).step is Step.PROPOSAL


async def test_a_large_room_is_offered_parallel_circles() -> None:
    desk = FakeDesk([f"Person {number}" for number in range(40)])
    everyone = tuple(f"M{number:03}" for number in range(1, 41))
    commands = (MarkPresence(everyone, Presence.HERE), AcceptFacilitation("M001"), GoTo(Step.STORIES))
    async with played(desk, *commands) as (app, _pilot):
        assert "circles" in str(app.screen.query_one("#stories", Static).content)


async def test_each_proposal_has_its_own_rounds(desk: FakeDesk) -> None:
    async with played(desk, *PROPOSED, GoTo(Step.CLARIFY)) as (app, pilot):
        await press(pilot, "enter", "z", "enter")
        assert state(app).step is Step.REACT

        for command in (GoTo(Step.PROPOSAL), Propose("8K3FQ", Kind.OPERATIONAL, Draft("Other"))):
            assert app.ask(command)
        assert app.ask(GoTo(Step.CLARIFY))
        await pilot.pause()
        assert isinstance(app.screen, RoundScreen)
        assert "Begin" in app.screen.next_words(state(app))


async def test_a_round_that_nobody_needs_is_skipped_with_z(desk: FakeDesk) -> None:
    async with played(desk, *PROPOSED, GoTo(Step.CLARIFY)) as (app, pilot):
        await press(pilot, "z", "z")

        assert state(app).step is Step.DECIDE
        assert state(app).rounds == ()


async def test_reactions_can_lead_to_a_new_version(desk: FakeDesk) -> None:
    async with played(desk, *PROPOSED, GoTo(Step.CLARIFY), GoTo(Step.REACT)) as (app, pilot):
        await press(pilot, "a")
        await write(pilot, ", daily")
        await press(pilot, "ctrl+s")

        proposal = state(app).proposal
        assert proposal is not None
        assert proposal.version.number == 2
        assert proposal.version.draft.what == "Quiet hour, daily"


async def test_a_concern_can_be_written_down_while_reacting(desk: FakeDesk) -> None:
    async with played(desk, *PROPOSED, GoTo(Step.CLARIFY), GoTo(Step.REACT)) as (app, pilot):
        await press(pilot, "c")
        await write(pilot, "cold")
        await press(pilot, "ctrl+s")

        proposal = state(app).proposal
        assert proposal is not None
        assert [concern.text for concern in proposal.concerns] == ["cold"]


async def test_a_closed_lid_is_noticed_said_and_taken_out_of_the_turn(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter")
        desk.time += timedelta(minutes=20)
        app._tick()
        await pilot.pause()

        spoken = under_way(app).watch.seconds(desk.time)
        assert 0 <= spoken < 60
        assert any("clock" in notice.message for notice in app._notifications)


async def test_a_round_that_ends_early_says_who_was_not_asked(desk: FakeDesk) -> None:
    async with played(desk, *PROPOSED, GoTo(Step.CLARIFY), GoTo(Step.REACT)) as (app, pilot):
        await press(pilot, "enter", "enter", "enter", "z")
        assert "3 of 7 were heard, 4 were not asked" in sentence(app)
        assert "R begins another round" in str(app.screen.query_one("#skip", Static).content)

        await press(pilot, "r", "z")
        assert "3 of 7 were heard, 4 were not asked" in sentence(app)
        await press(pilot, "r", *["enter"] * 8)
        assert sentence(app).startswith("Thank you, I have heard all of you")


@pytest.mark.parametrize("typed", ["", "The saw is blunt"])
async def test_whoever_takes_an_assembly_up_again_hears_that_typed_text_is_still_there(
    desk: FakeDesk, typed: str
) -> None:
    begun(desk)
    desk.draft("story M001")["grievance"] = typed
    said: list[str] = []
    app = Assemblies(desk)
    app.say = lambda sentence, **_how: said.append(sentence)  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)

    assert any("is still there" in sentence for sentence in said) is bool(typed)


async def test_whoever_took_part_leaves_and_comes_back_by_enter_alone(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "w", "enter", "enter")
        assert state(app).presence["M001"] is Presence.LEFT

        await press(pilot, "w", "enter", "enter")
        assert state(app).presence["M001"] is Presence.HERE


async def test_what_would_be_refused_stands_last_and_says_why(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter", "w", "enter")
        options = app.screen.query_one("#options", Choices).choices
        assert [option.label for option in options] == ["left", "recused", "not here"]
        assert options[-1].closed == "Whoever took part was here and cannot be away: mark that they left."


async def test_while_gathering_whoever_was_ticked_by_mistake_is_unticked_first(desk: FakeDesk) -> None:
    async with played(desk, *GATHERED) as (app, pilot):
        await press(pilot, "w", "down", "enter", "enter")

        assert state(app).presence["M002"] is Presence.AWAY


async def test_in_a_break_the_bottom_line_says_that_enter_ends_the_break(desk: FakeDesk) -> None:
    async with played(desk, *TOLD) as (app, pilot):
        await press(pilot, "enter")
        before = str(app.screen.query_one("#next", NextButton).label)
        await press(pilot, "p")
        assert str(app.screen.query_one("#next", NextButton).label) == "⏎ Go on after the break"

        await press(pilot, "enter")
        assert str(app.screen.query_one("#next", NextButton).label) == before
