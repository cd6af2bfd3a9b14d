"""What everybody may expect: equal hats where possible, a fitted table where hats are crowded."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from assembly.draw.fitting import GRID, fitted
from assembly.draw.seating import Room
from assembly.refusal import RuleBroken
from assembly.value import value

LARGEST_SCALE = 2**53
Rows = tuple[tuple[int, ...], ...]


@value
class Table:
    """Expected seats times the scale, for each group and each hat."""

    scale: int
    rows: Rows


def table(room: Room) -> Table:
    """The table of a room, or a refusal that names the hats with too few people together."""
    equal = equal_hats(room)
    if equal is not None and not _crowded(room, equal):
        return equal
    fit = Table(GRID, tuple(fitted(room)))
    check_table(room, fit)
    return fit


def equal_hats(room: Room) -> Table | None:
    """The same chance for everybody in a hat; nothing if a hat with seats has no people."""
    people = room.people()
    if any(seats and not number for seats, number in zip(room.seats, people, strict=True)):
        return None
    common = _common(room, people)
    if common is None:
        return Table(GRID, _largest_remainders(room, people))
    shares = [
        seats * (common // number) if seats else 0 for seats, number in zip(room.seats, people, strict=True)
    ]
    return Table(common, tuple(_row(room, group, shares) for group in range(len(room.sizes))))


def check_table(room: Room, given: Table) -> None:
    """Refuse a table that is not what the record of this room must hold."""
    if not 0 < given.scale <= LARGEST_SCALE:
        raise RuleBroken("draw-scale")
    for group, row in enumerate(given.rows):
        _check_row(room, given.scale, group, row)
    _check_columns(room, given)
    equal = equal_hats(room)
    if equal is not None and not _crowded(room, equal):
        _check_equal(equal, given)


def is_crowded(room: Room) -> bool:
    """Whether people of one hat cannot all have the same chance, because somebody's would exceed one seat."""
    equal = equal_hats(room)
    return equal is None or _crowded(room, equal)


def _common(room: Room, people: list[int]) -> int | None:
    """The least common multiple of the people in hats with seats, unless it is too large."""
    common = 1
    for seats, number in zip(room.seats, people, strict=True):
        common = lcm(common, number) if seats else common
        if common > LARGEST_SCALE:
            return None
    return common


def _row(room: Room, group: int, shares: list[int]) -> tuple[int, ...]:
    row = [0] * len(shares)
    size = room.sizes[group]
    for hat in room.within[group]:
        row[hat] = shares[hat] * size
    return tuple(row)


def _largest_remainders(room: Room, people: list[int]) -> Rows:
    """Equal hats on the grid: floors first, then one more for the largest remainders of each hat."""
    rows = [[0] * len(room.hats) for _ in room.sizes]
    rests: list[list[tuple[int, int]]] = [[] for _ in room.hats]
    for group, (size, hats) in enumerate(zip(room.sizes, room.within, strict=True)):
        for hat in hats:
            rows[group][hat], rest = divmod(room.seats[hat] * size * GRID, people[hat])
            rests[hat].append((-rest, group))
    for hat, hat_rests in enumerate(rests):
        missing = -sum(rest for rest, _ in hat_rests) // max(people[hat], 1)
        for _, group in sorted(hat_rests)[:missing]:
            rows[group][hat] += 1
    return tuple(map(tuple, rows))


def _crowded(room: Room, given: Table) -> bool:
    return any(sum(row) > size * given.scale for row, size in zip(given.rows, room.sizes, strict=True))


def _check_row(room: Room, scale: int, group: int, row: Sequence[int]) -> None:
    name = f"g{group + 1}"
    if len(row) != len(room.hats):
        raise RuleBroken("draw-table-length", group=name, expected=len(room.hats), found=len(row))
    inside = sum(row[hat] for hat in room.within[group])
    if inside != sum(row) or min(row, default=0) < 0:
        raise RuleBroken("draw-table-outside", group=name)
    if inside > room.sizes[group] * scale:
        raise RuleBroken("draw-table-row", group=name, most=room.sizes[group] * scale, found=inside)


def _check_columns(room: Room, given: Table) -> None:
    sums = map(sum, zip(*given.rows, strict=True)) if given.rows else [0] * len(room.hats)
    for hat, seats, found in zip(room.hats, room.seats, sums, strict=True):
        if found != seats * given.scale:
            raise RuleBroken("draw-table-column", hat=hat, expected=seats * given.scale, found=found)


def _check_equal(equal: Table, given: Table) -> None:
    if given.scale != equal.scale:
        raise RuleBroken("draw-table-scale", expected=equal.scale, found=given.scale)
    for number, (expected, found) in enumerate(zip(equal.rows, given.rows, strict=True), 1):
        if expected != found:
            raise RuleBroken("draw-table-not-equal", group=f"g{number}")
