"""A big shelf is looked through behind the first page, which then shows what is new."""

from __future__ import annotations

from assembly.history import History
from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import visiting

LATE = 0.3
"""Longer than the first page is left alone."""


async def test_home_follows_and_says_what_is_wrong_once_the_books_were_looked_through(desk: FakeDesk) -> None:
    desk.unread, desk.troubles = 2000, ("2026-01-01-7K3FQ.json: this is no book.",)
    desk.past = History()
    async with visiting(desk) as visitor:
        assert not desk.settled
        await visitor.pilot.pause(LATE)
        await visitor.found()

        assert desk.settled
        assert "this is no book" in visitor.seen
        assert "Start an assembly" in visitor.seen


async def test_a_small_shelf_is_not_looked_through_twice(desk: FakeDesk) -> None:
    desk.troubles = ("not to be heard",)
    async with visiting(desk) as visitor:
        await visitor.pilot.pause(LATE)
        await visitor.found()

        assert not any("not to be heard" in said for said in visitor.app.said)
