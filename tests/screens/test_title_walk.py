"""A title with a typing error is changed by keys, at any step, and comes back with U."""

from __future__ import annotations

import pytest

from tests.looks.moments import at_the_end, consenting, in_stories, sealed, some_are_here
from tests.looks.still import Scene, StillApp
from tests.screens.one_act import press, write
from tests.tui.painted import lines
from tui.dialogs.form import Form


@pytest.mark.parametrize("moment", [some_are_here, in_stories, consenting, sealed, at_the_end])
async def test_the_title_is_changed_and_shown_at_once(moment: object) -> None:
    app = StillApp(Scene("title", moment))  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, Form)
        await write(pilot, "Fortnightly")
        await press(pilot, "enter")

        assert app.journal is not None
        assert app.journal.assembly.title == "Fortnightly"
        assert "Fortnightly" in lines(app)[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_undo_says_what_it_was_changed_to_and_takes_it_back(size: tuple[int, int]) -> None:
    app = StillApp(Scene("title", in_stories))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+t")
        await write(pilot, "[/oops]")
        await press(pilot, "enter", "u")
        await pilot.pause()
        assert "The title: [/oops]" in " ".join(lines(app))
        await press(pilot, "y")

        assert app.journal is not None
        assert app.journal.assembly.title == "Weekly"


async def test_the_same_title_or_none_is_refused_where_it_is_typed() -> None:
    app = StillApp(Scene("title", in_stories))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+t", "backspace", "enter")
        await pilot.pause()
        assert "Type what this assembly is called." in " ".join(lines(app))
        await write(pilot, "Weekly")
        await press(pilot, "enter")
        await pilot.pause()

        assert isinstance(app.screen, Form)
        assert "there is nothing to record" in " ".join(" ".join(lines(app)).split())
