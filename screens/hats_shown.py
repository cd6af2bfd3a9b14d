"""Who is in which hat, with which chance, and why everybody else is not: values and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction

from assembly.acts.hatting import hats_of
from assembly.draw.build import build
from assembly.draw.hats import Filled, LeftOut, Why
from assembly.draw.record import Heading
from assembly.lottery import role_of
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.state import Assembly
from assembly.value import value
from tui.rule_words import words_for
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


def hats_shown(assembly: Assembly) -> HatsShown:
    """Who is in which hat, with the exact chance that the sealed table will promise."""
    filled = hats_of(assembly)
    refusal = ""
    chances: Mapping[str, Mapping[str, Fraction]] = {}
    try:
        chances = _chances(filled)
    except RuleBroken as broken:
        refusal = words_for(_with_labels(broken, assembly.hatting.roles))
    inside: dict[str, dict[str, Fraction | None]] = {role.id: {} for role in assembly.hatting.roles}
    for member, hats in filled.eligible.items():
        for hat in hats:
            inside[role_of(hat)][member] = chances[member][hat] if chances else None
    return HatsShown(
        roles=assembly.hatting.roles,
        people={role: len(members) for role, members in inside.items()},
        inside=inside,
        left_out=filled.left_out,
        refusal=refusal,
    )


def _chances(filled: Filled) -> Mapping[str, Mapping[str, Fraction]]:
    record = build(Heading(1, ""), filled.hats, filled.candidates())
    of_group = {
        group.id: {
            hat.id: Fraction(entry, group.size * record.scale)
            for hat, entry in zip(record.hats, group.row, strict=True)
        }
        for group in record.groups
    }
    return {member.id: of_group[member.group] for member in record.members}


def _with_labels(broken: RuleBroken, roles: tuple[Role, ...]) -> RuleBroken:
    """The same refusal with the words for its hats instead of their ids."""
    labels = {role.id: role.label for role in roles}
    hats = broken.facts.get("hats")
    if not isinstance(hats, tuple):
        return broken
    named = tuple(dict.fromkeys(labels.get(role_of(hat), hat) for hat in hats))
    return RuleBroken(broken.code, **{**broken.facts, "hats": named})


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


def why_words(left_out: LeftOut) -> str:
    """Why somebody is in no hat of a role."""
    return {
        Why.NOT_HERE: _("not here"),
        Why.NOT_WILLING: _("not willing today"),
        Why.OPTED_OUT: _("does not want it today"),
        Why.HELD_LAST: _("held it last time"),
        Why.CONFLICT: _("conflict of interest"),
        Why.TERM_LIMIT: _("the term is over"),
        Why.RECALLED: _("recalled"),
        Why.SERVED_MORE: n_(
            "did it {served} time, the others {limit}",
            "did it {served} times, the others {limit}",
            left_out.served,
        ).format(served=left_out.served, limit=left_out.limit),
    }[left_out.why]


def role_words(shown: HatsShown, place: int) -> str:
    """The line above the list: the role, its seats and how many are in its hat."""
    role, people = shown.roles[place], shown.people[shown.roles[place].id]
    seats = n_("{number} seat", "{number} seats", role.seats).format(number=role.seats)
    inside = n_("{number} person in the hat", "{number} people in the hat", people).format(number=people)
    if people == 1 and role.seats:
        inside = _("only candidate, so nothing is left to luck")
    words = f"{role.label}: {seats}, {inside}"
    if len(shown.roles) == 1:
        return words
    return f"◀ {place + 1}/{len(shown.roles)} ▶  {words}"
