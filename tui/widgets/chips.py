"""A row of things that narrow a list down, each taken with Enter or a click, and taken away again."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalScroll
from textual.message import Message
from textual.widgets import Static

from assembly.value import value
from tui.widgets.wrapping import one_line
from words.language import _

AROUND = 2
"""Columns of a chip beside its words."""


@value
class Chip:
    """One way to narrow down."""

    id: str
    label: str


class ChipButton(Static):
    """One of the row."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "take", _("Choose"), show=False, id="chip.take", tooltip=_("Choose.")),
        Binding(
            "delete,backspace", "drop", _("Take away"), show=False, id="chip.drop", tooltip=_("Take it away.")
        ),
        Binding("right", "app.focus_next", _("Next"), show=False, id="chip.next", tooltip=_("The next one.")),
        Binding(
            "left",
            "app.focus_previous",
            _("Before"),
            show=False,
            id="chip.before",
            tooltip=_("The one before."),
        ),
    ]

    def __init__(self, chip: Chip) -> None:
        """Begin with nothing chosen."""
        super().__init__(chip.label, markup=False, id=f"chip-{chip.id}")
        self.chip = chip
        self.chosen = ""

    def choose(self, chosen: str) -> None:
        """Take what was chosen, or that nothing is."""
        self.chosen = one_line(chosen)
        self.set_class(bool(chosen), "-chosen")

    def written(self, *, whole: bool) -> str:
        """Its words: with what was chosen, or only that something was."""
        if not self.chosen:
            return self.chip.label
        return f"{self.chip.label}: {self.chosen} ✕" if whole else f"{self.chip.label} ✕"

    def on_click(self, event: events.Click) -> None:
        """The cross takes away what was chosen; anywhere else chooses."""
        event.stop()
        crossed = self.chosen and event.x >= self.size.width - 2
        self.action_drop() if crossed else self.action_take()

    def action_take(self) -> None:
        """Ask for something to be chosen."""
        self.post_message(Chips.Taken(self.chip.id))

    def action_drop(self) -> None:
        """Take away what was chosen."""
        if self.chosen:
            self.post_message(Chips.Dropped(self.chip.id))


class Chips(HorizontalScroll, can_focus=False):
    """The row."""

    DEFAULT_CSS = """
    Chips {
        height: 1;
        scrollbar-size-horizontal: 0;
    }
    Chips > ChipButton {
        width: auto;
        height: 1;
        padding: 0 1;
        margin-right: 1;
        background: $panel;
        color: $foreground;
    }
    Chips.-close > ChipButton {
        margin-right: 0;
    }
    Chips > ChipButton.-chosen {
        text-style: bold underline;
    }
    Chips > ChipButton:focus {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: bold;
    }
    """

    class Fitted(Message):
        """The chips were written anew."""

    class Taken(Message):
        """Something is to be chosen."""

        def __init__(self, chip: str) -> None:
            """Remember for which."""
            super().__init__()
            self.chip = chip

    class Dropped(Message):
        """What was chosen is taken away."""

        def __init__(self, chip: str) -> None:
            """Remember of which."""
            super().__init__()
            self.chip = chip

    def __init__(self, chips: Sequence[Chip], *, id: str | None = None) -> None:
        """Take the chips in their order."""
        super().__init__(id=id)
        self._chips = tuple(chips)
        self.unsaid: tuple[str, ...] = ()
        """What was chosen and has no room in the row."""

    def compose(self) -> ComposeResult:
        """One beside the other."""
        yield from (ChipButton(chip) for chip in self._chips)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._fit()

    def show(self, chosen: Mapping[str, str]) -> None:
        """Show what is chosen, by chip."""
        for button in self.query(ChipButton):
            button.choose(chosen.get(button.chip.id, ""))
        self._fit()

    def _fit(self) -> None:
        """Leave the longest words out first, so that all chips stay in sight."""
        buttons = list(self.query(ChipButton))
        whole = set(buttons)
        for longest in sorted(buttons, key=lambda button: -len(button.chosen)):
            if self._width(buttons, whole) <= self.size.width:
                break
            whole.discard(longest)
        self.set_class(self._width(buttons, whole) > self.size.width, "-close")
        for button in buttons:
            button.update(button.written(whole=button in whole))
        self.unsaid = tuple(button.chosen for button in buttons if button.chosen and button not in whole)
        self.post_message(self.Fitted())

    def _width(self, buttons: Sequence[ChipButton], whole: Container[ChipButton]) -> int:
        words = (cell_len(button.written(whole=button in whole)) for button in buttons)
        return sum(words) + (AROUND + 1) * len(buttons) - 1
