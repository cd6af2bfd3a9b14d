"""A list of lines with a pointer; only the lines in sight are ever painted."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from words.language import _

HEAD = 1
"""Lines above the list that do not scroll."""
FAR = 1_000_000


def people_key(key: str, action: str, name: str, tooltip: str, *, show: bool = False) -> Binding:
    """A key of the list."""
    return Binding(key, action, name, show=show, id=f"people.{key}", tooltip=tooltip)


class PointedList(ScrollView):
    """Moves the pointer by arrows and pages, and keeps it in sight."""

    can_focus = True
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        people_key("up", "move(-1)", _("Up"), _("One person up.")),
        people_key("down", "move(1)", _("Down"), _("One person down.")),
        people_key("home", f"move(-{FAR})", _("First"), _("The first person.")),
        people_key("end", f"move({FAR})", _("Last"), _("The last person.")),
        people_key("pageup", "page(-1)", _("Page up"), _("A page up.")),
        people_key("pagedown", "page(1)", _("Page down"), _("A page down.")),
    ]
    DEFAULT_CSS = """
    PointedList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the highlighted line."""

    _kept: int | None = None

    @property
    def length(self) -> int:
        """How many lines there are."""
        return 0

    def on_mount(self) -> None:
        """Measure the list."""
        self.measure()

    def on_resize(self) -> None:
        """Keep the pointer in sight."""
        self.measure()
        self._show_cursor()

    def watch_cursor(self) -> None:
        """Keep the pointer in sight."""
        self._show_cursor()
        self.refresh()

    def action_move(self, by: int) -> None:
        """Point further up or down; at either end the key is left to the screen."""
        place = max(0, min(self.length - 1, self.cursor + by))
        if place == self.cursor:
            raise SkipAction
        self.cursor = place

    def action_page(self, by: int) -> None:
        """Point a page further."""
        self.action_move(by * max(1, self.size.height - HEAD - 1))

    def measure(self) -> None:
        """Take the number of lines, and paint anew."""
        self.virtual_size = Size(self.size.width, self.length + HEAD)
        self.refresh()

    def place_at(self, event: events.Click) -> int | None:
        """The place of the line that was clicked, if any."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < HEAD:
            return None
        place = self.scroll_offset.y + offset.y - HEAD
        return place if place < self.length else None

    def line(self, segments: list[Segment], style: Style) -> Strip:
        """Segments as a line of the width of the list."""
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _bring(self, place: int) -> None:
        top, page = round(self.scroll_y), max(1, self.size.height - HEAD)
        if place < top:
            self.scroll_to(y=place, animate=False, immediate=True)
        elif place >= top + page:
            self.scroll_to(y=place - page + 1, animate=False, immediate=True)

    def keep_in_sight(self, place: int) -> None:
        """Keep a line in sight besides the pointer, in every size, while the list itself is not used."""
        self._kept = place
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self._bring(self.cursor)
        if self._kept is not None and not self.has_focus:
            self._bring(self._kept)
