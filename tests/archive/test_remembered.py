"""Pages in memory."""

from __future__ import annotations

from archive.leaves import Leaf
from archive.remembered import refreshed


def test_only_what_changed_is_made_again() -> None:
    made: list[str] = []

    def leaf(path: str, key: str) -> Leaf:
        def make() -> bytes:
            made.append(path)
            return key.encode()

        return Leaf(path, key, make)

    first = refreshed([leaf("/a", "1"), leaf("/b", "1"), leaf("/c", "1")], {})
    made.clear()
    second = refreshed([leaf("/a", "1"), leaf("/b", "2")], first)

    assert made == ["/b"]
    assert second == {"/a": ("1", b"1"), "/b": ("2", b"2")}
