"""The keys at the foot of the screen: the most needed first, never cut in the middle of a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

MOST = 5
"""More than this nobody reads."""


class KeyHints(Widget):
    """Shows as many keys as fit whole, at most five: what always helps, and the screen's own."""

    DEFAULT_CSS = """
    KeyHints {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self, *, first: Sequence[str] = (), last: Sequence[str] = (), id: str | None = None) -> None:
        """Take the ids of the bindings that stay, before and after the others."""
        super().__init__(id=id)
        self._first = tuple(first)
        self._last = tuple(last)

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """The hints that fit, the least needed left out."""
        first, own, last = self._wanted()
        while True:
            line = Content.assemble(*(self._hint(active) for active in (*first, *own, *last)))
            if line.cell_length <= self.size.width or not (own or last):
                return line
            own, last = (own[:-1], last) if own else (own, last[:-1])

    def _wanted(self) -> tuple[list[ActiveBinding], list[ActiveBinding], list[ActiveBinding]]:
        shown: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.binding.description and active.enabled:
                shown.setdefault(active.binding.action, active)
        by_id = {active.binding.id: active for active in shown.values()}
        first = [by_id[id] for id in self._first if id in by_id]
        last = [by_id[id] for id in self._last if id in by_id]
        others = [active for active in shown.values() if active.binding.id not in {*self._first, *self._last}]
        # What has the focus comes first, then what the screen declares.
        places = _declared(type(self.screen))
        own = sorted(others, key=lambda one: places[one.binding.id] if one.node is self.screen else -1)
        return first, own[: MOST - len(first) - len(last)], last

    def _hint(self, active: ActiveBinding) -> Content:
        key = self.app.get_key_display(active.binding)
        return Content.assemble((f" {key} ", "bold $footer-key-foreground"), f"{active.binding.description} ")


def _declared(screen: type[Screen[object]]) -> Mapping[str | None, int]:
    """The place of each binding among those that the classes of a screen declare, from the most general on.

    A letter that means something in every step is not more needed where a step gives it another meaning.
    """
    places: dict[str | None, int] = {}
    for one in reversed(screen.__mro__):
        for binding in vars(one).get("BINDINGS", ()):
            if isinstance(binding, Binding):
                places.setdefault(binding.id, len(places))
    return places
