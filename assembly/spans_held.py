"""When somebody held a role: what is brought along never prolongs what is known already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assembly.holdings import A_DAY, LONGEST_TERM, Holding, end_of
from assembly.roles import Role, TermUnit
from assembly.value import value


@value
class Span:
    """The days on which one person held one role."""

    role: str
    member: str
    since: date
    until: date | None
    """The first day without it; None while only assemblies to come can tell."""

    def meets(self, other: Span) -> bool:
        """Whether the same person has the same role in both, on at least one day."""
        same = (self.role, self.member) == (other.role, other.member)
        return same and self._begins_within(other) and other._begins_within(self)

    def _begins_within(self, other: Span) -> bool:
        return other.until is None or self.since < other.until


def spans_of(holdings: Iterable[Holding], assembly_dates: Sequence[date]) -> tuple[Span, ...]:
    """When these were held, early endings included; what ended on its first day is none."""
    spans = (Span(one.role, one.member, one.since, end_of(one, assembly_dates)) for one in holdings)
    return tuple(span for span in spans if span.until is None or span.since < span.until)


def days_settled(roles: Iterable[Role]) -> Mapping[str, int]:
    """How many days a term lasts, for the roles whose term the circle settled in days."""
    return {
        role.id: min(role.term.number, LONGEST_TERM)
        for role in roles
        if role.term is not None and role.term.unit is TermUnit.DAYS
    }


def last_day(span: Span, days: int) -> date:
    """The last day that a term of so many days has, counted from its first."""
    return span.since + days * A_DAY - A_DAY
