"""Keys that nothing listens to: they are answered, and change nothing."""

from __future__ import annotations

import pytest

from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import visiting


async def test_a_key_without_a_meaning_says_so_and_names_the_way_to_all_keys(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("x")
        await visitor.pilot.pause(0.4)
        await visitor.press("7")

    assert visitor.app.said == [
        "X does nothing here now. ? shows every key that does something.",
        "7 does nothing here now. ? shows every key that does something.",
    ]


@pytest.mark.parametrize(
    ("key", "called"), [("space", "Space"), ("comma", "Comma (,)"), ("semicolon", "Semicolon (;)")]
)
async def test_a_blank_and_signs_are_called_by_name(desk: FakeDesk, key: str, called: str) -> None:
    async with visiting(desk) as visitor:
        await visitor.press(key)

    assert visitor.app.said[-1].startswith(f"{called} does nothing here now.")


async def test_a_burst_of_keys_is_answered_once(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.pilot.press(*"[xyz]")

    assert len(visitor.app.said) == 1


async def test_what_is_wrong_with_the_shelf_stands_on_the_first_page_and_stays(desk: FakeDesk) -> None:
    desk.warnings = ("The book 2026-11 cannot be read.",)
    async with visiting(desk) as visitor:
        await visitor.pilot.pause(0.3)
        assert "The book 2026-11 cannot be read." in visitor.seen
        await visitor.press("p")
        assert "The book 2026-11 cannot be read." not in visitor.seen
        await visitor.press("escape")

        assert "The book 2026-11 cannot be read." in visitor.seen


async def test_what_goes_wrong_with_the_shelf_meanwhile_stands_on_the_first_page_too(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.pilot.pause(0.3)
        await visitor.press("p")
        desk.warnings = ("The folder of the shelf is gone.",)
        await visitor.press("escape")
        assert "The folder of the shelf is gone." in visitor.seen
        desk.warnings = ()
        await visitor.press("p", "escape")

        assert "The folder of the shelf is gone." not in visitor.seen


async def test_an_empty_shelf_that_is_damaged_says_so_above_the_first_question(empty_desk: FakeDesk) -> None:
    empty_desk.warnings = ("The book 2026-11 cannot be read.",)
    async with visiting(empty_desk) as visitor:
        await visitor.pilot.pause(0.3)

        assert "The book 2026-11 cannot be read." in visitor.seen
        assert "What is your circle called?" in visitor.seen


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


async def test_a_key_that_does_something_takes_the_answer_to_the_stray_one_away(desk: FakeDesk) -> None:
    async with visiting(desk, toasts=True) as visitor:
        await visitor.press("x")
        assert "X does nothing" in visitor.seen
        await visitor.press("p")
        await visitor.pilot.pause()

        assert "X does nothing" not in visitor.seen


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_in_a_dialog_the_answer_to_a_stray_key_leaves_the_way_out_in_sight(
    desk: FakeDesk, size: tuple[int, int]
) -> None:
    async with visiting(desk, size, toasts=True) as visitor:
        await visitor.press("question_mark")
        below = visitor.seen.splitlines()[size[1] // 2 :]
        await visitor.press("x")
        await visitor.pilot.pause()

        assert "X does nothing here now" in visitor.seen
        assert visitor.seen.splitlines()[size[1] // 2 :] == below


async def test_on_a_page_what_is_said_covers_neither_the_next_thing_nor_the_keys(desk: FakeDesk) -> None:
    async with visiting(desk, toasts=True) as visitor:
        before = visitor.seen.splitlines()
        await visitor.press("x")
        await visitor.pilot.pause()
        after = visitor.seen.splitlines()

        assert "X does nothing here now" in after[-3]
        assert after[-2:] == before[-2:]
        assert after[:-3] == before[:-3]
