"""One role divided into hats: by turns, and with a seat reserved for each shift or department.

Where seats are reserved, each shift has a hat with one seat and in it those of the shift whose turn it is;
all other seats are in the open hat, and people of a shift sit in both. A shift of which nobody can be drawn
has no hat, and its seat is an open one. More shifts than seats cannot all have one: then nothing is reserved,
and the assembly decides before anything is sealed. Turns hold in the open hat too: those whose turn it is are
certain, less the seats that are reserved for them anyway, and the next share the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assembly.draw.barring import NOTHING, Person, RoleToDraw, Rule
from assembly.draw.record import Hat
from assembly.roles import Turns
from assembly.value import value

LONGEST_HAT = 32
OPEN = "open"
BEFORE_ALL = -1
"""The turn of those who were left out by mistake before."""
_OUTSIDE = re.compile(r"[^a-z0-9]+")
_TAKEN = re.compile(r"open|o?[0-9]+")
"""What the hats of a role are called that belong to no shift."""


@value
class Strata:
    """The shifts or departments among which a role is shared out."""

    reserved: tuple[str, ...] = ()
    """Those with a seat of their own."""
    empty: tuple[str, ...] = ()
    """Those of which nobody can be drawn."""
    over: tuple[str, ...] = ()
    """All of them, where they are more than the seats and so none has a seat of its own."""


@value
class Division:
    """The hats of one role with the people in them."""

    hats: tuple[tuple[Hat, tuple[str, ...]], ...]
    strata: Strata = Strata()

    @property
    def inside(self) -> frozenset[str]:
        """Everybody who is in one of them."""
        return frozenset(member for _, members in self.hats for member in members)


def divided(wanted: RoleToDraw, allowed: Sequence[Person], everybody: Sequence[Person]) -> Division:
    """The hats of a role, given those whom no rule keeps out."""
    turns = {person.id: turn_of(wanted, person.id) for person in allowed}
    shares = strata_of(wanted, allowed)
    names = tuple(sorted(shares))
    seats = wanted.role.seats
    if not names or not seats or len(names) > seats:
        hats = _tiered(wanted, turns, seats, Counter())
        return Division(tuple(hats), Strata(over=names if seats else ()))
    ids = _stratum_ids(wanted.role.id, names)
    own = {name: _first_in_turn(shares[name], turns) for name in names}
    first = Counter(turns[members[0]] for members in own.values())
    reserved = [
        (Hat(ids[name], 1, f"{wanted.role.label}: {_spelled(wanted, allowed, name)}"), own[name])
        for name in names
    ]
    rest = _tiered(wanted, turns, seats - len(names), first, "." + OPEN)
    empty = tuple(sorted(set(strata_of(wanted, everybody)) - set(names)))
    return Division((*reserved, *rest), Strata(names, empty))


def turn_of(wanted: RoleToDraw, member: str) -> int:
    """When it is the turn of a member: those with the lowest number come first."""
    past = wanted.past.get(member, NOTHING)
    served = past.served
    if Rule.TURNS in wanted.relaxed:
        return 0
    if past.missed is not None:
        return BEFORE_ALL
    match wanted.role.turns:
        case Turns.FEWEST_FIRST:
            return served
        case Turns.NOVICES_FIRST:
            return min(served, 1)
        case Turns.EVERYBODY:
            return 0


def strata_of(wanted: RoleToDraw, people: Sequence[Person]) -> dict[str, list[str]]:
    """The members of each shift or department; empty where the role is not shared out."""
    tag = wanted.role.strata
    shares: dict[str, list[str]] = {}
    if tag is None or Rule.STRATA in wanted.relaxed:
        return shares
    for person in people:
        if name := stratum_of(person, tag):
            shares.setdefault(name, []).append(person.id)
    return shares


def stratum_of(person: Person, tag: str) -> str:
    """The shift or department of a person, however it is spelled; empty where none is known."""
    return " ".join(person.strata.get(tag, "").casefold().split())


def _spelled(wanted: RoleToDraw, people: Sequence[Person], name: str) -> str:
    """A shift as people write it; of several spellings always the same."""
    tag = wanted.role.strata or ""
    return min(person.strata[tag] for person in people if stratum_of(person, tag) == name)


def _first_in_turn(members: Sequence[str], turns: Mapping[str, int]) -> tuple[str, ...]:
    lowest = min(turns[member] for member in members)
    return tuple(member for member in members if turns[member] == lowest)


def _tiered(
    wanted: RoleToDraw, turns: Mapping[str, int], seats: int, reserved: Counter[int], inside: str = ""
) -> Iterator[tuple[Hat, tuple[str, ...]]]:
    """One hat, or one for each tier: every tier but the last has as many seats as people."""
    tiers = _tiers(turns, seats, reserved)
    role = wanted.role
    base = role.id + inside
    for number, (members, own) in enumerate(tiers, 1):
        name = base if len(tiers) == 1 else f"{base}.{number}"
        yield Hat(name if len(name) <= LONGEST_HAT else f"{role.id}.o{number}", own, role.label), members


def _tiers(turns: Mapping[str, int], seats: int, reserved: Counter[int]) -> list[tuple[tuple[str, ...], int]]:
    """Those whose turn it is, then the next, until there are as many people as seats."""
    by_turn: dict[int, list[str]] = {}
    for member, turn in turns.items():
        by_turn.setdefault(turn, []).append(member)
    tiers: list[tuple[tuple[str, ...], int]] = []
    left = seats
    for turn, members in sorted(by_turn.items()):
        if not left and (tiers or reserved):
            break
        free = len(members) - reserved[turn]
        if free:
            tiers.append((tuple(members), min(left, free)))
            left -= min(left, free)
    if left and tiers:
        tiers[-1] = (tiers[-1][0], tiers[-1][1] + left)
    return tiers if tiers or (reserved and not left) else [((), left)]


def _stratum_ids(role: str, names: Sequence[str]) -> dict[str, str]:
    """Hat ids after the names of the shifts, or numbers where a name makes none of its own."""
    ids = {name: f"{role}.{_plain(name)}" for name in names}
    usable = all(_usable(role, one) for one in ids.values()) and len(set(ids.values())) == len(names)
    return ids if usable else {name: f"{role}.s{place}" for place, name in enumerate(names, 1)}


def _plain(name: str) -> str:
    return _OUTSIDE.sub("-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()).strip(
        "-"
    )


def _usable(role: str, hat: str) -> bool:
    name = hat.removeprefix(f"{role}.")
    return bool(name) and not _TAKEN.fullmatch(name) and len(hat) <= LONGEST_HAT
