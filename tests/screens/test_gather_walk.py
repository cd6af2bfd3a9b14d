"""Gathering by the keys that a facilitator presses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widgets import Button, Static

from assembly.history import History
from assembly.journal import TakenBack
from assembly.leftovers import Unfinished
from assembly.state import Assembly, NextDate, Presence, Served
from assembly.steps import Step
from screens.app import Assemblies
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.one_act import press, write
from tui.dialogs.cover import Cover
from tui.widgets.choice import Choices
from tui.widgets.people_list import PeopleList
from tui.widgets.sentence import Sentence


class Remembering(Assemblies):
    """Remembers what was said in passing."""

    def __init__(self, desk: FakeDesk) -> None:
        super().__init__(desk)
        self.told: list[str] = []

    def say(self, sentence: str, *, severity: SeverityLevel = "information") -> None:
        self.told.append(sentence)
        super().say(sentence, severity=severity)


@asynccontextmanager
async def gathering(
    desk: FakeDesk, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Remembering, Pilot[int]]]:
    """The program with an assembly that has just been opened."""
    app = Remembering(desk)
    async with app.run_test(size=size) as pilot:
        app.open_assembly("Weekly", 90)
        await pilot.pause()
        yield app, pilot


def state(app: Assemblies) -> Assembly:
    """The assembly as it stands."""
    assert app.journal is not None
    return app.journal.assembly


def said(app: Assemblies) -> str:
    """What the facilitator is told to say."""
    return app.screen.query_one("#say", Sentence).said


def enter_does(app: Assemblies) -> str:
    """What stands on the button of the next right thing."""
    return str(app.screen.query_one("#next", Button).label)


async def test_enter_alone_leads_from_an_empty_room_to_the_stories(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "enter", "enter", "enter", "enter", "enter")

        assert state(app).step is Step.STORIES
        assert state(app).present == 7
        assert state(app).facilitator == "M001"
        assert state(app).rules_read


async def test_space_ticks_one_person_and_unticks_again(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "down", "space")
        assert state(app).here == ("M002",)

        await press(pilot, "space")
        assert state(app).here == ()


async def test_whoever_passes_makes_room_for_the_next_by_the_rule(desk: FakeDesk) -> None:
    desk.past = History(served=(Served("facilitator", "M002", 1, NOON.date()),))
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "X", "enter")

        assert state(app).passed_facilitation == {"M001"}
        assert state(app).facilitator == "M003"


async def test_a_room_can_be_counted_instead_of_ticked(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "c")
        await write(pilot, "5")
        await press(pilot, "enter")

        assert state(app).heads == 5
        assert "5 here" in str(app.screen.query_one("#status", Static).content)


async def test_more_heads_than_people_are_refused_in_a_sentence(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "c")
        await write(pilot, "50")
        await press(pilot, "enter")

        assert state(app).heads is None
        assert any("7" in notice.message for notice in app._notifications)


async def test_what_is_due_from_before_is_in_sight(desk: FakeDesk) -> None:
    due = Unfinished("review", "Quiet hour", "7K3FQ", NOON.date())
    desk.past = replace(desk.past, unfinished=(due, Unfinished("parked", "The [broken] fan")))
    async with gathering(desk) as (app, _pilot):
        shown = str(app.screen.query_one("#leftovers", Static).content)

        assert "Quiet hour" in shown
        assert "The [broken] fan" in shown


async def test_undo_says_what_it_takes_back_and_asks_first(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "u")
        assert "7 people" in str(app.screen.query_one("#body Static", Static).content)

        await press(pilot, "escape")
        assert state(app).present == 7

        await press(pilot, "U", "y")
        assert state(app).present == 0
        assert app.journal is not None
        assert isinstance(app.journal.last.event, TakenBack)


async def test_a_pause_stops_the_clock_and_enter_starts_it_again(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "p")
        assert state(app).paused
        assert "PAUSED" in str(app.screen.query_one("#status", Static).content)

        await press(pilot, "enter")
        assert not state(app).paused


async def test_the_cover_hides_everything_until_the_full_stop(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "full_stop")
        assert isinstance(app.screen, Cover)

        await press(pilot, "enter", "x")
        assert isinstance(app.screen, Cover)

        await press(pilot, "full_stop")
        assert not isinstance(app.screen, Cover)


async def test_somebody_can_come_leave_and_recuse_at_any_time(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "enter", "w", "b", "3")
        assert state(app).presence["M002"] is Presence.RECUSED
        assert "Boris: recused." in app.told

        await press(pilot, "w")
        labels = [choice.label for choice in app.screen.query_one("#options", Choices).choices]
        assert labels[:2] == ["Ana · here", "Boris · recused"]


async def test_a_note_survives_escape_as_a_draft(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "n")
        await write(pilot, "keys")
        await press(pilot, "escape", "n", "ctrl+s")

        assert [note.text.text for note in state(app).notes] == ["keys"]
        assert "Noted." in app.told


async def test_the_parking_list_takes_things_and_lets_them_go(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "k")
        await write(pilot, "fan")
        await press(pilot, "ctrl+s")
        assert [thing.text.text for thing in state(app).parked if thing.open] == ["fan"]
        assert "Parked." in app.told

        await press(pilot, "k", "d")
        assert [thing for thing in state(app).parked if thing.open] == []


async def test_a_question_that_comes_late_does_not_lie_on_the_cover(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await app.run_action("screen.who")
        await app.run_action("screen.cover")
        await pilot.pause()
        assert isinstance(app.screen, Cover)

        await press(pilot, "full_stop")
        assert enter_does(app)


async def test_somebody_else_can_take_over(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "enter", "f", "c")

        assert state(app).facilitator == "M003"
        assert state(app).facilitators == ("M001", "M003")


async def test_whoever_is_stuck_hears_the_sentence_again(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        sentence = said(app)
        await press(pilot, "h", "s")

        shown = " ".join(str(text.content) for text in app.screen.query(Static))
        assert sentence in shown


async def test_the_speaking_stack_calls_who_spoke_least(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "s", "a", "b", "s", "a", "c", "s", "n")

        assert state(app).speaker == "M002"
        assert state(app).stack == ("M003",)


async def test_a_bouncing_enter_counts_once(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await pilot.press("enter", "enter", "enter")

        assert state(app).facilitator is None
        assert state(app).present == 7


async def test_leaving_keeps_everything_and_home_takes_it_up_again(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "q", "y")
        assert app.journal is None

        await press(pilot, "enter")
        assert state(app).present == 7


@pytest.mark.parametrize("size", [(80, 24), (80, 23), (60, 18), (40, 12), (120, 40)])
async def test_the_next_thing_and_somebody_to_tick_are_in_sight_at_any_size(
    desk: FakeDesk, size: tuple[int, int]
) -> None:
    async with gathering(desk, size) as (app, pilot):
        await pilot.pause()
        screen = app.screen

        assert screen.query_one("#next").region.bottom <= size[1] - 1
        assert screen.query_one("#people", PeopleList).size.height >= 2
        assert enter_does(app).startswith("⏎ ")


async def test_three_hundred_names_with_markup_are_ticked_in_one_key() -> None:
    desk = FakeDesk([f"Zoë O’Neil [/oops] Жанна {number}" for number in range(300)])
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a")

        assert state(app).present == 300
        assert "[/oops]" in said(app)
        assert "[/oops]" in enter_does(app)


async def test_everything_that_a_key_does_is_in_the_palette(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "ctrl+p")
        await pilot.pause(0.3)
        await write(pilot, "Stop or start every clock")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await pilot.pause(0.3)

        assert state(app).paused


async def test_the_palette_changes_the_look(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, _pilot):
        look = next(one for one in app.get_system_commands(app.screen) if one.title == "Dark or light")
        look.callback()

        assert app.theme == "room-light"


async def test_keys_that_come_faster_than_a_dialog_open_one_dialog_only(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a")
        await pilot.press("w", "n", "s", "h")
        await pilot.pause(0.3)

        assert len(app.screen_stack) == 3
        await press(pilot, "escape")
        await pilot.pause(0.3)
        assert len(app.screen_stack) == 2


async def test_the_rule_of_the_circle_says_the_next_day_and_what_was_missed() -> None:
    desk = FakeDesk()
    fridays = NextDate(NOON - timedelta(days=15), "canteen", "FREQ=WEEKLY;BYDAY=FR", "UTC")
    desk.past = History(next_date=fridays)
    async with gathering(desk) as (app, _pilot):
        shown = str(app.screen.query_one("#leftovers", Static).content)

    assert shown.splitlines() == [
        "Agreed: every Friday, 14:00, canteen. The next one: Friday 27 November 2026.",
        "The one before was missed: no assembly was held on Friday 20 November 2026.",
    ]
