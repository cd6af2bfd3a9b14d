"""What has to hold of a role before it is drawn: its rules, its seats, and every rule that gave way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from assembly.chances import shortage_of
from assembly.draw.barring import Rule
from assembly.hats_today import holders_beyond_today, valid_draws
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.state import Assembly
from assembly.steps import Occasion


def need_drawable(assembly: Assembly) -> None:
    """Roles are set, none of them is drawn twice, and no rule gave way that could have held."""
    if not assembly.hatting.roles:
        raise RuleBroken("no-roles")
    for role in assembly.hatting.roles:
        need_not_drawn(assembly, role)
    need_still_short(assembly)


def need_its_rules(assembly: Assembly, roles: Iterable[Role]) -> None:
    """Roles that the circle settled are drawn by the rules that it settled, whatever they are called here."""
    for role, settled in product(roles, assembly.roles):
        same = settled.id == role.id or _same_words(settled.label, role.label)
        if same and replace(role, seats=settled.seats) != settled:
            raise RuleBroken("not-its-rules", role=settled.label)


def need_not_drawn(assembly: Assembly, role: Role) -> None:
    """A role whose seats were drawn and taken today is not drawn again, by its id or by its label."""
    for earlier in assembly.draws.values():
        for drawn in earlier.roles:
            same = drawn.id == role.id or _same_words(drawn.label, role.label)
            if same and drawn.seats and len(earlier.holders(drawn.id)) >= drawn.seats:
                raise RuleBroken("role-already-drawn", role=role.id, number=earlier.number)
    need_vacancy(assembly, role)


def need_vacancy(assembly: Assembly, role: Role) -> None:
    """Between assemblies only empty seats are drawn: nobody who was drawn is drawn over."""
    if assembly.purpose is not Occasion.DRAW:
        return
    held = len(holders_beyond_today(assembly, role.id) & frozenset(assembly.entitled))
    free = _seats(assembly, role) - held
    if held and role.seats > free:
        raise RuleBroken("seats-taken", role=role.label, held=held, free=max(0, free))


def need_still_short(assembly: Assembly) -> None:
    """A rule gives way only while it must, in its voted place: who came, or is willing after all, counts."""
    hatting = assembly.hatting
    before = replace(assembly, hatting=replace(hatting, relaxed=()))
    for place, (role, rule) in enumerate(hatting.relaxed, start=1):
        short = shortage_of(before)
        if short is None or role not in short.roles:
            raise RuleBroken("relaxed-for-nothing", role=role, rule=rule)
        _need_its_turn(assembly, role, rule, short.rules.get(role))
        before = replace(assembly, hatting=replace(hatting, relaxed=hatting.relaxed[:place]))


def _need_its_turn(assembly: Assembly, role: str, rule: Rule, following: Rule | None) -> None:
    """A rule that gave way is the next one in the voted order, as things stand now."""
    label = next((one.label for one in assembly.hatting.roles if one.id == role), role)
    if following is None:
        raise RuleBroken("relaxed-for-nobody", role=label, rule=rule)
    if rule is not following:
        raise RuleBroken("relaxed-out-of-order", role=label, rule=rule, following=following)


def _seats(assembly: Assembly, role: Role) -> int:
    """The seats of a role: as the circle settled it, or as it was drawn today, or as it is asked for."""
    settled = [one.seats for one in assembly.roles if one.id == role.id]
    today = [one.seats for draw in valid_draws(assembly) for one in draw.roles if one.id == role.id]
    return max(settled or today, default=role.seats)


def _same_words(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
