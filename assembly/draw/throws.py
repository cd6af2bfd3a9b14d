"""Throws as they are called out, one after the other, against the sources that the seal names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from assembly.draw.entropy import Kind, Promise, Source, entropy_line, millibits, read_entropy, source
from assembly.refusal import RuleBroken
from assembly.value import value


class Moment(StrEnum):
    """When a throw was struck out."""

    CALLING = "calling"
    """Throws were still to come: nobody could know a name."""
    WHOLE = "whole"
    """All throws had been called once, so the names could be computed."""
    READ = "read"
    """Somebody had read the line back."""


@value
class Struck:
    """A throw that was called and then struck out."""

    place: int
    """Its place on the line, from 1."""
    word: str
    moment: Moment


@value
class Correction:
    """A throw that was struck out and called again as something else, or not at all."""

    place: int
    before: str
    after: str | None
    moment: Moment


@value
class Throws:
    """What was called and stands, in the order in which it was read out."""

    promises: tuple[Promise, ...]
    words: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Promise, tuple[str, ...]], ...]:
        """The throws of each source that the seal names."""
        return tuple(self._divided())

    @property
    def sources(self) -> tuple[Source, ...]:
        """What each source gave so far, those without a throw left out."""
        return tuple(Source(promise.kind, words) for promise, words in self.parts if words)

    @property
    def now(self) -> Promise | None:
        """The source that is being read out, or None when all throws are there."""
        return next((promise for promise, words in self.parts if len(words) < throws_of(promise)), None)

    @property
    def of_now(self) -> tuple[str, ...]:
        """The throws of the source that is being read out."""
        return next((words for promise, words in self.parts if len(words) < throws_of(promise)), ())

    @property
    def missing(self) -> int:
        """How many throws are still to come."""
        return sum(map(throws_of, self.promises)) - len(self.words)

    @property
    def line(self) -> str:
        """The line that is read back and locked."""
        return entropy_line(self.sources)

    @property
    def bits(self) -> int:
        """How much chance there is, in whole bits."""
        return millibits(self.sources) // 1000

    def called(self, word: str) -> Throws:
        """The throws with one more.

        Raises:
            RuleBroken: It cannot be a throw of the source that is being read out, or all throws are there.
        """
        promise = self.now
        if promise is None:
            raise RuleBroken("all-thrown")
        _check(promise, (*self.of_now, word))
        return replace(self, words=(*self.words, word))

    def corrected(self, place: int, word: str) -> Throws:
        """The throws with another word in one place, counted from 1; all others stand as they were called.

        Raises:
            RuleBroken: Nothing was called in that place, or it was this word, or it cannot have been.
        """
        if not 1 <= place <= len(self.words):
            raise RuleBroken("no-such-throw", called=len(self.words))
        if self.words[place - 1] == word:
            raise RuleBroken("nothing-changes")
        changed = replace(self, words=(*self.words[: place - 1], word, *self.words[place:]))
        for promise, words in changed.parts:
            if words:
                _check(promise, words)
        return changed

    def _divided(self) -> Iterator[tuple[Promise, tuple[str, ...]]]:
        rest = self.words
        for promise in self.promises:
            yield promise, rest[: throws_of(promise)]
            rest = rest[throws_of(promise) :]


def _check(promise: Promise, words: tuple[str, ...]) -> None:
    # The value of a beacon follows its round, and is no throw without it.
    if promise.kind is not Kind.BEACON or len(words) == throws_of(promise):
        source(promise.kind, words)


def throws_of(promise: Promise) -> int:
    """How many throws a source gives; the beacon gives its round and its value."""
    return 2 if promise.kind is Kind.BEACON else promise.count


def words_on(line: str) -> tuple[str, ...]:
    """The throws on a line, one after the other."""
    return tuple(word for one in read_entropy(line) for word in one.words)


def corrections(struck: tuple[Struck, ...], standing: tuple[str, ...]) -> tuple[Correction, ...]:
    """What became of each throw that was struck out; one that was called again as it was is none."""
    found = []
    for place, one in enumerate(struck):
        later = (again.word for again in struck[place + 1 :] if again.place == one.place)
        stands = standing[one.place - 1] if one.place <= len(standing) else None
        after = next(later, stands)
        if after != one.word:
            found.append(Correction(one.place, one.word, after, one.moment))
    return tuple(found)
