"""What changed in the hats of a role since it was drawn the last time."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.draw.barring import LeftOut
from assembly.draw.hats import Filled
from assembly.handed_out import hats_sealed
from assembly.hats_today import hats_of
from assembly.lottery import role_of
from assembly.state import Assembly
from assembly.value import value


@value
class Change:
    """Somebody who came into the hats of a role, or left them."""

    role: str
    member: str
    came: bool
    left_out: LeftOut | None = None
    """Why they are in no hat now; None for who came, and for who is no member any more."""


def changes_of(assembly: Assembly) -> tuple[Change, ...]:
    """Who came into and who left the hats since each role was sealed last, also where that draw is void.

    A role that was never sealed has nothing to compare with, and so no changes.
    """
    filled = hats_of(assembly)
    before = dict(assembly.hats_before) | dict(hats_sealed(assembly))
    return tuple(
        change
        for role in assembly.hatting.roles
        if role.id in before
        for change in _changes(filled, role.id, frozenset(before[role.id]))
    )


def _changes(filled: Filled, role: str, before: frozenset[str]) -> Iterator[Change]:
    now = {member for member, hats in filled.eligible.items() if role in map(role_of, hats)}
    for member in sorted(now - before):
        yield Change(role, member, came=True)
    for member in sorted(before - now):
        yield Change(role, member, came=False, left_out=filled.left_out[role].get(member))
