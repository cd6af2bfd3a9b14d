"""What Enter does, in the words of the line at the foot."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tui.widgets.next_button import NextButton
from tui.widgets.wrapping import drawn_in

LONG = "Maximiliane-Theodora von Hohenlohe-Waldenburg-Schillingsfürst de la Fuente y Santa Cruz"


class OneButton(App[None]):
    """Nothing but the line that says what Enter does."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield NextButton()


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_what_enter_does_can_be_read_behind_a_very_long_name(width: int) -> None:
    app = OneButton()
    async with app.run_test(size=(width, 12)) as pilot:
        button = app.query_one(NextButton)
        button.say(f"{LONG} consents")
        await pilot.pause()

        shown = "".join(segment.text for segment in button.render_line(0))
        assert shown.startswith(" ⏎ Maximiliane")
        assert shown.rstrip().endswith("Cruz consents")


async def test_a_window_that_grows_shows_the_whole_of_it_again() -> None:
    app = OneButton()
    async with app.run_test(size=(40, 12)) as pilot:
        button = app.query_one(NextButton)
        button.say(f"{LONG} consents")
        await pilot.resize_terminal(120, 12)
        await pilot.pause()

        assert str(button.label) == f"⏎ {LONG} consents"


@pytest.mark.parametrize("text", ["李" * 30, "x" * 60, f"{LONG} consents", "no"])
@pytest.mark.parametrize("width", [10, 21, 36])
def test_what_is_drawn_in_never_fills_more_than_its_cells(text: str, width: int) -> None:
    assert cell_len(drawn_in(text, width)) <= width
