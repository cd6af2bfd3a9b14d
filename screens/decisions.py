"""One decision, read whole."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.decision import Decision
from screens.code_view import CodeScreen
from screens.decision_words import decision_sections
from screens.learning import ask_learning, read_again
from screens.page import painted
from screens.view import View
from tui.letters import letter
from words.language import _


class DecisionScreen(View):
    """One decision with everything that belongs to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("c", "code", _("Code"), _("The code that opens it on a phone"), show=True),
        letter("l", "learn", _("Learned"), _("Write down what was learned, or a mistake"), show=True),
    ]

    def __init__(self, decision: Decision) -> None:
        """Take the decision."""
        super().__init__()
        self._decision = decision

    def compose_body(self) -> ComposeResult:
        """The text."""
        yield Static(id="decision", markup=False)

    def follow(self) -> None:
        """Show it as it stands today."""
        super().follow()
        sections = decision_sections(self._decision, self.stage.now().date(), self.stage.desk.veil)
        self.query_one("#decision", Static).update(painted(sections))

    def title_words(self) -> str:
        """Its first line."""
        return self._decision.title

    def next_words(self) -> str:
        """What Enter does now."""
        return _("Back to the list")

    @work
    async def action_learn(self) -> None:
        """Write down what was learned from it."""
        if self.may_write() and await ask_learning(self.stage, self._decision):
            self._decision = read_again(self.stage, self._decision)
            self.follow()

    def action_code(self) -> None:
        """Show the code of its page."""
        if self.is_current:
            path = f"/D/{self._decision.id}"
            self.app.push_screen(CodeScreen(self._decision.title, path, published=True))
