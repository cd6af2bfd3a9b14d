"""Keys that nothing listens to: they are answered, and change nothing."""

from __future__ import annotations

from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import visiting


async def test_a_key_without_a_meaning_says_so_and_names_the_way_to_all_keys(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("x", "7")

    assert visitor.app.said == [
        "X does nothing here now. ? shows every key that does something.",
        "7 does nothing here now. ? shows every key that does something.",
    ]


async def test_h_shows_every_key_where_nobody_can_be_stuck(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("h")

        assert "What was decided, and why" in visitor.seen
    assert visitor.app.said == []


async def test_in_a_dialog_the_way_out_is_named(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("question_mark", "x")

    assert visitor.app.said == ["X does nothing here now. Esc goes back."]


async def test_letters_typed_into_a_field_are_not_answered(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("enter", "x", "y", "z")

    assert visitor.app.said == []


async def test_the_keys_that_move_and_press_are_not_answered(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("tab", "down", "up", "tab", "shift+tab", "pagedown", "f5")

    assert visitor.app.said == []
