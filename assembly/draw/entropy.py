"""The chance a room makes in the open: called numbers, dice, cards, a public beacon."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from assembly.refusal import RuleBroken
from assembly.value import value

ENOUGH_BITS = 64
_SEED_BITS = 256
_LONGEST_ECHO = 24
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_LEADING_ZERO = re.compile(r"0[0-9]+")
_HEX = re.compile(r"[0-9a-f]{64}")


class Kind(StrEnum):
    """A source of chance, by the word that opens it on the line."""

    CALLED = "called"
    DICE = "dice"
    D10 = "d10"
    CARDS = "cards"
    BEACON = "drand-quicknet"


@value
class Source:
    """What one source gave, word by word, in the order it was read out."""

    kind: Kind
    words: tuple[str, ...]


@value
class Promise:
    """A source named under the seal."""

    kind: Kind
    count: int
    """How many numbers or cards at least; for the beacon, its round."""


def source(kind: Kind, words: Sequence[str]) -> Source:
    """One source out of the words that were read, or a refusal that names the wrong one."""
    if not words:
        raise RuleBroken("draw-entropy-nothing", kind=kind.value)
    _CHECKS[kind](kind, words)
    return Source(kind, tuple(words))


def entropy_line(sources: Iterable[Source]) -> str:
    """The one line that is shown, read back and locked."""
    return "; ".join(" ".join((one.kind.value, *one.words)) for one in sources)


def read_entropy(line: str) -> tuple[Source, ...]:
    """The sources on a line, exactly as it must be written."""
    _check_shape(line)
    return tuple(_read_source(part) for part in line.split("; "))


def promised_line(promises: Iterable[Promise]) -> str:
    """The sources as the sealed record names them."""
    return "; ".join(f"{promise.kind.value} {promise.count}" for promise in promises)


def read_promises(line: str) -> tuple[Promise, ...]:
    """The sources that a sealed record names, in their order."""
    _check_shape(line)
    return tuple(_read_promise(part) for part in line.split("; "))


def promise_of(sources: Iterable[Source]) -> tuple[Promise, ...]:
    """The promise that exactly these sources keep."""
    return tuple(Promise(one.kind, _kept(one)) for one in sources)


def millibits(parts: Iterable[Source | Promise]) -> int:
    """How much chance there is, in thousandths of a bit, rounded down; at most what a seed can hold."""
    product = min(_outcomes(parts), 1 << _SEED_BITS)
    return (product**1000).bit_length() - 1


def check_enough(parts: Iterable[Source | Promise]) -> None:
    """Refuse chance that somebody could guess."""
    listed = tuple(parts)
    if _outcomes(listed) < 1 << ENOUGH_BITS:
        raise RuleBroken("draw-entropy-too-little", millibits=millibits(listed), needed=ENOUGH_BITS * 1000)


def check_promised(promises: Sequence[Promise], sources: Sequence[Source]) -> None:
    """Refuse sources other than the sealed ones, in another order, or with fewer throws."""
    expected = tuple(promise.kind.value for promise in promises)
    found = tuple(one.kind.value for one in sources)
    if expected != found:
        raise RuleBroken("draw-entropy-sources", expected=expected, found=found)
    for promise, one in zip(promises, sources, strict=True):
        _check_kept(promise, _kept(one))


def more_than_promised(promises: Sequence[Promise], sources: Sequence[Source]) -> bool:
    """Whether more numbers were read than the seal names."""
    return any(_kept(one) > promise.count for promise, one in zip(promises, sources, strict=True))


def called_late(sources: Sequence[Source]) -> bool:
    """Whether numbers were called after a throw, so that whoever called last could choose the result."""
    kinds = [one.kind for one in sources]
    thrown = next((place for place, kind in enumerate(kinds) if kind is not Kind.CALLED), len(kinds))
    return Kind.CALLED in kinds[thrown:]


def _check_kept(promise: Promise, kept: int) -> None:
    if promise.kind is Kind.BEACON and kept != promise.count:
        raise RuleBroken("draw-beacon-round", expected=promise.count, found=kept)
    if kept < promise.count:
        raise RuleBroken("draw-entropy-too-few", kind=promise.kind.value, expected=promise.count, found=kept)


def _kept(one: Source) -> int:
    return int(one.words[0]) if one.kind is Kind.BEACON else len(one.words)


def _outcomes(parts: Iterable[Source | Promise]) -> int:
    product = 1
    for part in parts:
        count = len(part.words) if isinstance(part, Source) else part.count
        product *= _outcomes_of(part.kind, count)
    return product


def _outcomes_of(kind: Kind, count: int) -> int:
    """How many ways a source can fall; what people choose and what a laptop types in counts for nothing."""
    match kind:
        case Kind.DICE:
            return int(6 ** min(count, _SEED_BITS))
        case Kind.D10:
            return int(10 ** min(count, _SEED_BITS))
        case Kind.CARDS:
            return math.perm(52, min(count, 52))
        case Kind.CALLED | Kind.BEACON:
            return 1


def _check_shape(line: str) -> None:
    if not line.strip():
        raise RuleBroken("draw-entropy-empty")
    if len(line.splitlines()) > 1 or line != line.rstrip("\r\n"):
        raise RuleBroken("draw-entropy-line-break")
    if not line.isascii():
        raise RuleBroken("draw-entropy-not-ascii", place=_first(line, lambda letter: not letter.isascii()))
    if not line.isprintable():
        raise RuleBroken("draw-entropy-blanks", place=_first(line, lambda letter: not letter.isprintable()))
    if line != " ".join(line.split()):
        raise RuleBroken("draw-entropy-blanks", place=_odd_blank(line))


def _first(line: str, odd: Callable[[str], bool]) -> int:
    return next(place for place, letter in enumerate(line, 1) if odd(letter))


def _odd_blank(line: str) -> int:
    if line.startswith(" "):
        return 1
    return line.find("  ") + 1 if "  " in line else len(line)


def _echo(word: str) -> str:
    return word if len(word) <= _LONGEST_ECHO else f"{word[:_LONGEST_ECHO]}..."


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise RuleBroken("draw-entropy-source", word=_echo(word)) from None


def _read_source(part: str) -> Source:
    word, *words = part.split(" ")
    return source(_kind(word), words)


def _read_promise(part: str) -> Promise:
    word, *counts = part.split(" ")
    kind = _kind(word)
    if len(counts) != 1 or not _NUMBER.fullmatch(counts[0]) or counts[0] == "0":
        raise RuleBroken("draw-promise-count", kind=kind.value)
    return Promise(kind, int(counts[0]))


def _check_numbers(faces: frozenset[str] | None, kind: Kind, words: Sequence[str]) -> None:
    for place, word in enumerate(words, 1):
        if _LEADING_ZERO.fullmatch(word):
            raise RuleBroken("draw-entropy-leading-zero", kind=kind.value, word=_echo(word), place=place)
        if not _NUMBER.fullmatch(word) or (faces is not None and word not in faces):
            raise RuleBroken("draw-entropy-number", kind=kind.value, word=_echo(word), place=place)


def _check_called(kind: Kind, words: Sequence[str]) -> None:
    _check_numbers(None, kind, words)


def _check_dice(kind: Kind, words: Sequence[str]) -> None:
    _check_numbers(frozenset("123456"), kind, words)


def _check_d10(kind: Kind, words: Sequence[str]) -> None:
    _check_numbers(frozenset("0123456789"), kind, words)


def _check_cards(_kind: Kind, words: Sequence[str]) -> None:
    seen: set[str] = set()
    for place, word in enumerate(words, 1):
        if len(word) != 2 or word[0] not in "A23456789TJQK" or word[1] not in "SHDC":
            raise RuleBroken("draw-card", word=_echo(word), place=place)
        if word in seen:
            raise RuleBroken("draw-card-twice", word=word, place=place)
        seen.add(word)


def _check_beacon(_kind: Kind, words: Sequence[str]) -> None:
    if len(words) != 2 or not _HEX.fullmatch(words[1]):
        raise RuleBroken("draw-beacon")
    if not _NUMBER.fullmatch(words[0]) or words[0] == "0":
        raise RuleBroken("draw-beacon")


_CHECKS: Mapping[Kind, Callable[[Kind, Sequence[str]], None]] = {
    Kind.CALLED: _check_called,
    Kind.DICE: _check_dice,
    Kind.D10: _check_d10,
    Kind.CARDS: _check_cards,
    Kind.BEACON: _check_beacon,
}
