"""The rules of a circle turned into hats, before anything random exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from assembly.draw.build import Candidate
from assembly.draw.record import Hat
from assembly.refusal import RuleBroken
from assembly.roles import Turns
from assembly.value import value


class Why(StrEnum):
    """Why somebody is in no hat of a role."""

    NOT_HERE = "not-here"
    NOT_WILLING = "not-willing"
    OPTED_OUT = "opted-out"
    HELD_LAST = "held-last"
    CONFLICT = "conflict"
    TERM_LIMIT = "term-limit"
    RECALLED = "recalled"
    SERVED_MORE = "served-more"


@value
class Role:
    """A role to be drawn, and its rules."""

    id: str
    seats: int
    label: str
    turns: Turns = Turns.FEWEST_FIRST
    twice_in_a_row: bool = False
    """Whether the last holder may be drawn again."""
    served: Mapping[str, int] = field(default_factory=dict)
    """How often each member held it; members not named never did."""
    last_holders: frozenset[str] = frozenset()


@value
class Person:
    """A member, and what keeps them out of roles."""

    id: str
    here: bool = True
    consented: bool = False
    """Absent, but agreed beforehand to be drawn."""
    willing: bool = True
    opted_out: frozenset[str] = frozenset()
    """Roles they do not want."""
    barred: Mapping[str, Why] = field(default_factory=dict)
    """Roles they may not have: a conflict of interest, a term limit, a recall."""


@value
class LeftOut:
    """Why a member is in no hat of a role, with the numbers that say so."""

    why: Why
    served: int = 0
    limit: int = 0
    """The highest served count that still came into a hat."""


@value
class Filled:
    """The hats with the people in them, and everybody who was left out."""

    hats: tuple[Hat, ...]
    eligible: Mapping[str, tuple[str, ...]]
    """For each member the hats they are in, in voted order."""
    left_out: Mapping[str, Mapping[str, LeftOut]]
    """For each role, by member, why they are in none of its hats."""

    def candidates(self, labels: Mapping[str, str] | None = None) -> Iterator[Candidate]:
        """The people as the record lists them, under the labels that they released."""
        released = labels or {}
        for member, hats in self.eligible.items():
            yield Candidate(member, hats, released.get(member, ""))


def fill_hats(roles: Sequence[Role], people: Iterable[Person]) -> Filled:
    """Decide who is in which hat, with a reason for everyone left out."""
    everybody = _once_each(people)
    eligible: dict[str, list[str]] = {person.id: [] for person in everybody}
    hats: list[Hat] = []
    left_out: dict[str, dict[str, LeftOut]] = {}
    for role in roles:
        barred = {person.id: why for person in everybody if (why := _barred(role, person)) is not None}
        allowed = [person.id for person in everybody if person.id not in barred]
        tiers = _tiers(role, allowed)
        for hat, members in _named(role, tiers):
            hats.append(hat)
            for member in members:
                eligible[member].append(hat.id)
        left_out[role.id] = {
            **{member: LeftOut(why) for member, why in barred.items()},
            **_later(role, allowed, tiers),
        }
    return Filled(tuple(hats), {member: tuple(own) for member, own in eligible.items()}, left_out)


def _once_each(people: Iterable[Person]) -> tuple[Person, ...]:
    known: dict[str, Person] = {}
    for person in people:
        if person.id in known:
            raise RuleBroken("draw-member-twice", member=person.id)
        known[person.id] = person
    return tuple(known.values())


def _barred(role: Role, person: Person) -> Why | None:
    """The first rule, in the order a room would name them, that keeps a person out of a role."""
    rules = (
        (not person.here and not person.consented, Why.NOT_HERE),
        (not person.willing, Why.NOT_WILLING),
        (role.id in person.opted_out, Why.OPTED_OUT),
        (role.id in person.barred, person.barred.get(role.id)),
        (not role.twice_in_a_row and person.id in role.last_holders, Why.HELD_LAST),
    )
    return next((why for applies, why in rules if applies), None)


def _tiers(role: Role, allowed: Sequence[str]) -> list[list[str]]:
    """Those whose turn it is, then the next, until there are as many people as seats."""
    by_turn: dict[int, list[str]] = {}
    for member in allowed:
        by_turn.setdefault(_turn(role, member), []).append(member)
    tiers: list[list[str]] = []
    for turn in sorted(by_turn):
        if tiers and sum(map(len, tiers)) >= role.seats:
            break
        tiers.append(by_turn[turn])
    return tiers


def _turn(role: Role, member: str) -> int:
    served = role.served.get(member, 0)
    match role.turns:
        case Turns.FEWEST_FIRST:
            return served
        case Turns.NOVICES_FIRST:
            return min(served, 1)
        case Turns.EVERYBODY:
            return 0


def _named(role: Role, tiers: Sequence[Sequence[str]]) -> Iterator[tuple[Hat, Sequence[str]]]:
    """One hat for a role, or one for each tier: every tier but the last has as many seats as people."""
    if len(tiers) < 2:
        yield Hat(role.id, role.seats, role.label), tiers[0] if tiers else ()
        return
    open_seats = role.seats
    for number, members in enumerate(tiers, 1):
        seats = open_seats if number == len(tiers) else len(members)
        open_seats -= seats
        yield Hat(f"{role.id}.{number}", seats, role.label), members


def _later(role: Role, allowed: Sequence[str], tiers: Sequence[Sequence[str]]) -> dict[str, LeftOut]:
    inside = {member for members in tiers for member in members}
    last = max((role.served.get(member, 0) for member in inside), default=0)
    return {
        member: LeftOut(Why.SERVED_MORE, served=role.served.get(member, 0), limit=last)
        for member in allowed
        if member not in inside
    }
