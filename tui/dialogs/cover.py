"""A cover over everything, for the moment when somebody unexpected comes in."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from words.language import _


class Cover(ModalScreen[None]):
    """Hides the room, its toasts too, until the full stop is pressed or the words are clicked."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("full_stop", "lift", _("Come back"), id="cover.lift", tooltip=_("Show the room again.")),
    ]
    DEFAULT_CSS = """
    Cover {
        align: center middle;
        background: $background;
    }
    Cover > Static {
        width: auto;
        color: $text-muted;
    }
    Cover ToastRack {
        display: none;
    }
    """

    def compose(self) -> ComposeResult:
        """One line that says nothing about the room."""
        yield Static(_("Covered. Press . to come back."), id="covered", markup=False)

    def on_key(self, event: events.Key) -> None:
        """No other key reaches the room."""
        if event.key != "full_stop":
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click on the words lifts it; one beside them does not."""
        if event.widget is self.query_one("#covered"):
            self.action_lift()

    def action_lift(self) -> None:
        """Show the room again."""
        self.dismiss(None)
