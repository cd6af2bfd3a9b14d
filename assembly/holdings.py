"""Who held a role, and who holds it until when: authority ends by itself on its day."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum

from assembly.roles import Role, TermUnit
from assembly.value import value

A_DAY = timedelta(days=1)

LONGEST_TERM = 3660
"""Days, or assemblies: ten years; whatever says more is read as this."""


class EndedBy(Enum):
    """Why somebody stopped before the term was over."""

    RESIGNED = "resigned"
    RECALLED = "recalled"
    LEFT = "left"
    """The person left the circle."""


@value
class Holding:
    """One person holds one role from one day on.

    Without a term it is for its first day only: nothing is ever prolonged in silence.
    """

    role: str
    member: str
    since: date
    until: date | None = None
    """The first day without it, where that is known from the beginning."""
    assemblies: int | None = None
    """A term in assemblies: it ends with the last of so many after the day that it came from.

    Where the circle met again on that very day, those assemblies are taken off: see `met_again`.
    """
    ended: date | None = None
    """The first day without it, where it ended early."""
    why: EndedBy | None = None
    source: str = ""
    """Id of the draw or of the import that it comes from; empty for having facilitated."""
    counts: bool = True
    """Whether it counts as having served: a facilitator who was drawn has not, until an assembly was led."""
    decision: str = ""
    """Id of the decision that ended it early, where one did."""


@value
class Ending:
    """Somebody stopped holding a role before the term was over."""

    role: str
    member: str
    on: date
    why: EndedBy
    decision: str = ""


def granted(role: Role, member: str, since: date, source: str) -> Holding:
    """What a person who accepts a role holds, by the rules under which it was drawn."""
    term = role.term
    if term is None:
        return Holding(role.id, member, since, until=since + A_DAY, source=source)
    number = min(term.number, LONGEST_TERM)
    if term.unit is TermUnit.DAYS:
        return Holding(role.id, member, since, until=since + number * A_DAY, source=source)
    return Holding(role.id, member, since, assemblies=number, source=source)


def end_of(holding: Holding, assembly_dates: Sequence[date] = ()) -> date | None:
    """The first day on which it is held no more, or None while only assemblies to come can tell.

    Args:
        holding: What is held.
        assembly_dates: The days of all assemblies, oldest first.
    """
    known = [day for day in (holding.ended, holding.until, _after_assemblies(holding, assembly_dates)) if day]
    if not known and holding.assemblies is None:
        return holding.since + A_DAY
    return min(known, default=None)


def is_term(holding: Holding) -> bool:
    """Whether it was given for longer than a day; to facilitate once, today or the next time, is no term."""
    if holding.assemblies is not None:
        return holding.counts or holding.assemblies > 1
    return holding.until is not None and holding.until > holding.since + A_DAY


def assemblies_left(holding: Holding, assembly_dates: Sequence[date], today: date) -> int | None:
    """How many assemblies of the term are still to come, or None for a term that is not counted in them."""
    if holding.assemblies is None:
        return None
    met = bisect_right(assembly_dates, today) - bisect_right(assembly_dates, holding.since)
    return max(0, holding.assemblies - met)


def met_again(holdings: Iterable[Holding], day: date, times: int = 1) -> tuple[Holding, ...]:
    """What is left of terms after so many more assemblies on a day, for terms that began earlier that day.

    An early and a late shift may each hold one. Later days are counted by their dates.
    """
    if not times:
        return tuple(holdings)
    return tuple(_shortened(one, times) if one.since == day else one for one in holdings)


def holds_on(
    holdings: Iterable[Holding], day: date, assembly_dates: Sequence[date] = ()
) -> tuple[Holding, ...]:
    """What is held on a day, and by whom."""
    return tuple(one for one in holdings if _holds(one, day, assembly_dates))


def ended_early(
    holdings: Iterable[Holding], endings: Iterable[Ending], assembly_dates: Sequence[date] = ()
) -> tuple[Holding, ...]:
    """The holdings, cut off where somebody resigned, was recalled or left; of several endings the first."""
    by_holder: dict[tuple[str, str], list[Ending]] = {}
    for ending in sorted(endings, key=lambda one: (one.on, one.why.value)):
        by_holder.setdefault((ending.role, ending.member), []).append(ending)
    return tuple(_cut_off(one, by_holder.get((one.role, one.member), ()), assembly_dates) for one in holdings)


def served_counts(holdings: Iterable[Holding], role: str) -> Mapping[str, int]:
    """How often each member served in a role."""
    return Counter(one.member for one in holdings if one.role == role and one.counts)


def last_holders(holdings: Iterable[Holding], role: str) -> frozenset[str]:
    """Those who took a role on the newest day on which anybody did."""
    turns = _turns(holdings, role)
    return frozenset(turns[max(turns)]) if turns else frozenset()


def terms_in_a_row(holdings: Iterable[Holding], role: str, member: str) -> int:
    """How often a member was among those who took a role, counted back from the newest time without a gap."""
    turns = _turns(holdings, role)
    number = 0
    for day in sorted(turns, reverse=True):
        if member not in turns[day]:
            break
        number += 1
    return number


def never_held(holdings: Iterable[Holding], role: str, members: Iterable[str]) -> tuple[str, ...]:
    """The members who never served in a role, in their order."""
    served = served_counts(holdings, role)
    return tuple(member for member in members if not served.get(member))


def next_expiries(
    holdings: Iterable[Holding], assembly_dates: Sequence[date], today: date
) -> tuple[Holding, ...]:
    """What is held today, in the order in which it ends; what ends with an assembly to come is last."""
    return tuple(
        sorted(
            holds_on(holdings, today, assembly_dates),
            key=lambda one: (end_of(one, assembly_dates) or date.max, *_order(one)),
        )
    )


def needed_by_rules(
    holdings: Iterable[Holding], assembly_dates: Sequence[date], today: date
) -> tuple[Holding, ...]:
    """What the rules of a draw look at: what is held today, who had each role last, and who was recalled.

    How often somebody served is counted elsewhere. A term whose last assembly is known carries its end.
    """
    known = tuple(_settled(one, assembly_dates) for one in holdings)
    newest = {role: last_holders(known, role) for role in {one.role for one in known}}
    last = {role: max(_turns(known, role), default=None) for role in newest}
    return tuple(
        sorted(
            {
                one
                for one in known
                if one.since == last[one.role] or one.why is EndedBy.RECALLED or _holds(one, today, ())
            },
            key=_order,
        )
    )


def _shortened(holding: Holding, times: int) -> Holding:
    if holding.assemblies is None:
        return holding
    if holding.assemblies > times:
        return replace(holding, assemblies=holding.assemblies - times)
    return replace(holding, until=holding.since + A_DAY, assemblies=None)


def _settled(holding: Holding, assembly_dates: Sequence[date]) -> Holding:
    end = _after_assemblies(holding, assembly_dates)
    return holding if end is None else replace(holding, until=end, assemblies=None)


def _after_assemblies(holding: Holding, assembly_dates: Sequence[date]) -> date | None:
    if holding.assemblies is None:
        return None
    place = bisect_right(assembly_dates, holding.since) + holding.assemblies - 1
    return assembly_dates[place] + A_DAY if place < len(assembly_dates) else None


def _holds(holding: Holding, day: date, assembly_dates: Sequence[date]) -> bool:
    end = end_of(holding, assembly_dates)
    return holding.since <= day and (end is None or day < end)


def _cut_off(holding: Holding, endings: Iterable[Ending], assembly_dates: Sequence[date]) -> Holding:
    for ending in endings:
        if _holds(holding, ending.on, assembly_dates):
            return replace(holding, ended=ending.on, why=ending.why, decision=ending.decision)
    return holding


def _turns(holdings: Iterable[Holding], role: str) -> Mapping[date, set[str]]:
    turns: dict[date, set[str]] = {}
    for one in holdings:
        if one.role == role and one.counts:
            turns.setdefault(one.since, set()).add(one.member)
    return turns


def _order(holding: Holding) -> tuple[object, ...]:
    return (
        holding.since,
        holding.role,
        holding.member,
        holding.source,
        holding.counts,
        holding.until or date.max,
    )
