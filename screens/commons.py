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
    chip_words,
    chips,
    chosen_in,
    entry_of,
    how_many,
    meant,
    number_in,
    reading_words,
    widened,
)
from screens.decisions import DecisionScreen
from screens.narrowed import Narrowed
from screens.narrowing import ask_narrowed
from screens.nothing_found import what_helps
from tui.widgets.chips import ChipButton, Chips
from tui.widgets.finder import Finder
from words.language import _

PAGE = 100
"""So many lines are taken at a time; more come when the pointer gets near the end."""
MANY = 50
"""To read so many books takes long enough to show how far it is."""


class DecisionsScreen(Narrowed):
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
        self._helps = ""
        """What finds more, where nothing was found."""
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
            return chip_words(chosen=bool(self.focused.chosen))
        if self._found.rows:
            return _("Read it")
        return _("Show all again") if self.narrowed else _("Back")

    def go_on(self) -> None:
        """Read the decision that is pointed at; where nothing was found, show all again."""
        if self._found.rows:
            self._finder.choose()
        elif self.narrowed:
            self.action_widen()
        else:
            self.action_back()

    @on(events.DescendantFocus)
    def say_what_enter_does(self) -> None:
        """Enter does something else where the list is narrowed down."""
        super().follow()

    @on(Finder.Sought, "#decisions")
    def seek(self, event: Finder.Sought) -> None:
        """Look for other words."""
        self._look_for(replace(self._query, words=meant(event.words)))

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

    @on(Finder.Unfound, "#decisions")
    def show_again(self) -> None:
        """Enter shows all again where nothing was found, also from the line to type in."""
        if self.narrowed and not self._found.rows:
            self.action_next()

    @on(Chips.Taken)
    @work
    async def choose(self, event: Chips.Taken) -> None:
        """Ask for what a chip narrows down to."""
        query = await ask_narrowed(self.stage, self._query, event.chip)
        if query is not None:
            # Words may have been typed while it was asked.
            self._look_for(replace(query, words=self._query.words))

    @on(Chips.Dropped)
    def drop(self, event: Chips.Dropped) -> None:
        """Take away what a chip narrowed down to."""
        self._look_for(widened(self._query, event.chip))

    @on(Chips.Fitted)
    def say_found(self) -> None:
        """How many there are, and what the chips have no room to say."""
        said = how_many(self._found, self._query, troubled=self._troubled)
        told = said if self._found.rows or self._read else _("Still reading …")
        self._finder.say(" · ".join((f"{told} {self._helps}".strip(), *self.query_one(Chips).unsaid)))

    def action_narrow(self) -> None:
        """Go to what narrows the list down, and back to the line to type in."""
        inside = isinstance(self.focused, ChipButton)
        self.query_one("#sought" if inside else ChipButton).focus()

    def action_widen(self) -> None:
        """Show everything again."""
        self._finder.action_forget()
        self.query_one("#sought").focus()
        self._look_for(Query())

    @property
    def narrowed(self) -> bool:
        """Whether words or filters leave something out."""
        return self._query != Query()

    @property
    def _finder(self) -> Finder:
        return self.query_one("#decisions", Finder)

    def _look_for(self, query: Query) -> None:
        self._query = query
        self.query_one(Chips).show(chosen_in(query))
        self._seek()

    @work(thread=True, exclusive=True, group="searching")
    def _seek(self, after: int | None = None) -> None:
        query, desk = self._query, self.stage.desk
        found, helps = desk.find(query, PAGE, after), ""
        if not found.rows and after is None and not get_current_worker().is_cancelled:
            helps = what_helps(query, lambda wider: desk.find(wider, 1), self.stage.now().date())
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, query, found, after, helps)

    def _show(self, query: Query, found: Found, after: int | None, helps: str) -> None:
        if query != self._query or not self.is_mounted:
            return
        if not found.whole and self._read:  # the index was taken away or damaged while the list was open
            self._read = False
            self._catch_up()
        entries, more = [entry_of(row) for row in found.rows], len(found.rows) == PAGE
        if after is not None:
            self._found = Found((*self._found.rows, *found.rows), self._found.total)
            self._finder.add(entries, more=more)
            return
        self._found, self._helps = found, helps
        self._all = found if query.empty and (found.whole or found.rows) else self._all
        self._finder.show(entries, more=more)
        self.say_found()
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
