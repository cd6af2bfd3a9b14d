"""Words that may name somebody."""

from __future__ import annotations

from assembly.refusal import RuleBroken
from assembly.value import value


@value
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


def need_text(text: Said) -> Said:
    """The same words, or a refusal where nothing was written."""
    if not text.text or not text.text.strip():
        raise RuleBroken("nothing-written")
    return text
