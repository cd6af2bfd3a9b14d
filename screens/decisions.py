"""The decision commons: everything that was decided, found by typing, read with Enter."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.decision import Decision
from screens.code_view import CodeScreen
from screens.decision_words import decision_entry, decision_sections
from screens.page import painted
from screens.view import View
from tui.letters import letter
from tui.widgets.finder import Finder
from words.language import _, n_


class DecisionsScreen(View):
    """The list, newest first."""

    AUTO_FOCUS = "#sought"

    def __init__(self) -> None:
        """Begin with an empty list."""
        super().__init__()
        self._decisions: dict[str, Decision] = {}

    def compose_body(self) -> ComposeResult:
        """The list, with a line to type in."""
        yield Finder(
            (),
            placeholder=_("Type a word to find a decision"),
            nothing=_("Nothing is decided yet. What an assembly adopts stands here."),
            id="decisions",
        )

    def follow(self) -> None:
        """Show what is on the shelf, and of the assembly under way."""
        decisions = self.stage.desk.decisions(self.stage.journal)
        self._decisions = {decision.id: decision for decision in decisions}
        self.query_one("#decisions", Finder).show([decision_entry(one) for one in decisions])
        super().follow()

    def title_words(self) -> str:
        """How many there are."""
        number = len(self._decisions)
        return n_("What we decided: {number} decision", "What we decided: {number} decisions", number).format(
            number=number
        )

    def next_words(self) -> str:
        """What Enter does now."""
        return _("Read it") if self._decisions else _("Back")

    def go_on(self) -> None:
        """Read the decision that is pointed at."""
        if self._decisions:
            self.query_one("#decisions", Finder).choose()
        else:
            self.action_back()

    @on(Finder.Picked, "#decisions")
    def read(self, event: Finder.Picked) -> None:
        """Read one."""
        if self.is_current:
            self.app.push_screen(DecisionScreen(self._decisions[event.entry]))


class DecisionScreen(View):
    """One decision with everything that belongs to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("c", "code", _("Code"), _("The code that opens it on a phone"), show=True),
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

    def action_code(self) -> None:
        """Show the code of its page."""
        if self.is_current:
            path = f"/D/{self._decision.id}"
            self.app.push_screen(CodeScreen(self._decision.title, path, published=True))
