"""Where each answer stands: side by side as long as they fit, then on the next line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Offset

from assembly.value import value
from tui.widgets.wrapping import fitted, one_line, wrapped

GAP = 2
FRAME = 2
"""Cells on each side of an answer, where the pointer stands."""
POINTERS = ("▸ ", " ◂")


@value
class Choice:
    """Something to answer."""

    id: str
    label: str
    key: str = ""
    """The letter that chooses it at once, or empty."""
    closed: str = ""
    """Why it cannot be chosen now, in a sentence, or empty."""

    @property
    def text(self) -> str:
        """The letter and the words."""
        label = one_line(self.label)
        return f"{self.key.upper()}  {label}" if self.key else label


@value
class Block:
    """The cells of an answer."""

    place: int
    left: int
    top: int
    width: int
    lines: tuple[str, ...]

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.top + len(self.lines)

    @property
    def middle(self) -> float:
        """Its middle column."""
        return self.left + self.width / 2

    def holds(self, point: Offset) -> bool:
        """Whether a cell belongs to it."""
        return self.left <= point.x < self.left + self.width and self.top <= point.y < self.bottom

    def line(self, y: int, pointed: bool) -> str:
        """What it shows on a line; the pointer tells it without colour."""
        before, after = POINTERS if pointed and y == self.top else ("  ", "  ")
        return f"{before}{fitted(self.lines[y - self.top], self.width - 2 * FRAME)}{after}"


def laid_out(choices: Sequence[Choice], width: int, stacked: bool) -> tuple[Block, ...]:
    """Every answer in its place; one that is too wide is broken over lines, and no word is lost."""
    blocks: list[Block] = []
    left = top = bottom = 0
    widest = max(1, width - 2 * FRAME)
    common = min(widest, max((cell_len(choice.text) for choice in choices), default=0)) if stacked else 0
    for place, choice in enumerate(choices):
        lines = wrapped(choice.text, widest) if cell_len(choice.text) > widest else (choice.text,)
        across = 2 * FRAME + max(common, *(cell_len(line) for line in lines))
        if blocks and (stacked or left + across > width):
            left, top = 0, bottom
        blocks.append(Block(place, left, top, across, lines))
        left += across + GAP
        bottom = max(bottom, top + len(lines))
    return tuple(blocks)
