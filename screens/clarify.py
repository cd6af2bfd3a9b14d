"""Clarify: questions to understand the proposal, and answers; opinions come later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.acts.floor import GoTo
from assembly.rounds import Purpose
from assembly.state import Assembly
from assembly.steps import Step
from screens.proposal_view import ProposalView
from screens.round import RoundScreen
from tui.letters import letter
from words.language import _


class ClarifyScreen(RoundScreen):
    """Let everyone understand before anyone judges."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("r", "again", _("Round"), _("Another round"), show=True),
    ]
    SECONDS_A_TURN = 60
    PURPOSE = Purpose.CLARIFY
    SAYS = "clarify"
    FOLLOWING = Step.REACT

    def compose_body(self) -> ComposeResult:
        """The proposal above, the round below."""
        yield ProposalView(id="proposal")
        yield Static(id="skip", classes="quiet", markup=False)
        yield from super().compose_body()

    def follow(self, assembly: Assembly) -> None:
        """Show the proposal and the round."""
        super().follow(assembly)
        skip, words = self.query_one("#skip", Static), self._between_hint(assembly)
        skip.update(words)
        skip.display = bool(words)
        self.query_one("#proposal", ProposalView).proposal = assembly.proposal

    def sentence(self, assembly: Assembly) -> str:
        """What to say in this round."""
        if assembly.round:
            return self.turn_words(assembly.round, self.SAYS)
        if self._done(assembly) and (facts := self._early(assembly)):
            return self.stage.sentences.say("round.early", **facts)
        part = "close" if self._done(assembly) else "open"
        return self.stage.sentences.say(f"{self.SAYS}.{part}")

    def between_words(self, assembly: Assembly) -> str:
        """Begin the round, or go on."""
        return self.on_words() if self._done(assembly) else _("Begin the round")

    def on_words(self) -> str:
        """What Enter does when the round is over."""
        return _("Go on to reactions")

    def between(self, assembly: Assembly) -> None:
        """Begin the round, or go on."""
        if self._done(assembly):
            self.skip_round()
        else:
            self.begin_round()

    def skip_round(self) -> None:
        """Go on to the next step."""
        self.stage.ask(GoTo(self.FOLLOWING))

    def action_again(self) -> None:
        """Another round about the same proposal."""
        self.begin_round()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another round comes after a round that left somebody out."""
        if action == "again" and (self.assembly.round or not self._early(self.assembly)):
            return False
        return super().check_action(action, parameters)

    def _between_hint(self, assembly: Assembly) -> str:
        """What else can be done while there is no round."""
        if assembly.round:
            return ""
        if not self._done(assembly):
            return _("Nobody needs it? Z goes on without a round.")
        facts = self._early(assembly)
        words = _(
            "{heard} of {all} were heard; {missed} were not asked. R begins another round; Enter goes on."
        )
        return words.format(**facts) if facts else ""

    def _early(self, assembly: Assembly) -> Mapping[str, int]:
        """How many were heard and how many never asked, where the rounds ended before everyone was asked."""
        rounds = [one for one in assembly.rounds_of(self.PURPOSE) if one.about == assembly.current]
        if not rounds:
            return {}
        missed = set[str].intersection(*(set(one.waiting) for one in rounds))
        heard = frozenset[str]().union(*(one.heard for one in rounds))
        everybody = frozenset[str]().union(*(one.order for one in rounds))
        return {"heard": len(heard), "all": len(everybody), "missed": len(missed)} if missed else {}

    def _done(self, assembly: Assembly) -> bool:
        """Whether this proposal was taken through a round here."""
        return any(one.about == assembly.current and one.closed for one in assembly.rounds_of(self.PURPOSE))
