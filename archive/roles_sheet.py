"""Roles and terms: who holds what until when, by public label; authority ends by itself on its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from operator import attrgetter

from archive.edition import Edition, TermShown
from archive.leaves import Leaf, key_of
from archive.setting import page
from archive.sheets import Day, day_sheet
from assembly.history import Service
from assembly.holdings import A_DAY, end_of
from assembly.roles import Role, Term, TermUnit
from assembly.value import value
from words.language import n_

_order = attrgetter("since", "role", "member")
NEWEST = 20
"""Terms of one role on the page."""


@value
class TermSheet:
    """One term of one person."""

    member: str
    """The public label."""
    since: Day
    last: Day | None
    """The last day with it; None while only assemblies to come can tell."""
    ended: Day | None
    """The first day without it, where it ended early."""


@value
class RoleSheet:
    """A role with those who had it, the newest first."""

    label: str
    rules: tuple[str, ...]
    terms: tuple[TermSheet, ...]


def terms_of(service: Service, roles: Iterable[Role]) -> tuple[TermShown, ...]:
    """Who ever held these roles, the oldest first, with the day on which it ends.

    Whoever was drawn to facilitate stands here until the assembly, and with that assembly after it.
    """
    asked, dates = {role.id for role in roles}, service.assembly_dates
    own = sorted((one for one in service.holdings if one.role in asked), key=_order)
    held = ((one, end_of(one, dates)) for one in own)
    return tuple(
        TermShown(one.role, one.member, one.since, end, one.ended is not None)
        for one, end in held
        if one.counts or end is None
    )


def roles_leaf(edition: Edition, edition_key: str) -> Leaf:
    """The page of roles and terms."""
    roles = tuple(_role(role, edition) for role in edition.roles)
    return Leaf("/roles/index.html", key_of(edition_key, repr(roles)), partial(_page, roles, edition))


def _page(roles: tuple[RoleSheet, ...], edition: Edition) -> bytes:
    return page("roles.html.j2", edition, "../", roles=roles)


def _role(role: Role, edition: Edition) -> RoleSheet:
    own = [term for term in edition.terms if term.role == role.id][-NEWEST:]
    terms = tuple(_term(term, edition) for term in reversed(own))
    return RoleSheet(edition.line(role.label) or role.id, tuple(_rules(role)), terms)


def _term(term: TermShown, edition: Edition) -> TermSheet:
    last = day_sheet(term.end - A_DAY) if term.end else None
    ended = day_sheet(term.end) if term.end and term.early else None
    return TermSheet(edition.label(term.member), day_sheet(term.since), last, ended)


def _rules(role: Role) -> Iterator[str]:
    yield n_("{number} person, drawn by lot.", "{number} people, drawn by lot.", role.seats).format(
        number=role.seats
    )
    if role.term is not None:
        yield _length(role.term)
    if role.most_terms is not None:
        yield n_(
            "Nobody more than {number} time.", "Nobody more than {number} times.", role.most_terms
        ).format(number=role.most_terms)


def _length(term: Term) -> str:
    match term.unit:
        case TermUnit.DAYS:
            line = n_("For {number} day.", "For {number} days.", term.number)
        case TermUnit.ASSEMBLIES:
            line = n_("For {number} assembly.", "For {number} assemblies.", term.number)
    return line.format(number=term.number)


def ending_terms(edition: Edition) -> Iterable[tuple[Role, TermShown]]:
    """Terms of the roles in force whose last day is known."""
    roles = {role.id: role for role in edition.roles}
    return ((roles[term.role], term) for term in edition.terms if term.role in roles and term.end)
