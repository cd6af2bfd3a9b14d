"""The shell of the program: it asks the rulebook, remembers what happened, and says what it hears."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from typing import Any, ClassVar, Protocol, TypeVar, cast

from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Key
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.screen import Screen

from assembly import rules
from assembly.journal import Entry, Journal, TakenBack, take_back
from assembly.refusal import RuleBroken
from tui.clockwork import Clockwork
from tui.terminal import Terminal
from tui.themes import ROOM_DARK, ROOM_LIGHT
from words.language import _

Answer = TypeVar("Answer")

STYLES = Path(__file__).parent / "styles"
BURST = 0.3
"""Seconds within which keys are one burst, such as something pasted, and answered once."""


def called(event: Key) -> str:
    """What a typed key is called where people read it: signs by name, as a lone comma or blank is no word."""
    character = event.character or event.key
    if character.isspace():
        return _("Space")
    if len(character) == 1 and not character.isalnum() and len(event.key) > 1:
        return f"{event.key.replace('_', ' ').capitalize()} ({character})"
    return character.upper()


class Keeper(Protocol):
    """Whoever writes the book; it calls back from its own thread."""

    def keep(self, entry: Entry) -> None:
        """Take an entry for writing and return at once."""

    def listen(self, saved: Callable[[int], None], failed: Callable[[str, int], None]) -> None:
        """Whom to tell that everything up to an entry is on disk, or why it is not."""


class Shell(App[int]):
    """One state, one direction: a key asks, the rulebook answers, the book remembers, the screens follow."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / "shopmoot.tcss", STYLES / "steps.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual declares it
    ENABLE_COMMAND_PALETTE = True

    journal: reactive[Journal | None] = reactive(None, init=False)
    """What happened, and the state it adds up to."""
    saved: reactive[int] = reactive(0, init=False)
    """Number of the last entry that is on disk."""
    trouble: reactive[str] = reactive("", init=False)
    """Why the last save failed, in a sentence, or empty."""

    _dressed = False

    def __init__(self, keeper: Keeper, now: Callable[[], datetime], theme: str) -> None:
        """Take the book's keeper, the clock and the name of a theme."""
        super().__init__()
        self._keeper = keeper
        self._asking = False
        self._answered = 0.0
        self._clockwork = Clockwork(now)
        self._terminal = Terminal()
        for look in (ROOM_DARK, ROOM_LIGHT):
            self.register_theme(look)
        self._begin_with(theme)
        keeper.listen(self._on_saved, self._on_failed)

    def on_mount(self) -> None:
        """Watch the clock, and leave the terminal clean whatever ends us."""
        self.set_interval(1, self._tick)
        for ending in (signal.SIGTERM, signal.SIGHUP):
            self._on_signal(ending)

    def now(self) -> datetime:
        """This moment, with the offset of the zone."""
        return self._clockwork.now()

    def ask(self, command: rules.Command) -> bool:
        """Ask the rulebook; record what it makes happen, or say why not."""
        if self.journal is None:
            return False
        self.clear_notifications()
        try:
            event = rules.decide(self.journal.assembly, command)
        except RuleBroken as refusal:
            self._say_refusal(refusal)
            return False
        self.record(event)
        return True

    def undo(self) -> None:
        """Take back the newest thing that can be taken back."""
        if self.journal is None:
            return
        try:
            self.record(take_back(self.journal))
        except RuleBroken as refusal:
            self._say_refusal(refusal)

    def record(self, event: rules.Happening | TakenBack) -> None:
        """Let something happen: remember it, send it to the book, and let the screens follow."""
        if self.journal is not None:
            grown = self.journal.grown(event, self.now())
            self._keeper.keep(grown.last)
            self.journal = grown

    def on_key(self, event: Key) -> None:
        """Say of a key that nothing here listens to that it does nothing: a newcomer is not left guessing."""
        listening = self.screen.active_bindings.get(event.key)
        quiet = event.time - self._answered > BURST
        if event.is_printable and quiet and (listening is None or not listening.enabled):
            self._answered = event.time
            key = called(event)
            way = _("Esc goes back.") if self.screen.is_modal else _("? shows every key that does something.")
            self.say(" ".join((_("{key} does nothing here now.").format(key=key), way)))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for; what was said before it has been read, or is no longer true."""
        if len(self._notifications):
            self.clear_notifications()
        return await super().run_action(action, default_namespace, namespaces)

    def get_key_display(self, binding: Binding) -> str:
        """What a key is called on the keyboard in front of people, in every footer and list."""
        shown = super().get_key_display(binding)
        if shown.startswith("^"):
            return _("Ctrl+{letter}").format(letter=shown[1:].upper())
        return {"esc": _("Esc"), "space": _("Space")}.get(shown, shown)

    # Screens are handed over, never named: the framework's second signature is left out.
    async def push_screen_wait(  # type: ignore[override]
        self, screen: Screen[Answer], *, mode: str | None = None
    ) -> Answer:
        """Ask one question at a time: one behind another or the cover is dropped, as if left with Esc."""
        from tui.dialogs.cover import Cover  # noqa: PLC0415 - a start asks nothing

        if self._asking or isinstance(self.screen, Cover):
            return cast(Answer, None)
        self._asking = True
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._asking = False

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Everything that a key does here, for those who would rather look for it in words."""
        offered: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and binding.action not in offered:
                offered.add(binding.action)
                press = partial(self.run_action, binding.action, active.node)
                yield SystemCommand(binding.tooltip, self.get_key_display(binding), press)
        yield SystemCommand(_("Dark or light"), _("Change the look of the screen"), self.change_look)
        yield SystemCommand(_("Quit"), _("Quit; everything is kept"), self.action_quit)

    def action_help_quit(self) -> None:
        """Say to whoever presses Ctrl+C how one quits here."""
        self.say(_("Q on the first page quits, Ctrl+Q anywhere. Everything is kept."))

    def change_look(self) -> None:
        """Change from the dark look to the light one, or back."""
        self.theme = ROOM_LIGHT.name if self.theme == ROOM_DARK.name else ROOM_DARK.name

    def say(self, sentence: str, *, severity: SeverityLevel = "information") -> None:
        """Show a sentence for a while, in place of the one before; what people typed is never markup."""
        self.clear_notifications()
        self.notify(sentence, severity=severity, timeout=8, markup=False)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; none before a theme is chosen, when the framework asks first."""
        return super().get_css_variables() if self._dressed else {}

    def _begin_with(self, theme: str) -> None:
        """Wear a theme from the first frame on; where it was changed, every style would be read once more."""
        self._dressed = True
        if theme != ROOM_DARK.name:
            self.theme = theme
            return
        self.set_reactive(App.theme, theme)
        self.set_class(True, f"-theme-{theme}", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _say_refusal(self, refusal: RuleBroken) -> None:
        from tui.rule_words import words_for  # noqa: PLC0415 - a start refuses nothing

        self.say(words_for(refusal), severity="warning")

    @property
    def all_saved(self) -> bool:
        """Whether everything that happened is on disk."""
        return self.journal is None or self.saved >= len(self.journal.entries)

    def _tick(self) -> None:
        lost = self._clockwork.lost()
        if self._terminal.gone:
            self.exit(128 + signal.SIGHUP)
        elif lost is not None and self.journal is not None and self.journal.assembly.closed_at is None:
            from assembly.acts.sidelines import CorrectClock  # noqa: PLC0415 - clocks rarely jump

            self.ask(CorrectClock(lost.seconds, lost.why))
            said = _("The clock of this computer stood still or was set. The time of the turn is corrected.")
            self.say(said)

    def _on_saved(self, number: int) -> None:
        self.call_from_thread(self._show_saved, number)

    def _on_failed(self, sentence: str, _number: int) -> None:
        self.call_from_thread(self._show_trouble, sentence)

    def _show_saved(self, number: int) -> None:
        self.saved = number
        self.trouble = ""

    def _show_trouble(self, sentence: str) -> None:
        if sentence != self.trouble:
            self.trouble = sentence
            self.say(sentence, severity="error")

    def _on_signal(self, ending: signal.Signals) -> None:
        import asyncio  # noqa: PLC0415 - only needed once

        # Without this the terminal stays in mouse and alternate-screen mode.
        try:
            asyncio.get_running_loop().add_signal_handler(ending, self.exit, 128 + ending)
        except (NotImplementedError, RuntimeError, ValueError):
            self.log(f"no handler for {ending.name} here")
