"""How many seats each group gets: exact random rounding of the table."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import count

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
    shares = [(*row, size * scale - sum(row)) for row, size in zip(rows, sizes, strict=True)]
    width = len(shares[0]) if shares else 0
    rests = [share % scale for row in shares for share in row]
    walk = _Walk(rests, width)
    for step in count():
        ring = walk.ring()
        if not ring:
            break
        outcomes, down = _shifts(rests, scale, ring)
        move = outcomes - down if uniform(step, outcomes) < down else -down
        walk.cut(_moved(rests, scale, ring, move))
    return tuple(
        tuple(share // scale + (rests[first + place] == scale) for place, share in enumerate(row[:-1]))
        for first, row in zip(count(0, width), shares, strict=False)
    )


def _shifts(rests: list[int], scale: int, ring: list[int]) -> tuple[int, int]:
    """How far chance can move around a ring up and down together, and down alone."""
    even = [rests[cell] for cell in ring[0::2]]
    odd = [rests[cell] for cell in ring[1::2]]
    up = min(scale - max(even), *odd)
    down = min(scale - max(odd), *even)
    return up + down, down


def _moved(rests: list[int], scale: int, ring: list[int], move: int) -> list[int]:
    """Move chance around a ring; the places in it whose cells are whole now."""
    whole = []
    for place, cell in enumerate(ring):
        rests[cell] = rest = rests[cell] + move
        move = -move
        if not rest or rest == scale:
            whole.append(place)
    return whole


class _Walk:
    """The walk over cells that are not yet whole, which closes into one ring after another.

    Rows and columns are nodes, loose cells the ways between them. A cell never becomes loose again, so the
    part of the walk before the first cell that became whole is what a new walk would repeat: it is kept.
    """

    def __init__(self, rests: list[int], width: int) -> None:
        self._rows = len(rests) // max(width, 1)
        self._start = 0
        self._ring_from = 0
        self._path: list[int] = []
        self._cells: list[int] = []
        """The cell between each node of the path and the next."""
        self._seen: dict[int, int] = {}
        self._ways: list[OrderedDict[int, int]] = [OrderedDict() for _ in range(self._rows + width)]
        for cell, rest in enumerate(rests):
            if rest:
                row, column = divmod(cell, width)
                self._ways[row][self._rows + column] = cell
                self._ways[self._rows + column][row] = cell

    def ring(self) -> list[int]:
        """The cells of the next ring in walking order; none when every cell is whole."""
        path, cells, seen, ways = self._path, self._cells, self._seen, self._ways
        if not path and not self._begin():
            return []
        back, here = path[-2] if cells else -1, path[-1]
        while True:
            # The first way on that does not lead straight back; there always is one, because a row or column
            # never has a single loose cell: its sum is whole.
            for onward, cell in ways[here].items():  # noqa: B007 - the loop stops at the way that is taken
                if onward != back:
                    break
            cells.append(cell)
            if onward in seen:
                self._ring_from = seen[onward]
                return cells[self._ring_from :]
            seen[onward] = len(path)
            path.append(onward)
            back, here = here, onward

    def cut(self, whole: list[int]) -> None:
        """Forget the cells of the last ring that became whole, by their place in it."""
        path, first = self._path, self._ring_from
        for place in whole:
            here = path[first + place]
            there = path[first + place + 1] if first + place + 1 < len(path) else path[first]
            del self._ways[here][there]
            del self._ways[there][here]
        kept = first + whole[0]
        for node in path[kept + 1 :]:
            del self._seen[node]
        del path[kept + 1 :]
        del self._cells[kept:]
        if not self._ways[path[-1]]:
            path.clear()
            self._seen.clear()

    def _begin(self) -> bool:
        while self._start < self._rows and not self._ways[self._start]:
            self._start += 1
        if self._start == self._rows:
            return False
        self._path.append(self._start)
        self._seen[self._start] = 0
        return True
