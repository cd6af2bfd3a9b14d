"""Days and moments in words, for modules that still ask the stage for them."""

from __future__ import annotations

from words.dates import months, say_date, say_distance, say_moment, weekdays

__all__ = ["months", "say_date", "say_distance", "say_moment", "weekdays"]
