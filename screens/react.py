"""React: what each person thinks of the proposal; the proposer may amend it before it is decided."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from assembly.acts.objecting import NoteConcern
from assembly.rounds import Purpose
from assembly.said import Said
from assembly.steps import Step
from screens.amending import Amending
from screens.clarify import ClarifyScreen
from tui.letters import letter
from words.language import _


class ReactScreen(Amending, ClarifyScreen):
    """Hear what each person thinks; experts advise here, they do not decide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("a", "amend", _("Amend"), _("Write a new version of the proposal"), show=True),
        letter("c", "concern", _("Concern"), _("Write down a concern")),
    ]
    PURPOSE = Purpose.REACT
    SAYS = "react"
    FOLLOWING = Step.DECIDE

    def on_words(self) -> str:
        """What Enter does when the round is over."""
        return _("Go on to the decision")

    @work
    async def action_concern(self) -> None:
        """Write down a concern that is to be watched."""
        text = await self._write(_("Concern"), _("What should be watched?"))
        if text:
            self.stage.ask(NoteConcern(Said(text)))
