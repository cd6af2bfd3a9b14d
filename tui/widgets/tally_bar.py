"""How far it is to a goal, in shape and in words."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.filling import fill
from words.language import _

FULL, EMPTY = "█", "░"
LONGEST, SHORTEST = 40, 5
REACHED, MISSING = "✓", "○"


class Bar(Widget):
    """A bar towards a goal, with both numbers and whether it is reached."""

    DEFAULT_CSS = """
    Bar {
        width: 1fr;
        height: auto;
        color: $foreground;
    }
    """

    value: reactive[int] = reactive(0, layout=True)
    """How much there is."""
    goal: reactive[int] = reactive(0, layout=True)
    """How much there should be."""

    def __init__(self, value: int, goal: int, words: str | None = None, *, id: str | None = None) -> None:
        """Take both numbers, and words for them with the places {value} and {goal}."""
        super().__init__(id=id)
        self._words = words
        self.set_reactive(Bar.value, value)
        self.set_reactive(Bar.goal, goal)

    @property
    def said(self) -> str:
        """The numbers in words, such as "31 here, 20 needed"."""
        words = _("{value} of {goal}") if self._words is None else self._words
        return fill(words, {"value": self.value, "goal": self.goal})

    @property
    def standing(self) -> str:
        """Whether it is enough, and if not, what is missing."""
        if self.value >= self.goal:
            return f"{REACHED} {_('enough')}"
        return f"{MISSING} {_('{number} to go').format(number=self.goal - self.value)}"

    def render(self) -> Content:
        """The bar and the words on one line where they fit, the words alone or wrapped where not."""
        words = f"{self.said}  {self.standing}"
        room = min(LONGEST, self.size.width - cell_len(words) - 3)
        if room < SHORTEST:
            return Content(words)
        return Content.assemble(self._bar(room), "  ", words)

    def _bar(self, cells: int) -> str:
        filled = cells if self.goal <= 0 else min(cells, cells * max(0, self.value) // self.goal)
        return FULL * filled + EMPTY * (cells - filled)
