"""An assembly on the screen that begins in the middle: made by commands, gone on with by keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widgets import Static

from assembly.journal import Journal
from assembly.rulebook import Command, decide
from assembly.state import Assembly
from assembly.steps import Step
from screens.act import Act
from screens.decide import DecideScreen
from screens.proposal import ProposalScreen
from screens.stage import Stage
from screens.step import StepScreen
from tests.screens.fake_desk import FakeDesk
from tui.widgets.sentence import Sentence

ACTS: Mapping[Step, type[StepScreen]] = {Step.PROPOSAL: ProposalScreen, Step.DECIDE: DecideScreen}
SIZES = ((80, 24), (60, 18), (40, 12), (120, 40))


class OneAct(Stage):
    """Shows proposals and decisions; in every other step the screen before stays."""

    def __init__(self, desk: FakeDesk, *commands: Command) -> None:
        """Let these things have happened before the screen is seen."""
        super().__init__(desk)
        self.said: list[str] = []
        self.script = begun(desk, *commands)

    def on_mount(self) -> None:
        """Begin in the middle."""
        super().on_mount()
        self.journal = self.script
        self.saved = len(self.script.entries)

    def watch_journal(self, journal: Journal | None) -> None:
        """Let the screen of the step follow."""
        if journal is None or journal.assembly.step not in ACTS:
            return
        kind = ACTS[journal.assembly.step]
        top = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        if isinstance(top, kind):
            top.assembly = journal.assembly
            return
        screen = kind()
        screen.set_reactive(Act.assembly, journal.assembly)
        if top is None:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    @property
    def state(self) -> Assembly:
        """The assembly as it stands."""
        assert self.journal is not None
        return self.journal.assembly

    @property
    def sentence_shown(self) -> str:
        """What the facilitator is told to say."""
        return self.screen_stack[1].query_one("#say", Sentence).said

    def say(self, sentence: str, *, severity: SeverityLevel = "information") -> None:
        """Remember what was said in passing."""
        self.said.append(sentence)
        super().say(sentence, severity=severity)

    @property
    def toasts(self) -> str:
        """Everything that was said in passing."""
        return " | ".join(self.said)

    def text(self, place: str) -> str:
        """The text of a static part of the screen."""
        return str(self.screen_stack[1].query_one(place, Static).content)


def begun(desk: FakeDesk, *commands: Command) -> Journal:
    """An assembly in which these things happened, one after the other."""
    journal = desk.begin("Weekly", 90)
    for command in commands:
        journal = journal.grown(decide(journal.assembly, command), desk.now())
        desk.keep(journal.last)
    return journal


Result = TypeVar("Result")


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys as people do: never two Enters within the time in which a key bounces."""
    for key in keys:
        screen = pilot.app.screen
        if isinstance(screen, StepScreen):
            screen.bounce.settle()
        await pilot.press(key)
        await pilot.pause()


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text letter by letter."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
