"""Tables for crowded rooms, where equal hats would promise somebody more than one seat."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, modf

from assembly.draw.seating import Filling, Room, Seating

GRID = 10**12
_CLOSE = 1e-14
_MOST_ROUNDS = 5_000
_LEAST_ROUNDS = 50
_WORK = 20_000_000
# A little less than the float says, so that a rounding upwards takes nothing from the groups that follow.
_BELOW = 1 - 2.0**-49


def fitted(room: Room) -> list[tuple[int, ...]]:
    """A table on the grid of 10^12 with exact columns and with rows that promise nobody more than one seat.

    Chances are proportional to a share of the hat, the same for everybody, scaled down for those who are in
    too many hats (iterative proportional fitting). Floats only find the proportions; every sum is made exact
    in whole numbers.
    """
    within = _possible(room)
    shares = _shares(room, within)
    seating = Seating(
        room,
        within,
        wanted=[seats * GRID for seats in room.seats],
        limits=[size * GRID for size in room.sizes],
    )
    rests: list[tuple[float, int, int]] = []
    for group, (own, size) in enumerate(zip(shares, room.sizes, strict=True)):
        for hat, share in own.items():
            rest, whole = modf(share * size * GRID * _BELOW)
            seating.give(group, hat, int(whole))
            rests.append((-rest, group, hat))
    for _, group, hat in sorted(rests):
        seating.give(group, hat, 1)
    seating.fill()
    return _rows(seating.taken, len(room.hats))


def _possible(room: Room) -> list[list[int]]:
    """For each group, the hats that it can be seated in when all seats are filled."""
    filled = [[hat for hat in hats if room.seats[hat]] for hats in room.within]
    seating = Seating(room, filled, wanted=room.seats, limits=room.sizes)
    seating.fill()
    return seating.possible()


def _shares(room: Room, within: Sequence[Sequence[int]]) -> list[dict[int, float]]:
    """The chance of one member of each group in each of its hats, never adding up to more than promised."""
    brakes = [1.0] * len(within)
    wishes = _wishes(room, within, brakes)
    cells = sum(map(len, within)) or 1
    for _ in range(max(_LEAST_ROUNDS, min(_MOST_ROUNDS, _WORK // cells))):
        brakes = [1.0 / max(1.0, fsum(wishes[hat] for hat in hats)) for hats in within]
        settled, wishes = wishes, _wishes(room, within, brakes)
        if all(abs(new - old) <= _CLOSE * old for new, old in zip(wishes, settled, strict=True)):
            break
    return _capped(room, within, brakes, settled)


def _wishes(room: Room, within: Sequence[Sequence[int]], brakes: list[float]) -> list[float]:
    """What each hat must offer everybody so that, after the brakes, it gives out its seats."""
    weights = _weights(room, within, brakes)
    return [seats / weight if seats else 0.0 for seats, weight in zip(room.seats, weights, strict=True)]


def _weights(room: Room, within: Sequence[Sequence[int]], brakes: list[float]) -> list[float]:
    parts: list[list[float]] = [[] for _ in room.hats]
    for hats, size, brake in zip(within, room.sizes, brakes, strict=True):
        for hat in hats:
            parts[hat].append(size * brake)
    return [fsum(part) for part in parts]


def _capped(
    room: Room, within: Sequence[Sequence[int]], brakes: list[float], wishes: list[float]
) -> list[dict[int, float]]:
    """Shares whose rows are within one seat, lowered where a hat would give out more than its seats."""
    weights = _weights(room, within, brakes)
    offers = [
        min(wish, seats / weight) if seats else 0.0
        for wish, seats, weight in zip(wishes, room.seats, weights, strict=True)
    ]
    return [{hat: brake * offers[hat] for hat in hats} for hats, brake in zip(within, brakes, strict=True)]


def _rows(taken: Filling, width: int) -> list[tuple[int, ...]]:
    return [tuple(hats.get(hat, 0) for hat in range(width)) for hats in taken]
