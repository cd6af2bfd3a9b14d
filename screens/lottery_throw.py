"""The throws: typed one at a time as they are read out, then read back before they are locked."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from assembly.draw.entropy import ENOUGH_BITS, Kind, Promise, read_entropy
from assembly.lottery import READERS, Draw
from assembly.refusal import RuleBroken
from screens.lottery_seal import heading_of
from screens.stage import Stage
from screens.throwing import BETWEEN, RANKS, SUITS, Thrown
from screens.throwing_words import keys_words, promise_words
from tui.rule_words import words_for
from tui.widgets.tally_bar import Bar
from tui.widgets.throws import Part, Throws
from words.language import _, n_


def missing_words(thrown: Thrown) -> str:
    """How many throws are still to come."""
    return n_("{number} throw to go", "{number} throws to go", thrown.missing).format(number=thrown.missing)


def not_yet_words(thrown: Thrown) -> str:
    """Why neither Enter nor L goes on before the last throw."""
    return _("Not yet: {missing}.").format(missing=missing_words(thrown))


def enough_words(promises: tuple[Promise, ...]) -> str:
    """What the bar is a measure of."""
    number = sum(promise.count for promise in promises)
    words = n_(
        "A full bar is enough chance that nobody can have guessed it: {number} throw.",
        "A full bar is enough chance that nobody can have guessed it: {number} throws.",
        number,
    )
    return words.format(number=number)


def hint_words(thrown: Thrown, draw: Draw | None) -> str:
    """What to type now, and before the first throw what becomes of it in a crash."""
    if thrown.now is None:
        if draw is not None and readers_of(draw, thrown) == READERS:
            return _("L locks it. Backspace corrects, and that stays on record.")
        if draw is not None and draw.readings:
            return _("Enter: it was read aloud. Backspace corrects, and that stays on record.")
        return _("Compare it with what was called. Enter: it was read aloud. Backspace corrects.")
    keys = keys_words(thrown.now)
    if thrown.words or thrown.half:
        return keys
    if draw is not None and draw.began:
        return _("Throws were called before: type the same ones again, as somebody wrote them down.")
    lost = _("Somebody writes them down too: should the program stop, type them again.")
    return f"{keys} {lost}"


def readers_of(draw: Draw, thrown: Thrown) -> int:
    """How many people have read these very throws back."""
    same = bool(draw.readings) and not thrown.missing and draw.readings[-1] == thrown.line
    return draw.readers if same else 0


class ThrowBody(Vertical):
    """Keeps what was typed until it is read back; after a crash the throws are typed again from the table."""

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

    class Changed(Message):
        """A throw was added or taken back."""

    thrown: reactive[Thrown] = reactive(Thrown(()), init=False)
    """What was typed so far."""

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who says what cannot be a throw."""
        super().__init__(id=id)
        self._stage = stage
        self._draw: Draw | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        """How far it is to enough chance, the throws, and the line that will be locked."""
        yield Bar(0, ENOUGH_BITS, _("{value} of {goal} bits of chance"), id="bits")
        yield Static(id="enough", markup=False)
        yield Throws(id="throws")
        yield Static(id="throw-line", markup=False)
        yield Static(id="throw-keys", markup=False)

    def show(self, draw: Draw) -> None:
        """Begin the throws of a draw, with those that were read back; those of the same draw stay."""
        before, self._draw = self._draw, draw
        if before is not None and before.id == draw.id:
            self._hint()
            return
        promises = heading_of(draw).entropy or ()
        self.query_one(Throws).letters = _letters(promises)
        self.query_one("#enough", Static).update(enough_words(promises))
        read_back = read_entropy(draw.readings[-1]) if draw.readings else ()
        self.thrown = Thrown(promises, tuple(word for source in read_back for word in source.words))

    def watch_thrown(self, thrown: Thrown) -> None:
        """Show every key at once."""
        self.query_one("#bits", Bar).value = thrown.bits
        self.query_one(Throws).shown = tuple(_part(thrown, place) for place in range(len(thrown.promises)))
        self.query_one("#throw-line", Static).update("" if thrown.missing else thrown.line)
        self.tell("")
        self.post_message(self.Changed())

    @on(Throws.Typed)
    def take(self, event: Throws.Typed) -> None:
        """Add a throw, or say why it cannot be one."""
        try:
            self.thrown = self.thrown.typed(event.key)
        except RuleBroken as refusal:
            self.thrown = self.thrown.refused()
            self.tell(words_for(refusal))

    @on(Throws.Corrected)
    def correct(self) -> None:
        """Take the last key back."""
        self.thrown = self.thrown.corrected()

    def tell(self, sentence: str) -> None:
        """Say something in the line that says what to type, until the next throw: nothing covers it there."""
        self._told = sentence
        self._hint()

    def _hint(self) -> None:
        now, line = self.thrown.now, self.query_one("#throw-keys", Static)
        hint = keys_words(now) if self._told and now else hint_words(self.thrown, self._draw)
        line.update(f"{self._told} {hint}".strip())
        line.set_class(bool(self._told), "-told")


def _part(thrown: Thrown, place: int) -> Part:
    promise, groups = thrown.groups()[place]
    words = thrown.parts[place][1]
    label = _("{source}: {count} of {all}").format(
        source=promise_words(promise), count=len(words), all=promise.count
    )
    return Part(label, groups)


def _letters(promises: tuple[Promise, ...]) -> str:
    """The keys beside digits that are throws."""
    kinds = {promise.kind for promise in promises}
    cards = RANKS + SUITS if Kind.CARDS in kinds else ""
    return cards + BETWEEN
