"""Whether what happened is on disk."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from words.language import _

TURNING = "|/-\\"
TURNS_A_SECOND = 8
SAVED, FAILED = "✓", "✗"


class SaveSign(Widget):
    """A spinner until everything is saved, "saved", or why it could not be."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"save-sign--failed"}
    DEFAULT_CSS = """
    SaveSign {
        width: auto;
        height: auto;
        color: $text-muted;
    }
    SaveSign > .save-sign--failed {
        color: $text-error;
        text-style: bold;
    }
    """

    waiting: reactive[bool] = reactive(False, layout=True)
    """Whether something is not on disk yet."""
    failure: reactive[str] = reactive("", layout=True)
    """Why the last save failed, in a sentence, or empty."""
    turned: reactive[int] = reactive(0)
    """How far the spinner has turned."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin saved."""
        super().__init__(id=id)
        self._turning: Timer | None = None

    def on_mount(self) -> None:
        """Keep a timer ready that stands still while nothing waits."""
        self._turning = self.set_interval(1 / TURNS_A_SECOND, self._turn, pause=not self.waiting)

    def watch_waiting(self, waiting: bool) -> None:
        """Turn only while something waits."""
        if self._turning is not None:
            (self._turning.resume if waiting else self._turning.pause)()

    def render(self) -> Content:
        """The sign and its word."""
        if self.failure:
            return Content.assemble((f"{FAILED} {self.failure}", self.get_visual_style("save-sign--failed")))
        if self.waiting:
            return Content(f"{TURNING[self.turned % len(TURNING)]} {_('saving')}")
        return Content(f"{SAVED} {_('saved')}")

    def _turn(self) -> None:
        self.turned += 1
