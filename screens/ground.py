"""What the keys of every step stand on: the program, what happened so far, asking and telling."""

from __future__ import annotations

from typing import cast

from textual.screen import Screen

from assembly.refusal import RuleBroken
from assembly.rulebook import Command, decide
from assembly.state import Assembly
from screens.stage import Stage
from tui.dialogs.message import Message


class Ground(Screen[None]):
    """A screen that asks the rules, and says what came of it."""

    assembly: Assembly

    @property
    def stage(self) -> Stage:
        """The program this screen belongs to."""
        return cast(Stage, self.app)

    def allows(self, command: Command) -> bool:
        """Whether the rules would let this happen now."""
        try:
            decide(self.assembly, command)
        except RuleBroken:
            return False
        return True

    def _do(self, command: Command, words: str) -> None:
        if self.stage.ask(command):
            self.stage.say(words)

    async def _tell(self, title: str, text: str) -> None:
        await self.app.push_screen_wait(Message(title, text))
