"""The keys at the foot of the screen: the most needed first, never cut in the middle of a word."""

from __future__ import annotations

from rich.cells import cell_len
from textual.binding import ActiveBinding
from textual.content import Content
from textual.widget import Widget

MOST = 5
"""More than this nobody reads."""


class KeyHints(Widget):
    """Shows as many keys as fit whole, at most five; `?` shows all of them."""

    DEFAULT_CSS = """
    KeyHints {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """The hints that fit."""
        line = Content("")
        room = self.size.width
        for binding in self._wanted():
            hint = self._hint(binding)
            if cell_len(hint.plain) > room:
                break
            room -= cell_len(hint.plain)
            line = Content.assemble(line, hint)
        return line

    def _wanted(self) -> list[ActiveBinding]:
        shown: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.binding.description and active.enabled:
                shown.setdefault(active.binding.action, active)
        return list(shown.values())[:MOST]

    def _hint(self, active: ActiveBinding) -> Content:
        key = self.app.get_key_display(active.binding)
        return Content.assemble((f" {key} ", "bold $footer-key-foreground"), f"{active.binding.description} ")
