"""The sum behind a verdict, for modules that still ask the stage for it."""

from __future__ import annotations

from words.sums import say_gap, say_need, say_outcome, say_quorum, say_sum

__all__ = ["say_gap", "say_need", "say_outcome", "say_quorum", "say_sum"]
