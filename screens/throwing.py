"""What was thrown so far, key by key, against what the seal names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assembly.draw.entropy import Kind, Promise, Source, entropy_line, millibits, source
from assembly.refusal import RuleBroken
from assembly.value import value

RANKS, SUITS = "A23456789TJQK", "SHDC"
BETWEEN = " ,"
"""What people type between two throws; it ends a called number and means nothing elsewhere."""
GROUP = 5
"""Throws that are read out in one breath."""


@value
class Thrown:
    """Throws in the order in which they were read out; a word may be half typed."""

    promises: tuple[Promise, ...]
    words: tuple[str, ...] = ()
    half: str = ""
    """A called number that goes on, or the rank of a card."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """What each source gave so far, those without a throw left out."""
        return tuple(Source(promise.kind, words) for promise, words in self.parts if words)

    @property
    def parts(self) -> tuple[tuple[Promise, tuple[str, ...]], ...]:
        """The throws of each source that the seal names."""
        return tuple(self._divided())

    @property
    def now(self) -> Promise | None:
        """The source that is being read out, or None when all throws are there."""
        return next((promise for promise, words in self.parts if len(words) < promise.count), None)

    @property
    def missing(self) -> int:
        """How many throws are still to come."""
        return sum(promise.count for promise in self.promises) - len(self.words)

    @property
    def line(self) -> str:
        """The line that is read back and locked."""
        return entropy_line(self.sources)

    @property
    def bits(self) -> int:
        """How much chance there is, in whole bits."""
        return millibits(self.sources) // 1000

    def typed(self, key: str) -> Thrown:
        """The throws with one more key.

        Raises:
            RuleBroken: The key cannot be a throw of the source that is being read out.
        """
        promise = self.now
        if key in BETWEEN and (promise is None or promise.kind is not Kind.CALLED):
            return self
        if promise is None:
            last = self.promises[-1]
            raise RuleBroken("draw-entropy-too-many", kind=last.kind.value, expected=last.count)
        match promise.kind:
            case Kind.CALLED:
                return self._called(key)
            case Kind.CARDS:
                return self._card(key.upper())
            case _:
                return self._with(key)

    def corrected(self) -> Thrown:
        """The throws without the last key."""
        if self.half:
            return replace(self, half=self.half[:-1])
        return replace(self, words=self.words[:-1])

    def refused(self) -> Thrown:
        """The throws after a refusal: no rank of a refused card stays behind."""
        cards = self.now is not None and self.now.kind is Kind.CARDS
        return replace(self, half="") if cards else self

    def groups(self) -> tuple[tuple[Promise, tuple[str, ...]], ...]:
        """Each source with its throws as groups; dots stand for those that are still to come."""
        return tuple(
            (promise, _grouped(promise, self._shown(promise, words))) for promise, words in self.parts
        )

    def _divided(self) -> Iterator[tuple[Promise, tuple[str, ...]]]:
        rest = self.words
        for promise in self.promises:
            yield promise, rest[: promise.count]
            rest = rest[promise.count :]

    def _shown(self, promise: Promise, words: tuple[str, ...]) -> tuple[str, ...]:
        now = (*words, self.half) if self.half and promise == self.now else words
        return (*now, *("." for _missing in range(promise.count - len(now))))

    def _called(self, key: str) -> Thrown:
        if key in BETWEEN:
            return self._with(self.half) if self.half else self
        source(Kind.CALLED, (*self._of_now(), self.half + key))
        return replace(self, half=self.half + key)

    def _card(self, key: str) -> Thrown:
        if not self.half and key in RANKS + "1":
            return replace(self, half=key)
        if self.half == "1" and key == "0":
            return replace(self, half="T")
        return self._with(self.half + key)

    def _with(self, word: str) -> Thrown:
        promise = self.now
        if promise is not None:
            source(promise.kind, (*self._of_now(), word))
        return replace(self, words=(*self.words, word), half="")

    def _of_now(self) -> tuple[str, ...]:
        now = self.now
        return next((words for promise, words in self.parts if promise == now), ())


def _grouped(promise: Promise, words: tuple[str, ...]) -> tuple[str, ...]:
    """Digits close together by fives, numbers and cards each by itself."""
    if promise.kind in {Kind.CALLED, Kind.CARDS}:
        return words
    return tuple("".join(words[start : start + GROUP]) for start in range(0, len(words), GROUP))
