"""A QR code that a phone at the back can read, or the address in letters; never a broken code."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.wrapping import wrapped
from words.language import _

QUIET = 4
"""Modules of white around the code, as the standard asks."""
BLACK, WHITE = "#000000", "#ffffff"

Matrix = Sequence[Sequence[bool]]
"""Rows of modules, dark ones true, without the white around them."""


class Code(Widget):
    """Paints a QR code black on white whatever the theme, as large as the place allows."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Code {
        width: 1fr;
        height: 1fr;
    }
    """

    def __init__(
        self, matrix: Matrix, address: str, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Take the modules of the code and the address that it holds."""
        super().__init__(id=id, classes=classes)
        self._modules = _with_quiet_zone(matrix)
        self._address = address
        self._lines: list[Strip] = []

    @property
    def painted(self) -> bool:
        """Whether the code fits; if not, the address is written instead."""
        return bool(self._rows(self.size))

    def show_code(self, matrix: Matrix, address: str) -> None:
        """Show another code."""
        self._modules = _with_quiet_zone(matrix)
        self._address = address
        self._build()

    def on_resize(self) -> None:
        """Paint anew for the new size."""
        self._build()

    def render_line(self, y: int) -> Strip:
        """One line of the code, or of the address."""
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width, self.rich_style)

    def _build(self) -> None:
        rows = self._rows(self.size) or self._written(self.size.width)
        above = max(0, (self.size.height - len(rows)) // 2)
        blank = Strip.blank(self.size.width, self.rich_style)
        self._lines = [blank] * above + [self._centred(row) for row in rows]
        self.refresh()

    def _rows(self, size: Size) -> list[list[Segment]]:
        across = len(self._modules)
        if size.width >= 2 * across and size.height >= across:
            return [_full_row(row) for row in self._modules]
        if size.width >= across and size.height >= (across + 1) // 2:
            return [_half_row(*pair) for pair in _pairs(self._modules)]
        return []

    def _written(self, width: int) -> list[list[Segment]]:
        style = self.rich_style
        lines = [*wrapped(_("The code needs a larger window. The address is:"), width), "", self._address]
        return [[Segment(part, style)] for line in lines for part in _cut(line, width)]

    def _centred(self, row: list[Segment]) -> Strip:
        width = self.size.width
        before = max(0, (width - sum(segment.cell_length for segment in row)) // 2)
        padded = Strip([Segment(" " * before, self.rich_style), *row])
        return padded.adjust_cell_length(width, self.rich_style)


def _with_quiet_zone(matrix: Matrix) -> tuple[tuple[bool, ...], ...]:
    across = len(matrix) + 2 * QUIET
    side = (False,) * QUIET
    empty = ((False,) * across,) * QUIET
    return (*empty, *((*side, *row, *side) for row in matrix), *empty)


def _full_row(row: Sequence[bool]) -> list[Segment]:
    """Two columns of background colour a module: blanks that no font can tear."""
    return [Segment("  ", Style(color=BLACK, bgcolor=BLACK if dark else WHITE)) for dark in row]


def _half_row(upper: Sequence[bool], lower: Sequence[bool]) -> list[Segment]:
    """Two modules a cell, one above the other."""
    return [
        Segment("▀", Style(color=BLACK if above else WHITE, bgcolor=BLACK if below else WHITE))
        for above, below in zip(upper, lower, strict=True)
    ]


def _pairs(modules: tuple[tuple[bool, ...], ...]) -> list[tuple[tuple[bool, ...], tuple[bool, ...]]]:
    rows = [*modules, (False,) * len(modules)] if len(modules) % 2 else [*modules]
    return list(zip(rows[::2], rows[1::2], strict=True))


def _cut(line: str, width: int) -> list[str]:
    """An address in pieces of the width, every character kept, so that it can be typed."""
    return [line[start : start + max(1, width)] for start in range(0, len(line), max(1, width))] or [""]
