"""Notices a closed lid and a clock that was set."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from assembly.value import value

TOLERANCE = 5
"""Seconds by which the wall may differ from the pendulum before it counts as a jump."""


@value
class Lost:
    """Seconds by which the wall clock ran away from the time that was lived through."""

    seconds: int
    why: str


class Clockwork:
    """Compares the clock on the wall with a pendulum that only swings while the program runs."""

    def __init__(self, now: Callable[[], datetime], pendulum: Callable[[], float] = time.monotonic) -> None:
        """Take the wall clock and the pendulum."""
        self.now = now
        self._pendulum = pendulum
        self._wall_before = now()
        self._swings_before = pendulum()

    def lost(self) -> Lost | None:
        """How far the wall clock jumped since the last look, or None when it went evenly."""
        wall, swings = self.now(), self._pendulum()
        lived = swings - self._swings_before
        jumped = (wall - self._wall_before).total_seconds() - lived
        self._wall_before, self._swings_before = wall, swings
        return Lost(round(jumped), "clock") if abs(jumped) > TOLERANCE else None
