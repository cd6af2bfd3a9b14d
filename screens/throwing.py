"""What is typed of a throw, key by key, beside what was called."""

from __future__ import annotations

from dataclasses import replace

from assembly.draw.entropy import Kind, Promise, source
from assembly.draw.throws import Throws
from assembly.value import value

RANKS, SUITS = "A23456789TJQK", "SHDC"
BETWEEN = " ,"
"""What people type between two throws; it ends a called number and means nothing elsewhere."""
GROUP = 5
"""Throws that are read out in one breath."""


@value
class Thrown:
    """What was called, and what is typed of the next throw."""

    called: Throws
    half: str = ""
    """A called number that goes on, or the rank of a card."""

    def typed(self, key: str) -> Thrown:
        """The throws with one more key; a throw that it completes stands among those called.

        Raises:
            RuleBroken: The key cannot be a throw of the source that is being read out.
        """
        promise = self.called.now
        if key in BETWEEN and (promise is None or promise.kind is not Kind.CALLED):
            return self
        match promise and promise.kind:
            case Kind.CALLED:
                return self._number(key)
            case Kind.CARDS:
                return self._card(key.upper())
            case _:
                return self._with(key)

    def refused(self) -> Thrown:
        """The throws after a refusal: no rank of a refused card stays behind."""
        now = self.called.now
        return replace(self, half="") if now is not None and now.kind is Kind.CARDS else self

    def groups(self) -> tuple[tuple[Promise, tuple[str, ...]], ...]:
        """Each source with its throws as groups; dots stand for those that are still to come."""
        return tuple(
            (promise, _grouped(promise, self._shown(promise, words))) for promise, words in self.called.parts
        )

    def _shown(self, promise: Promise, words: tuple[str, ...]) -> tuple[str, ...]:
        now = (*words, self.half) if self.half and promise == self.called.now else words
        return (*now, *("." for _missing in range(promise.count - len(now))))

    def _number(self, key: str) -> Thrown:
        if key in BETWEEN:
            return self._with(self.half) if self.half else self
        source(Kind.CALLED, (*self.called.of_now, self.half + key))
        return replace(self, half=self.half + key)

    def _card(self, key: str) -> Thrown:
        if not self.half and key in RANKS + "1":
            return replace(self, half=key)
        if self.half == "1" and key == "0":
            return replace(self, half="T")
        return self._with(self.half + key)

    def _with(self, word: str) -> Thrown:
        return Thrown(self.called.called(word))


def _grouped(promise: Promise, words: tuple[str, ...]) -> tuple[str, ...]:
    """Digits close together by fives, numbers and cards each by itself."""
    if promise.kind in {Kind.CALLED, Kind.CARDS}:
        return words
    return tuple("".join(words[start : start + GROUP]) for start in range(0, len(words), GROUP))
