"""Pages in memory: made when they are first shown, and again only when what they are made of changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.leaves import Leaf

Made = tuple[str, bytes]
"""The key of a page, and its bytes."""


def refreshed(leaves: Iterable[Leaf], before: Mapping[str, Made]) -> dict[str, Made]:
    """These pages by path; what was made before with the same key is not made again."""
    made: dict[str, Made] = {}
    for leaf in leaves:
        known = before.get(leaf.path)
        made[leaf.path] = known if known is not None and known[0] == leaf.key else (leaf.key, leaf.make())
    return made
