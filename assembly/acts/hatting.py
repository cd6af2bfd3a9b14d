"""Fill the hats: which roles are drawn today, and who is in the hat for which of them."""

from __future__ import annotations

import re
from dataclasses import replace

from assembly.lottery import Hatting
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.state import Assembly
from assembly.value import value

ROLE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,27}")
"""A hat id without dots, short enough for a tier after it."""


@value
class SetRoles:
    """Say which roles are drawn, most powerful first, and who opted out of which beforehand."""

    roles: tuple[Role, ...]
    opted_out: tuple[tuple[str, str], ...] = ()
    """Member and role id."""


@value
class RolesSet:
    """The roles of the next draw are known."""

    roles: tuple[Role, ...]
    opted_out: tuple[tuple[str, str], ...] = ()


@value
class MarkWilling:
    """A person wants, or does not want, to be in the hat for a role today; no reason is asked."""

    member: str
    role: str
    willing: bool


@value
class WillingMarked:
    """A person said whether to be in the hat for a role."""

    member: str
    role: str
    willing: bool


Command = SetRoles | MarkWilling
Event = RolesSet | WillingMarked


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case SetRoles(roles, opted_out):
            check_roles(assembly, roles)
            return RolesSet(roles, opted_out)
        case MarkWilling(member, role, willing):
            check_willing(assembly, member, role)
            return WillingMarked(member, role, willing)


def check_roles(assembly: Assembly, roles: tuple[Role, ...]) -> None:
    """Each role has an id of its own and seats; nothing changes while a draw is sealed."""
    need_no_draw(assembly)
    if not roles:
        raise RuleBroken("no-roles")
    if len({role.id for role in roles}) < len(roles):
        raise RuleBroken("role-twice")
    for role in roles:
        if not ROLE_ID.fullmatch(role.id):
            raise RuleBroken("role-id", role=role.id)
        if role.seats < 0:
            raise RuleBroken("draw-seats", hat=role.id, seats=role.seats)


def check_willing(assembly: Assembly, member: str, role: str) -> None:
    """People here decide for themselves, until the seal."""
    need_no_draw(assembly)
    if member not in assembly.here:
        raise RuleBroken("not-here")
    if role not in {one.id for one in assembly.hatting.roles}:
        raise RuleBroken("no-such-role", role=role)


def need_no_draw(assembly: Assembly) -> None:
    """No sealed draw waits for its dice or its answers."""
    if assembly.draw and assembly.draw.unfinished:
        raise RuleBroken("draw-unfinished", number=assembly.draw.number)


def need_not_drawn(assembly: Assembly, role: Role) -> None:
    """A role whose seats were drawn and taken today is not drawn again, by its id or by its label."""
    label = role.label.casefold().split()
    for earlier in assembly.draws.values():
        for drawn in earlier.roles:
            same = drawn.id == role.id or drawn.label.casefold().split() == label
            if same and drawn.seats and len(earlier.holders(drawn.id)) >= drawn.seats:
                raise RuleBroken("role-already-drawn", role=role.id, number=earlier.number)


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after the hats changed."""
    match event:
        case RolesSet(roles, opted_out):
            return replace(assembly, hatting=_hatting(roles, opted_out))
        case WillingMarked(member, role, willing):
            return replace(assembly, hatting=_marked(assembly.hatting, member, role, willing))


def _hatting(roles: tuple[Role, ...], opted_out: tuple[tuple[str, str], ...]) -> Hatting:
    unwilling: dict[str, frozenset[str]] = {}
    for member, role in opted_out:
        unwilling[member] = unwilling.get(member, frozenset()) | {role}
    return Hatting(roles, unwilling)


def _marked(hatting: Hatting, member: str, role: str, willing: bool) -> Hatting:
    before = hatting.unwilling.get(member, frozenset())
    after = before - {role} if willing else before | {role}
    return replace(hatting, unwilling={**hatting.unwilling, member: after})
