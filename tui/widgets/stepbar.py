"""Where the room is, what comes next, and how much time is left."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from words.language import _, n_

DONE, NOW, NEXT, SKIPPED = "✓", "▶", "○", "–"


class StepBar(Widget):
    """A line of steps: held, skipped, now and next, by shape and by word."""

    DEFAULT_CSS = """
    StepBar {
        width: 1fr;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    labels: reactive[tuple[str, ...]] = reactive(())
    """The steps in their order, in words."""
    now: reactive[int] = reactive(0)
    """The place of the step in which the room is."""
    held: reactive[frozenset[int] | None] = reactive(None)
    """The places of the steps in which something happened, or None for all before this one."""
    left: reactive[int | None] = reactive(None)
    """Minutes left, fewer than none when it takes longer, or None where nobody set a time."""

    def __init__(
        self, labels: Sequence[str], now: int = 0, left: int | None = None, *, id: str | None = None
    ) -> None:
        """Take the steps, the place of the present one, and the minutes left."""
        super().__init__(id=id)
        self.set_reactive(StepBar.labels, tuple(labels))
        self.set_reactive(StepBar.now, now)
        self.set_reactive(StepBar.left, left)

    def render(self) -> Content:
        """The longest way to say it that fits."""
        width = self.size.width
        for time in (say_left(self.left), say_left(self.left, brief=True), ""):
            room = width - cell_len(time) - (2 if time else 0)
            for parts in (self._all(), self._neighbours(), self._present()):
                bar = Content.assemble(*parts)
                if bar.cell_length <= room:
                    return Content.assemble(bar, " " * (width - bar.cell_length - cell_len(time)), time)
        return Content.assemble(*self._present()).truncate(width, ellipsis=True)

    def _all(self) -> list[str | tuple[str, str]]:
        parts: list[str | tuple[str, str]] = [" "]
        for place, label in enumerate(self.labels):
            if place == self.now:
                parts += [(f" {NOW} {label.upper()} ", "bold reverse"), " "]
            else:
                parts.append(f"{self._sign(place)} {label} ")
        return parts

    def _neighbours(self) -> list[str | tuple[str, str]]:
        following = self._label(self.now + 1)
        then = _("then {step}").format(step=following) if following else _("the last step")
        return [*self._present(), f" {NEXT * max(0, len(self.labels) - self.now - 1)} {then}"]

    def _present(self) -> list[str | tuple[str, str]]:
        place = _("{number} of {all}").format(number=self.now + 1, all=len(self.labels))
        label = self._label(self.now)
        before = "".join(map(self._sign, range(self.now)))
        return [" ", before, (f" {NOW} {label.upper()} ", "bold reverse"), f" {place}"]

    def _sign(self, place: int) -> str:
        if place >= self.now:
            return NEXT
        return DONE if self.held is None or place in self.held else SKIPPED

    def _label(self, place: int) -> str:
        return self.labels[place] if 0 <= place < len(self.labels) else ""


def say_left(minutes: int | None, *, brief: bool = False) -> str:
    """The minutes left in words, such as "12 min left" or "5 min over"."""
    if minutes is None:
        return ""
    over = minutes < 0
    if brief:
        return (_("+{minutes} min ") if over else _("{minutes} min ")).format(minutes=abs(minutes))
    words = (
        n_("{minutes} min over ", "{minutes} min over ", abs(minutes))
        if over
        else n_("{minutes} min left ", "{minutes} min left ", minutes)
    )
    return words.format(minutes=abs(minutes))
