"""The board of roles: who holds what until when, seat by seat, and since when nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assembly.holdings import A_DAY, EndedBy, Holding, assemblies_left, end_of, holds_on
from assembly.roles import Role
from assembly.value import value


@value
class Seat:
    """One seat of a role on one day."""

    role: str
    place: int
    """Counted from 1; a place beyond the seats of the role is held by somebody all the same."""
    holder: str | None
    since: date | None
    """Since when it is held, or since when nobody holds it; None where nobody ever did."""
    until: date | None = None
    """The first day without the holder, where it is known."""
    assemblies: int | None = None
    """How many assemblies of the term are still to come, where it is counted in them."""
    last: str | None = None
    """Who held an empty seat last."""
    why: EndedBy | None = None
    """Why the last holder stopped early."""
    decision: str = ""
    """Id of the decision that recalled the last holder, where one did."""


def board(
    roles: Iterable[Role], holdings: Iterable[Holding], assembly_dates: Sequence[date], today: date
) -> tuple[Seat, ...]:
    """Every seat of these roles today; the order of the holdings does not matter.

    Args:
        roles: The roles in the order in which they are shown.
        holdings: What was ever held, early endings included.
        assembly_dates: The days of all assemblies, oldest first.
        today: The day.
    """
    begun = [one for one in holdings if one.since <= today]
    return tuple(
        seat
        for role in roles
        for seat in _seats(role, [one for one in begun if one.role == role.id], assembly_dates, today)
    )


def _seats(role: Role, own: list[Holding], dates: Sequence[date], today: date) -> Iterable[Seat]:
    for number, last in enumerate(_seated(role.seats, _with_authority(own), dates), start=1):
        if last is not None and holds_on((last,), today, dates):
            left = assemblies_left(last, dates, today)
            yield Seat(role.id, number, last.member, last.since, end_of(last, dates), left)
        elif number <= role.seats:
            yield _empty(role.id, number, last, dates)


def _empty(role: str, number: int, last: Holding | None, dates: Sequence[date]) -> Seat:
    if last is None:
        return Seat(role, number, None, None)
    end = end_of(last, dates)
    early = end == last.ended
    why, decision = (last.why, last.decision) if early else (None, "")
    return Seat(role, number, None, end, last=last.member, why=why, decision=decision)


def _with_authority(own: list[Holding]) -> list[Holding]:
    """Where the facilitator is drawn, to have facilitated an assembly gives nobody a seat."""
    return [one for one in own if not one.counts] or own


def _seated(seats: int, own: list[Holding], dates: Sequence[date]) -> list[Holding | None]:
    """The last holder of each seat; one more seat for whoever came while all were taken."""
    places: list[Holding | None] = [None] * seats
    for new in sorted(own, key=_order):
        place = _place_for(new, places, dates)
        places[place : place + 1] = [new]
    return places


def _place_for(new: Holding, places: list[Holding | None], dates: Sequence[date]) -> int:
    """The seat of the same person, or the one that is empty longest, or one more."""
    free = []
    for place, last in enumerate(places):
        if last is None:
            free.append((date.min, place))
            continue
        end = end_of(last, dates)
        if last.member == new.member and (end is None or new.since < end):
            return place
        if end is not None and _makes_room(last, end, new, dates):
            free.append((end, place))
    return min(free)[1] if free else len(places)


def _makes_room(last: Holding, end: date, new: Holding, dates: Sequence[date]) -> bool:
    """Whether a seat is free, or handed over on the last day of a term, which may also be its first."""
    goes_on = last.since < new.since or end < (end_of(new, dates) or date.max)
    return end <= new.since or (end == new.since + A_DAY and goes_on)


def _order(holding: Holding) -> tuple[object, ...]:
    """By the day on which they began; of one day those first who were done on it and made room."""
    goes_on = holding.until != holding.since + A_DAY
    return holding.since, goes_on, holding.member, holding.source, holding.until or date.max
