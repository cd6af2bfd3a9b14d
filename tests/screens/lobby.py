"""The program without the walk: first run, home and the pages beside it, on a desk in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.screen import Screen

from assembly.journal import Journal
from screens.desk import Desk
from screens.first_run import FirstRunScreen
from screens.home import HomeScreen
from screens.stage import Stage


class UnderWay(Screen[None]):
    """Stands for the walk."""


class Lobby(Stage):
    """Picks the screen as the program does, with one screen for every step of the walk."""

    def __init__(self, desk: Desk, theme: str = "room-dark") -> None:
        super().__init__(desk, theme)
        self.said: list[str] = []

    def on_mount(self) -> None:
        super().on_mount()
        self.push_screen(self._scene())

    def watch_journal(self, journal: Journal | None) -> None:
        if type(self.screen_stack[1]) is not type(self._scene()):
            self.switch_screen(self._scene())

    def resume(self) -> None:
        self.journal = self.desk.unclosed()

    def say(self, sentence: str, *, severity: str = "information") -> None:
        self.said.append(sentence)
        super().say(sentence, severity=severity)

    def _scene(self) -> Screen[None]:
        if self.journal is not None:
            return UnderWay()
        return HomeScreen() if self.desk.circle().name else FirstRunScreen()


class Visitor:
    """Somebody who presses keys in the lobby and reads what it shows."""

    def __init__(self, app: Lobby, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, slower than a bouncing Enter."""
        for key in keys:
            if key == "enter":
                self._let_go()
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        from textual.events import Paste  # noqa: PLC0415

        self.app.post_message(Paste(text))
        await self.pilot.pause()

    @property
    def seen(self) -> str:
        """Every letter on the screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    def _let_go(self) -> None:
        self.app.screen.query("Button.-active").remove_class("-active")
        for node in (*self.app.screen_stack, *self.app.screen.query("Lines")):
            if hasattr(node, "_last_enter"):
                node._last_enter = 0.0


@asynccontextmanager
async def visiting(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Visitor]:
    """Open the lobby in a window of this size."""
    app = Lobby(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Visitor(app, pilot)


def rows(visitor: Visitor) -> Sequence[str]:
    """The lines on the screen without the blanks at their ends."""
    return [line.rstrip() for line in visitor.seen.splitlines()]
