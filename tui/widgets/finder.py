"""A long list that somebody else looks things up for: a line to type in above the lines that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assembly.value import value
from tui.widgets.wrapping import one_line
from words.language import _

AHEAD = 20
"""So many lines before the end of the list more is asked for."""


@value
class Entry:
    """Something that can be found."""

    id: str
    line: str
    """What the list shows."""


class Finder(Vertical):
    """Says what was typed, shows what was found, and asks for more where the list ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", _("Up"), show=False, id="finder.up", tooltip=_("One line up.")),
        Binding("down", "move(1)", _("Down"), show=False, id="finder.down", tooltip=_("One line down.")),
        Binding("pageup", "page(-1)", _("Page up"), show=False, id="finder.pageup", tooltip=_("A page up.")),
        Binding("pagedown", "page(1)", _("Page"), show=False, id="finder.page", tooltip=_("A page down.")),
        Binding("escape", "forget", _("Clear"), id="finder.clear", tooltip=_("Take away what was typed.")),
    ]
    DEFAULT_CSS = """
    Finder {
        height: 1fr;
    }
    Finder > Input, Finder > Input:focus {
        border: none;
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    Finder > OptionList, Finder > OptionList:focus {
        height: 1fr;
        min-height: 3;
        border: none;
        padding: 0;
        background: $surface;
        scrollbar-size-vertical: 1;
    }
    Finder > OptionList > .option-list--option-highlighted {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: bold;
    }
    Finder > #found {
        height: 1;
        color: $text-muted;
    }
    Finder.-nothing > #found {
        height: auto;
    }
    """

    class Sought(Message):
        """Something else is looked for now."""

        def __init__(self, finder: Finder, words: str) -> None:
            """Remember where, and what was typed."""
            super().__init__()
            self.finder = finder
            self.words = words

        @property
        def control(self) -> Finder:
            """The list."""
            return self.finder

    class Picked(Message):
        """An entry was chosen."""

        def __init__(self, finder: Finder, entry: str) -> None:
            """Remember where, and the id of the entry."""
            super().__init__()
            self.finder = finder
            self.entry = entry

        @property
        def control(self) -> Finder:
            """The list."""
            return self.finder

    class Unfound(Message):
        """Enter was pressed where nothing was found."""

        def __init__(self, finder: Finder) -> None:
            """Remember where."""
            super().__init__()
            self.finder = finder

        @property
        def control(self) -> Finder:
            """The list."""
            return self.finder

    class Ended(Message):
        """The end of the list is near, and there is more."""

        def __init__(self, finder: Finder) -> None:
            """Remember where."""
            super().__init__()
            self.finder = finder

        @property
        def control(self) -> Finder:
            """The list."""
            return self.finder

    def __init__(self, *above: Widget, placeholder: str, id: str | None = None) -> None:
        """Take what stands below the line to type in, and what stands in it while nothing is typed."""
        super().__init__(id=id)
        self._above = above
        self._placeholder = placeholder
        self._more = False

    def compose(self) -> ComposeResult:
        """The line to type in, what stands below it, how many were found, the list."""
        yield Input(placeholder=self._placeholder, id="sought", select_on_focus=False)
        yield from self._above
        yield Static(id="found", markup=False)
        yield OptionList(id="entries", markup=False)

    def on_mount(self) -> None:
        """Enter and the arrows work from the line to type in."""
        self._list.can_focus = False

    @property
    def words(self) -> str:
        """What is typed."""
        return self.query_one("#sought", Input).value

    def show(self, entries: Sequence[Entry], *, more: bool) -> None:
        """Show other entries, and point at the same one where it is still there."""
        pointed = self._pointed
        shown = [Option(one_line(entry.line), entry.id) for entry in entries]
        self._list.set_options(shown)
        place = next((place for place, entry in enumerate(entries) if entry.id == pointed), 0)
        self._list.highlighted = place if entries else None
        self.set_class(not entries, "-nothing")
        self._more = more

    def add(self, entries: Sequence[Entry], *, more: bool) -> None:
        """Show further entries below those that are shown."""
        known = {option.id for option in self._list.options}
        self._list.add_options(
            Option(one_line(entry.line), entry.id) for entry in entries if entry.id not in known
        )
        self._more = more

    def say(self, found: str) -> None:
        """Say how many were found, or why there are none."""
        self.query_one("#found", Static).update(found)

    @on(Input.Changed, "#sought")
    def seek(self, event: Input.Changed) -> None:
        """Say what is looked for now, from the top of the list."""
        event.stop()
        if self._list.option_count:
            self._list.highlighted = 0
        self.post_message(self.Sought(self, event.value))
        self.refresh_bindings()

    @on(Input.Submitted, "#sought")
    def pick(self, event: Input.Submitted) -> None:
        """Choose the entry that is pointed at."""
        event.stop()
        self.choose()

    def choose(self) -> None:
        """Choose the entry that is pointed at, or say that there is none."""
        if self._list.highlighted is not None:
            self._list.action_select()
        else:
            self.post_message(self.Unfound(self))

    @on(OptionList.OptionSelected, "#entries")
    def take(self, event: OptionList.OptionSelected) -> None:
        """Say which entry was chosen."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Picked(self, event.option_id))

    @on(OptionList.OptionHighlighted, "#entries")
    def near_the_end(self, event: OptionList.OptionHighlighted) -> None:
        """Ask for more before the list ends."""
        event.stop()
        if self._more and event.option_index >= self._list.option_count - AHEAD:
            self._more = False
            self.post_message(self.Ended(self))

    def action_move(self, by: int) -> None:
        """Point a line further; at either end stay there; Enter chooses it from then on."""
        self.query_one("#sought", Input).focus()
        pointed = self._list.highlighted
        if pointed is not None:
            self._list.highlighted = max(0, min(self._list.option_count - 1, pointed + by))

    def action_page(self, by: int) -> None:
        """Point a page further."""
        self.action_move(by * max(1, self._list.size.height - 1))

    def action_forget(self) -> None:
        """Look for nothing in particular again."""
        line = self.query_one("#sought", Input)
        line.value = ""
        line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Esc is left to the screen while nothing is typed."""
        return action != "forget" or bool(self.words)

    @property
    def _list(self) -> OptionList:
        return self.query_one("#entries", OptionList)

    @property
    def _pointed(self) -> str | None:
        option = self._list.highlighted_option
        return option.id if option is not None else None
