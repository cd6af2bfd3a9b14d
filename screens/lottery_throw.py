"""The throws: typed one at a time as they are read out, then read back before they are locked."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Static

from assembly.acts.throwing import CallThrow, StrikeThrow
from assembly.draw.entropy import ENOUGH_BITS, Kind, Promise
from assembly.draw.throws import Throws
from assembly.lottery import READERS, Draw
from assembly.refusal import RuleBroken
from assembly.sealing import called_for
from screens.stage import Stage
from screens.throwing import BETWEEN, RANKS, SUITS, Thrown
from screens.throwing_words import keys_words, promise_words
from tui.rule_words import words_for
from tui.widgets.tally_bar import Bar
from tui.widgets.throw_groups import Part, ThrowGroups
from words.language import _, n_


def missing_words(called: Throws) -> str:
    """How many throws are still to come."""
    return n_("{number} throw to go", "{number} throws to go", called.missing).format(number=called.missing)


def enough_words(promises: tuple[Promise, ...]) -> str:
    """What the bar is a measure of."""
    number = sum(promise.count for promise in promises)
    words = n_(
        "A full bar is enough chance that nobody can have guessed it: {number} throw.",
        "A full bar is enough chance that nobody can have guessed it: {number} throws.",
        number,
    )
    return words.format(number=number)


def hint_words(called: Throws, draw: Draw) -> str:
    """What to type now, and what becomes of what was typed."""
    if called.now is not None:
        return keys_words(called.now)
    corrects = _("Backspace or E corrects, on record.")
    if draw.readers == READERS:
        return f"{_('L locks it.')} {corrects}"
    if draw.readings:
        return f"{_('Enter: it was read aloud.')} {corrects}"
    return f"{_('Compare it. Enter: read aloud.')} {corrects}"


class ThrowBody(Vertical):
    """Takes throws key by key; each is on record once it is whole, and so is what is struck out."""

    DEFAULT_CSS = """
    ThrowBody > Static {
        height: auto;
    }
    ThrowBody > #throw-line {
        text-style: bold;
    }
    ThrowBody > #throw-keys, ThrowBody > #enough {
        color: $text-muted;
    }
    ThrowBody > #throw-keys.-told {
        color: $text-warning;
        text-style: bold;
    }
    .-low ThrowBody > #enough {
        display: none;
    }
    """

    thrown: reactive[Thrown] = reactive(Thrown(Throws(())), init=False)
    """What was called, and what is typed of the next throw."""

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take whoever asks the rulebook, and says what cannot be a throw."""
        super().__init__(id=id)
        self._stage = stage
        self._draw: Draw | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        """How far it is to enough chance, the throws, and the line that will be locked."""
        yield Bar(0, ENOUGH_BITS, _("{value} of {goal} bits of chance"), id="bits")
        yield Static(id="enough", markup=False)
        yield ThrowGroups(id="throws")
        yield Static(id="throw-line", markup=False)
        yield Static(id="throw-keys", markup=False)

    def show(self, draw: Draw) -> None:
        """Follow what was called; what is half typed stays until its throw is on record."""
        before, self._draw = self._draw, draw
        called = called_for(draw)
        if before is None or before.id != draw.id:
            self.query_one(ThrowGroups).letters = _letters(called.promises)
            self.query_one("#enough", Static).update(enough_words(called.promises))
        if called != self.thrown.called:
            self.thrown = Thrown(called)
        self._hint()

    def watch_thrown(self, thrown: Thrown) -> None:
        """Show every key at once."""
        called = thrown.called
        self.query_one("#bits", Bar).value = called.bits
        self.query_one(ThrowGroups).shown = tuple(
            _part(thrown, place) for place in range(len(called.promises))
        )
        self.query_one("#throw-line", Static).update("" if called.missing else called.line)
        self.tell("")

    @on(ThrowGroups.Typed)
    def take(self, event: ThrowGroups.Typed) -> None:
        """Add a key; a throw that it completes goes on record, or it is said why it cannot be one."""
        before = self.thrown
        try:
            typed = before.typed(event.key)
        except RuleBroken as refusal:
            self.thrown = before.refused()
            self.tell(words_for(refusal))
            return
        if typed.called == before.called:
            self.thrown = typed
        else:
            self._stage.ask(CallThrow(typed.called.words[-1]))

    @on(ThrowGroups.Corrected)
    def correct(self) -> None:
        """Take back what is half typed, or strike out the newest throw."""
        thrown = self.thrown
        if thrown.half:
            self.thrown = replace(thrown, half=thrown.half[:-1])
        elif thrown.called.words:
            self._stage.ask(StrikeThrow())

    @on(ThrowGroups.Pasted)
    def refuse(self) -> None:
        """Say that nothing is pasted here."""
        self.tell(_("Nothing is pasted here: every throw is typed as it is called out."))

    def tell_missing(self) -> None:
        """Say why neither Enter nor L goes on before the last throw."""
        self.tell(_("Not yet: {missing}.").format(missing=missing_words(self.thrown.called)))

    def tell(self, sentence: str) -> None:
        """Say something in the line that says what to type, until the next throw: nothing covers it there."""
        self._told = sentence
        self._hint()

    def _hint(self) -> None:
        if self._draw is None:
            return
        called, line = self.thrown.called, self.query_one("#throw-keys", Static)
        hint = keys_words(called.now) if self._told and called.now else hint_words(called, self._draw)
        line.update(f"{self._told} {hint}".strip())
        line.set_class(bool(self._told), "-told")


def _part(thrown: Thrown, place: int) -> Part:
    promise, groups = thrown.groups()[place]
    words = thrown.called.parts[place][1]
    label = _("{source}: {count} of {all}").format(
        source=promise_words(promise), count=len(words), all=promise.count
    )
    return Part(label, groups)


def _letters(promises: tuple[Promise, ...]) -> str:
    """The keys beside digits that are throws."""
    kinds = {promise.kind for promise in promises}
    cards = RANKS + SUITS if Kind.CARDS in kinds else ""
    return cards + BETWEEN
