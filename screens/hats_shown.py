"""Who is in which hat, with which chance, and why everybody else is not: values and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction

from assembly.chances import Shortage, apart_from, shortage_of, table_ahead
from assembly.draw.barring import LeftOut, Rule, Why
from assembly.draw.hats import Filled
from assembly.draw.record import Record
from assembly.hat_changes import Change, changes_of
from assembly.hats_today import FACILITATOR, hats_of
from assembly.lottery import role_of
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.state import Assembly
from assembly.value import value
from tui.rule_words import words_for
from words.dates import months, say_day
from words.draws import rule_name
from words.language import _, n_

FINEST = 1000
"""Fractions with a larger denominator are shown as per cent."""


@value
class HatsShown:
    """The hats of all roles as they stand."""

    roles: tuple[Role, ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)
    """How many are in the hats of a role."""
    inside: Mapping[str, Mapping[str, Fraction | None]] = field(default_factory=dict)
    """For each role, by member, the chance; None while nothing can be drawn."""
    left_out: Mapping[str, Mapping[str, LeftOut]] = field(default_factory=dict)
    refusal: str = ""
    """Why nothing can be drawn, in a sentence, or empty."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What every role is called that a reason may name."""
    today: date = date.min
    changes: tuple[Change, ...] = ()
    """Who came into the hats and who left them since the last draw of each role."""
    apart: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By role and member, who in its hats does not sit in one pool with them."""
    short: frozenset[str] = frozenset()
    """Roles whose hats together have too few people."""
    first: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    """For each role who comes first, with the day on which they were left out by mistake."""


def hats_shown(assembly: Assembly) -> HatsShown:
    """Who is in which hat, with the exact chance that the sealed table will promise."""
    filled = hats_of(assembly)
    record = table_ahead(filled)
    over = any(strata.over for strata in filled.strata.values())
    short = shortage_of(assembly) if over or record is None else None
    roles = assembly.hatting.roles
    inside = _inside(filled, record if short is None else None, roles)
    return HatsShown(
        roles=roles,
        people={role: len(members) for role, members in inside.items()},
        inside=inside,
        left_out=filled.left_out,
        refusal=shortage_words(short, roles) if short else "",
        labels=_labels(assembly),
        today=assembly.opened_at.date(),
        changes=changes_of(assembly),
        apart={role: _apart(assembly, members) for role, members in inside.items()},
        short=frozenset(short.roles) if short else frozenset(),
        first=filled.first,
    )


def _apart(assembly: Assembly, inside: Collection[str]) -> dict[str, tuple[str, ...]]:
    paired = {member for pair in assembly.hatting.pairs for member in pair if member in inside}
    return {member: apart_from(assembly, member, inside) for member in paired}


def _labels(assembly: Assembly) -> dict[str, str]:
    """What roles are called: those of the circle, those drawn earlier today, and those of this draw."""
    drawn = (role for draw in assembly.draws.values() for role in draw.roles)
    every = (*assembly.roles, *drawn, *assembly.hatting.roles)
    return {FACILITATOR: _("Facilitator")} | {role.id: role.label for role in every}


def _inside(
    filled: Filled, record: Record | None, roles: tuple[Role, ...]
) -> dict[str, dict[str, Fraction | None]]:
    """For each role, by member, the chance in all its hats together."""
    found = _chances(record) if record else {}
    inside: dict[str, dict[str, Fraction | None]] = {role.id: {} for role in roles}
    for member, hats in filled.eligible.items():
        for hat in hats:
            own = inside[role_of(hat)]
            before = own.get(member) or Fraction(0)
            own[member] = before + found[member][hat] if record else None
    return inside


def _chances(record: Record) -> Mapping[str, Mapping[str, Fraction]]:
    of_group = {
        group.id: {
            hat.id: Fraction(entry, group.size * record.scale)
            for hat, entry in zip(record.hats, group.row, strict=True)
        }
        for group in record.groups
    }
    return {member.id: of_group[member.group] for member in record.members}


def shortage_words(short: Shortage, roles: tuple[Role, ...]) -> str:
    """Which hats together have too few people, and which rule the assembly may relax."""
    labels = {role.id: role.label for role in roles}
    named = tuple(labels.get(role, role) for role in short.roles)
    if short.strata:
        facts = {"role": named[0], "strata": short.strata, "seats": short.seats}
        said = words_for(RuleBroken("more-strata-than-seats", **facts))
    else:
        facts = {"hats": named, "seats": short.seats, "people": short.people}
        said = words_for(RuleBroken("draw-too-few-people", **facts))
    return " ".join([said, *(_may_relax(labels.get(role, role), rule) for role, rule in short.rules.items())])


def _may_relax(role: str, rule: Rule) -> str:
    return _("Or the assembly relaxes for {role}: {rule}.").format(role=role, rule=rule_name(rule))


def chance_words(chance: Fraction | None) -> str:
    """A chance as people say it: 1 in 9."""
    if chance is None:
        return _("in the hat")
    if chance == 1:
        return _("certain")
    if chance == 0:
        return _("no seat")
    if chance.denominator > FINEST:
        return _("{percent} %").format(percent=f"{float(chance * 100):.1f}")
    return _("{part} in {whole}").format(part=chance.numerator, whole=chance.denominator)


def change_words(change: Change, shown: HatsShown) -> str:
    """What changed for somebody since the last draw of a role."""
    if change.came:
        return _("in the hat, and was not last time")
    if change.left_out is None:
        return _("not a member any more")
    role = next(role for role in shown.roles if role.id == change.role)
    why = why_words(change.left_out, role, shown)
    return _("was in the hat last time: {why}").format(why=why)


def why_words(left_out: LeftOut, role: Role, shown: HatsShown) -> str:
    """Why somebody is in no hat of a role, with the facts."""
    match left_out.why:
        case Why.SERVED_MORE | Why.TERM_LIMIT | Why.HELD_LAST | Why.HOLDS | Why.RECALLED:
            return _past_words(left_out, role, shown.today)
        case Why.CONFLICT:
            other = shown.labels.get(left_out.role, left_out.role)
            return _("holds {role}, which excludes this").format(role=other)
        case _:
            return {
                Why.NOT_HERE: _("not here"),
                Why.OPTED_OUT: _("opted out"),
                Why.EXCLUDED: _("conflict of interest"),
                Why.OTHERS_FIRST: _("others come first, who were left out by mistake"),
                Why.RESERVED: _("every seat is for a shift or department"),
            }[left_out.why]


def first_words(day: date, today: date) -> str:
    """Why somebody comes first in a hat."""
    return _("left out by mistake on {day}: comes first").format(day=_short_day(day, today))


def _past_words(left_out: LeftOut, role: Role, today: date) -> str:
    """Why somebody is left out who had the role before."""
    day = _short_day(left_out.on, today) if left_out.on else ""
    match left_out.why:
        case Why.SERVED_MORE:
            return ", ".join(part for part in (_served(left_out, today), _more_often(left_out)) if part)
        case Why.TERM_LIMIT:
            limit = n_("{number} term is the most", "{number} terms are the most", left_out.limit)
            said = limit.format(number=left_out.limit)
            return ", ".join(part for part in (_served(left_out, today), said) if part)
        case Why.HELD_LAST:
            return _held_last(left_out, role, today)
        case Why.RECALLED:
            return _("recalled on {day}").format(day=day)
        case _:
            return _("term ends {day}").format(day=day) if day else _("has it already")


def _served(left_out: LeftOut, today: date) -> str:
    if left_out.on is None:
        return ""
    if left_out.on == today:
        return _("served today")
    return _("served on {day}").format(day=_short_day(left_out.on, today))


def _held_last(left_out: LeftOut, role: Role, today: date) -> str:
    facilitated = role.id == FACILITATOR
    if left_out.on == today:
        return _("facilitates today") if facilitated else _("has it today")
    said = _("facilitated last time") if facilitated else _("held it last time")
    day = _short_day(left_out.on, today) if left_out.on else ""
    return _("{said}, on {day}").format(said=said, day=day) if day else said


def _more_often(left_out: LeftOut) -> str:
    return n_(
        "did it {served} time, the others {limit}",
        "did it {served} times, the others {limit}",
        left_out.served,
    ).format(served=left_out.served, limit=left_out.limit)


def _short_day(day: date, today: date) -> str:
    """A day as a list names it; the year only where it is not this one."""
    if day.year != today.year:
        return say_day(day)
    return _("{day} {month}").format(day=day.day, month=months()[day.month - 1])


def role_words(shown: HatsShown, place: int) -> str:
    """The line above the list: the role, and how many are in its hat."""
    role, people = shown.roles[place], shown.people[shown.roles[place].id]
    inside = n_("{number} person in the hat", "{number} people in the hat", people).format(number=people)
    if people == 1 and role.seats:
        inside = _("only candidate, so nothing is left to luck")
    return f"{role.label}: {inside}"
