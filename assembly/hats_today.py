"""The hats of an assembly as things stand: its roles, its people, and what both had to do with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from assembly.coming_first import coming_first
from assembly.draw.barring import NOTHING, Past, Person, RoleToDraw
from assembly.draw.hats import Filled, fill_hats
from assembly.holdings import A_DAY, EndedBy, Holding, end_of, holds_on
from assembly.lottery import Draw
from assembly.roles import Role
from assembly.state import Assembly
from assembly.steps import Occasion

FACILITATOR = "facilitator"


def hats_of(assembly: Assembly) -> Filled:
    """Who is in which hat as things stand, with a reason for everyone left out."""
    return fill_hats(roles_to_draw(assembly), people_of(assembly))


def roles_to_draw(assembly: Assembly) -> tuple[RoleToDraw, ...]:
    """The roles of the next draw, with their past and the rules that were relaxed."""
    relaxed = assembly.hatting.relaxed
    return tuple(
        RoleToDraw(role, _past(assembly, role), frozenset(rule for name, rule in relaxed if name == role.id))
        for role in assembly.hatting.roles
    )


def people_of(assembly: Assembly) -> tuple[Person, ...]:
    """Everybody entitled, with what they say of themselves."""
    hatting, here = assembly.hatting, frozenset(assembly.here)
    strata: dict[str, dict[str, str]] = {}
    for member, tag, name in hatting.strata:
        strata.setdefault(member, {})[tag] = name
    return tuple(
        Person(
            member,
            here=member in here,
            consented=member in hatting.consented,
            opted_out=hatting.unwilling.get(member, frozenset()),
            strata=strata.get(member, {}),
        )
        for member in assembly.entitled
    )


def holders_beyond_today(assembly: Assembly, role: str) -> frozenset[str]:
    """Who holds a role when today is over, also those who took it today."""
    past = _past(assembly, Role(role, role))
    return frozenset(member for member, known in past.items() if known.holds)


def valid_draws(assembly: Assembly) -> Iterator[Draw]:
    """The draws of today that are not void, in their order."""
    return (draw for draw in assembly.draws.values() if draw.void is None)


def _past(assembly: Assembly, role: Role) -> dict[str, Past]:
    """What each member had to do with a role, today included."""
    past = _served_before(assembly, role.id)
    past |= _held_before(assembly, role.id, past)
    past |= _recalled(assembly, role.id, past)
    past |= _missed_before(assembly, role.id, past)
    past |= _taken_today(assembly, role.id, past)
    return past | _in_conflict(assembly, role, past)


def _served_before(assembly: Assembly, role: str) -> dict[str, Past]:
    """How often and when last, and who was last, as the books count it."""
    served = [one for one in assembly.served if one.role == role]
    newest: date | None = max((one.last for one in served if one.last), default=None)
    return {
        one.member: Past(one.times, one.last, held_last=one.last is not None and one.last == newest)
        for one in served
    }


def _held_before(assembly: Assembly, role: str, past: Mapping[str, Past]) -> Mapping[str, Past]:
    """Who holds it beyond today."""
    today = assembly.opened_at.date()
    held = {
        one.member: one
        for one in holds_on(assembly.holdings, today + A_DAY, _dates(assembly))
        if one.role == role
    }
    return {
        member: replace(past.get(member, NOTHING), holds=True, until=_last_day(holding, _dates(assembly)))
        for member, holding in held.items()
    }


def _last_day(holding: Holding, dates: tuple[date, ...]) -> date | None:
    end = end_of(holding, dates)
    return end - A_DAY if end else None


def _recalled(assembly: Assembly, role: str, past: Mapping[str, Past]) -> Mapping[str, Past]:
    """Who was recalled, until somebody else had it after them."""
    own = [one for one in assembly.holdings if one.role == role]
    return {
        one.member: replace(past.get(one.member, NOTHING), recalled=one.ended)
        for one in own
        if one.why is EndedBy.RECALLED
        and one.ended is not None
        and not any(other.since >= one.ended and _took_after(other, one) for other in own)
    }


def _missed_before(assembly: Assembly, role: str, past: Mapping[str, Past]) -> Mapping[str, Past]:
    """Who was left out of its hats by mistake, and comes first."""
    own = (one for one in coming_first(assembly) if one.role == role)
    return {one.member: replace(past.get(one.member, NOTHING), missed=one.on) for one in own}


def _took_after(other: Holding, one: Holding) -> bool:
    """Whether somebody else had it later; who took a seat on the same day had it beside them."""
    return other.member != one.member and other.since > one.since


def _taken_today(assembly: Assembly, role: str, past: Mapping[str, Past]) -> dict[str, Past]:
    """Who took it today: by lot, or the facilitation of this assembly."""
    today = assembly.opened_at.date()
    after: dict[str, Past] = {}
    if role == FACILITATOR and _led(assembly):
        after = {member: replace(known, held_last=False) for member, known in past.items()}
        for member in _led(assembly):
            known = past.get(member, NOTHING)
            after[member] = replace(known, served=known.served + 1, last=today, held_last=True)
    for member in _holders_today(assembly, role):
        known = after.get(member, past.get(member, NOTHING))
        after[member] = replace(known, served=known.served + 1, last=today, holds=True, until=None)
    return after


def _led(assembly: Assembly) -> tuple[str, ...]:
    """Who facilitated today, each once; to lead a mere draw is not to have facilitated."""
    return tuple(dict.fromkeys(assembly.facilitators)) if assembly.purpose is Occasion.ASSEMBLY else ()


def _dates(assembly: Assembly) -> tuple[date, ...]:
    """Today, where it counts for terms in assemblies."""
    return (assembly.opened_at.date(),) if assembly.purpose is Occasion.ASSEMBLY else ()


def _holders_today(assembly: Assembly, role: str) -> Iterator[str]:
    return (member for draw in valid_draws(assembly) for member in draw.holders(role))


def _in_conflict(assembly: Assembly, role: Role, past: Mapping[str, Past]) -> dict[str, Past]:
    """Who holds a role that excludes this one, or that this one excludes, since before or since today."""
    conflicts: dict[str, str] = {}
    today = assembly.opened_at.date()
    for other in reversed(_excluding(assembly, role)):
        held = [
            one.member for one in holds_on(assembly.holdings, today, _dates(assembly)) if one.role == other
        ]
        leading = _led(assembly)[-1:] if other == FACILITATOR else ()
        conflicts |= dict.fromkeys((*held, *_holders_today(assembly, other), *leading), other)
    return {member: replace(past.get(member, NOTHING), conflict=other) for member, other in conflicts.items()}


def _excluding(assembly: Assembly, role: Role) -> tuple[str, ...]:
    """The roles that nobody holds together with this one, whichever of the two says so."""
    known = (*assembly.roles, *assembly.hatting.roles)
    says_so = (other.id for other in known if role.id in other.excludes)
    return tuple(dict.fromkeys((*role.excludes, *says_so)))
