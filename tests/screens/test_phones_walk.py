"""The way to the phones is open at every step, and says what they will find there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Static

from assembly.adopted import adopted_in
from screens.code_view import CodeScreen
from screens.floor import PHONES
from screens.phones import found_there
from tests.looks.moments import (
    adopted,
    at_the_end,
    before_vote,
    calling_the_roll,
    clarifying,
    closing,
    consenting,
    drawn,
    hats,
    in_a_reaction,
    in_stories,
    objecting,
    proposed,
    proposing,
    ready,
    revealed,
    sealed,
    some_are_here,
    throwing,
)
from tests.looks.still import Scene, StillApp, Telling
from tests.screens.decided import by_consent
from tests.screens.one_act import press
from tui.dialogs.message import Message
from tui.widgets.keys import KeyHints

EVERYWHERE: tuple[Callable[[Telling], None], ...] = (
    some_are_here,
    ready,
    in_stories,
    proposing,
    proposed(),
    clarifying,
    in_a_reaction,
    consenting,
    objecting,
    before_vote,
    calling_the_roll,
    hats,
    sealed,
    throwing,
    revealed,
    drawn,
    closing,
    at_the_end,
)
every_moment = pytest.mark.parametrize("moment", EVERYWHERE, ids=lambda moment: moment.__qualname__)
TAKEN = (consenting, hats, sealed, throwing)
"""Where the letter answers the question of the moment."""


def app_at(moment: Callable[[Telling], None]) -> StillApp:
    return StillApp(Scene("phones", moment))


@every_moment
async def test_the_phones_are_reached_at_every_step_and_it_is_said_what_they_see(
    moment: Callable[[Telling], None],
) -> None:
    app = app_at(moment)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+o")
        await pilot.pause(0.1)

        assert isinstance(app.screen, CodeScreen)
        shown = str(app.screen.query_one("#words", Static).content)
        assert app.journal is not None
        today = bool(adopted_in(app.journal.assembly.proposals.values()))
        assert found_there(today=today, before=False) in shown
        await press(pilot, "escape")
        assert not isinstance(app.screen, CodeScreen)


@every_moment
async def test_the_phones_are_in_the_key_help_and_the_palette_and_the_foot_keeps_to_five(
    moment: Callable[[Telling], None],
) -> None:
    app = app_at(moment)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        commands = {command.title for command in app.get_system_commands(app.screen)}
        assert PHONES.tooltip in commands
        first, own, last = app.screen.query_one(KeyHints)._wanted()
        assert len((*first, *own, *last)) <= 5

        await press(pilot, "h", "k")
        await pilot.pause()

        assert isinstance(app.screen, Message)
        assert PHONES.tooltip in app.screen._text


@pytest.mark.parametrize("moment", [one for one in EVERYWHERE if one not in TAKEN])
async def test_the_letter_opens_them_wherever_it_means_nothing_else(
    moment: Callable[[Telling], None],
) -> None:
    app = app_at(moment)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "O")
        await pilot.pause(0.1)

        assert isinstance(app.screen, CodeScreen)


@pytest.mark.parametrize("moment", TAKEN)
async def test_where_the_letter_answers_the_moment_the_help_leads_there(
    moment: Callable[[Telling], None],
) -> None:
    app = app_at(moment)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await press(pilot, "h", "o")
        await pilot.pause(0.1)

        assert isinstance(app.screen, CodeScreen)


async def test_what_was_decided_before_and_today_is_said() -> None:
    app = app_at(in_stories)
    app.desk.old_decisions = (by_consent(),)  # type: ignore[attr-defined]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+o")
        await pilot.pause(0.1)
        shown = str(app.screen.query_one("#words", Static).content)
        assert found_there(today=False, before=True) in shown

    later = app_at(adopted)
    async with later.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+o")
        await pilot.pause(0.1)
        shown = str(later.screen.query_one("#words", Static).content)
        assert found_there(today=True, before=False) in shown
