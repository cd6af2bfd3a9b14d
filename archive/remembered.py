"""Pages in memory: made when they are first shown, and again only when what they are made of changed."""

from __future__ import annotations

from collections.abc import Iterable

from archive.leaves import Leaf


class Remembered:
    """The pages of the last edition, by path."""

    def __init__(self) -> None:
        """Nothing is made."""
        self._made: dict[str, tuple[str, bytes]] = {}

    def pages(self, leaves: Iterable[Leaf]) -> dict[str, bytes]:
        """These pages; those of before that are not among them are forgotten."""
        made: dict[str, tuple[str, bytes]] = {}
        for leaf in leaves:
            before = self._made.get(leaf.path)
            made[leaf.path] = before if before and before[0] == leaf.key else (leaf.key, leaf.make())
        self._made = made
        return {path: page for path, (_, page) in made.items()}
