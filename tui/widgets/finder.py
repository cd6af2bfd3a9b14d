"""A long list of texts, found by typing words of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assembly.value import value
from tui.finding import folded
from tui.widgets.wrapping import one_line
from words.language import _, n_

MOST = 200
"""Lines shown at once; whoever looks for more types a word."""


@value
class Entry:
    """Something that can be found."""

    id: str
    line: str
    """What the list shows."""
    text: str = ""
    """What can be found beside the line."""


class Shelf:
    """Entries, with their words folded once for finding, and not before something is looked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take the entries in their order."""
        self.entries = tuple(entries)

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(folded(f"{entry.line} {entry.text}") for entry in self.entries)

    def holding(self, sought: str) -> tuple[Entry, ...]:
        """The entries in which every word that was typed stands somewhere."""
        words = [folded(word) for word in sought.split()]
        if not words:
            return self.entries
        pairs = zip(self.entries, self._folded, strict=True)
        return tuple(entry for entry, text in pairs if all(word in text for word in words))


class Finder(Vertical):
    """A line to type in above the entries that hold what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", _("Up"), show=False, id="finder.up", tooltip=_("One line up.")),
        Binding("down", "move(1)", _("Down"), show=False, id="finder.down", tooltip=_("One line down.")),
        Binding("pageup", "page(-1)", _("Page up"), show=False, id="finder.pageup", tooltip=_("A page up.")),
        Binding("pagedown", "page(1)", _("Page"), show=False, id="finder.page", tooltip=_("A page down.")),
        Binding(
            "escape", "forget", _("All"), show=False, id="finder.all", tooltip=_("Show everything again.")
        ),
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
    """

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

    def __init__(
        self, entries: Sequence[Entry], *, placeholder: str, nothing: str, id: str | None = None
    ) -> None:
        """Take the entries, what stands where nothing is typed, and what to say when there are none."""
        super().__init__(id=id)
        self._shelf = Shelf(entries)
        self._placeholder = placeholder
        self._nothing = nothing

    def compose(self) -> ComposeResult:
        """The line to type in, how many were found, the list."""
        yield Input(placeholder=self._placeholder, id="sought", select_on_focus=False)
        yield Static(id="found", markup=False)
        yield OptionList(id="entries", markup=False)

    def on_mount(self) -> None:
        """Show everything; Enter and the arrows work from the line to type in."""
        self._list.can_focus = False
        self._show("")

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries, and keep what is sought and what is pointed at."""
        if tuple(entries) == self._shelf.entries:
            return
        pointed = self._list.highlighted
        self._shelf = Shelf(entries)
        self._show(self.query_one("#sought", Input).value)
        if pointed is not None and pointed < self._list.option_count:
            self._list.highlighted = pointed

    @on(Input.Changed, "#sought")
    def find(self, event: Input.Changed) -> None:
        """Show what holds the words that were typed."""
        event.stop()
        self._show(event.value)
        self.refresh_bindings()

    @on(Input.Submitted, "#sought")
    def pick(self, event: Input.Submitted) -> None:
        """Choose the entry that is pointed at."""
        event.stop()
        self.choose()

    def choose(self) -> None:
        """Choose the entry that is pointed at, if any."""
        if self._list.highlighted is not None:
            self._list.action_select()

    @on(OptionList.OptionSelected, "#entries")
    def take(self, event: OptionList.OptionSelected) -> None:
        """Say which entry was chosen."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Picked(self, event.option_id))

    def action_move(self, by: int) -> None:
        """Point a line further; at either end stay there."""
        pointed = self._list.highlighted
        if pointed is not None:
            self._list.highlighted = max(0, min(self._list.option_count - 1, pointed + by))

    def action_page(self, by: int) -> None:
        """Point a page further."""
        self.action_move(by * max(1, self._list.size.height - 1))

    def action_forget(self) -> None:
        """Show everything again."""
        self.query_one("#sought", Input).value = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Esc is left to the screen, and shown as its key, while everything is shown."""
        return action != "forget" or bool(self.query_one("#sought", Input).value)

    @property
    def _list(self) -> OptionList:
        return self.query_one("#entries", OptionList)

    def _show(self, sought: str) -> None:
        found = self._shelf.holding(sought)
        self._list.clear_options()
        self._list.add_options(Option(one_line(entry.line), entry.id) for entry in found[:MOST])
        self._list.highlighted = 0 if found else None
        self.query_one("#found", Static).update(self._how_many(len(found), sought))

    def _how_many(self, found: int, sought: str) -> str:
        if not self._shelf.entries:
            return self._nothing
        if not found:
            return _("Nothing holds “{sought}”. Esc shows everything.").format(sought=one_line(sought))
        if found > MOST:
            return _("{found} found; the first {shown} are shown: type more to find the others.").format(
                found=found, shown=MOST
            )
        return n_("{found} found", "{found} found", found).format(found=found)
