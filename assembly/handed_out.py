"""What one assembly handed out and left empty: who led it, who accepted which role, who was in the hats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assembly.holdings import A_DAY, Holding, granted, met_again
from assembly.lottery import Draw, role_of
from assembly.refusal import RuleBroken
from assembly.roles import FACILITATOR, Role
from assembly.state import Assembly, Served, Skipped
from assembly.steps import Occasion


def holdings_of(assembly: Assembly) -> Iterator[Holding]:
    """Each time a role was held or accepted; to lead a mere draw is not to have facilitated."""
    today = assembly.opened_at.date()
    if assembly.purpose is Occasion.ASSEMBLY:
        for member in dict.fromkeys(assembly.facilitators):
            yield Holding(FACILITATOR, member, today, until=today + A_DAY)
    for draw in _valid(assembly.draws.values()):
        for role in draw.roles:
            yield from (_accepted(role, member, today, draw.id) for member in draw.holders(role.id))


def drawn_for(assembly: Assembly, role: str) -> Iterator[str]:
    """Who accepted a role, in the order of the draws."""
    return (member for draw in _valid(assembly.draws.values()) for member in draw.holders(role))


def in_turn(books: Iterable[tuple[date, Occasion, tuple[Holding, ...]]]) -> Iterator[Holding]:
    """What books handed out, each less the assemblies that followed it on its own day.

    Args:
        books: For each in their order its day, what it was for, and what it handed out.
    """
    known = tuple(books)
    to_come = Counter(day for day, purpose, _ in known if purpose is Occasion.ASSEMBLY)
    for day, purpose, holdings in known:
        to_come[day] -= purpose is Occasion.ASSEMBLY
        yield from met_again(holdings, day, to_come[day])


def skipped_in(assembly: Assembly) -> Iterator[Skipped]:
    """The roles of which a wrong entry was passed over, and a seat stayed empty."""
    for draw in _valid(assembly.draws.values()):
        for role in draw.roles:
            if draw.skipped(role.id):
                yield Skipped(role.id, role.label, draw.number, assembly.opened_at.date())


def hats_drawn(assembly: Assembly) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each role the members in its hats at its last valid draw, as the sealed record has them."""
    return _newest_hats(_valid(assembly.draws.values()))


def hats_sealed(assembly: Assembly) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each role the members in its hats when they were last sealed, also where that draw is void."""
    return _newest_hats(assembly.draws.values())


def served_of(holdings: Iterable[Holding]) -> tuple[Served, ...]:
    """How often each person served in each role, and when last."""
    days: dict[tuple[str, str], list[date]] = {}
    for one in holdings:
        if one.counts:
            days.setdefault((one.role, one.member), []).append(one.since)
    return tuple(Served(*holder, len(own), max(own)) for holder, own in sorted(days.items()))


def _newest_hats(draws: Iterable[Draw]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    hats: dict[str, tuple[str, ...]] = {}
    for draw in draws:
        hats |= in_hats(draw)
    return tuple(sorted(hats.items()))


def _valid(draws: Iterable[Draw]) -> Iterator[Draw]:
    return (draw for draw in draws if draw.void is None)


def _accepted(role: Role, member: str, since: date, draw: str) -> Holding:
    if role.id != FACILITATOR:
        return granted(role, member, since, draw)
    accepted = granted(role, member, since, draw)
    if role.term is None:  # who is drawn to facilitate does so at the next assembly
        accepted = replace(accepted, until=None, assemblies=1)
    return replace(accepted, counts=False)


def in_hats(draw: Draw) -> dict[str, tuple[str, ...]]:
    """For each role of a draw the members who were in its hats, as the sealed record has them."""
    return dict(_in_hats(draw.record, tuple(role.id for role in draw.roles)))


def had_their_turn(draw: Draw) -> dict[str, frozenset[str]]:
    """For each role of a draw who was in its hats, less those passed over: they did not have their turn."""
    return {role: frozenset(members) - draw.passed_over(role) for role, members in in_hats(draw).items()}


@lru_cache(maxsize=4)
def _in_hats(sealed: str, drawn: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Kept, because every look at the hats asks for the same ones."""
    from assembly.draw.reading import read  # noqa: PLC0415 - a start reads no record

    try:
        record = read(sealed.encode())
    except RuleBroken:  # what somebody changed says nothing of who was in a hat
        return {}
    roles = {group.id: {role_of(hat) for hat in group.hats} for group in record.groups}
    return {
        role: tuple(member.id for member in record.members if role in roles[member.group]) for role in drawn
    }
