"""The way to the phones: the code of a page, or the sentence that says why there is none."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.desk import Doorway
from screens.view import View
from tui.letters import letter
from tui.widgets.code import Code
from words.language import _


class CodeScreen(View):
    """Shows the code of one page as large as the window allows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("x", "stop", _("Stop showing"), _("Stop showing the pages"), show=True),
    ]
    DEFAULT_CSS = """
    CodeScreen #address {
        text-style: bold;
    }
    CodeScreen.-low #address {
        display: none;
    }
    """

    def __init__(self, title: str, path: str, door: Doorway) -> None:
        """Take what the page is, where it stands, and what is known of the way there."""
        super().__init__()
        self._words = title
        self._path = path
        self._door = door

    def compose_body(self) -> ComposeResult:
        """The code above its address, or only the sentence."""
        if not self._door.reachable:
            yield Static(self._door.sentence, id="why", markup=False)
            return
        address, matrix = self.stage.desk.code_of(self._path)
        yield Code(matrix, address, id="code")
        yield Static(address, id="address", markup=False)
        yield Static(self._door.sentence, id="why", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Only what is shown can be taken away."""
        return action != "stop" or self.stage.desk.doorway() is not None

    def title_words(self) -> str:
        """What the page is."""
        return self._words

    def action_stop(self) -> None:
        """Stop showing the pages, and go back."""
        self.stage.desk.close_doorway()
        self.stage.say(_("The pages are not shown any more."))
        self.action_back()
