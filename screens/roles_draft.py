"""Roles in the making as a text, so that a form that is left, or a program that ends, loses none of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import Any

from assembly.daybook import Circle
from assembly.roles import Role, Term, TermUnit, Turns
from assembly.value import value

ROLES = "roles"
"""The field of the draft."""


@value
class Making:
    """Roles in the making, most powerful first, and what gives way first."""

    roles: tuple[Role, ...]
    relax_order: tuple[str, ...]


def in_force(circle: Circle) -> Making:
    """What the circle settled last."""
    return Making(circle.roles, circle.relax_order)


def with_more(making: Making, more: Sequence[Role]) -> Making:
    """These roles and more, without those that are there already under the same id or the same name."""
    there = {
        new.id: old.id for new in more for old in making.roles if new.id == old.id or _name(new) == _name(old)
    }
    added = tuple(
        replace(role, excludes=tuple(there.get(other, other) for other in role.excludes))
        for role in more
        if role.id not in there
    )
    return replace(making, roles=(*making.roles, *added))


def keep_making(draft: MutableMapping[str, str], making: Making) -> None:
    """Keep roles in the making."""
    told = {"roles": [_facts(role) for role in making.roles], "order": making.relax_order}
    draft[ROLES] = json.dumps(told, ensure_ascii=False)


def kept_making(draft: Mapping[str, str]) -> Making | None:
    """The roles that were in the making, or None; what cannot be read was not kept by this version."""
    try:
        told = json.loads(draft.get(ROLES, ""))
        return Making(tuple(map(_role, told["roles"])), tuple(told["order"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _name(role: Role) -> str:
    return " ".join(role.label.casefold().split())


def _facts(role: Role) -> dict[str, object]:
    return {
        "id": role.id,
        "label": role.label,
        "seats": role.seats,
        "turns": role.turns.value,
        "twice": role.twice_in_a_row,
        "term": [role.term.unit.value, role.term.number] if role.term else None,
        "most": role.most_terms,
        "strata": role.strata,
        "excludes": role.excludes,
        "excluded": role.excluded,
    }


def _role(facts: Mapping[str, Any]) -> Role:
    return Role(
        facts["id"],
        facts["label"],
        facts["seats"],
        Turns(facts["turns"]),
        facts["twice"],
        _term(facts["term"]),
        facts["most"],
        facts["strata"],
        tuple(facts["excludes"]),
        tuple(facts["excluded"]),
    )


def _term(facts: Sequence[Any] | None) -> Term | None:
    return Term(TermUnit(facts[0]), facts[1]) if facts else None
