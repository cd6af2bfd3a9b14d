"""The first page: painted once, from styles that are read once, with nothing below it."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet

from screens.app import fitting
from screens.home import HomeScreen
from screens.view import HEIGHTS
from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import visiting


@pytest.mark.parametrize("length", range(40))
def test_a_length_fits_the_last_breakpoint_that_it_reaches(length: int) -> None:
    assert fitting(length, HEIGHTS) == ("-tall" if length >= 16 else "-low")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_home_is_the_first_page_and_the_styles_are_read_once(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    again: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", again.append)
    async with visiting(FakeDesk(), size) as visitor:
        stack = list(visitor.app.screen_stack)

    assert [type(screen) for screen in stack] == [HomeScreen]
    assert not again


async def test_an_assembly_comes_over_home_and_leaves_it_as_it_was() -> None:
    async with visiting(FakeDesk()) as visitor:
        home = visitor.app.screen
        visitor.app.open_assembly("Tuesday", 90)
        await visitor.pilot.pause()
        opened = visitor.app.screen
        visitor.app.leave()
        await visitor.pilot.pause()

        assert opened is not home
        assert visitor.app.screen_stack == [home]
