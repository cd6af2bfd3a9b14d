"""Who is here, and whether that is enough."""

from __future__ import annotations

from collections.abc import Sequence

from assembly.circle import Protocol, protocol_for
from assembly.dialects import DIALECTS
from assembly.state import Assembly, Served

PARALLEL_CIRCLES_OVER = 10
"""Story rounds in larger rooms are better held in parallel circles."""


def people_in_turn(assembly: Assembly) -> tuple[str, ...]:
    """Everyone a round asks: members by id, or seat numbers `#1` ... in a room that was only counted."""
    if assembly.heads is None:
        return assembly.here
    return tuple(f"#{seat}" for seat in range(1, assembly.heads + 1))


def quorum_needed(assembly: Assembly, protocol: Protocol) -> int:
    """How many of the entitled must be here for a decision of this kind."""
    return protocol.quorum.needed(len(assembly.entitled))


def has_quorum(assembly: Assembly, protocol: Protocol) -> bool:
    """Whether enough people are here for a decision of this kind."""
    return assembly.present >= quorum_needed(assembly, protocol)


def ordinary_quorum(assembly: Assembly) -> int:
    """The quorum shown at the door: the smallest of all protocols, below which nothing can be decided."""
    return min(quorum_needed(assembly, protocol) for protocol in assembly.protocols)


def protocol_of_current(assembly: Assembly) -> Protocol | None:
    """The protocol under which the present proposal is decided."""
    return protocol_for(assembly.protocols, assembly.proposal.kind) if assembly.proposal else None


def asks_by_name(assembly: Assembly, dialect_name: str) -> bool:
    """Whether a consent round asks each person by name here, or calls for objections and counts."""
    small = assembly.present <= DIALECTS[dialect_name].named_up_to
    return small and not assembly.counted_only


def next_facilitators(assembly: Assembly, among: Sequence[str] | None = None) -> tuple[str, ...]:
    """Those who may facilitate today, first the one whose turn it is.

    Rule: whoever was drawn for today; then nobody twice before everybody once. Among people here who did not
    pass today, those with the lowest served count come first; then those whose last time is longest ago; then
    the order of the roll.
    """
    people = assembly.here if among is None else among
    served = {one.member: one for one in assembly.served if one.role == "facilitator"}

    def key(member: str) -> tuple[bool, int, str]:
        past = served.get(member, Served("facilitator", member, 0))
        return (member != assembly.drawn_facilitator, past.times, past.last.isoformat() if past.last else "")

    willing = [member for member in people if member not in assembly.passed_facilitation]
    return tuple(sorted(willing, key=key))
