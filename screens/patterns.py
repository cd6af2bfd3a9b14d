"""Which complaint comes back where: the stories of all assemblies by theme, department and month."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static
from textual.worker import get_current_worker

from assembly.patterns import Patterns, between, patterns_of
from screens.decision_filters import span_of, span_refused
from screens.narrowed import Narrowed
from screens.pattern_stories import PatternStories
from screens.patterns_words import (
    Chart,
    Spot,
    found_words,
    legend,
    map_of,
    months_of,
    nothing_words,
    pointed_words,
)
from tui.dialogs.ask_text import AskText
from tui.dialogs.form import Field
from tui.letters import letter
from tui.spans import ALWAYS, Span
from tui.widgets.number_table import NumberTable
from words.language import _


class PatternsScreen(Narrowed):
    """A table of themes; Enter opens a cell."""

    AUTO_FOCUS = "#patterns"
    BINDINGS: ClassVar[list[BindingType]] = [
        letter("m", "turn", _("Map or months"), _("By department, or month by month"), show=True),
        letter("w", "narrow", _("When"), _("Only stories of a certain time"), show=True),
    ]
    DEFAULT_CSS = """
    PatternsScreen #found, PatternsScreen #legend, PatternsScreen #pointed {
        height: auto;
    }
    PatternsScreen #legend {
        color: $text-muted;
    }
    PatternsScreen.-low #legend {
        display: none;
    }
    PatternsScreen #patterns {
        display: none;
    }
    PatternsScreen #patterns.-shown {
        display: block;
    }
    """

    def __init__(self) -> None:
        """Begin with the map of all times."""
        super().__init__()
        self._span = ALWAYS
        self._by_month = False
        self._charts: tuple[Chart, Chart] | None = None
        self._counted_once = False

    def compose_body(self) -> ComposeResult:
        """How many there are, the table, and what is pointed at, in words."""
        yield Static(_("Counting the stories…"), id="found", markup=False)
        yield NumberTable(id="patterns")
        yield Static(id="pointed", markup=False)
        yield Static(id="legend", markup=False)

    def follow(self) -> None:
        """Count the stories anew."""
        super().follow()
        self._count(self._span)

    def title_words(self) -> str:
        """Which of the two tables it is."""
        return _("Stories month by month") if self._by_month else _("Map of stories: what comes back where")

    def next_words(self) -> str:
        """What Enter does now."""
        return _("Read the stories behind the number") if self._chart else _("Back")

    def go_on(self) -> None:
        """Open the cell that is pointed at."""
        if self._chart is None:
            self.action_back()
        else:
            self.query_one(NumberTable).open_pointed()

    @on(NumberTable.Pointed, "#patterns")
    def point(self, event: NumberTable.Pointed) -> None:
        """Say in words what is pointed at."""
        spot, most = self._at(event.row, event.column), self._chart.most if self._chart else 0
        self.query_one("#pointed", Static).update(pointed_words(spot, most) if spot else "")

    @on(NumberTable.Opened, "#patterns")
    def read(self, event: NumberTable.Opened) -> None:
        """Read the stories of a cell."""
        spot = self._at(event.row, event.column)
        if spot is None or not self.is_current:
            return
        if spot.stories:
            self.app.push_screen(PatternStories(spot))
        else:
            self.stage.say(pointed_words(spot, 0))

    def action_turn(self) -> None:
        """Show the other table."""
        self._by_month = not self._by_month
        self._show()

    @work
    async def action_narrow(self) -> None:
        """Ask for a span of time."""
        today = self.stage.now().date()
        field = Field("when", _("In words"), placeholder=_("such as: last winter, since March, 2025"))
        question = _("When were the stories told?")
        answer = await self.app.push_screen_wait(
            AskText(question, (field,), draft={}, check=lambda said: span_refused(said["when"], today))
        )
        if answer is not None:
            self._count(span_of(answer["when"], today))

    def action_widen(self) -> None:
        """Show all times again."""
        self._count(ALWAYS)

    @property
    def narrowed(self) -> bool:
        """Whether only a certain time is shown."""
        return self._span != ALWAYS

    @property
    def _chart(self) -> Chart | None:
        return self._charts[self._by_month] if self._charts else None

    def _at(self, row: int, column: int) -> Spot | None:
        rows = self._chart.spots if self._chart else ()
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    @work(thread=True, exclusive=True, group="searching")
    def _count(self, span: Span) -> None:
        """Count beside the keys: on a big shelf the books may still be looked through."""
        desk, counting = self.stage.desk, get_current_worker()
        patterns = patterns_of(between(desk.heard(), span.since, span.until))
        charts = (map_of(patterns, desk.veil), months_of(patterns, desk.veil)) if patterns.themes else None
        if not counting.is_cancelled:
            self.app.call_from_thread(self._counted, span, patterns, charts)

    def _counted(self, span: Span, patterns: Patterns, charts: tuple[Chart, Chart] | None) -> None:
        if not self.is_mounted or (self._counted_once and (span, charts) == (self._span, self._charts)):
            return  # what is pointed at stays pointed at
        self._span, self._charts, self._counted_once = span, charts, True
        self.query_one("#found", Static).update(
            found_words(patterns, span) if charts else nothing_words(span)
        )
        self._show()

    def _show(self) -> None:
        super().follow()
        chart, table = self._chart, self.query_one(NumberTable)
        table.set_class(chart is not None, "-shown")
        self.query_one("#legend", Static).update(_legend(self._by_month) if chart else "")
        if chart is None:
            self.query_one("#pointed", Static).update("")
            self.query_one("#next").focus()
            return
        table.show(chart.grid, chart.start)
        table.focus()


def _legend(by_month: bool) -> str:
    shades = "" if by_month else legend() + "\n"
    return shades + _("A small number can tell who it was: not for the projector. The dot covers the screen.")
