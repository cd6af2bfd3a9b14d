"""Somebody who visits first run, home and the pages beside the walk, on a desk in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.notifications import SeverityLevel
from textual.pilot import Pilot

from screens.app import Assemblies
from screens.desk import Desk


class Lobby(Assemblies):
    """The program, and what it said."""

    def __init__(self, desk: Desk, theme: str = "room-dark") -> None:
        super().__init__(desk, theme)
        self.said: list[str] = []

    def say(self, sentence: str, *, severity: SeverityLevel = "information") -> None:
        self.said.append(sentence)
        super().say(sentence, severity=severity)


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
            await self.found()

    async def type(self, text: str) -> None:
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)
        await self.pilot.pause()
        await self.found()

    async def paste(self, text: str) -> None:
        from textual.events import Paste  # noqa: PLC0415

        self.app.post_message(Paste(text))
        await self.pilot.pause()

    async def found(self) -> None:
        """Wait for what is being looked up."""
        groups = {"searching", "catching-up"}
        while waiting := [
            worker for worker in self.app.workers if worker.group in groups and not worker.is_finished
        ]:
            await self.app.workers.wait_for_complete(waiting)
            await self.pilot.pause()

    @property
    def seen(self) -> str:
        """Every letter on the screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    def _let_go(self) -> None:
        for node in (*self.app.screen_stack, *self.app.screen.query("Lines")):
            if hasattr(node, "bounce"):
                node.bounce.settle()


@asynccontextmanager
async def visiting(
    desk: Desk, size: tuple[int, int] = (80, 24), *, toasts: bool = False
) -> AsyncIterator[Visitor]:
    """Open the lobby in a window of this size, with what is said in passing or without."""
    app = Lobby(desk)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        await pilot.pause()
        yield Visitor(app, pilot)
