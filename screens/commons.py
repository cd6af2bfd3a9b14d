"""The decision commons: everything that was decided, found by typing, read with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static
from textual.worker import get_current_worker

from assembly.search import Found, Query
from screens.decision_filters import (
    WHEN,
    chips,
    chosen_in,
    entry_of,
    how_many,
    narrowed,
    nothing_to_choose,
    number_in,
    options_of,
    question_of,
    reading_words,
    span_refused,
    widened,
    within,
)
from screens.decisions import DecisionScreen
from screens.view import View
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.widgets.chips import ChipButton, Chips
from tui.widgets.finder import Finder
from words.language import _

PAGE = 100
"""So many lines are taken at a time; more come when the pointer gets near the end."""
MANY = 50
"""To read so many books takes long enough to show how far it is."""


class DecisionsScreen(View):
    """The list, newest first, narrowed down by words and by what they are about."""

    AUTO_FOCUS = "#sought"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "narrow",
            _("Narrow"),
            key_display="F2",
            id="decisions.narrow",
            tooltip=_("Narrow the list down"),
        ),
        Binding("escape", "widen", _("Back"), id="decisions.widen", tooltip=_("Show all again, then back")),
    ]
    DEFAULT_CSS = """
    DecisionsScreen #reading, DecisionsScreen #troubles {
        height: auto;
        display: none;
    }
    DecisionsScreen #reading.-shown, DecisionsScreen #troubles.-shown {
        display: block;
    }
    DecisionsScreen #troubles {
        color: $text-warning;
    }
    """

    def __init__(self) -> None:
        """Begin with an empty list."""
        super().__init__()
        self._query = Query()
        self._found = Found((), 0)
        self._all = Found((), 0)
        self._read = False
        self._troubled = False

    def compose_body(self) -> ComposeResult:
        """How far the reading is, what is wrong, and the list with a line to type in."""
        yield Static(id="reading", markup=False)
        yield Static(id="troubles", markup=False)
        yield Finder(
            Chips(chips(), id="chips"), placeholder=_("Type a word to find a decision"), id="decisions"
        )

    def follow(self) -> None:
        """Show what is known, and what is new once it has been read."""
        super().follow()
        self._seek()
        self._catch_up()

    def title_words(self) -> str:
        """How many there are."""
        return number_in(self._all)

    def next_words(self) -> str:
        """What Enter does now."""
        if isinstance(self.focused, ChipButton):
            return _("Choose what to narrow it down to")
        return _("Read it") if self._found.rows else _("Back")

    def go_on(self) -> None:
        """Read the decision that is pointed at."""
        if self._found.rows:
            self._finder.choose()
        else:
            self.action_back()

    @on(events.DescendantFocus)
    def say_what_enter_does(self) -> None:
        """Enter does something else where the list is narrowed down."""
        super().follow()

    @on(Finder.Sought, "#decisions")
    def seek(self, event: Finder.Sought) -> None:
        """Look for other words."""
        self._look_for(replace(self._query, words=event.words))

    @on(Finder.Ended, "#decisions")
    def seek_on(self) -> None:
        """Look for more of the same."""
        if self._found.rows:
            self._seek(after=self._found.rows[-1].place)

    @on(Finder.Picked, "#decisions")
    def read(self, event: Finder.Picked) -> None:
        """Read one."""
        if not self.is_current:
            return
        decision = self.stage.desk.decision(event.entry)
        if decision is None:
            self.stage.say(_("The book with this decision cannot be read."), severity="warning")
            return
        self.app.push_screen(DecisionScreen(decision))

    @on(Chips.Taken)
    @work
    async def choose(self, event: Chips.Taken) -> None:
        """Ask for what a chip narrows down to."""
        if event.chip == WHEN:
            await self._ask_when()
            return
        known = self.stage.desk.known()
        options = options_of(event.chip, known)
        if not options:
            self.stage.say(nothing_to_choose(event.chip))
            return
        chosen = await self.app.push_screen_wait(Choose(question_of(event.chip), options))
        if chosen is not None:
            self._look_for(narrowed(self._query, event.chip, chosen, known))

    @on(Chips.Dropped)
    def drop(self, event: Chips.Dropped) -> None:
        """Take away what a chip narrowed down to."""
        self._look_for(widened(self._query, event.chip))

    def action_narrow(self) -> None:
        """Go to what narrows the list down, and back to the line to type in."""
        inside = isinstance(self.focused, ChipButton)
        self.query_one("#sought" if inside else ChipButton).focus()

    def action_widen(self) -> None:
        """Show everything again; when everything is shown, go back."""
        if self._query == Query():
            self.action_back()
            return
        self._finder.action_forget()
        self.query_one("#sought").focus()
        self._look_for(Query())

    async def _ask_when(self) -> None:
        today = self.stage.now().date()
        field = Field("when", _("In words"), placeholder=_("such as: last winter, since March, 2025"))
        answer = await self.app.push_screen_wait(
            AskText(
                question_of(WHEN), (field,), draft={}, check=lambda said: span_refused(said["when"], today)
            )
        )
        if answer is not None:
            self._look_for(within(self._query, answer["when"], today))

    @property
    def _finder(self) -> Finder:
        return self.query_one("#decisions", Finder)

    def _look_for(self, query: Query) -> None:
        self._query = query
        self.query_one(Chips).show(chosen_in(query))
        self._seek()

    @work(thread=True, exclusive=True, group="searching")
    def _seek(self, after: int | None = None) -> None:
        query = self._query
        found = self.stage.desk.find(query, PAGE, after)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, query, found, after)

    def _show(self, query: Query, found: Found, after: int | None) -> None:
        if query != self._query or not self.is_mounted:
            return
        entries, more = [entry_of(row) for row in found.rows], len(found.rows) == PAGE
        if after is not None:
            self._found = Found((*self._found.rows, *found.rows), self._found.total)
            self._finder.add(entries, more=more)
            return
        self._found = found
        self._all = found if query.empty else self._all
        self._finder.show(entries, more=more)
        said = how_many(found, query, troubled=self._troubled)
        self._finder.say(said if found.rows or self._read else _("Still reading …"))
        super().follow()

    @work(thread=True, exclusive=True, group="catching-up")
    def _catch_up(self) -> None:
        reading = get_current_worker()

        def told(done: int, number: int) -> None:
            if reading.is_cancelled:
                raise InterruptedError
            if number >= MANY:
                self.app.call_from_thread(self._say_reading, done, number)

        with suppress(InterruptedError, RuntimeError):  # the program is being left
            troubles = self.stage.desk.catch_up(told)
            self.app.call_from_thread(self._caught_up, troubles)

    def _say_reading(self, done: int, number: int) -> None:
        line = self.query_one("#reading", Static)
        line.set_class(done < number, "-shown")
        line.update(reading_words(done, number, self.size.width))
        if not self._found.rows:
            self._seek()

    def _caught_up(self, troubles: Sequence[str]) -> None:
        if not self.is_mounted:
            return
        self._read, self._troubled = True, bool(troubles)
        self.query_one("#reading").remove_class("-shown")
        shown = self.query_one("#troubles", Static)
        shown.update("\n".join(troubles))
        shown.set_class(bool(troubles), "-shown")
        self._seek()
