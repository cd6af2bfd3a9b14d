"""Clarify: questions to understand the proposal, and answers; opinions come later."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from assembly.acts.floor import GoTo
from assembly.rounds import Purpose
from assembly.state import Assembly
from assembly.steps import Step
from screens.proposal_view import ProposalView
from screens.round import RoundScreen
from words.language import _


class ClarifyScreen(RoundScreen):
    """Let everyone understand before anyone judges."""

    SECONDS_A_TURN = 60
    PURPOSE = Purpose.CLARIFY
    SAYS = "clarify"
    FOLLOWING = Step.REACT

    def compose_body(self) -> ComposeResult:
        """The proposal above, the round below."""
        yield ProposalView(id="proposal")
        yield Static(_("Nobody needs it? Z goes on without a round."), id="skip", classes="quiet")
        yield from super().compose_body()

    def follow(self, assembly: Assembly) -> None:
        """Show the proposal and the round."""
        super().follow(assembly)
        self.query_one("#skip").display = assembly.round is None and not self._done(assembly)
        self.query_one("#proposal", ProposalView).proposal = assembly.proposal

    def sentence(self, assembly: Assembly) -> str:
        """What to say in this round."""
        if assembly.round:
            return self.turn_words(assembly.round, self.SAYS)
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

    def _done(self, assembly: Assembly) -> bool:
        """Whether this proposal was taken through a round here."""
        return any(one.about == assembly.current and one.closed for one in assembly.rounds_of(self.PURPOSE))
