"""The people of a list: who is found by what was typed, and how a line of one looks."""

from __future__ import annotations

from dataclasses import field

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from assembly.value import value
from tui.finding import folded
from tui.widgets.wrapping import fitted, one_line

POINTER = "▸"


@value
class Row:
    """A person in the list."""

    id: str
    name: str
    shape: str = " "
    """A sign that tells the mark without colour."""
    word: str = ""
    """The mark in a word."""
    note: str = ""
    """What stands beside the name, quietly."""


def words_before(name: str) -> frozenset[str]:
    """Every run of words in a name that another word comes after, folded."""
    words = name.split()
    ends = range(1, len(words))
    return frozenset(folded("".join(words[start:end])) for end in ends for start in range(end))


@value
class Sight:
    """Those whom the list shows, and how wide their marks are."""

    rows: tuple[Row, ...]
    mark_width: int

    def goes_on(self, sought: str) -> bool:
        """Whether several are found, and what was typed is a word of a name that goes on after it."""
        if len(self.rows) == 1 or not sought or sought[-1].isspace():
            return False
        return any(folded(sought) in words_before(row.name) for row in self.rows)

    def painted(self, place: int, width: int, pointed: bool, style: Style, quiet: Style) -> list[Segment]:
        """One person as a line: pointer, mark by shape and word, name, note."""
        row = self.rows[place]
        mark = fitted(f"{POINTER if pointed else ' '} {row.shape} {row.word}", self.mark_width)
        room = max(0, width - self.mark_width)
        name = one_line(row.name)
        if not row.note or cell_len(name) + 2 >= room:
            return [Segment(mark + fitted(name, room), style)]
        return [
            Segment(f"{mark}{name}  ", style),
            Segment(fitted(one_line(row.note), room - cell_len(name) - 2), quiet),
        ]


@value
class Everybody:
    """All rows, with their names folded once for finding."""

    rows: tuple[Row, ...]
    mark_width: int = field(init=False)
    _names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Measure the marks and fold the names."""
        widest = max((cell_len(row.word) for row in self.rows), default=0)
        object.__setattr__(self, "mark_width", widest + 5 + bool(widest))
        object.__setattr__(self, "_names", tuple(folded(row.name) for row in self.rows))

    def called(self, sought: str) -> Sight:
        """Those whose name has what was typed in it."""
        typed = folded(sought)
        rows = tuple(row for row, name in zip(self.rows, self._names, strict=True) if typed in name)
        return Sight(rows, self.mark_width)
