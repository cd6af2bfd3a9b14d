"""Who is here, and whether that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol as Shape

from assembly.circle import Protocol
from assembly.dialects import DIALECTS
from assembly.refusal import RuleBroken
from assembly.state import Assembly, Presence, Served

PARALLEL_CIRCLES_OVER = 10
"""Story rounds in larger rooms are better held in parallel circles."""


def people_in_turn(assembly: Assembly) -> tuple[str, ...]:
    """Everyone a round asks: members by id, or seat numbers `#1` ... in a room that was only counted."""
    if assembly.heads is None:
        return assembly.here
    return tuple(f"#{seat}" for seat in range(1, assembly.heads + 1))


def need_here(assembly: Assembly, member: str) -> None:
    """Refuse what is asked for somebody who is not in the room."""
    ticked = assembly.presence.get(member) in {Presence.HERE, Presence.RECUSED}
    if member not in assembly.entitled or not (ticked or assembly.counted_only):
        raise RuleBroken("not-here")


def recusals_over(assembly: Assembly) -> Assembly:
    """The assembly with everyone taking part again who had recused themselves from one decision."""
    return replace(assembly, presence={**assembly.presence, **dict.fromkeys(assembly.recused, Presence.HERE)})


def took_part(assembly: Assembly, member: str) -> bool:
    """Whether somebody spoke, answered, voted or facilitated here, and so cannot have been away."""
    turns = (turn.member for under_way in assembly.rounds for turn in under_way.turns)
    speakers = (under_way.speaking for under_way in assembly.rounds)
    decided = any(
        member in consent.positions for proposal in assembly.proposals.values() for consent in proposal.rounds
    )
    called = any(
        member in vote.choices
        for proposal in assembly.proposals.values()
        for vote in (*proposal.votes, proposal.vote)
        if vote is not None
    )
    return decided or called or member in {*turns, *speakers, *assembly.spoken, *assembly.facilitators}


def quorum_needed(assembly: Assembly, protocol: Protocol) -> int:
    """How many of the entitled must be here for a decision of this kind."""
    return protocol.quorum.needed(len(assembly.entitled))


def has_quorum(assembly: Assembly, protocol: Protocol) -> bool:
    """Whether enough people are here for a decision of this kind."""
    return assembly.present >= quorum_needed(assembly, protocol)


def ordinary_quorum(assembly: Assembly) -> int:
    """The quorum shown at the door: the smallest of all protocols, below which nothing can be decided."""
    return min(quorum_needed(assembly, protocol) for protocol in assembly.protocols)


def asks_by_name(assembly: Assembly, dialect_name: str) -> bool:
    """Whether a consent round asks each person by name here, or calls for objections and counts."""
    small = assembly.present <= DIALECTS[dialect_name].named_up_to
    return small and not assembly.counted_only


class Past(Shape):
    """What earlier assemblies tell of who facilitated."""

    @property
    def served(self) -> tuple[Served, ...]:
        """How often each role was held by whom."""

    @property
    def drawn_facilitator(self) -> str | None:
        """Who was drawn for today by the assembly before."""


def next_facilitators(assembly: Assembly, among: Sequence[str] | None = None) -> tuple[str, ...]:
    """Those who may facilitate today, first the one whose turn it is; without whoever passed today."""
    people = assembly.here if among is None else among
    return by_turns(assembly, [member for member in people if member not in assembly.passed_facilitation])


def by_turns(past: Past, people: Sequence[str]) -> tuple[str, ...]:
    """People in the order in which they are asked to facilitate.

    Rule: whoever was drawn for today; then nobody twice before everybody once: those with the lowest served
    count come first; then those whose last time is longest ago; then the order of the roll.
    """
    served = {one.member: one for one in past.served if one.role == "facilitator"}

    def key(member: str) -> tuple[bool, int, str]:
        held = served.get(member, Served("facilitator", member, 0))
        return (member != past.drawn_facilitator, held.times, held.last.isoformat() if held.last else "")

    return tuple(sorted(people, key=key))
