"""A name that can be read from the back."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.glyphs import ROWS, blocks, painted
from tui.widgets.wrapping import one_line, wrapped

ROOMY = 18
"""Lines a window needs before a name takes five of them."""


class BigName(Widget):
    """Block letters where all can be drawn and fit; else spaced or plain text. None is dropped."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"big-name--letters", "big-name--text"}
    DEFAULT_CSS = """
    BigName {
        width: 1fr;
        height: auto;
    }
    BigName > .big-name--letters {
        background: $foreground;
    }
    BigName > .big-name--text {
        color: $foreground;
        text-style: bold;
    }
    """

    shown: reactive[str] = reactive("", layout=True)
    """The name, as its owner writes it."""

    def __init__(self, shown: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        """Take the name."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(BigName.shown, shown)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """Five lines for block letters, else what the text needs."""
        if viewport.height >= ROOMY and self._across(width):
            return ROWS
        return len(self._text(width))

    def render_line(self, y: int) -> Strip:
        """One line of the name."""
        width, height = self.size
        ground = self.rich_style
        across = self._across(width) if height >= ROWS else 0
        drawn = blocks(self._letters)
        if across and drawn:
            ink = self.get_component_rich_style("big-name--letters")
            return self._line(painted(drawn[y], across, ink, ground) if y < ROWS else [], ground)
        lines = self._text(width)
        text = lines[y] if y < len(lines) else ""
        return self._line([Segment(text, self.get_component_rich_style("big-name--text"))], ground)

    @property
    def _letters(self) -> str:
        return one_line(self.shown).strip().upper()

    def _across(self, width: int) -> int:
        """Columns a dot: two, one where it is tight, none where block letters cannot be."""
        drawn = blocks(self._letters)
        return 0 if drawn is None else min(2, width // len(drawn[0]))

    def _text(self, width: int) -> tuple[str, ...]:
        spaced = " ".join(self._letters)
        joined = any(cell_len(letter) == 0 for letter in self._letters)
        if not joined and cell_len(spaced) <= width:
            return (spaced,)
        return wrapped(one_line(self.shown), max(1, width))

    def _line(self, segments: list[Segment], ground: Style) -> Strip:
        width = self.size.width
        before = max(0, (width - sum(segment.cell_length for segment in segments)) // 2)
        return Strip([Segment(" " * before, ground), *segments]).adjust_cell_length(width, ground)
