"""The clock of a review: it stands beside what was noted, and outlives a kill like the clock of a turn.

What corrects the clock of a turn corrects this one: a closed lid, a clock that was set. While the review is
left, or the program is not there, it stands still.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from datetime import datetime
from itertools import takewhile

from assembly.acts.sidelines import RESTART, ClockCorrected
from assembly.journal import Entry
from assembly.stopwatch import Stopwatch
from assembly.value import value

SPENT, SINCE = "spent", "since"
"""Seconds that were counted, and the moment since which more are running; beside what was noted."""


@value
class ReviewClock:
    """The clock of one review."""

    noted: MutableMapping[str, str]
    """What was noted in it so far, and where the clock is kept."""
    entries: Sequence[Entry]
    """What happened in the assembly."""

    def go_on(self, now: datetime) -> None:
        """Let it run; where nobody had left the review the program ended in it, and came back later."""
        back = [at for at, told in self._corrections() if told.why == RESTART]
        watch = self._watch(back[0]).stopped(back[0]) if back else self._watch(now)
        self._keep(watch.started(now))

    def seconds(self, now: datetime) -> float:
        """How long the review has taken."""
        return self._watch(now).seconds(now)

    def leave(self, now: datetime) -> None:
        """Let it stand still; where nothing was noted, the review begins anew the next time."""
        if self.noted.keys() <= {SPENT, SINCE}:
            self.noted.clear()
        else:
            self._keep(self._watch(now).stopped(now))

    def _watch(self, until: datetime) -> Stopwatch:
        """The watch without the seconds that were taken out of every clock and had been in this one."""
        watch, lost = self._kept(), 0.0
        for at, told in self._corrections():
            if watch.since is not None and at <= until:
                lost += min(told.seconds, (at - watch.since).total_seconds() - lost)
        return watch.forgiven(lost)

    def _corrections(self) -> list[tuple[datetime, ClockCorrected]]:
        """What corrected the clocks since this one runs, oldest first."""
        since = self._kept().since
        if since is None:
            return []
        later = takewhile(lambda entry: entry.at >= since, reversed(self.entries))
        told = [(entry.at, entry.event) for entry in later if isinstance(entry.event, ClockCorrected)]
        return told[::-1]

    def _kept(self) -> Stopwatch:
        since = self.noted.get(SINCE, "")
        return Stopwatch(
            float(self.noted.get(SPENT) or 0.0), datetime.fromisoformat(since) if since else None
        )

    def _keep(self, watch: Stopwatch) -> None:
        self.noted[SPENT] = str(watch.banked)
        self.noted[SINCE] = watch.since.isoformat() if watch.since else ""
