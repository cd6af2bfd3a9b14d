"""Fill the hats: which roles are drawn today, and who is in the hat for which of them."""

from __future__ import annotations

import re
from dataclasses import replace

from assembly.chances import shortage_of
from assembly.draw.barring import Rule
from assembly.drawable import need_its_rules
from assembly.lottery import Hatting
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.state import Assembly
from assembly.value import value

ROLE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,27}")
"""A hat id without dots, short enough for a tier after it."""


@value
class SetRoles:
    """Say which roles are drawn, most powerful first, and what is known of people beforehand."""

    roles: tuple[Role, ...]
    opted_out: tuple[tuple[str, str], ...] = ()
    """Member and role id."""
    strata: tuple[tuple[str, str, str], ...] = ()
    """Member, tag and shift or department, for roles that are shared out."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Members who do not sit in one pool together."""
    consented: tuple[str, ...] = ()
    """Absent members who agreed to be drawn."""


@value
class RolesSet:
    """The roles of the next draw are known."""

    roles: tuple[Role, ...]
    opted_out: tuple[tuple[str, str], ...] = ()
    strata: tuple[tuple[str, str, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    consented: tuple[str, ...] = ()


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


@value
class MarkConsented:
    """Somebody who is not here agreed beforehand to be drawn, or did not."""

    member: str
    agreed: bool


@value
class ConsentMarked:
    """It is known whether somebody absent may be drawn."""

    member: str
    agreed: bool


@value
class KeepApart:
    """Two people do not sit in one pool together, or may again; no reason is asked."""

    one: str
    other: str
    apart: bool = True


@value
class PairMarked:
    """It was said whether two people may sit in one pool together."""

    one: str
    other: str
    apart: bool


@value
class RelaxRule:
    """Let the next rule in the voted order give way for a role, because its hats have too few people."""

    role: str
    rule: Rule


@value
class RuleRelaxed:
    """The assembly relaxed a rule for a role."""

    role: str
    rule: Rule


Command = SetRoles | MarkWilling | MarkConsented | KeepApart | RelaxRule
Event = RolesSet | WillingMarked | ConsentMarked | PairMarked | RuleRelaxed


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    need_no_draw(assembly)
    match command:
        case SetRoles():
            return _roles_set(assembly, command)
        case MarkConsented(member, agreed):
            check_absent(assembly, member)
            return ConsentMarked(member, agreed)
        case KeepApart(one, other, apart):
            check_people(assembly, SetRoles((), pairs=((one, other),)))
            return PairMarked(min(one, other), max(one, other), apart)
        case MarkWilling(member, role, willing):
            check_willing(assembly, member, role)
            return WillingMarked(member, role, willing)
        case RelaxRule(role, rule):
            check_relaxing(assembly, role, rule)
            return RuleRelaxed(role, rule)


def _roles_set(assembly: Assembly, command: SetRoles) -> RolesSet:
    check_roles(command.roles)
    need_its_rules(assembly, command.roles)
    check_people(assembly, command)
    in_order = tuple(sorted({(min(pair), max(pair)) for pair in command.pairs}))
    tags = {role.strata for role in command.roles}
    told = tuple(one for one in command.strata if one[1] in tags)
    return RolesSet(command.roles, command.opted_out, told, in_order, command.consented)


def check_absent(assembly: Assembly, member: str) -> None:
    """Only for somebody who is not here it matters what was agreed beforehand."""
    check_people(assembly, SetRoles((), consented=(member,)))
    if member in assembly.here:
        raise RuleBroken("is-here")


def check_roles(roles: tuple[Role, ...]) -> None:
    """Each role has an id of its own and seats."""
    if not roles:
        raise RuleBroken("no-roles")
    if len({role.id for role in roles}) < len(roles):
        raise RuleBroken("role-twice")
    for role in roles:
        if not ROLE_ID.fullmatch(role.id):
            raise RuleBroken("role-id", role=role.id)
        if role.seats < 0:
            raise RuleBroken("draw-seats", hat=role.id, seats=role.seats)


def check_people(assembly: Assembly, command: SetRoles) -> None:
    """What is said of people beforehand is said of members, a pair is two, and one tag says one thing."""
    named = {one[0] for one in command.strata} | set(command.consented)
    named.update(member for pair in command.pairs for member in pair)
    if strangers := named - set(assembly.entitled):
        raise RuleBroken("not-entitled", number=len(strangers))
    if any(one == other for one, other in command.pairs):
        raise RuleBroken("pair-of-one")
    if len({one[:2] for one in command.strata}) < len(set(command.strata)):
        raise RuleBroken("two-strata")


def check_relaxing(assembly: Assembly, role: str, rule: Rule) -> None:
    """A rule gives way only while its hats are short of people, and only in the order that was voted."""
    if role not in {one.id for one in assembly.hatting.roles}:
        raise RuleBroken("no-such-role", role=role)
    if assembly.counted_only:
        raise RuleBroken("names-not-ticked")
    short = shortage_of(assembly)
    if short is None or role not in short.roles:
        raise RuleBroken("not-short", role=role)
    following = short.rules.get(role)
    if following is None:
        raise RuleBroken("nothing-to-relax", role=role)
    if rule is not following:
        raise RuleBroken("relax-in-order", role=role, following=following)


def check_willing(assembly: Assembly, member: str, role: str) -> None:
    """People here decide for themselves, until the seal."""
    if member not in assembly.here:
        raise RuleBroken("not-here")
    if role not in {one.id for one in assembly.hatting.roles}:
        raise RuleBroken("no-such-role", role=role)


def need_no_draw(assembly: Assembly) -> None:
    """No sealed draw waits for its dice or its answers."""
    if assembly.draw and assembly.draw.unfinished:
        raise RuleBroken("draw-unfinished", number=assembly.draw.number)


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after the hats changed."""
    return replace(assembly, hatting=_changed(assembly.hatting, event))


def _changed(before: Hatting, event: Event) -> Hatting:
    match event:
        case RolesSet():
            return _hatting(event)
        case RuleRelaxed(role, rule):
            return replace(before, relaxed=(*before.relaxed, (role, rule)))
        case WillingMarked(member, role, willing):
            return _marked(before, member, role, willing)
        case ConsentMarked(member, agreed):
            others = before.consented - {member}
            return replace(before, consented=others | {member} if agreed else others)
        case PairMarked(one, other, apart):
            pairs = {*before.pairs, (one, other)} if apart else {*before.pairs} - {(one, other)}
            return replace(before, pairs=tuple(sorted(pairs)))


def _hatting(event: RolesSet) -> Hatting:
    unwilling: dict[str, frozenset[str]] = {}
    for member, role in event.opted_out:
        unwilling[member] = unwilling.get(member, frozenset()) | {role}
    return Hatting(event.roles, unwilling, event.strata, event.pairs, frozenset(event.consented))


def _marked(hatting: Hatting, member: str, role: str, willing: bool) -> Hatting:
    before = hatting.unwilling.get(member, frozenset())
    after = before - {role} if willing else before | {role}
    return replace(hatting, unwilling={**hatting.unwilling, member: after})
