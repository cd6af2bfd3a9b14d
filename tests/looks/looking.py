"""Looking at a scene in windows of every size and in both themes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from screens.practice import GROUP
from tests.looks.still import Scene, StillApp
from tests.tui.painted import faint, lines
from tui.widgets.choice import Choices
from tui.widgets.keys import KeyHints
from tui.widgets.next_button import Bounce, NextButton

SIZES = ((80, 24), (80, 23), (60, 18), (40, 12), (120, 40))
IN_LIGHT = ((80, 24), (40, 12))
DARK, LIGHT = "room-dark", "room-light"


@dataclass(frozen=True, slots=True)
class Look:
    """What was painted, and what is wrong with it."""

    size: tuple[int, int]
    lines: tuple[str, ...]
    pale: tuple[str, ...]
    """Letters that are hard to read, in any theme."""
    hidden: tuple[str, ...]
    """What has to be in sight and is not."""
    cut: tuple[str, ...]
    """Lines that end in the middle of a word."""


LOOKING_UP = frozenset({"searching", "catching-up"})
"""What goes on while decisions are looked up."""


@cache
def looks_of(scene: Scene) -> tuple[Look, ...]:
    """A scene in every size."""
    return asyncio.run(_play(scene))


async def _play(scene: Scene) -> tuple[Look, ...]:
    app = StillApp(scene)
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        for key in scene.keys:
            _settle(app)
            await pilot.press(key)
            await pilot.pause()
            await _come_to_an_end(app, pilot, LOOKING_UP)
        return tuple([await _look(app, pilot, size) for size in SIZES])


async def _look(app: StillApp, pilot: Pilot[int], size: tuple[int, int]) -> Look:
    await pilot.resize_terminal(*size)
    await _come_to_rest(app, pilot)
    pale = [f"dark: {letter}" for letter in faint(app)]
    if size in IN_LIGHT:
        app.theme = LIGHT
        await _come_to_rest(app, pilot)
        pale += [f"light: {letter}" for letter in faint(app)]
        app.theme = DARK
        await _come_to_rest(app, pilot)
    seen = lines(app)
    return Look(
        size,
        tuple(seen),
        tuple(dict.fromkeys(pale)),
        tuple(_hidden(app.screen, seen)),
        tuple(_cut(app.screen, seen)),
    )


async def _come_to_rest(app: StillApp, pilot: Pilot[int]) -> None:
    """Layouts that depend on a first layout need a second breath; a practice is looked at when it is over."""
    await _come_to_an_end(app, pilot, {GROUP, *LOOKING_UP})
    before: list[str] | None = None
    while (now := [strip.text for strip in app.screen._compositor.render_strips()]) != before:
        before = now
        await pilot.pause()


async def _come_to_an_end(app: StillApp, pilot: Pilot[int], groups: Collection[str]) -> None:
    """Wait for what is going on behind the screen."""
    while going := [one for one in app.workers if one.group in groups and not one.is_finished]:
        await app.workers.wait_for_complete(going)
        await pilot.pause()


def _settle(app: StillApp) -> None:
    """Let no key count as one that bounces."""
    for node in (app.screen, *app.screen.query("*")):
        if isinstance(bounce := getattr(node, "bounce", None), Bounce):
            bounce.settle()


def _hidden(screen: Screen[object], painted: list[str]) -> Iterator[str]:
    """What Enter does, and the answers of a dialog, have to be in sight as a whole."""
    for button in screen.query(NextButton):
        words = str(button.label)
        if words not in painted[button.region.y]:
            yield words
    if screen.is_modal:
        text = "\n".join(painted)
        for answers in screen.query(Choices):
            yield from (one.label for one in answers.choices if answers.display and one.label not in text)


def _cut(screen: Screen[object], seen: list[str]) -> Iterator[str]:
    """The keys at the foot are painted whole."""
    for hints in screen.query(KeyHints):
        whole = [f"{key} {words}" for key, words in _hints(hints)]
        rest = seen[hints.region.y]
        for hint in whole:
            rest = rest.replace(hint, "", 1)
        if rest.strip():
            yield seen[hints.region.y]


def _hints(widget: Widget) -> Iterator[tuple[str, str]]:
    for active in widget.screen.active_bindings.values():
        yield widget.app.get_key_display(active.binding), active.binding.description
