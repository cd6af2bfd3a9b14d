"""Are you sure: what will happen is said first, and the safe answer is the one that Enter gives."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.dialogs.frame import Dialog
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words.language import _


class Confirm(Dialog[bool]):
    """Says what will happen; True only when that was wanted."""

    AUTO_FOCUS = "#answers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back"), id="confirm.back", tooltip=_("Change nothing.")),
    ]

    def __init__(self, title: str, will: str, *, yes: str, no: str = "") -> None:
        """Take the title, what will happen, and the words for doing it and for leaving it."""
        super().__init__(title)
        self._will = will
        self._yes = yes
        self._no = no or _("Leave it as it is")

    def compose_body(self) -> ComposeResult:
        """What will happen."""
        yield Static(self._will, markup=False)

    def answers(self) -> tuple[Choice, ...]:
        """The safe answer first, where Enter finds it."""
        return (Choice("no", self._no, _("N")), Choice("yes", self._yes, _("Y")))

    @on(Choices.Picked, "#answers")
    def take(self, event: Choices.Picked) -> None:
        """Answer."""
        self.dismiss(event.choice == "yes")

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
