"""What every dialog shares: a frame, a title, a body that scrolls, answers that stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.dialogs.cover import Cover
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words.language import _

Answer = TypeVar("Answer")

FRAMED = 16
"""Lines a window needs before a dialog gets a border."""


class Dialog(ModalScreen[Answer]):
    """A question before the room; what it asks about stays visible around it where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "full_stop", "cover", _("Cover"), id="dialog.cover", tooltip=_("Cover the screen."), show=False
        ),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FRAMED, "-framed")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: transparent;
    }
    Dialog.-low > #frame {
        width: 100%;
        min-height: 100%;
    }
    Dialog > #frame {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 0 1;
        background: $surface;
        color: $foreground;
    }
    Dialog.-framed > #frame {
        border: round $border;
    }
    Dialog #title {
        text-style: bold;
        color: $text-primary;
    }
    Dialog #body {
        height: auto;
        scrollbar-size-vertical: 1;
    }
    Dialog.-framed #body {
        margin: 1 0;
    }
    """

    def __init__(self, title: str) -> None:
        """Take the title."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Title, body, answers, from above."""
        with Vertical(id="frame"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="body", can_focus=False):
                yield from self.compose_body()
            yield Choices(self.answers(), id="answers")

    def compose_body(self) -> ComposeResult:
        """What stands between the title and the answers."""
        yield from ()

    def answers(self) -> Sequence[Choice]:
        """The answers below."""
        return ()

    def on_mount(self) -> None:
        """Leave room for title and answers, and let nothing that was said before cover the question."""
        self.app.clear_notifications()
        self.call_after_refresh(self.fit)

    def on_resize(self) -> None:
        """Leave room for title and answers in the new size too."""
        self.call_after_refresh(self.fit)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer once: a key that bounces must not take away the screen below as well."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_cover(self) -> None:
        """Cover the screen, and the question with it."""
        self.app.push_screen(Cover())

    @property
    def room_for_body(self) -> int:
        """Lines that title, answers and border leave."""
        around = sum(self.query_one(part).outer_size.height for part in ("#title", "#answers"))
        margins = self.query_one("#body").styles.margin.height + self.query_one("#frame").gutter.height
        return max(1, self.size.height - around - margins)

    def fit(self) -> None:
        """The body takes what is left at most, and scrolls inside it."""
        self.query_one("#body").styles.max_height = self.room_for_body
