"""Time that runs, pauses and forgives a closed lid."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from assembly.value import value


@value
class Stopwatch:
    """Seconds that were banked, and the moment since which more are running."""

    banked: float = 0.0
    """Seconds counted before the last pause."""
    since: datetime | None = None
    """Start of the running stretch, or None while it stands still."""

    def seconds(self, now: datetime) -> float:
        """Seconds shown at a moment, never negative."""
        running = (now - self.since).total_seconds() if self.since else 0.0
        return max(0.0, self.banked + running)

    def started(self, now: datetime) -> Stopwatch:
        """The same watch, running from now."""
        return self if self.since else replace(self, since=now)

    def stopped(self, now: datetime) -> Stopwatch:
        """The same watch, standing still."""
        return Stopwatch(banked=self.seconds(now))

    def forgiven(self, seconds: float) -> Stopwatch:
        """The same watch without seconds in which nobody was speaking here."""
        return replace(self, since=self.since + timedelta(seconds=seconds)) if self.since else self
