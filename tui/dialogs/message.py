"""A text to read, however long."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.dialogs.frame import Dialog
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words.language import _


class Message(Dialog[None]):
    """Shows a text that scrolls by arrows, pages, clicker and wheel."""

    AUTO_FOCUS = "#answers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("Back"), id="message.back", tooltip=_("Back to where you were.")),
        Binding("up", "scroll(-1)", _("Up"), show=False, id="message.up", tooltip=_("A line up.")),
        Binding("down", "scroll(1)", _("Down"), show=False, id="message.down", tooltip=_("A line down.")),
        Binding("pageup", "page(-1)", _("Page up"), show=False, id="message.pageup", tooltip=_("A page up.")),
        Binding("pagedown", "page(1)", _("Page"), show=False, id="message.pagedown", tooltip=_("A page on.")),
        Binding("home", "ends(0)", _("Top"), show=False, id="message.top", tooltip=_("To the top.")),
        Binding("end", "ends(1)", _("End"), show=False, id="message.end", tooltip=_("To the end.")),
    ]

    def __init__(self, title: str, text: str) -> None:
        """Take the title and the text."""
        super().__init__(title)
        self._text = text

    def compose_body(self) -> ComposeResult:
        """The text, never as markup."""
        yield Static(self._text, markup=False)

    def answers(self) -> tuple[Choice, ...]:
        """The way back."""
        return (Choice("back", _("Back")),)

    @on(Choices.Picked, "#answers")
    def action_leave(self) -> None:
        """Back to where it was called."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Some lines further."""
        self._body.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A page further, with one line kept."""
        self._body.scroll_relative(y=by * max(1, self._body.size.height - 1), animate=False)

    def action_ends(self, end: int) -> None:
        """To the top or to the end."""
        self._body.scroll_to(y=self._body.max_scroll_y * end, animate=False)

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#body", VerticalScroll)
