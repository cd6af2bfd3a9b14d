"""Where people are typed or pasted, with a look at what the list would bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from screens.desk import RollLook
from screens.roll_words import UnreadableFile, look_words, read_list
from tui.dialogs.ask_text import AskText
from tui.dialogs.form import Field
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from tui.widgets.next_button import Bounce
from words.language import _


class Lines(TextArea):
    """A text with a name on each line; Enter on an empty line says that this is all."""

    class Done(Message):
        """Enter was pressed on an empty line."""

    def __init__(self, text: str, *, id: str) -> None:
        """Take the text."""
        super().__init__(text, id=id, soft_wrap=False, show_line_numbers=False)
        self.bounce = Bounce()

    async def on_key(self, event: events.Key) -> None:
        """End on an empty line; a text that arrives as keys has no time to end there."""
        if event.key != "enter":
            return
        slow = not self.bounce.bounced()
        row, _column = self.cursor_location
        if slow and self.text.strip() and not self.text.split("\n")[row].strip():
            event.stop()
            event.prevent_default()
            self.post_message(self.Done())


class RollEntry(Vertical):
    """A list of people in the making."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+o", "read_file", _("CSV file"), id="roll.file", tooltip=_("Read a CSV file with the people")
        ),
    ]
    DEFAULT_CSS = """
    RollEntry {
        height: 1fr;
        min-height: 7;
    }
    RollEntry > TextArea, RollEntry > TextArea:focus {
        height: 1fr;
        min-height: 3;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    RollEntry > Static {
        height: auto;
        max-height: 7;
    }
    """

    def __init__(self, look_at: Callable[[str], RollLook], text: str = "", *, id: str | None = None) -> None:
        """Take whoever looks at lists, and what was typed before."""
        super().__init__(id=id)
        self._look_at = look_at
        self._first_text = text
        self._draft: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """What to do, the lines, what they would bring, the way to a file."""
        yield Static(_("Type or paste one name on each line. Enter on an empty line goes on."), markup=False)
        yield Lines(self._first_text, id="roll")
        yield Static(id="look", markup=False)
        yield Choices((Choice("file", _("Read a CSV file"), _("Ctrl+O")),), id="from-file")

    def on_mount(self) -> None:
        """Look at what was typed before."""
        self.show_look()

    @property
    def text(self) -> str:
        """What was typed so far."""
        return self.query_one("#roll", Lines).text

    @property
    def look(self) -> RollLook:
        """What the list would bring now."""
        return self._look_at(self.text)

    @on(TextArea.Changed, "#roll")
    def show_look(self) -> None:
        """Say what the list would bring."""
        self.query_one("#look", Static).update(look_words(self.look))

    @on(Choices.Picked, "#from-file")
    def action_read_file(self) -> None:
        """Read a file into the lines."""
        self._read_file()

    @work(exclusive=True)
    async def _read_file(self) -> None:
        field = Field("path", _("Where is the file?"), placeholder="people.csv")
        question = _(
            "A table saved as CSV, with the columns name, shift, department and opt-outs; only name is "
            "needed. You can also drag the file into this window."
        )
        answer = await self.app.push_screen_wait(
            AskText(
                _("Read a CSV file"),
                [field],
                draft=self._draft,
                question=question,
                check=lambda typed: _file_refused(typed["path"]),
            )
        )
        if answer is not None:
            self.take(read_list(answer["path"]))

    def take(self, text: str) -> None:
        """Put a list in the place of what stands there; Ctrl+Z brings that back."""
        lines = self.query_one("#roll", Lines)
        lines.replace(text, (0, 0), lines.document.end)
        lines.focus()


def _file_refused(path: str) -> str | None:
    try:
        read_list(path)
    except UnreadableFile as fault:
        return str(fault)
    return None
