"""Asks in which network the phones are, when this computer is in several."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from screens.desk import Way
from screens.stage import Stage
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _


async def choose_once(stage: Stage) -> None:
    """Ask where the phones are when that is not clear, and never again; no answer means the likeliest."""
    desk = stage.desk
    if desk.doorway() is not None or desk.way():
        return
    ways = await to_thread(desk.ways)
    likely = [way for way in ways if way.likely]
    if len(likely) > 1 and not await choose_network(stage, ways):
        desk.take_way(likely[0].address)


async def choose_network(stage: Stage, ways: Sequence[Way]) -> bool:
    """Ask which of these it is, and remember it until the program ends; whether there was an answer."""
    asked = Choose(
        _("In which network are the phones?"),
        [Choice(f"way{number}", way.words) for number, way in enumerate(ways)],
        question=_("This computer is in several. The phones have to be in the same one."),
    )
    answer = await stage.push_screen_wait(asked)
    if answer is not None:
        stage.desk.take_way(ways[int(answer.removeprefix("way"))].address)
    return answer is not None
