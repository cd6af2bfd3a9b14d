"""The way to the phones on the screen: found beside the keys, asked once, changed, watched."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from threading import Event

import pytest
from textual.widgets import Static

from archive.wifi import wifi_text
from assembly.journal import Journal
from screens.code_view import CodeScreen
from screens.desk import Doorway, Way, Wifi
from screens.home import HomeScreen
from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import Visitor, visiting
from tests.tui.painted import cells, decoded
from tui.dialogs.choose import Choose

SIZES = ((80, 24), (60, 18), (40, 12))
WATCHED = "such as an employer, can see which phones open the pages."
CANTEEN = Wifi('Столовая "2";', "bread; and roses")
TWO = (Way("192.168.1.7", "Wi-Fi wlan0, 192.168.1.7", True), Way("10.0.0.5", "Cable eth0, 10.0.0.5", True))


def words_in(visitor: Visitor) -> str:
    """The screen as one line, without the code beside the words."""
    return " ".join(re.sub("[│▀]", " ", visitor.seen).split())


def told(visitor: Visitor) -> str:
    """Every word beside or below the code, also those that have to be scrolled to."""
    return str(visitor.app.screen.query_one("#words", Static).content)


@asynccontextmanager
async def shown(desk: FakeDesk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Visitor]:
    async with visiting(desk, size) as visitor:
        await visitor.press("o")
        yield visitor


@pytest.mark.parametrize("size", SIZES)
async def test_the_room_is_told_who_else_can_see_its_phones(desk: FakeDesk, size: tuple[int, int]) -> None:
    async with shown(desk, size) as visitor:
        assert WATCHED in words_in(visitor)


async def test_while_the_way_is_looked_for_the_keys_work(desk: FakeDesk) -> None:
    found = Event()

    class Slow(FakeDesk):
        def open_doorway(self, journal: Journal | None) -> Doorway:
            found.wait(10)
            return super().open_doorway(journal)

    slow = Slow()
    async with shown(slow) as visitor:
        assert "Looking for the way to the phones…" in visitor.seen
        await visitor.press("escape")
        assert isinstance(visitor.app.screen, HomeScreen)
        found.set()


async def test_of_several_networks_one_is_chosen_and_that_is_asked_once(desk: FakeDesk) -> None:
    desk.networks = TWO
    async with shown(desk) as visitor:
        assert isinstance(visitor.app.screen, Choose)
        assert "Cable eth0, 10.0.0.5" in visitor.seen
        await visitor.press("down", "enter")
        assert "10.0.0.5" in visitor.seen
        await visitor.press("x", "o")

        assert isinstance(visitor.app.screen, CodeScreen)
        assert desk.chosen_way == "10.0.0.5"


async def test_without_an_answer_the_likeliest_network_is_taken(desk: FakeDesk) -> None:
    desk.networks = TWO
    async with shown(desk) as visitor:
        await visitor.press("escape")

        assert "http://192.168.1.7:8080/" in visitor.seen
        assert desk.chosen_way == "192.168.1.7"


async def test_an_unlikely_second_network_is_no_question_and_can_be_chosen_all_the_same(
    desk: FakeDesk,
) -> None:
    desk.networks = (TWO[0], replace(TWO[1], likely=False))
    async with shown(desk) as visitor:
        assert isinstance(visitor.app.screen, CodeScreen)
        await visitor.press("n", "down", "enter")

        assert "http://10.0.0.5:8080/" in visitor.seen


async def test_where_a_setting_has_decided_there_is_nothing_to_choose(desk: FakeDesk) -> None:
    desk.networks = ()
    async with shown(desk) as visitor:
        await visitor.press("n")

        assert isinstance(visitor.app.screen, CodeScreen)
        assert any("setting “address”" in one for one in visitor.app.said)


async def test_another_network_brings_another_code_and_a_lost_one_takes_it_away(desk: FakeDesk) -> None:
    desk.next_door = replace(desk.next_door, address="192.168.1.7")
    async with shown(desk) as visitor:
        screen = visitor.app.screen
        assert isinstance(screen, CodeScreen)
        desk.door = Doorway("http://10.0.0.5:8080", True, "The network has changed.", None, "10.0.0.5")
        screen._look()
        await visitor.pilot.pause()
        assert "http://10.0.0.5:8080/" in visitor.seen
        assert "The network has changed." in words_in(visitor)
        desk.door = Doorway("", False, "This computer is in no network.")
        screen._look()
        await visitor.pilot.pause()

        assert "This computer is in no network." in words_in(visitor)
        assert not screen.query_one("#code").display


async def test_pages_that_closed_by_themselves_are_said(desk: FakeDesk) -> None:
    desk.next_door = replace(desk.next_door, address="192.168.1.7")
    async with shown(desk) as visitor:
        screen = visitor.app.screen
        assert isinstance(screen, CodeScreen)
        desk.close_doorway()
        screen._look()
        await visitor.pilot.pause()

        assert "The pages are not shown any more." in words_in(visitor)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_first_the_wifi_then_the_page_and_back_with_one_key(
    desk: FakeDesk, size: tuple[int, int]
) -> None:
    desk.the_wifi = CANTEEN
    async with shown(desk, size) as visitor:
        await visitor.pilot.pause()
        assert decoded(cells(visitor.app)) == [wifi_text(CANTEEN.name, CANTEEN.password)]
        assert "takes you into the Wi-Fi" in words_in(visitor)
        assert WATCHED in words_in(visitor)
        await visitor.press("enter")
        assert "http://192.168.1.7:8080/" in visitor.seen
        await visitor.press("w")
        await visitor.pilot.pause()

        assert decoded(cells(visitor.app)) == [wifi_text(CANTEEN.name, CANTEEN.password)]


async def test_the_password_stands_on_no_screen_of_codes(desk: FakeDesk) -> None:
    desk.the_wifi = CANTEEN
    async with shown(desk, (40, 12)) as visitor:
        assert "roses" not in visitor.seen
        assert CANTEEN.name in told(visitor)


@pytest.mark.parametrize(("place", "kept"), [("n", False), ("o", True)])
async def test_the_wifi_is_typed_once_and_kept_where_the_person_says(
    desk: FakeDesk, place: str, kept: bool
) -> None:
    async with shown(desk) as visitor:
        await visitor.press("w")
        await visitor.type("Canteen")
        await visitor.press("enter")
        await visitor.type("breadroses")
        await visitor.press("enter")
        await visitor.press(place)

        assert desk.the_wifi == Wifi("Canteen", "breadroses", kept=kept)
        assert "takes you into the Wi-Fi" in words_in(visitor)


async def test_a_wifi_that_cannot_be_is_refused_in_the_form(desk: FakeDesk) -> None:
    async with shown(desk) as visitor:
        await visitor.press("w", "enter")
        await visitor.type("breadroses")
        await visitor.press("enter")

        assert "The Wi-Fi needs its name." in visitor.seen
        assert desk.the_wifi is None


async def test_an_emptied_form_means_no_wifi(desk: FakeDesk) -> None:
    desk.the_wifi = Wifi("Canteen", "")
    async with shown(desk) as visitor:
        await visitor.press("e", "ctrl+u", "enter", "enter")

        assert desk.the_wifi is None
        assert "http://192.168.1.7:8080/" in visitor.seen


@pytest.mark.parametrize("way_out", ["ctrl+q", "q"])
async def test_every_way_out_asks_once_while_phones_read(desk: FakeDesk, way_out: str) -> None:
    desk.door = desk.next_door
    async with visiting(desk) as visitor:
        await visitor.press(way_out, "ctrl+q")
        assert "Quit while phones read the pages?" in visitor.seen
        await visitor.press("escape")
        assert isinstance(visitor.app.screen, HomeScreen)
        assert visitor.app.return_value is None
        await visitor.press(way_out, "y")

    assert visitor.app.return_value == 0


async def test_the_quit_of_the_palette_asks_too(desk: FakeDesk) -> None:
    desk.door = desk.next_door
    async with visiting(desk) as visitor:
        quits = [one for one in visitor.app.get_system_commands(visitor.app.screen) if one.title == "Quit"]
        await quits[0].callback()
        await visitor.pilot.pause()

        assert "Quit while phones read the pages?" in visitor.seen


async def test_a_changed_network_is_said_wherever_one_is_in_the_program(desk: FakeDesk) -> None:
    desk.door = desk.next_door
    async with visiting(desk) as visitor:
        visitor.app._follow_way()
        assert visitor.app.said == []
        desk.door = Doorway("http://10.0.0.5:8080", True, "The network has changed.", None, "10.0.0.5")
        visitor.app._follow_way()
        visitor.app._follow_way()

        assert visitor.app.said == ["The network has changed."]


async def test_on_the_way_to_a_code_no_toast_covers_it(desk: FakeDesk) -> None:
    async with shown(desk) as visitor:
        visitor.app._follow_way()
        desk.door = Doorway("http://10.0.0.5:8080", True, "The network has changed.", None, "10.0.0.5")
        visitor.app._follow_way()

        assert visitor.app.said == []
