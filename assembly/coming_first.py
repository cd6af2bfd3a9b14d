"""Who comes first at the next draw of a role, because they were left out or passed over by mistake."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.handed_out import had_their_turn
from assembly.lottery import Draw
from assembly.missed import Marks, Missed, marks
from assembly.state import Assembly


def coming_first(assembly: Assembly) -> tuple[Missed, ...]:
    """Who was left out before or today, and had no turn in a hat of the role at a locked draw since."""
    today = assembly.opened_at.date()
    waiting: Marks = marks(assembly.missed)
    for draw in locked_draws(assembly):
        if waiting:
            turns = had_their_turn(draw)
            waiting = {turn: one for turn, one in waiting.items() if turn[1] not in turns.get(turn[0], ())}
        waiting |= {turn: Missed(*turn, today) for turn in draw.missed}
    return tuple(waiting.values())


def found_here(assembly: Assembly) -> tuple[Missed, ...]:
    """Who was found left out in this assembly and still comes first."""
    return tuple(one for one in coming_first(assembly) if one not in assembly.missed)


def made_good(assembly: Assembly) -> tuple[tuple[str, str], ...]:
    """Role and member, for those who came first when this assembly opened and had their turn in it."""
    waiting = coming_first(assembly)
    return tuple((one.role, one.member) for one in assembly.missed if one not in waiting)


def last_locked(assembly: Assembly, role: str) -> Draw | None:
    """The last draw of a role whose throws are locked."""
    drawn = (one for one in locked_draws(assembly) if role in {own.id for own in one.roles})
    return max(drawn, key=lambda draw: draw.number, default=None)


def locked_draws(assembly: Assembly) -> Iterator[Draw]:
    """The valid draws of this assembly whose throws are locked, in their order."""
    return (draw for draw in assembly.draws.values() if draw.void is None and draw.entropy is not None)
