"""A page that can be narrowed down: Esc shows everything again before it leads back, and says so."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.view import BACK, View
from words.language import _


class Narrowed(View):
    """Has one way back, and before it one to everything."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "widen", _("Show all"), id="view.widen", tooltip=_("Show everything again")),
        BACK,
    ]

    @property
    @abstractmethod
    def narrowed(self) -> bool:
        """Whether something is left out."""

    @abstractmethod
    def action_widen(self) -> None:
        """Show everything again."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """There is more to show only where something is left out."""
        return action != "widen" or self.narrowed
