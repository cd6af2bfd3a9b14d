"""What a benchmark says: ours beside a baseline, taken in the same run on the same machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured promise. Only the ratio means something on another machine."""

    name: str
    ours_seconds: float
    baseline_seconds: float
    goal: float | None = None
    """The largest ratio that keeps the promise; none where we only want to know."""

    @property
    def ratio(self) -> float:
        """How many times the baseline ours takes."""
        return self.ours_seconds / self.baseline_seconds

    @property
    def kept(self) -> bool:
        """Whether the promise is kept; what was not promised is not broken."""
        return self.goal is None or self.ratio <= self.goal
