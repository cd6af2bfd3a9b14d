"""Who was left out of the hats of a role or passed over by mistake: first, until they had their turn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assembly.value import value


@value
class Missed:
    """Somebody who should have had a turn in a hat of a role, as was found after the lock."""

    role: str
    member: str
    on: date
    """The day of the draw."""


Marks = dict[tuple[str, str], Missed]
"""Who still comes first, by role and member."""


def still_missed(
    books: Iterable[tuple[Iterable[tuple[str, str]], Iterable[Missed]]],
) -> tuple[Missed, ...]:
    """Who still comes first after these books, oldest first.

    Args:
        books: For each book whose turn came in it, by role and member, and who was found left out.
    """
    waiting: Marks = {}
    for made_good, found in books:
        for turn in made_good:
            waiting.pop(turn, None)
        waiting |= marks(found)
    return tuple(waiting.values())


def marks(found: Iterable[Missed]) -> Marks:
    """The same, by role and member."""
    return {(one.role, one.member): one for one in found}
