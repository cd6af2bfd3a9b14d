"""Throw and read back: every throw is on record once it is called, and so is what is struck out."""

from __future__ import annotations

from dataclasses import replace

from assembly.draw.entropy import check_enough, check_promised, read_entropy
from assembly.draw.throws import Moment, Struck, words_on
from assembly.lottery import READERS, Draw
from assembly.refusal import RuleBroken
from assembly.sealing import called_for
from assembly.state import Assembly
from assembly.value import value


@value
class CallThrow:
    """One throw was read out: what a die shows, a card, a number that somebody called."""

    word: str


@value
class StrikeThrow:
    """The newest throw was heard or typed wrong."""


@value
class CorrectThrow:
    """One throw was heard or typed wrong; all others stand, also those after it."""

    place: int
    """Its place on the line, from 1."""
    word: str
    """What it was."""


@value
class ReadBack:
    """One person read the whole line back, and nobody objected."""


@value
class ThrowCalled:
    """A throw is on record."""

    id: str
    word: str


@value
class ThrowStruck:
    """The newest throw does not count; what it was stays in the book."""

    id: str


@value
class ThrowCorrected:
    """One throw is another; what stood there stays in the book, with the moment."""

    id: str
    place: int
    word: str


@value
class ThrowBegan:
    """Throws were called for a sealed draw; books before format 3 keep no more of them."""

    id: str


@value
class LineRead:
    """A line was read back."""

    id: str
    line: str


Command = CallThrow | StrikeThrow | CorrectThrow | ReadBack
Event = ThrowCalled | ThrowStruck | ThrowCorrected | ThrowBegan | LineRead


def calling(line: str) -> tuple[Command, ...]:
    """What is asked for where a room calls this line throw by throw, and two people read it back."""
    return (*map(CallThrow, words_on(line)), *(READERS * (ReadBack(),)))


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    sealed = need_witnessed(assembly)
    match command:
        case CallThrow(word):
            called_for(sealed).called(word)
            return ThrowCalled(sealed.id, word)
        case StrikeThrow():
            if not sealed.throws:
                raise RuleBroken("nothing-called")
            return ThrowStruck(sealed.id)
        case CorrectThrow(place, word):
            called_for(sealed).corrected(place, word)
            return ThrowCorrected(sealed.id, place, word)
        case ReadBack():
            return LineRead(sealed.id, read_back(sealed))


def need_sealed(assembly: Assembly) -> Draw:
    """The sealed draw that waits for its dice."""
    waiting = assembly.draw
    if waiting is None or waiting.void is not None:
        raise RuleBroken("nothing-sealed")
    if waiting.entropy is not None:
        raise RuleBroken("entropy-locked", number=waiting.number)
    return waiting


def need_witnessed(assembly: Assembly) -> Draw:
    """The sealed draw whose seal is with two observers."""
    sealed = need_sealed(assembly)
    if not sealed.witnessed:
        raise RuleBroken("witnesses-first")
    return sealed


def read_back(sealed: Draw) -> str:
    """The line that a person reads back, once it is whole, until two in a row have read it."""
    line = need_whole(sealed)
    if sealed.readers >= READERS:
        raise RuleBroken("already-read-back")
    return line


def need_read(sealed: Draw) -> str:
    """The line that is locked: the one that two people in a row have read back."""
    line = need_whole(sealed)
    if sealed.readers < READERS:
        raise RuleBroken("read-back-first", readers=READERS)
    return line


def need_whole(sealed: Draw) -> str:
    """The line of all throws: from the sources that the seal names, as many of each, and enough chance."""
    called = called_for(sealed)
    sources = read_entropy(called.line)
    check_promised(called.promises, sources)
    check_enough(sources)
    return called.line


def need_voidable(sealed: Draw) -> Draw:
    """Once all throws have been called the names stand with them, whatever is struck out later."""
    if sealed.whole:
        raise RuleBroken("throws-are-called", number=sealed.number)
    return sealed


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after something happened to the throws."""
    changed = _changed(assembly.draws[event.id], event)
    return replace(assembly, draws={**assembly.draws, changed.id: changed})


def _changed(before: Draw, event: Event) -> Draw:
    match event:
        case ThrowCalled(_, word):
            return _called(replace(before, throws=(*before.throws, word)))
        case ThrowStruck():
            return replace(_struck(before, len(before.throws)), throws=before.throws[:-1])
        case ThrowCorrected(_, place, word):
            throws = (*before.throws[: place - 1], word, *before.throws[place:])
            return replace(_struck(before, place), throws=throws)
        case ThrowBegan():
            return replace(before, called=max(before.called, 1))
        case LineRead(_, line):
            return _read(before, line)


def _struck(draw: Draw, place: int) -> Draw:
    """Strike out what stands in a place, as of this moment."""
    return replace(draw, struck=(*draw.struck, Struck(place, draw.throws[place - 1], _moment(draw))))


def _moment(draw: Draw) -> Moment:
    if draw.readings:
        return Moment.READ
    return Moment.WHOLE if draw.whole else Moment.CALLING


def _called(draw: Draw) -> Draw:
    whole = draw.whole or not called_for(draw).missing
    return replace(draw, called=max(draw.called, len(draw.throws)), whole=whole)


def _read(before: Draw, line: str) -> Draw:
    """Books before format 3 hold whole lines only: what differs between two of them was struck out."""
    words = words_on(line)
    changed = tuple(
        Struck(place, old, Moment.READ)
        for place, (old, new) in enumerate(zip(before.throws, words, strict=False), start=1)
        if old != new
    )
    readings = (*before.readings, line)
    return _called(replace(before, throws=words, struck=(*before.struck, *changed), readings=readings))
