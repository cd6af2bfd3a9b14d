"""What has to hold of a role before it is drawn: its rules, its seats, and every rule that gave way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from assembly.chances import shortage_of
from assembly.draw.barring import Rule
from assembly.handed_out import skipped_in
from assembly.refusal import RuleBroken
from assembly.roles import Role, same_role
from assembly.state import Assembly
from assembly.vacancies import drawn_today, free_seats, holders_of, seats_of, taken_in


def need_drawable(assembly: Assembly) -> None:
    """Roles are set, their seats are free, and no rule gave way that could have held."""
    if not assembly.hatting.roles:
        raise RuleBroken("no-roles")
    for role in assembly.hatting.roles:
        need_free_seats(assembly, role)
    need_still_short(assembly)


def need_its_rules(assembly: Assembly, roles: Iterable[Role]) -> None:
    """Roles that the circle settled are drawn by the rules that it settled, whatever they are called here."""
    for role, settled in product(roles, assembly.roles):
        if same_role(settled, role) and replace(role, seats=settled.seats) != settled:
            raise RuleBroken("not-its-rules", role=settled.label)


def need_free_seats(assembly: Assembly, role: Role) -> None:
    """Only seats that nobody holds beyond today are drawn, in any kind of draw: no seat has two holders."""
    need_not_skipped(assembly, role)
    seats, held, free = seats_of(assembly, role), len(holders_of(assembly, role)), free_seats(assembly, role)
    if role.seats <= free:
        return
    today = [draw.number for draw in drawn_today(assembly, role) if taken_in(draw, role)]
    if today and not free:
        raise RuleBroken("role-already-drawn", role=role.id, number=today[-1])
    if not held:
        raise RuleBroken("seats-settled", role=role.label, seats=seats)
    raise RuleBroken("seats-taken", role=role.label, held=held, free=free)


def need_not_skipped(assembly: Assembly, role: Role) -> None:
    """After the entropy a wrong entry is skipped, and what it left empty is no new draw of that day.

    That holds also in the next assembly of the day, and between two.
    """
    for one in (*assembly.skipped, *skipped_in(assembly)):
        if same_role(Role(one.role, one.label), role):
            raise RuleBroken("skipped-today", role=role.label, number=one.number)


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
