"""What has to be right before a circle settles its roles, or ends a term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assembly.acts.hatting import ROLE_ID
from assembly.draw.barring import RELAX_ORDER
from assembly.holdings import LONGEST_TERM, EndedBy, Ending, Holding, holds_on
from assembly.refusal import RuleBroken
from assembly.roles import Role

MOST_SEATS = 999


def check_settled(roles: Sequence[Role], relax_order: Sequence[str], members: Iterable[str]) -> None:
    """Roles that can be drawn by their rules, and the order in which rules give way.

    A rule that the order does not name never gives way; no order at all is the one that is offered.

    Raises:
        RuleBroken: Something is not right; code and facts say what.
    """
    if len({role.id for role in roles}) < len(roles):
        raise RuleBroken("role-twice")
    if len({" ".join(role.label.casefold().split()) for role in roles}) < len(roles):
        raise RuleBroken("role-twice")
    known, everybody = {role.id for role in roles}, frozenset(members)
    for role in roles:
        _check_role(role)
        _check_excluding(role, known, everybody)
    _check_order(relax_order)


def check_ending(
    ending: Ending,
    holdings: Iterable[Holding],
    assembly_dates: Sequence[date],
    recalls: Iterable[Ending] = (),
) -> None:
    """Only what is held can end, and a recall is a decision of the circle to recall that holder.

    Args:
        ending: What is to end, and why.
        holdings: What was ever held.
        assembly_dates: The days of all assemblies, oldest first.
        recalls: What adopted recalls ended; no other decision recalls anybody.

    Raises:
        RuleBroken: `not-held`, `recall-undecided` or `recall-of-another`.
    """
    own = [one for one in holdings if (one.role, one.member) == (ending.role, ending.member)]
    held = holds_on(own, ending.on, assembly_dates)
    if not held:
        raise RuleBroken("not-held", role=ending.role, on=ending.on)
    if ending.why is not EndedBy.RECALLED:
        return
    if not ending.decision:
        raise RuleBroken("recall-undecided", role=ending.role)
    if not any(_decided(ending, recall, held) for recall in recalls):
        raise RuleBroken("recall-of-another", role=ending.role, id=ending.decision)


def _decided(ending: Ending, recall: Ending, held: Iterable[Holding]) -> bool:
    """Whether a recall is the one that an ending names, and was adopted during this very term."""
    same = replace(ending, on=recall.on) == recall
    return same and any(one.since <= recall.on <= ending.on for one in held)


def _check_role(role: Role) -> None:
    if not ROLE_ID.fullmatch(role.id):
        raise RuleBroken("role-id", role=role.id)
    if not role.label.strip():
        raise RuleBroken("role-unnamed", role=role.id)
    if not 0 <= role.seats <= MOST_SEATS:
        raise RuleBroken("draw-seats", hat=role.label, seats=role.seats)
    if role.term is not None and not 0 < role.term.number <= LONGEST_TERM:
        raise RuleBroken("term-length", role=role.label, number=role.term.number, most=LONGEST_TERM)
    if role.most_terms is not None and role.most_terms < 1:
        raise RuleBroken("most-terms", role=role.label, number=role.most_terms)
    if role.strata is not None and not role.strata.strip():
        raise RuleBroken("strata-unnamed", role=role.label)


def _check_excluding(role: Role, known: set[str], everybody: frozenset[str]) -> None:
    if role.id in role.excludes:
        raise RuleBroken("excludes-itself", role=role.label)
    for other in role.excludes:
        if other not in known:
            raise RuleBroken("excludes-unknown", role=role.label, other=other)
    if strangers := set(role.excluded) - everybody:
        raise RuleBroken("not-entitled", number=len(strangers))


def _check_order(relax_order: Sequence[str]) -> None:
    relaxable = {rule.value for rule in RELAX_ORDER}
    for place, rule in enumerate(relax_order):
        if rule not in relaxable:
            raise RuleBroken("relax-unknown", rule=rule)
        if rule in relax_order[:place]:
            raise RuleBroken("relax-twice", rule=rule)
