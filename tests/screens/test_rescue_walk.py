"""What the screen offers while the book cannot be saved."""

from __future__ import annotations

from pathlib import Path

from assembly.state import Presence
from tests.screens.fake_desk import FakeDesk
from tests.screens.one_act import press
from tests.screens.test_gather_walk import gathering, state
from tui.dialogs.choose import Choose
from tui.widgets.saved import SaveSign

FULL = "The disk is full."


async def test_a_save_that_fails_is_said_at_once_with_ways_out(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        desk.full = FULL
        await press(pilot, "a")
        await pilot.pause(0.2)

        assert isinstance(app.screen, Choose)
        assert app.screen_stack[1].query_one("#saved", SaveSign).failure == FULL


async def test_going_on_loses_nothing_and_the_way_out_stays(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        desk.full = FULL
        await press(pilot, "a")
        await pilot.pause(0.2)
        await press(pilot, "g", "enter")

        assert state(app).facilitator == "M001"
        await press(pilot, "exclamation_mark")
        assert isinstance(app.screen, Choose)


async def test_trying_again_saves_everything_in_order(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        desk.full = FULL
        await press(pilot, "a")
        await pilot.pause(0.2)
        desk.full = ""
        await press(pilot, "t")
        await pilot.pause(0.2)

        assert app.all_saved
        assert app.trouble == ""
        assert set(state(app).presence.values()) == {Presence.HERE}


async def test_another_folder_takes_the_book(desk: FakeDesk, tmp_path: Path) -> None:
    async with gathering(desk) as (app, pilot):
        desk.full = FULL
        await press(pilot, "a")
        await pilot.pause(0.2)
        desk.full = ""
        await press(pilot, "f", "ctrl+s")
        await pilot.pause(0.2)

        assert app.all_saved
        assert any(f"From now on it is written in {Path.home()}." in told for told in app.told)


async def test_while_all_is_saved_there_is_nothing_to_rescue(desk: FakeDesk) -> None:
    async with gathering(desk) as (app, pilot):
        await press(pilot, "a", "exclamation_mark")

        assert not isinstance(app.screen, Choose)
