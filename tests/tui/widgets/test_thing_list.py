"""A long list of things speaks of things, and finds them as people are found."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.tui.painted import lines
from tui.widgets.people_rows import Row
from tui.widgets.thing_list import ThingList


class OneList(App[None]):
    """Twelve things."""

    def compose(self) -> ComposeResult:
        yield ThingList([Row(str(place), f"Thing {place}") for place in range(12)])


async def test_things_are_not_called_people() -> None:
    app = OneList()
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        assert "Type to find one of 12" in "\n".join(lines(app))
        await pilot.press("x")
        await pilot.pause()
        assert "Nothing here is called that" in "\n".join(lines(app))
