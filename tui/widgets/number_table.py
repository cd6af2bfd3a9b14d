"""A table of numbers to walk through: the headings stay where they are, whichever way it scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from assembly.value import value
from tui.widgets.wrapping import fitted, one_line

NARROW = 60
"""A window with fewer columns has short headings."""


@value
class Grid:
    """What stands in the table; nothing of it is markup."""

    columns: tuple[str, ...]
    """Headings, of one or two lines."""
    rows: tuple[str, ...]
    totals: tuple[int, ...]
    """What each row comes to, beside its heading."""
    cells: tuple[tuple[str, ...], ...]
    """By row and column."""
    width: int
    """Cells that the longest cell takes."""


class Place(Message):
    """Something about one cell of a table."""

    def __init__(self, table: NumberTable, row: int, column: int) -> None:
        """Remember which."""
        super().__init__()
        self.table = table
        self.row = row
        self.column = column

    @property
    def control(self) -> NumberTable:
        """The table."""
        return self.table


class NumberTable(DataTable[Text]):
    """Arrows go from cell to cell, Enter or a click opens one."""

    DEFAULT_CSS = """
    NumberTable, NumberTable:focus {
        height: 1fr;
        min-height: 3;
        background: $surface;
        background-tint: $foreground 0%;
        scrollbar-size: 1 1;
    }
    NumberTable > .datatable--header, NumberTable:focus > .datatable--header {
        background: $panel;
        background-tint: $foreground 0%;
        color: $foreground;
    }
    NumberTable > .datatable--cursor, NumberTable:focus > .datatable--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: bold;
    }
    NumberTable > .datatable--hover {
        background: $block-hover-background;
    }
    """

    class Pointed(Place):
        """Another cell is pointed at."""

    class Opened(Place):
        """A cell was opened."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id, cell_padding=1, zebra_stripes=False)

    def show(self, grid: Grid, at: tuple[int, int] = (0, 0)) -> None:
        """Show other numbers, and point at a cell."""
        self.clear(columns=True)
        self.header_height = max((heading.count("\n") + 1 for heading in grid.columns), default=1)
        longest = 10 if self.app.size.width >= NARROW else 6
        for heading in grid.columns:
            lines = [one_line(line) for line in heading.split("\n")]
            cut = [fitted(line, min(longest, cell_len(line))) for line in lines]
            self.add_column(Text("\n".join(cut), no_wrap=True), width=max(grid.width, *map(cell_len, cut)))
        for label, row in zip(self._labels(grid), grid.cells, strict=True):
            self.add_row(*(Text(cell, no_wrap=True) for cell in row), label=label)
        if grid.rows and grid.columns:
            down, across = min(at[0], len(grid.rows) - 1), min(at[1], len(grid.columns) - 1)
            self.move_cursor(row=down, column=across, scroll=True)

    def open_pointed(self) -> None:
        """Open the cell that is pointed at."""
        self.action_select_cursor()

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """Say where the pointer is."""
        event.stop()
        self._tell(self.Pointed, event.coordinate)

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Say which cell was opened."""
        event.stop()
        self._tell(self.Opened, event.coordinate)

    def _tell(self, message: type[Place], at: Coordinate) -> None:
        if self.row_count:
            self.post_message(message(self, at.row, at.column))

    def _labels(self, grid: Grid) -> Sequence[Text]:
        """The headings of the rows, all of one width, each with its total."""
        longest = 18 if self.app.size.width >= NARROW else 9
        names = [one_line(name) for name in grid.rows]
        room = min(longest, max(map(cell_len, names), default=0))
        digits = max((len(str(total)) for total in grid.totals), default=0)
        return [
            Text(f"{fitted(name, room)} {total:>{digits}}", no_wrap=True)
            for name, total in zip(names, grid.totals, strict=True)
        ]
