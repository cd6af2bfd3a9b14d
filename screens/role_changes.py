"""What would change if the circle settled other roles, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.draw.barring import RELAX_ORDER, Rule
from assembly.roles import Role
from screens.role_words import labels_of, rule_parts, short_rules
from screens.roles_draft import Making
from words.draws import rule_name
from words.language import _


def change_lines(before: Making, after: Making) -> tuple[str, ...]:
    """New roles, roles that are given away no more, other rules, another order."""
    return tuple(_changes(before, after))


def order_words(relax_order: tuple[str, ...]) -> str:
    """What gives way first, in words; no order is the one that is offered."""
    rules = [Rule(one) for one in relax_order] if relax_order else RELAX_ORDER
    return ", ".join(map(rule_name, rules))


def _changes(before: Making, after: Making) -> Iterator[str]:
    old, new = ({role.id: role for role in making.roles} for making in (before, after))
    labels = {**labels_of(before.roles), **labels_of(after.roles)}
    for id, role in new.items():
        if id not in old:
            yield f"+ {role.label}: {', '.join(short_rules(role, labels))}"
        elif role != old[id]:
            yield from _changed(old[id], role, labels)
    for id, role in old.items():
        if id not in new:
            yield _("− {role}: drawn no more").format(role=role.label)
    kept = [id for id in new if id in old]
    if kept != [id for id in old if id in new]:
        order = ", ".join(role.label for role in after.roles)
        yield _("~ Most powerful first: {roles}").format(roles=order)
    if order_words(before.relax_order) != order_words(after.relax_order):
        yield _("~ Gives way first: {rules}").format(rules=order_words(after.relax_order))


def _changed(old: Role, new: Role, labels: dict[str, str]) -> Iterator[str]:
    if old.label != new.label:
        yield _("~ {role} is called {name}").format(role=old.label, name=new.label)
    was, now = rule_parts(old, labels), rule_parts(new, labels)
    come = ", ".join(part for part in now if part not in was)
    gone = ", ".join(part for part in was if part not in now)
    if come and gone:
        yield _("~ {role}: {rules}, instead of: {before}").format(role=new.label, rules=come, before=gone)
    elif come:
        yield _("~ {role}: {rules}").format(role=new.label, rules=come)
    elif gone:
        yield _("~ {role}: no more: {before}").format(role=new.label, before=gone)
    elif old.label == new.label:
        yield _("~ {role}: others may not have it").format(role=new.label)
