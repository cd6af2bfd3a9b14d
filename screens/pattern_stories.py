"""The stories behind a number, and what was decided because of them: not for the projector."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.widgets import Static
from textual.worker import get_current_worker

from assembly.decision import Decision
from assembly.heard import Retold
from screens.decision_links import link_choices
from screens.decisions import DecisionScreen
from screens.page import Section, painted
from screens.patterns_words import MOST_TOLD, Spot, older_words, story_lines
from screens.view import View
from tui.dialogs.choose import Choose
from tui.widgets.wrapping import one_line
from words.language import _, n_


class PatternStories(View):
    """A private view: what was told, and the way to the decisions."""

    DEFAULT_CSS = """
    PatternStories #private {
        color: $text-warning;
        text-style: bold;
    }
    """

    def __init__(self, spot: Spot) -> None:
        """Take the cell."""
        super().__init__()
        self._spot = spot
        self._decisions: tuple[Decision, ...] = ()
        self.bounce.bounced()  # the Enter that came here may bounce

    def compose_body(self) -> ComposeResult:
        """That this is private, and the words."""
        yield Static(
            _("! Not for the projector: somebody may know who told this. The dot covers the screen."),
            id="private",
            markup=False,
        )
        yield Static(_("Reading the books…"), id="told", markup=False)

    def follow(self) -> None:
        """Read the books again."""
        super().follow()
        self._read()

    def title_words(self) -> str:
        """The cell, and how many stories it has."""
        number = len(self._spot.stories)
        return n_("{cell}: {number} story", "{cell}: {number} stories", number).format(
            cell=one_line(self._spot.heading), number=number
        )

    def next_words(self) -> str:
        """What Enter does now."""
        if not self._decisions:
            return _("Back to the map")
        return n_("Read the decision", "Read one of the decisions", len(self._decisions))

    def go_on(self) -> None:
        """Read a decision that came of these stories."""
        if self._decisions:
            self._choose()
        else:
            self.action_back()

    @work
    async def _choose(self) -> None:
        there = {one.id: one for one in self._decisions}
        ask = Choose(_("Which decision?"), link_choices(there.values()), things=True)
        chosen = next(iter(there)) if len(there) == 1 else await self.app.push_screen_wait(ask)
        if chosen is not None and self.is_current:
            self.app.push_screen(DecisionScreen(there[chosen], _("Back to the stories")))

    @work(thread=True, exclusive=True, group="searching")
    def _read(self) -> None:
        desk, reading = self.stage.desk, get_current_worker()
        retold = desk.retold(self._spot.stories[:MOST_TOLD])
        found = [desk.decision(id) for id in self._spot.decisions]
        if not reading.is_cancelled:
            decisions = tuple(one for one in found if one is not None)
            self.app.call_from_thread(self._show, retold, decisions)

    def _show(self, retold: Sequence[Retold], decisions: tuple[Decision, ...]) -> None:
        if not self.is_mounted:
            return
        self._decisions = decisions
        veil = self.stage.desk.veil
        lines = "\n".join(story_lines(retold, veil)) + older_words(len(self._spot.stories) - len(retold))
        decided = tuple(f"#{one.id}  {one_line(one.title)}" for one in decisions) or (
            _("Nothing was decided because of them yet."),
        )
        sections = (
            Section(_("Decided because of them (Enter reads)") if decisions else _("Decided"), decided),
            Section(_("What was told (never published)"), (lines,)),
        )
        self.query_one("#told", Static).update(painted(sections))
        super().follow()
