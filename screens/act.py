"""What the program knows of the screen of a step, whatever the step."""

from __future__ import annotations

from abc import abstractmethod
from typing import cast

from textual.reactive import reactive
from textual.screen import Screen

from assembly.state import Assembly


class Act(Screen[None]):
    """A screen that follows an assembly."""

    assembly: reactive[Assembly] = reactive(cast(Assembly, None), init=False)

    @property
    @abstractmethod
    def stands(self) -> bool:
        """Whether all of it is there: built already, and not taken down yet."""

    @abstractmethod
    def show_sign(self) -> None:
        """Show whether everything is on disk."""

    @abstractmethod
    def action_rescue(self) -> object:
        """Offer a way out where nothing can be saved."""
