"""What keeps somebody out of the hats of a role, with the facts that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from assembly.roles import Role
from assembly.value import value


class Why(StrEnum):
    """Why somebody is in no hat of a role."""

    NOT_HERE = "not-here"
    OPTED_OUT = "opted-out"
    HOLDS = "holds"
    """Has it already, and the term is not over."""
    RECALLED = "recalled"
    EXCLUDED = "excluded"
    """Named by the circle as somebody who may not have it."""
    CONFLICT = "conflict"
    """Holds another role that excludes this one."""
    TERM_LIMIT = "term-limit"
    HELD_LAST = "held-last"
    SERVED_MORE = "served-more"
    OTHERS_FIRST = "others-first"
    """Every seat goes to those who were left out by mistake before."""
    RESERVED = "reserved"
    """Every seat is reserved for a shift or department, and they are in none."""


class Rule(StrEnum):
    """A rule of the circle that an assembly may relax when there are too few people."""

    TURNS = "turns"
    """Nobody twice before everybody once; novices first."""
    TWICE_IN_A_ROW = "twice-in-a-row"
    MOST_TERMS = "most-terms"
    STRATA = "strata"
    CONFLICT = "conflict"


RELAX_ORDER: tuple[Rule, ...] = tuple(Rule)
"""What gives way first where the circle voted no order: turns first, conflicts last."""

RULE_OF: Mapping[Why, Rule] = {
    Why.EXCLUDED: Rule.CONFLICT,
    Why.CONFLICT: Rule.CONFLICT,
    Why.TERM_LIMIT: Rule.MOST_TERMS,
    Why.HELD_LAST: Rule.TWICE_IN_A_ROW,
}
"""Which rule bars somebody; what is not listed gives way to no vote."""


@value
class Past:
    """What a member had to do with a role so far."""

    served: int = 0
    last: date | None = None
    """When they had it last."""
    held_last: bool = False
    """Whether nobody had it after them."""
    holds: bool = False
    """Whether they hold it beyond today."""
    until: date | None = None
    """The last day of the term that they hold, if it has one."""
    recalled: date | None = None
    """When they were recalled, as long as nobody had it after them."""
    conflict: str = ""
    """The id of a role that they hold and that excludes this one."""
    missed: date | None = None
    """When they were left out of its hats by mistake; until they were in one they come first."""


NOTHING = Past()


@value
class RoleToDraw:
    """A role with what its members had to do with it, and the rules that this assembly relaxed."""

    role: Role
    past: Mapping[str, Past] = field(default_factory=dict)
    """By member; who is not named never had it."""
    relaxed: frozenset[Rule] = frozenset()


@value
class Person:
    """A member, and what they say of themselves."""

    id: str
    here: bool = True
    consented: bool = False
    """Absent, but agreed beforehand to be drawn."""
    opted_out: frozenset[str] = frozenset()
    """Roles they do not want."""
    strata: Mapping[str, str] = field(default_factory=dict)
    """Their shift, department and the like, by tag."""


@value
class LeftOut:
    """Why a member is in no hat of a role, with the facts that say so."""

    why: Why
    served: int = 0
    limit: int = 0
    """The highest served count that still came into a hat, or the most terms."""
    on: date | None = None
    """When they served or were recalled, or when their term ends."""
    role: str = ""
    """The id of the role that excludes this one."""


def barriers(wanted: RoleToDraw, person: Person) -> tuple[LeftOut, ...]:
    """Everything that keeps a person out, in the order in which a room would name it."""
    return tuple(
        left_out
        for left_out in _barriers(wanted, person)
        if left_out.why not in RULE_OF or RULE_OF[left_out.why] not in wanted.relaxed
    )


def _barriers(wanted: RoleToDraw, person: Person) -> Iterator[LeftOut]:
    role, past = wanted.role, wanted.past.get(person.id, NOTHING)
    if not (person.here or person.consented):
        yield LeftOut(Why.NOT_HERE)
    if role.id in person.opted_out:
        yield LeftOut(Why.OPTED_OUT)
    if past.holds:
        yield LeftOut(Why.HOLDS, past.served, on=past.until)
    if past.recalled is not None:
        yield LeftOut(Why.RECALLED, past.served, on=past.recalled)
    yield from _conflicts(role, person, past)
    if role.most_terms is not None and past.served >= role.most_terms:
        yield LeftOut(Why.TERM_LIMIT, past.served, role.most_terms, past.last)
    if past.held_last and not role.twice_in_a_row:
        yield LeftOut(Why.HELD_LAST, past.served, on=past.last)


def _conflicts(role: Role, person: Person, past: Past) -> Iterator[LeftOut]:
    if person.id in role.excluded:
        yield LeftOut(Why.EXCLUDED)
    if past.conflict:
        yield LeftOut(Why.CONFLICT, role=past.conflict)
