"""Every answer can be reached by arrows, Enter, its letter and the mouse, at any width."""

from __future__ import annotations

import pytest
from textual import on

from tests.tui.painted import Stage, faint, lines
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice

ANSWERS = (
    Choice("accept", "I do it", "A"),
    Choice("pass", "Pass", "P"),
    Choice("hand", "Hand it over to somebody", "H"),
    Choice("draw", "Draw lots", "L", closed="A draw is sealed already. [/oops]"),
)


class Table(Stage):
    """Notes what is chosen."""

    @on(Choices.Picked)
    def note(self, event: Choices.Picked) -> None:
        self.heard.append(("picked", event.choice))


def table(*, stacked: bool = False, look: str = "room-dark") -> Table:
    return Table(Choices(ANSWERS, stacked=stacked), theme=look)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("enter",), "accept"),
        (("right", "enter"), "pass"),
        (("right", "right", "left", "space"), "pass"),
        (("h",), "hand"),
        (("H",), "hand"),
        (("left", "up", "enter"), "accept"),
    ],
)
async def test_an_answer_is_chosen_by_keys(keys: tuple[str, ...], chosen: str) -> None:
    app = table()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()

        assert app.heard == [("picked", chosen)]


async def test_answers_wrap_at_40_columns_and_down_reaches_them() -> None:
    app = table()
    async with app.run_test(size=(40, 12)) as pilot:
        assert [line.strip() for line in lines(app)[:3]] == [
            "▸ A  I do it ◂    P  Pass",
            "H  Hand it over to somebody",
            "L  Draw lots",
        ]

        await pilot.press("down", "enter")
        await pilot.pause()

        assert app.heard == [("picked", "hand")]


async def test_an_answer_is_chosen_by_a_click() -> None:
    app = table(stacked=True)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.click(Choices, offset=(5, 1))
        await pilot.click(Choices, offset=(38, 1))

        assert app.heard == [("picked", "pass")]


async def test_an_answer_that_is_closed_says_why() -> None:
    app = table()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await pilot.pause()

        assert app.heard == []
        assert [notice.message for notice in app._notifications] == ["A draw is sealed already. [/oops]"]


async def test_no_word_of_a_long_answer_is_lost() -> None:
    label = "Ask for information, and say who brings it and until when it has to be here"
    app = Table(Choices([Choice("ask", label, "I")]))
    async with app.run_test(size=(40, 12)):
        assert " ".join("".join(lines(app)).strip("▸◂ ").split()).count(" ") >= label.count(" ")
        assert all(word in " ".join(lines(app)) for word in label.split())


@pytest.mark.parametrize("look", ["room-dark", "room-light"])
async def test_every_answer_can_be_read(look: str) -> None:
    app = table(look=look)
    async with app.run_test(size=(40, 12)):
        assert faint(app) == []
