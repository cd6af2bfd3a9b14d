"""A row that narrows a list down, by keys and by mouse."""

from __future__ import annotations

from textual import on
from textual.app import App, ComposeResult

from tui.widgets.chips import Chip, ChipButton, Chips


class Narrowing(App[None]):
    """A program with nothing but a row."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield Chips([Chip("kind", "Kind"), Chip("who", "Who")])

    @on(Chips.Taken)
    def take(self, event: Chips.Taken) -> None:
        self.heard.append(f"take {event.chip}")

    @on(Chips.Dropped)
    def drop(self, event: Chips.Dropped) -> None:
        self.heard.append(f"drop {event.chip}")


async def test_enter_takes_and_delete_drops_only_what_was_chosen() -> None:
    app = Narrowing()
    async with app.run_test() as pilot:
        await pilot.press("enter", "delete", "right", "space")
        app.query_one(Chips).show({"who": "[/oops]"})
        await pilot.press("backspace")

    assert app.heard == ["take kind", "take who", "drop who"]


async def test_what_was_chosen_is_no_markup_and_is_said_whole_or_not_at_all() -> None:
    app = Narrowing()
    async with app.run_test() as pilot:
        row, chip = app.query_one(Chips), app.query_one("#chip-who", ChipButton)
        row.show({"who": "[/oops] of the ovens"})
        await pilot.pause()
        assert str(chip.render()) == "Who: [/oops] of the ovens ✕"
        row.show({"who": "x" * 100_000})
        await pilot.pause()

        assert str(chip.render()) == "Who ✕"
        assert row.unsaid == ("x" * 100_000,)


async def test_a_narrower_window_keeps_every_chip_in_sight() -> None:
    app = Narrowing()
    async with app.run_test() as pilot:
        app.query_one(Chips).show({"kind": "Lab", "who": "whoever opens the ovens"})
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert [str(chip.render()) for chip in app.query(ChipButton)] == ["Kind: Lab ✕", "Who ✕"]
        await pilot.resize_terminal(60, 10)
        await pilot.pause()

        assert app.query_one(Chips).unsaid == ()


async def test_the_mouse_chooses_and_takes_away() -> None:
    app = Narrowing()
    async with app.run_test() as pilot:
        app.query_one(Chips).show({"kind": "Lab"})
        await pilot.pause()
        chip = app.query_one("#chip-kind", ChipButton)
        await pilot.click(chip, offset=(2, 0))
        await pilot.click(chip, offset=(chip.outer_size.width - 2, 0))

    assert app.heard == ["take kind", "drop kind"]
