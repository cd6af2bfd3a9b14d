"""The program on the screen: the step in the state picks the screen, nobody pushes the next one by hand."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import Screen

from assembly.journal import Journal
from assembly.steps import Step
from screens.clarify import ClarifyScreen
from screens.close import CloseScreen
from screens.closed import ClosedScreen
from screens.decide import DecideScreen
from screens.first_run import FirstRunScreen
from screens.gather import GatherScreen
from screens.home import HomeScreen
from screens.lottery import LotteryScreen
from screens.proposal import ProposalScreen
from screens.react import ReactScreen
from screens.stage import Stage
from screens.step import StepScreen
from screens.stories import StoriesScreen

ACTS: Mapping[Step, type[StepScreen]] = {
    Step.GATHER: GatherScreen,
    Step.STORIES: StoriesScreen,
    Step.PROPOSAL: ProposalScreen,
    Step.CLARIFY: ClarifyScreen,
    Step.REACT: ReactScreen,
    Step.DECIDE: DecideScreen,
    Step.LOTTERY: LotteryScreen,
    Step.CLOSE: CloseScreen,
}
"""One screen for each step: to add a step, add its screen here."""


class Assemblies(Stage):
    """Runs assemblies of one circle."""

    TITLE = "Shopmoot"

    def on_mount(self) -> None:
        """Begin where the shelf stands: first run, home, or the assembly that was not closed."""
        super().on_mount()
        self.push_screen(self._scene(None))
        for warning in (*self.desk.warnings, *self.sentences.warnings):
            self.say(warning, severity="warning")
        self.resume()

    def watch_journal(self, journal: Journal | None) -> None:
        """Let the screens follow what happened."""
        top = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        if not isinstance(top, self._kind(journal)):
            self.switch_screen(self._scene(journal))
        elif isinstance(top, StepScreen) and journal is not None:
            top.assembly = journal.assembly
        if self.desk.doorway() is not None:
            self.desk.refresh_pages(journal)

    def watch_saved(self) -> None:
        """Tell the screen that more is on disk."""
        self._refresh_sign()

    def watch_trouble(self) -> None:
        """Tell the screen that a save failed, and offer a way out unless a form is open."""
        self._refresh_sign()
        if self.trouble and isinstance(self.screen, StepScreen):
            self.screen.action_rescue()

    def _kind(self, journal: Journal | None) -> type[Screen[None]]:
        if journal is not None:
            closed = journal.assembly.closed_at is not None
            return ClosedScreen if closed else ACTS[journal.assembly.step]
        return HomeScreen if self.desk.circle().name else FirstRunScreen

    def _scene(self, journal: Journal | None) -> Screen[None]:
        screen = self._kind(journal)()
        if isinstance(screen, StepScreen) and journal is not None:
            screen.set_reactive(StepScreen.assembly, journal.assembly)
        return screen

    def _refresh_sign(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, StepScreen) and screen.is_mounted:
                screen.show_sign()
