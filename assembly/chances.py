"""What everybody may expect of the next draw: exact chances, and what is missing where it cannot be drawn."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import field
from fractions import Fraction

from assembly.draw.barring import RELAX_ORDER, LeftOut, Rule
from assembly.draw.build import build
from assembly.draw.drawing import chances
from assembly.draw.hats import Filled, rules_at_work
from assembly.draw.record import Heading, Record
from assembly.hats_today import hats_of, people_of, roles_to_draw
from assembly.lottery import role_of
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value

RULE_NAMES = frozenset(rule.value for rule in Rule)


@value
class Chances:
    """What one member may expect of the next draw, from the table that would be sealed."""

    hats: Mapping[str, Fraction | None]
    """By hat, for the hats that they are in; None while nothing can be drawn."""
    roles: Mapping[str, Fraction | None]
    """By role; the hats of a role together."""
    any_role: Fraction | None
    """Of any role today; nobody is drawn for two."""
    left_out: Mapping[str, LeftOut]
    """By role, why they are in none of its hats."""
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By role, who is in its hats too and does not sit in one pool with them: one of the two passes."""


@value
class Shortage:
    """Hats that together have too few people, and the rules whose turn it is to give way."""

    hats: tuple[str, ...]
    roles: tuple[str, ...]
    seats: int
    people: int
    strata: tuple[str, ...]
    """The shifts of a role, where they are more than its seats; otherwise empty."""
    rules: Mapping[str, Rule]
    """By role the next rule in the voted order; a role that is not named has none left."""


def chances_of(assembly: Assembly, member: str) -> Chances:
    """What a member may expect of the next draw, role by role."""
    filled = hats_of(assembly)
    record = table_ahead(filled)
    own = filled.eligible.get(member, ())
    exact = chances(record, member) if record and own else {}
    hats = {hat: exact.get(hat, Fraction(0)) if record else None for hat in own}
    roles: dict[str, Fraction | None] = {}
    for hat, chance in hats.items():
        before = roles.get(role_of(hat), Fraction(0))
        roles[role_of(hat)] = None if chance is None or before is None else before + chance
    left_out = {role: reasons[member] for role, reasons in filled.left_out.items() if member in reasons}
    any_role = sum(exact.values(), Fraction(0)) if record else None
    return Chances(hats, roles, any_role, left_out, _apart(assembly, filled, member))


def apart_from(assembly: Assembly, member: str, inside: Container[str]) -> tuple[str, ...]:
    """Who of those in the hats of a role does not sit in one pool with a member of them."""
    others = (other for pair in assembly.hatting.pairs if member in pair for other in pair if other != member)
    return tuple(other for other in others if other in inside)


def _apart(assembly: Assembly, filled: Filled, member: str) -> dict[str, tuple[str, ...]]:
    apart: dict[str, tuple[str, ...]] = {}
    for role in map(role_of, filled.eligible.get(member, ())):
        inside = {one for one, hats in filled.eligible.items() if role in map(role_of, hats)}
        if others := apart_from(assembly, member, inside):
            apart[role] = others
    return apart


def table_ahead(filled: Filled) -> Record | None:
    """The hats, the people and the table that would be sealed, or None while nothing can be drawn."""
    try:
        return build(Heading(1, ""), filled.hats, filled.candidates())
    except RuleBroken:
        return None


def shortage_of(assembly: Assembly) -> Shortage | None:
    """The hats that together have too few people, or None when everything can be drawn."""
    filled = hats_of(assembly)
    for role in assembly.hatting.roles:
        if over := filled.strata[role.id].over:
            people = sum(hat.partition(".")[0] == role.id for own in filled.eligible.values() for hat in own)
            rules = {role.id: Rule.STRATA} if Rule.STRATA in relax_order(assembly) else {}
            return Shortage((role.id,), (role.id,), role.seats, people, over, rules)
    try:
        build(Heading(1, ""), filled.hats, filled.candidates())
    except RuleBroken as broken:
        return _shortage(assembly, broken)
    return None


def need_seats_for_strata(assembly: Assembly, filled: Filled) -> None:
    """Where each shift is promised a seat there are seats enough; otherwise the assembly decides first."""
    for role in assembly.hatting.roles:
        if over := filled.strata[role.id].over:
            raise RuleBroken("more-strata-than-seats", role=role.label, strata=over, seats=role.seats)


def relax_order(assembly: Assembly) -> tuple[Rule, ...]:
    """The order in which rules give way, as the circle voted it, or the order that is offered."""
    voted = tuple(Rule(name) for name in assembly.relax_order if name in RULE_NAMES)
    return voted or RELAX_ORDER


def _shortage(assembly: Assembly, broken: RuleBroken) -> Shortage | None:
    match broken.facts:
        case {"hats": tuple(hats), "seats": int(seats), "people": int(people)}:
            roles = tuple(dict.fromkeys(map(role_of, hats)))
            return Shortage(hats, roles, seats, people, (), _next_rules(assembly, roles))
        case _:
            return None


def _next_rules(assembly: Assembly, roles: tuple[str, ...]) -> dict[str, Rule]:
    people = people_of(assembly)
    rules: dict[str, Rule] = {}
    for wanted in roles_to_draw(assembly):
        at_work = rules_at_work(wanted, people)
        following = next((rule for rule in relax_order(assembly) if rule in at_work), None)
        if wanted.role.id in roles and following is not None:
            rules[wanted.role.id] = following
    return rules
