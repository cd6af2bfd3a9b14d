"""Everyone once: the round in which each person is asked and may pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from math import gcd

from assembly.stopwatch import Stopwatch
from assembly.value import value


class Purpose(Enum):
    """What people are asked for in a round."""

    STORIES = "stories"
    CLARIFY = "clarify"
    REACT = "react"
    WORD = "word"


@value
class Turn:
    """One person's turn that has ended."""

    member: str
    seconds: float
    passed: bool = False


@value
class Round:
    """Who is asked in which order, who was heard, and who is speaking.

    An anonymous round of a room that was only counted uses `#1`, `#2`, ... instead of member ids.
    """

    purpose: Purpose
    number: int
    """Counts the rounds of this purpose in this assembly, from 1."""
    order: tuple[str, ...]
    about: str | None = None
    """Id of the proposal that people are asked about, or None."""
    turns: tuple[Turn, ...] = ()
    speaking: str | None = None
    watch: Stopwatch = Stopwatch()
    extra: int = 0
    """Seconds given on top in this turn; a turn gets them once."""
    closed: bool = False

    @property
    def anonymous(self) -> bool:
        """Whether seats are called instead of members."""
        return any(member.startswith("#") for member in self.order)

    @property
    def heard(self) -> frozenset[str]:
        """Everyone who has spoken."""
        return frozenset(turn.member for turn in self.turns if not turn.passed)

    @property
    def passed(self) -> tuple[str, ...]:
        """Those who passed and have not come back, in the order of the round."""
        passed = {turn.member for turn in self.turns if turn.passed} - self.heard
        return tuple(member for member in self.order if member in passed and member != self.speaking)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Those who were not asked yet, in the order of the round."""
        asked = {turn.member for turn in self.turns} | {self.speaking}
        return tuple(member for member in self.order if member not in asked)

    @property
    def complete(self) -> bool:
        """Whether everyone was asked once and nobody is speaking."""
        return not self.waiting and self.speaking is None

    def begun(self, member: str, now: datetime, *, paused: bool = False) -> Round:
        """The round with this person speaking; whoever spoke before has ended."""
        ended = self.ended(now)
        return replace(ended, speaking=member, watch=Stopwatch(since=None if paused else now), extra=0)

    def ended(self, now: datetime, *, passed: bool = False) -> Round:
        """The round with nobody speaking and the turn on record."""
        if self.speaking is None:
            return self
        turn = Turn(self.speaking, self.watch.seconds(now), passed)
        return replace(self, turns=(*self.turns, turn), speaking=None, watch=Stopwatch(), extra=0)

    def without(self, member: str, now: datetime) -> Round:
        """The round after somebody left the room or will not be asked."""
        ended = self.ended(now) if self.speaking == member else self
        asked = {turn.member for turn in ended.turns}
        stays = tuple(person for person in ended.order if person != member or person in asked)
        return replace(ended, order=stays)

    def joined_by(self, member: str) -> Round:
        """The round with somebody who came late, asked last."""
        return self if member in self.order else replace(self, order=(*self.order, member))


def seating(people: Sequence[str], number: int) -> tuple[str, ...]:
    """The order of the round with this number: another first person and the other direction each time.

    The first person moves on by a stride without a common divisor with the size of the room, so that in as
    many rounds as there are people everyone begins once.
    """
    if not people:
        return ()
    size = len(people)
    first = (number - 1) * stride(size) % size
    forward = (*people[first:], *people[:first])
    return forward if number % 2 else (forward[0], *reversed(forward[1:]))


def stride(size: int) -> int:
    """The step from one first person to the next: near a third of the room and coprime to its size."""
    wanted = max(1, size // 3)
    return next(step for step in range(wanted, 0, -1) if gcd(step, size) == 1)
