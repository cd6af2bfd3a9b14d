"""What the screens ask the world for about stories that were told before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from assembly.heard import Heard, Retold


class PatternsDesk(Protocol):
    """The part of the desk that remembers stories; both may be asked from a worker."""

    def heard(self) -> Sequence[Heard]:
        """Every story on the shelf and of the assembly under way, without its words; opens no book."""

    def retold(self, heard: Iterable[Heard]) -> Sequence[Retold]:
        """These stories with their words, read from their books, for the people at this screen only."""
