"""The next right thing, in words: what Enter does, and where the mouse finds it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from tui.widgets.choice import Choices
from tui.widgets.wrapping import drawn_in

REPEAT = 0.3
"""Seconds within which a second Enter is taken for a bouncing key."""


class NextButton(Button, inherit_css=False):
    """Says what Enter does; its words are never markup.

    It looks like no other button, and to read how those look would take a twentieth of the start.
    """

    DEFAULT_CSS = """
    NextButton {
        line-pad: 1;
        pointer: pointer;
    }
    """

    def __init__(self, *, id: str = "next") -> None:
        """Begin without words."""
        super().__init__("", id=id, flat=True)
        self.active_effect_duration = 0
        self._words = ""

    def on_mount(self) -> None:
        """Follow what the keys are on: a marked answer takes Enter for itself."""
        self.watch(self.screen, "focused", self._follow, init=False)

    def say(self, words: str) -> None:
        """Show what Enter does now, unless an answer is marked that takes it."""
        self._words = words
        self._show()

    def on_resize(self) -> None:
        """Say as much of it as there is room for."""
        self._show()

    def _follow(self, focused: Widget | None) -> None:
        if isinstance(focused, Choices):
            self.watch(focused, "cursor", self._show, init=False)
        self._show()

    def _show(self) -> None:
        focused = self.screen.focused if self.is_attached else None
        marked = focused.highlighted if isinstance(focused, Choices) else None
        words = f"⏎ {marked.label if marked and not marked.closed else self._words}"
        self.label = Content(drawn_in(words, self.content_size.width - 2) if self.size.width else words)


class Bounce:
    """Tells a key that bounces from one that is pressed again."""

    def __init__(self, pendulum: Callable[[], float] = monotonic) -> None:
        """Take what tells the time."""
        self._pendulum = pendulum
        self._last = -REPEAT

    def bounced(self) -> bool:
        """Whether this press follows the one before too soon to be meant."""
        pressed = self._pendulum()
        too_soon, self._last = pressed - self._last < REPEAT, pressed
        return too_soon

    def settle(self) -> None:
        """Forget the last press."""
        self._last = -REPEAT
