"""A short list of lines, each as long as it needs to be, with a pointer that Enter and the mouse follow."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widgets import OptionList
from textual.widgets.option_list import Option


class LineList(OptionList):
    """Shows other lines and goes on pointing at the same place."""

    DEFAULT_CSS = """
    LineList, LineList:focus {
        height: 1fr;
        min-height: 3;
        border: none;
        padding: 0;
        background: $surface;
    }
    LineList > .option-list--option-highlighted {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
    }
    LineList:focus > .option-list--option-highlighted {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: bold;
    }
    """

    def __init__(self, id: str | None = None) -> None:
        """Begin empty; typed text is never markup."""
        super().__init__(id=id, markup=False)

    def show(self, lines: Iterable[str]) -> None:
        """Show these lines; without any the list is not there."""
        pointed = self.highlighted or 0
        shown = [Option(line) for line in lines]
        self.set_options(shown)
        self.display = bool(shown)
        self.highlighted = min(pointed, len(shown) - 1) if shown else None
