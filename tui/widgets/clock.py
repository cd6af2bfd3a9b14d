"""A clock that the whole room can read; it never flashes, and over time is a sign and a word."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.glyphs import ROWS, blocks, painted, scale
from words.language import _

ROOMY = 22
"""Lines a window needs before the clock takes more than one of them."""


class Clock(Widget):
    """Counts down from a limit in big digits, or up where there is none."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"clock--digits", "clock--over", "clock--words"}
    DEFAULT_CSS = """
    Clock {
        width: 1fr;
        height: auto;
    }
    Clock > .clock--digits {
        background: $primary;
    }
    Clock > .clock--over {
        background: $error;
    }
    Clock > .clock--words {
        color: $foreground;
        text-style: bold;
    }
    """

    limit: reactive[int | None] = reactive(None, layout=True)
    """Seconds to count down from, or None to count up."""
    shown: reactive[int] = reactive(0, layout=True)
    """Seconds on the clock: left, or fewer than none when over; where there is no limit, gone by."""

    whose: reactive[str] = reactive("")
    """Whose time it is; said in a low window, where no name stands above."""

    def __init__(
        self,
        seconds: Callable[[], float],
        limit: int | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take what tells the seconds gone by, and the limit."""
        super().__init__(id=id, classes=classes)
        self._seconds = seconds
        self.set_reactive(Clock.limit, limit)
        self.set_reactive(Clock.shown, self._now())

    def on_mount(self) -> None:
        """Look four times a second, so that no second is skipped; paint only when one has passed."""
        self.set_interval(0.25, self.tick)

    def tick(self) -> None:
        """Look at the time."""
        self.shown = self._now()

    def watch_limit(self) -> None:
        """Show the new limit at once."""
        self.tick()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """Big digits where there is room, one line otherwise."""
        big = viewport.height >= ROOMY and width >= 2 * len(self._drawn()[0])
        return ROWS + 1 if big else 1

    def render_line(self, y: int) -> Strip:
        """One line of the digits, or of the words below."""
        width, height = self.size
        drawn = self._drawn()
        across = scale(drawn, width, height - 1)
        ground = self.rich_style
        if across < 1:
            text = self._in_one_line(width) if y == 0 else ""
            return self._line([Segment(text, self.get_component_rich_style("clock--words"))], ground)
        if y < ROWS * across:
            ink = self.get_component_rich_style("clock--over" if self._over else "clock--digits")
            return self._line(painted(drawn[y // across], 2 * across, ink, ground), ground)
        text = self.words if y == ROWS * across else ""
        return self._line([Segment(text, self.get_component_rich_style("clock--words"))], ground)

    @property
    def digits(self) -> str:
        """Minutes and seconds, with a plus sign when the limit has passed."""
        minutes, seconds = divmod(abs(self.shown), 60)
        return f"{'+' if self._over else ''}{minutes}:{seconds:02}"

    @property
    def words(self) -> str:
        """What the digits mean."""
        if self.limit is None:
            return _("so far")
        return _("over time") if self._over else _("left")

    def _in_one_line(self, width: int) -> str:
        time = f"{self.digits} {self.words}"
        if not self.whose or not self.screen.has_class("-low"):
            return time
        return f"{set_cell_size(self.whose, min(cell_len(self.whose), width - cell_len(time) - 3))} · {time}"

    @property
    def _over(self) -> bool:
        return self.limit is not None and self.shown < 0

    def _now(self) -> int:
        gone = self._seconds()
        return int(gone) if self.limit is None else ceil(self.limit - gone)

    def _drawn(self) -> tuple[str, ...]:
        drawn = blocks(self.digits)
        assert drawn is not None, "every digit has a drawing"
        return drawn

    def _line(self, segments: list[Segment], ground: Style) -> Strip:
        width = self.size.width
        before = max(0, (width - sum(segment.cell_length for segment in segments)) // 2)
        return Strip([Segment(" " * before, ground), *segments]).adjust_cell_length(width, ground)
