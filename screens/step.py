"""What every step of the walk has in common: where the room is, what to say now, what Enter does."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from assembly.attendance import ordinary_quorum
from assembly.state import Assembly
from assembly.steps import Step, walk_of
from screens.act import Act
from screens.floor import FLOOR_KEYS
from screens.rescuing import RESCUE_KEY, Rescuing
from screens.steps_held import steps_held
from screens.words import step_name
from tui.widgets.keys import KeyHints
from tui.widgets.next_button import Bounce, NextButton
from tui.widgets.saved import SaveSign
from tui.widgets.sentence import Sentence
from tui.widgets.stepbar import StepBar
from words.language import _


class StepScreen(Rescuing, Act):
    """One step: the sentence to say, the work, and the next right thing on Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,pagedown",
            "next",
            _("Next"),
            key_display="⏎",
            id="next",
            tooltip=_("Do the next right thing"),
        ),
        *FLOOR_KEYS,
        RESCUE_KEY,
    ]

    def __init__(self) -> None:
        """Begin with no key pressed."""
        super().__init__()
        self.bounce = Bounce()
        self._composed = False

    @property
    def stands(self) -> bool:
        """Whether all of it is there: built already, and not taken down yet."""
        return self._composed and self.display and bool(self.query(SaveSign))

    def compose(self) -> ComposeResult:
        """The frame around the work of a step."""
        with Horizontal(id="top"):
            yield Static(id="status", markup=False)
            yield SaveSign(id="saved")
        yield StepBar([step_name(step) for step in walk_of(self.assembly.purpose)], id="steps")
        yield Sentence(id="say")
        with VerticalScroll(id="body", can_focus=False):
            yield from self.compose_body()
        yield NextButton()
        yield KeyHints(first=["next", "rescue"], last=["undo", "stuck"])

    def compose_body(self) -> ComposeResult:
        """The widgets of this step."""
        yield from ()

    def on_mount(self) -> None:
        """Show the state as it is, and let the clocks run."""
        self._composed = True
        self.watch_assembly(self.assembly)
        self.show_sign()
        self.set_interval(1, self._second)

    def watch_assembly(self, assembly: Assembly) -> None:
        """Follow what happened."""
        if not self.stands:
            return
        self.query_one("#say", Sentence).said = self.sentence_now(assembly)
        self.query_one("#next", NextButton).say(self.enter_words(assembly))
        self.follow(assembly)
        self._second()
        self.refresh_bindings()

    def sentence_now(self, assembly: Assembly) -> str:
        """What the facilitator may say now."""
        if assembly.paused:
            return self.stage.sentences.say("paused")
        return self.sentence(assembly)

    def enter_words(self, assembly: Assembly) -> str:
        """What Enter does now: in a break it only ends the break."""
        return _("Go on after the break") if assembly.paused else self.next_words(assembly)

    @abstractmethod
    def sentence(self, assembly: Assembly) -> str:
        """What the facilitator may say in this step."""

    @abstractmethod
    def next_words(self, assembly: Assembly) -> str:
        """What Enter does now."""

    @abstractmethod
    def go_on(self, assembly: Assembly) -> None:
        """Do the next right thing."""

    def follow(self, assembly: Assembly) -> None:
        """Show the work of this step as it stands."""

    def tick(self, assembly: Assembly) -> None:
        """Show what changes with time alone."""

    def show_sign(self) -> None:
        """Show whether everything is on disk."""
        sign = self.query_one("#saved", SaveSign)
        sign.waiting = not self.stage.all_saved
        sign.failure = self.stage.trouble

    @on(Button.Pressed, "#next")
    def press_next(self) -> None:
        """The mouse's way to Enter."""
        self.action_next()

    def action_next(self) -> None:
        """Do the next right thing, once, also when the key bounces."""
        if self.bounce.bounced():
            return
        if self.assembly.paused:
            self.action_pause()
        else:
            self.go_on(self.assembly)

    def _second(self) -> None:
        status = self.query_one("#status", Static)
        status.update(self._status(self.assembly))
        status.set_class(self._alarming(self.assembly), "alarm")
        steps = self.query_one("#steps", StepBar)
        walk = walk_of(self.assembly.purpose)
        steps.now = walk.index(self.assembly.step)
        steps.held = frozenset(map(walk.index, steps_held(self.assembly)))
        steps.left = self._minutes_left(self.assembly)
        self.show_sign()
        self.tick(self.assembly)

    def _minutes_left(self, assembly: Assembly) -> int:
        return assembly.minutes_planned - int(assembly.walk.seconds(self.stage.now()) // 60)

    def _alarming(self, assembly: Assembly) -> bool:
        return assembly.step is not Step.GATHER and assembly.present < ordinary_quorum(assembly)

    def _status(self, assembly: Assembly) -> str:
        needed = ordinary_quorum(assembly)
        enough = _("{here} here, {needed} needed").format(here=assembly.present, needed=needed)
        if self._alarming(assembly):
            enough = _("NO QUORUM: {words}").format(words=enough)
        title = " · ".join(part for part in (assembly.circle, assembly.title) if part)
        marks = [_("DEMO")] * assembly.demo + [_("PAUSED")] * assembly.paused
        return "  ".join((*marks, enough, title))
