"""A day is said back while it is typed, so that a wrong one is noticed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from textual.screen import ModalScreen
from textual.widgets import Static

from tests.tui.painted import Stage, lines
from tui.dialogs.ask_date import AskDate, AskMoment

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


class Room(Stage):
    """A stage that notes what a dialog answered."""

    answered: list[Any]

    def ask(self, dialog: ModalScreen[Any]) -> None:
        self.answered = []
        self.push_screen(dialog, self.answered.append)


async def test_the_weekday_is_said_back_while_somebody_types() -> None:
    app = Room(Static(""))
    async with app.run_test(size=(40, 12)) as pilot:
        app.ask(AskDate("Review", "When?", draft={}, today=TODAY))
        await pilot.pause()
        await pilot.press(*"in", "space", "6", "space", *"weeks")
        await pilot.pause()
        assert " Saturday 2 January 2027, in 6 weeks" in lines(app)

        await pilot.press("enter")

        assert app.answered == [date(2027, 1, 2)]


async def test_a_day_that_could_be_two_is_asked_about_and_stays_typed() -> None:
    draft: dict[str, str] = {}
    app = Room(Static(""))
    async with app.run_test(size=(60, 18)) as pilot:
        app.ask(AskDate("Review", "When?", draft=draft, today=TODAY, value="03/04/2027"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()

        assert "Which one:" in " ".join(lines(app))
        assert app.answered == []

        await pilot.press("escape")
        assert draft == {"when": "03/04/2027"}


async def test_a_moment_has_its_time() -> None:
    app = Room(Static(""))
    async with app.run_test(size=(60, 18)) as pilot:
        app.ask(AskMoment("Next", "When?", draft={"when": "tomorrow 14:00"}, now=NOW))
        await pilot.pause()
        assert "Sunday 22 November 2026, 14:00, tomorrow" in " ".join(lines(app))

        await pilot.press("down", "enter")

        assert app.answered == [datetime(2026, 11, 22, 14, 0, tzinfo=UTC)]
