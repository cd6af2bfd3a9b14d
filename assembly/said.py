"""Words that may name somebody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A free text that can be forgotten later without breaking the record.

    The chain of a book holds a salted digest of it, never the words themselves.
    """

    text: str | None
    """The words, or None where they were redacted."""

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.text)


NOTHING_SAID = Said("")
