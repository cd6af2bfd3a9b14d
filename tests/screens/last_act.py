"""The lottery and the close on the screen, begun in the middle by commands and gone on with by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import cast

from textual.app import App
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widgets import Button, Static

from archive.code import code_matrix, in_capitals
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.journal import Journal
from assembly.rulebook import Command, decide
from assembly.state import Assembly, Presence
from assembly.steps import Step
from screens.act import Act
from screens.close import CloseScreen
from screens.closed import ClosedScreen
from screens.lottery import LotteryScreen
from screens.stage import Stage
from screens.step import StepScreen
from tests.screens.fake_desk import NOON, FakeDesk
from tests.tui.painted import cells, decoded
from tui.widgets.sentence import Sentence

BEGAN = monotonic()
ACTS: Mapping[Step, type[StepScreen]] = {Step.LOTTERY: LotteryScreen, Step.CLOSE: CloseScreen}


class DeskWithCodes(FakeDesk):
    """A desk whose codes can be read by a phone, and whose clock goes as fast as every other."""

    def now(self) -> datetime:
        return NOON + timedelta(seconds=monotonic() - BEGAN)

    def code_of(self, path: str) -> tuple[str, tuple[tuple[bool, ...], ...]]:
        address = f"{self.next_door.url}{path}"
        return address, code_matrix(in_capitals(address))


class LastAct(Stage):
    """Shows the lottery, the close and what comes after it."""

    def __init__(self, desk: FakeDesk, journal: Journal, theme: str = "room-dark") -> None:
        super().__init__(desk, theme)
        self.script = journal
        self.said: list[str] = []

    def on_mount(self) -> None:
        super().on_mount()
        self.saved = len(self.script.entries)
        self.journal = self.script

    def watch_journal(self, journal: Journal | None) -> None:
        if journal is None:
            return
        top = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        kind = ClosedScreen if journal.assembly.closed_at else ACTS[journal.assembly.step]
        if isinstance(top, kind):
            top.assembly = journal.assembly
            return
        screen = kind()
        screen.set_reactive(Act.assembly, journal.assembly)
        if top is None:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def watch_saved(self) -> None:
        for screen in self.screen_stack[1:]:
            if isinstance(screen, StepScreen) and screen.is_mounted:
                screen.show_sign()

    def say(self, sentence: str, *, severity: SeverityLevel = "information") -> None:
        self.said.append(sentence)
        super().say(sentence, severity=severity)


class Facilitator:
    """Somebody who presses keys and reads what the screen shows."""

    def __init__(self, app: LastAct, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def state(self) -> Assembly:
        """The assembly as it stands."""
        assert self.app.journal is not None
        return self.app.journal.assembly

    @property
    def said(self) -> str:
        """The sentence to say now."""
        return self.app.screen_stack[1].query_one("#say", Sentence).said

    @property
    def next_words(self) -> str:
        """What Enter does."""
        return str(self.app.screen_stack[1].query_one("#next", Button).label)

    async def press(self, *keys: str) -> None:
        """Press keys, slower than a bouncing key."""
        for key in keys:
            for screen in self.app.screen_stack:
                if isinstance(screen, StepScreen):
                    screen.bounce.settle()
            await self.pilot.press(key)
            await self.saved()

    async def saved(self) -> None:
        """Wait until the desk has written everything, if it can."""
        await self.pilot.pause()
        while not self.app.all_saved and not self.app.trouble:
            await self.pilot.pause(0.01)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.pilot.press(*({" ": "space", "\n": "enter"}.get(letter, letter) for letter in text))
        await self.pilot.pause()

    def text(self, place: str) -> str:
        """The text of a static part of the screen."""
        return str(self.app.screen_stack[1].query_one(place, Static).content)

    def codes(self) -> list[str]:
        """What a phone reads from the painted cells."""
        return decoded(cells(cast(App[None], self.app)))

    def painted(self) -> str:
        """Everything on the screen as plain text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)


@asynccontextmanager
async def facilitating(
    desk: FakeDesk, journal: Journal, size: tuple[int, int] = (80, 24), theme: str = "room-dark"
) -> AsyncIterator[Facilitator]:
    """Run the last acts in a window of a size."""
    app = LastAct(desk, journal, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Facilitator(app, pilot)


def arrived_at(desk: FakeDesk, step: Step, away: Sequence[str] = (), *commands: Command) -> Journal:
    """An assembly with everybody here but those who are away, gone on to a step."""
    here = tuple(person.id for person in desk.roll if person.id not in away)
    return played(
        desk,
        desk.begin("Weekly", 90),
        MarkPresence(here, Presence.HERE),
        AcceptFacilitation(here[0]),
        *commands,
        GoTo(step),
    )


def played(desk: FakeDesk, journal: Journal, *commands: Command) -> Journal:
    """What a journal is after these requests."""
    for command in commands:
        journal = journal.grown(decide(journal.assembly, command), desk.now())
        desk.keep(journal.last)
    return journal
