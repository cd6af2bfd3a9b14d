"""What was thrown so far, in groups that can be read from the back; keys go to whoever keeps the throws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from assembly.value import value
from tui.widgets.glyphs import ROWS, blocks, painted
from tui.widgets.wrapping import fitted, one_line

GAP = "  "
LARGEST = 2
"""Columns that a dot takes at most."""


@value
class Part:
    """One source: what it is called, and what it gave, group by group."""

    label: str
    groups: tuple[str, ...]


class ThrowGroups(Widget):
    """Groups in block letters where there is room, in plain ones where not; nothing is left out."""

    can_focus = True
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "throws--ink",
        "throws--label",
        "throws--plain",
    }
    DEFAULT_CSS = """
    ThrowGroups {
        width: 1fr;
        height: 1fr;
        min-height: 2;
        overflow-y: auto;
    }
    ThrowGroups > .throws--ink {
        background: $foreground;
    }
    ThrowGroups > .throws--label {
        color: $text-muted;
    }
    ThrowGroups > .throws--plain {
        color: $foreground;
        text-style: bold;
    }
    """

    shown: reactive[tuple[Part, ...]] = reactive(())
    """The sources in their order."""

    class Typed(Message):
        """A key that may be a throw."""

        def __init__(self, key: str) -> None:
            """Remember the key."""
            super().__init__()
            self.key = key

    class Corrected(Message):
        """The last key is taken back."""

    class Pasted(Message):
        """Somebody tried to paste."""

    def __init__(self, letters: str = "", *, id: str | None = None) -> None:
        """Take the letters that are throws too; digits always are."""
        super().__init__(id=id)
        self.letters = letters

    def on_key(self, event: events.Key) -> None:
        """Digits are throws, Backspace corrects, everything else is left to the screen."""
        if event.key == "backspace":
            self.post_message(self.Corrected())
        elif self.check_consume_key(event.key, event.character):
            self.post_message(self.Typed(event.character or ""))
        else:
            return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - as Textual calls it
        """Whether a key is a throw here."""
        if not character:
            return False
        return character.isdecimal() or character.upper() in self.letters

    def on_paste(self, event: events.Paste) -> None:
        """Throws are read out one at a time and typed; a pasted line is no throw."""
        event.stop()
        self.post_message(self.Pasted())

    def render_line(self, y: int) -> Strip:
        """One line of the throws."""
        width, height = self.size
        for across in range(LARGEST, 0, -1):
            lines = list(self._large(width, across))
            if lines and len(lines) <= height:
                break
        else:
            lines = list(self._plain(width))
        segments = lines[y] if y < len(lines) else []
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _large(self, width: int, across: int) -> Iterator[list[Segment]]:
        """Block letters, `across` columns a dot; nothing where a group does not fit."""
        ink, ground = self.get_component_rich_style("throws--ink"), self.rich_style
        for part in self.shown:
            yield self._label(part, width)
            for line in _lines(part.groups, width, across):
                drawn = blocks(line)
                if drawn is None or across * len(drawn[0]) > width:
                    yield from ([] for _row in range(self.size.height + 1))
                    return
                yield from (painted(drawn[row], across, ink, ground) for row in range(ROWS))
                yield []

    def _plain(self, width: int) -> Iterator[list[Segment]]:
        style = self.get_component_rich_style("throws--plain")
        for part in self.shown:
            yield self._label(part, width)
            for line in _wrapped(part.groups, width):
                yield [Segment(line, style)]

    def _label(self, part: Part, width: int) -> list[Segment]:
        return [Segment(fitted(one_line(part.label), width), self.get_component_rich_style("throws--label"))]


def _lines(groups: Sequence[str], width: int, across: int) -> list[str]:
    """The groups on as many lines of block letters as they need."""
    lines: list[str] = []
    for group in groups:
        longer = f"{lines[-1]} {group}" if lines else group
        drawn = blocks(longer)
        if lines and drawn is not None and across * len(drawn[0]) <= width:
            lines[-1] = longer
        else:
            lines.append(group)
    return lines


def _wrapped(groups: Sequence[str], width: int) -> list[str]:
    lines: list[str] = []
    for group in groups:
        if lines and cell_len(lines[-1]) + len(GAP) + cell_len(group) <= width:
            lines[-1] += GAP + group
        else:
            lines.append(group)
    return lines
