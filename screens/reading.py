"""Arrows that read on first and go to the next button at the end of the text."""

from __future__ import annotations

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from words.language import _

ARROWS: list[BindingType] = [
    Binding("down", "climb(1)", _("Down"), id="step.down", tooltip=_("Read on"), show=False),
    Binding("up", "climb(-1)", _("Up"), id="step.up", tooltip=_("Read back"), show=False),
]


class Reading(Screen[None]):
    """Lets a text that is longer than the window be read without a mouse."""

    def action_climb(self, by: int) -> None:
        """Scroll by a line; where the text ends, go to the next thing that can be pressed."""
        body = self.query_one("#body", VerticalScroll)
        if body.scroll_y < body.max_scroll_y if by > 0 else body.scroll_y > 0:
            body.scroll_relative(y=by, animate=False)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()


def as_sentence(text: str) -> str:
    """The whole of a text on one line, with an end that can be heard."""
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
