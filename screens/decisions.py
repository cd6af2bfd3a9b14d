"""One decision, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.decision import Decision
from screens.code_view import CodeScreen
from screens.decision_links import Drawn, as_proposal, link_choices, linked_from, more_sections
from screens.decision_words import decision_sections, way_to_review
from screens.learning import ask_learning, read_again
from screens.page import Section, painted
from screens.versions import VersionsScreen
from screens.view import View
from tui.dialogs.choose import Choose
from tui.letters import letter
from words.language import _


class DecisionScreen(View):
    """One decision with everything that belongs to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("c", "code", _("Code"), _("The code that opens it on a phone"), show=True),
        letter("l", "learn", _("Learned"), _("Write down what was learned, or a mistake"), show=True),
        letter("v", "versions", _("Versions"), _("Compare the versions of its text"), show=True),
        letter("g", "go", _("Go to"), _("Go to a decision that it is linked with"), show=True),
        letter("k", "copy", _("Copy link"), _("Copy the address of its page"), show=True),
    ]

    def __init__(self, decision: Decision, back: str = "") -> None:
        """Take the decision, and where Enter leads back to unless that is the list."""
        super().__init__()
        self._decision = decision
        self._back = back or _("Back to the list")

    def compose_body(self) -> ComposeResult:
        """The text."""
        yield Static(id="decision", markup=False)

    def follow(self) -> None:
        """Show it as it stands today."""
        super().follow()
        desk, decision = self.stage.desk, self._decision
        today = self.stage.now().date()
        sections = (
            Section("", way_to_review(decision, today)),
            *decision_sections(decision, today, desk.veil),
        )
        more = more_sections(decision, desk.stories(decision.id), desk.veil, self._drawn())
        self.query_one("#decision", Static).update(painted((*sections, *more)))

    def title_words(self) -> str:
        """Its first line."""
        return self._decision.title

    def next_words(self) -> str:
        """What Enter does now."""
        return self._back

    @work
    async def action_learn(self) -> None:
        """Write down what was learned from it."""
        if self.may_write() and await ask_learning(self.stage, self._decision):
            self._decision = read_again(self.stage, self._decision)
            self.follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Only what there is can be compared or gone to."""
        match action:
            case "versions":
                return len(self._decision.wordings) > 1
            case "go":
                return bool(linked_from(self._decision))
            case _:
                return True

    def action_versions(self) -> None:
        """Show the versions side by side, with what was taken out and added."""
        if self.is_current:
            self.app.push_screen(VersionsScreen(as_proposal(self._decision)))

    @work
    async def action_go(self) -> None:
        """Go to a decision that this one is linked with."""
        found = [self.stage.desk.decision(id) for id in linked_from(self._decision)]
        there = {one.id: one for one in found if one is not None}
        if not there:
            self.stage.say(_("None of the decisions that it names is on this shelf."), severity="warning")
            return
        ask = Choose(_("Which decision?"), link_choices(there.values()), things=True)
        chosen = next(iter(there)) if len(there) == 1 else await self.app.push_screen_wait(ask)
        if chosen is not None:
            self.app.push_screen(DecisionScreen(there[chosen], _("Back to the decision before")))

    def action_copy(self) -> None:
        """Copy the address of its page; where there is none yet, its path."""
        address, _matrix = self.stage.desk.code_of(f"/D/{self._decision.id}")
        self.app.copy_to_clipboard(address or f"/D/{self._decision.id}")
        if address:
            self.stage.say(_("Copied: {address}").format(address=address))
        else:
            self.stage.say(
                _("The pages have no address yet. Copied: /D/{id}, to be put behind it.").format(
                    id=self._decision.id
                )
            )

    def action_code(self) -> None:
        """Show the code of its page."""
        if self.is_current:
            path = f"/D/{self._decision.id}"
            self.app.push_screen(CodeScreen(self._decision.title, path, published=True))

    def _drawn(self) -> Sequence[Drawn]:
        """Who was drawn for which role in the assembly of the decision."""
        if not self._decision.draws:
            return ()
        desk = self.stage.desk
        labels = {role.id: role.label for role in desk.circle().roles}
        return [
            Drawn(one.source, labels.get(one.role, one.role), self.stage.name_of(one.member))
            for one in desk.history().holdings
            if one.source in self._decision.draws
        ]
