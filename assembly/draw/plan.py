"""How many seats each group gets: exact random rounding of the table."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice, pairwise

Plan = tuple[tuple[int, ...], ...]


def exact_rounding(
    rows: Sequence[Sequence[int]], scale: int, sizes: Sequence[int], uniform: Callable[[int, int], int]
) -> Plan:
    """Round the table to whole seats so that no expectation, row or column changes.

    Args:
        rows: Expected seats times the scale, one row for each group, one entry for each hat.
        scale: What the entries are multiplied with.
        sizes: People in each group.
        uniform: Answers (step, m) with a number below m, all equally likely.
    """
    shares = [[*row, size * scale - sum(row)] for row, size in zip(rows, sizes, strict=True)]
    walk = _Walk(shares, scale)
    step = 0
    while ring := walk.ring():
        _shift(shares, scale, ring, partial(uniform, step))
        walk.cut([place for place, (row, column) in enumerate(ring) if shares[row][column] % scale == 0])
        step += 1
    return tuple(tuple(share // scale for share in row[:-1]) for row in shares)


def _shift(
    shares: list[list[int]], scale: int, ring: list[tuple[int, int]], uniform: Callable[[int], int]
) -> None:
    """Move chance around a ring until one of its cells is whole."""
    rests = [shares[row][column] % scale for row, column in ring]
    even, odd = rests[0::2], rests[1::2]
    up = min(scale - max(even), *odd)
    down = min(scale - max(odd), *even)
    move = up if uniform(up + down) < down else -down
    for place, (row, column) in enumerate(ring):
        shares[row][column] += -move if place % 2 else move


class _Walk:
    """The walk over cells that are not yet whole, which closes into one ring after another.

    Rows and columns are nodes, loose cells the ways between them. A cell never becomes loose again, so the
    part of the walk before the first cell that became whole is what a new walk would repeat: it is kept.
    """

    def __init__(self, shares: list[list[int]], scale: int) -> None:
        self._rows = len(shares)
        self._start = 0
        self._path: list[int] = []
        self._seen: dict[int, int] = {}
        self._ring_from = 0
        width = len(shares[0]) if shares else 0
        self._ways: list[OrderedDict[int, None]] = [OrderedDict() for _ in range(self._rows + width)]
        for row, entries in enumerate(shares):
            for column, share in enumerate(entries, self._rows):
                if share % scale:
                    self._ways[row][column] = None
                    self._ways[column][row] = None

    def ring(self) -> list[tuple[int, int]]:
        """The cells of the next ring in walking order; none when every cell is whole."""
        if not self._path and not self._begin():
            return []
        while (onward := self._onward()) not in self._seen:
            self._enter(onward)
        self._ring_from = self._seen[onward]
        nodes = [*self._path[self._ring_from :], onward]
        return [self._cell(here, there) for here, there in pairwise(nodes)]

    def cut(self, whole: list[int]) -> None:
        """Forget the cells of the last ring that became whole, by their place in it."""
        nodes = self._path[self._ring_from :]
        for place in whole:
            here, there = nodes[place], nodes[(place + 1) % len(nodes)]
            del self._ways[here][there]
            del self._ways[there][here]
        kept = self._ring_from + whole[0] + 1
        for node in self._path[kept:]:
            del self._seen[node]
        del self._path[kept:]
        if not self._ways[self._path[-1]]:
            self._path.clear()
            self._seen.clear()

    def _begin(self) -> bool:
        while self._start < self._rows and not self._ways[self._start]:
            self._start += 1
        if self._start < self._rows:
            self._enter(self._start)
        return self._start < self._rows

    def _enter(self, node: int) -> None:
        self._seen[node] = len(self._path)
        self._path.append(node)

    def _onward(self) -> int:
        """The first way on that does not lead straight back."""
        back = self._path[-2] if len(self._path) > 1 else None
        return next(node for node in islice(self._ways[self._path[-1]], 2) if node != back)

    def _cell(self, here: int, there: int) -> tuple[int, int]:
        return min(here, there), max(here, there) - self._rows
