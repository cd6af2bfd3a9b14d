"""Roles with their hats, a line each, all in sight: seats, people, chance, and a pointer."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from assembly.value import value
from tui.widgets.people_rows import POINTER
from tui.widgets.pointed_list import HEAD, PointedList
from tui.widgets.wrapping import fitted, one_line
from words.language import _

GAP = "  "
NARROWEST = 8
"""Columns that the name of a role keeps."""


@value
class HatLine:
    """A role as the list shows it."""

    label: str
    seats: str
    people: str
    chance: str
    short: bool = False
    """Whether it has too few people."""


class HatList(PointedList):
    """One line to a role under a head that names the columns."""

    COMPONENT_CLASSES = {"hat-list--head", "hat-list--cursor", "hat-list--short"}  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    HatList {
        width: 1fr;
        height: auto;
        background: $surface;
        color: $foreground;
    }
    HatList > .hat-list--head {
        color: $text-muted;
        background: $panel;
    }
    HatList > .hat-list--cursor {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
        text-style: bold;
    }
    HatList:focus > .hat-list--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
    }
    HatList > .hat-list--short {
        color: $text-error;
        text-style: bold;
    }
    """

    lines: reactive[tuple[HatLine, ...]] = reactive((), layout=True, init=False)
    """The roles, most powerful first."""

    @property
    def length(self) -> int:
        """How many roles there are."""
        return len(self.lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """The head and a line for each role."""
        return HEAD + len(self.lines)

    def watch_lines(self) -> None:
        """Stay on a role that exists."""
        self.set_reactive(HatList.cursor, max(0, min(self.cursor, len(self.lines) - 1)))
        self.measure()

    def on_click(self, event: events.Click) -> None:
        """A click points at a role."""
        place = self.place_at(event)
        if place is not None:
            self.cursor = place

    def render_line(self, y: int) -> Strip:
        """The head, or one role."""
        place = self.scroll_offset.y + y - HEAD
        head = HatLine(_("Role"), _("seats"), _("in hat"), _("chance"))
        widths = _widths((head, *self.lines))
        if y < HEAD:
            style = self.get_component_rich_style("hat-list--head")
            return self.line([Segment(_row(head, " ", widths, self.size.width), style)], style)
        if place >= len(self.lines):
            return Strip.blank(self.size.width, self.rich_style)
        one, pointed = self.lines[place], place == self.cursor
        style = self.rich_style
        if pointed or one.short:
            style = self.get_component_rich_style("hat-list--cursor" if pointed else "hat-list--short")
        row = _row(one, POINTER if pointed else " ", widths, self.size.width)
        return self.line([Segment(row, style)], style)


def _widths(lines: tuple[HatLine, ...]) -> tuple[int, ...]:
    columns = zip(*((one.seats, one.people, one.chance) for one in lines), strict=True)
    return tuple(max(map(cell_len, column)) for column in columns)


def _row(one: HatLine, pointer: str, widths: tuple[int, ...], width: int) -> str:
    """The columns from the right; where it is tight the first of them go, and the name stays."""
    cells = list(zip((one.seats, one.people, one.chance), widths, strict=True))
    while cells and sum(len(GAP) + wide for _cell, wide in cells) + NARROWEST + 4 > width:
        cells.pop(0)
    right = "".join(GAP + " " * (wide - cell_len(cell)) + cell for cell, wide in cells)
    sign = "!" if one.short else " "
    room = max(1, width - cell_len(right) - 4)
    return f"{pointer}{sign} {fitted(one_line(one.label), room)}{right} "
