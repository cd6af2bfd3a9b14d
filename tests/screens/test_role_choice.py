"""The form that ticks roles goes on with what was ticked, says so, and begins afresh."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from assembly.roles import Role
from screens.role_choice import ChooseRoles
from tests.tui.painted import Stage, lines
from tui.dialogs.drafted import Draft

COOK, CLERK = Role("cook", "Cook"), Role("clerk", "Clerk", 2)


def form(draft: Draft) -> ChooseRoles:
    settled = ((COOK, "nobody"), (CLERK, "nobody"))
    return ChooseRoles(settled, "Clerk 2", draft, lambda typed: None)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_ticks_that_were_left_are_there_again_and_said_and_put_aside(size: tuple[int, int]) -> None:
    answered: list[str | None] = []
    draft: dict[str, str] = {}
    async with Stage().run_test(size=size) as pilot:
        app = pilot.app
        app.push_screen(form(draft), answered.append)
        await pilot.pause()
        assert "Ctrl+N" not in " ".join(lines(app))
        await pilot.press("space", "tab", *"driver", "escape")

        app.push_screen(form(draft), answered.append)
        await pilot.pause()
        await pilot.pause()
        assert "This was typed before and not kept." in " ".join(lines(app))
        await pilot.press("ctrl+n")
        assert app.screen.query_one(Input).value == ""
        await pilot.press("ctrl+s")

        assert answered == [None, "Clerk 2"]


async def test_ticks_that_were_put_aside_come_back() -> None:
    answered: list[str | None] = []
    draft = {"roles": "Cook 1\nClerk 2\ndriver"}
    async with Stage().run_test() as pilot:
        pilot.app.push_screen(form(draft), answered.append)
        await pilot.pause()
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+s")

        assert answered == ["Cook 1\nClerk 2\ndriver"]
