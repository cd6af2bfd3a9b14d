"""Somebody was left out of a hat or passed over by mistake, found after the lock: they come first next time.

The draw stands as it was sealed; nothing of it is drawn again.
"""

from __future__ import annotations

from dataclasses import replace

from assembly.coming_first import last_locked
from assembly.handed_out import had_their_turn
from assembly.lottery import Draw
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value


@value
class RecordMissed:
    """Say that a member was left out or passed over by mistake when a role was drawn today."""

    role: str
    member: str


@value
class MissedRecorded:
    """It is on record that a member was left out of the hats of a role, or passed over, by mistake."""

    id: str
    """The draw."""
    role: str
    member: str


Command = RecordMissed
Event = MissedRecorded


def decide(assembly: Assembly, command: Command) -> Event:
    """Only who was in no hat of the role, or was passed over, missed a turn, and only once it is locked."""
    role, member = command.role, command.member
    draw = last_locked(assembly, role)
    if draw is None:
        raise RuleBroken("missed-before-lock")
    if member not in assembly.entitled:
        raise RuleBroken("not-entitled", number=1)
    if (role, member) in draw.missed:
        raise RuleBroken("missed-already", role=_label(draw, role))
    if member in had_their_turn(draw).get(role, ()):
        raise RuleBroken("was-in-the-hat", role=_label(draw, role), number=draw.number)
    return MissedRecorded(draw.id, role, member)


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after it was recorded; the sealed record stays as it is."""
    draw = assembly.draws[event.id]
    changed = replace(draw, missed=(*draw.missed, (event.role, event.member)))
    return replace(assembly, draws={**assembly.draws, draw.id: changed})


def _label(draw: Draw, role: str) -> str:
    return next(one.label for one in draw.roles if one.id == role)
