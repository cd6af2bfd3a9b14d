"""Throw and read back: from the first throw on a draw can no longer vanish without a trace."""

from __future__ import annotations

from dataclasses import replace

from assembly.draw.entropy import check_enough, check_promised, more_than_promised, read_entropy
from assembly.draw.reading import read
from assembly.lottery import READERS, Draw
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value


@value
class BeginThrow:
    """The first throw was called out."""


@value
class ThrowBegan:
    """Throws were called for a sealed draw: from now on, declaring it void says so."""

    id: str


@value
class ReadBack:
    """One person read the whole line back, and nobody objected."""

    line: str


@value
class LineRead:
    """A line was read back; another line after it is a correction, and both stay in the book."""

    id: str
    line: str


Command = BeginThrow | ReadBack
Event = ThrowBegan | LineRead


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    sealed = need_witnessed(assembly)
    match command:
        case BeginThrow():
            if sealed.began:
                raise RuleBroken("throw-already-began")
            return ThrowBegan(sealed.id)
        case ReadBack(line):
            need_kept(sealed, line)
            if sealed.readers == READERS and sealed.readings[-1] == line:
                raise RuleBroken("already-read-back")
            return LineRead(sealed.id, line)


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


def need_read(sealed: Draw, line: str) -> None:
    """Once a line was read back, only the line that two people read is locked."""
    if sealed.readings and (sealed.readings[-1] != line or sealed.readers < READERS):
        raise RuleBroken("read-back-first", readers=READERS)


def need_kept(sealed: Draw, line: str) -> None:
    """A line that can be locked: the sources that the seal names, and exactly as many throws."""
    promises, sources = read(sealed.record.encode()).heading.entropy or (), read_entropy(line)
    check_promised(promises, sources)
    check_enough(sources)
    for promise, source in zip(promises, sources, strict=True):
        if more_than_promised((promise,), (source,)):
            raise RuleBroken("draw-entropy-too-many", kind=promise.kind.value, expected=promise.count)


def called_of(sealed: Draw, said: int) -> int:
    """How many throws were called at least; once all of them were read back, the names stand with them."""
    if sealed.readings:
        raise RuleBroken("throws-are-read", number=sealed.number)
    return max(said, int(sealed.began))


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after something happened to the throws."""
    before = assembly.draws[event.id]
    match event:
        case ThrowBegan():
            changed = replace(before, began=True)
        case LineRead(_, line):
            changed = replace(before, began=True, readings=(*before.readings, line))
    return replace(assembly, draws={**assembly.draws, changed.id: changed})
