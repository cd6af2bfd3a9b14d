"""A handful of answers, reached by arrows, Enter, a letter each, and the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from assembly.value import value
from tui.widgets.choice_layout import Block, Choice, laid_out
from words.language import _


@value
class _Looks:
    ground: Style
    choice: Style
    cursor: Style
    closed: Style


class Choices(Widget):
    """Answers side by side, wrapped where they do not fit, or one below the other."""

    can_focus = True
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "move(-1)", _("Left"), show=False, id="choices.left", tooltip=_("The answer before.")
        ),
        Binding(
            "right", "move(1)", _("Right"), show=False, id="choices.right", tooltip=_("The next answer.")
        ),
        Binding("up", "climb(-1)", _("Up"), show=False, id="choices.up", tooltip=_("The answer above.")),
        Binding("down", "climb(1)", _("Down"), show=False, id="choices.down", tooltip=_("The answer below.")),
        Binding("enter,space", "pick", _("Choose"), id="choices.pick", tooltip=_("Choose this answer.")),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--choice", "choices--cursor", "choices--closed"}
    DEFAULT_CSS = """
    Choices {
        width: 1fr;
        height: auto;
    }
    Choices > .choices--choice {
        color: $foreground;
        background: $panel;
    }
    Choices > .choices--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: bold;
    }
    Choices > .choices--closed {
        color: $foreground-disabled;
        text-style: strike;
    }
    """

    choices: reactive[tuple[Choice, ...]] = reactive((), layout=True, init=False)
    """What can be answered."""
    cursor: reactive[int] = reactive(0)
    """The place of the highlighted answer."""

    class Picked(Message):
        """An answer was chosen."""

        def __init__(self, choices: Choices, choice: str) -> None:
            """Remember whose answer, and its id."""
            super().__init__()
            self.choices = choices
            self.choice = choice

        @property
        def control(self) -> Choices:
            """The answers it was chosen from."""
            return self.choices

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        stacked: bool = False,
        cursor: int = 0,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take the answers, whether they stand one below the other, and which one is highlighted."""
        super().__init__(id=id, classes=classes)
        self._stacked = stacked
        self.set_reactive(Choices.choices, tuple(choices))
        self.set_reactive(Choices.cursor, cursor)

    @property
    def highlighted(self) -> Choice | None:
        """The answer that Enter chooses."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as the answers need."""
        return max((block.bottom for block in self._blocks(width)), default=0)

    def render_line(self, y: int) -> Strip:
        """One line through the answers that stand there."""
        looks = self._looks()
        segments, filled = [], 0
        for block in self._blocks(self.size.width):
            if block.top <= y < block.bottom:
                segments.append(Segment(" " * (block.left - filled), looks.ground))
                segments.append(Segment(block.line(y, self._points_at(block)), self._look(block, looks)))
                filled = block.left + block.width
        return Strip(segments).adjust_cell_length(self.size.width, looks.ground)

    def watch_choices(self) -> None:
        """Stay on an answer that exists."""
        self.cursor = max(0, min(self.cursor, len(self.choices) - 1))

    def on_focus(self) -> None:
        """Show where Enter goes."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that Enter goes elsewhere."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """A letter chooses its answer at once."""
        if self.press(event.character or ""):
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        offset = event.get_content_offset(self)
        for block in self._blocks(self.size.width) if offset is not None else ():
            if block.holds(offset or Offset()):
                self._choose(block.place)

    def press(self, letter: str) -> bool:
        """Choose the answer with this letter; whether there is one."""
        for place, choice in enumerate(self.choices):
            if letter and choice.key.casefold() == letter.casefold():
                self._choose(place)
                return True
        return False

    def action_move(self, by: int) -> None:
        """Highlight the answer before or after; at either end the key is left to the screen."""
        self._point(self.cursor + by)

    def action_climb(self, by: int) -> None:
        """Highlight the nearest answer on the line above or below; beyond, the key is left to the screen."""
        blocks = self._blocks(self.size.width)
        if not blocks:
            raise SkipAction
        here = blocks[self.cursor]
        lines = sorted({block.top for block in blocks})
        line = lines.index(here.top) + by
        if not 0 <= line < len(lines):
            raise SkipAction
        there = [block for block in blocks if block.top == lines[line]]
        self._point(min(there, key=lambda block: abs(block.middle - here.middle)).place)

    def action_pick(self) -> None:
        """Choose the highlighted answer."""
        if self.highlighted is None:
            raise SkipAction
        self._choose(self.cursor)

    def _choose(self, place: int) -> None:
        self.cursor = place
        choice = self.choices[place]
        if choice.closed:
            self.notify(choice.closed, severity="warning", markup=False)
        else:
            self.post_message(self.Picked(self, choice.id))

    def _point(self, place: int) -> None:
        if not 0 <= place < len(self.choices):
            raise SkipAction
        self.cursor = place

    def _blocks(self, width: int) -> tuple[Block, ...]:
        return laid_out(self.choices, width, self._stacked)

    def _points_at(self, block: Block) -> bool:
        return block.place == self.cursor and self.has_focus

    def _looks(self) -> _Looks:
        style = self.get_component_rich_style
        return _Looks(
            self.rich_style, style("choices--choice"), style("choices--cursor"), style("choices--closed")
        )

    def _look(self, block: Block, looks: _Looks) -> Style:
        if self._points_at(block):
            return looks.cursor
        return looks.closed if self.choices[block.place].closed else looks.choice
