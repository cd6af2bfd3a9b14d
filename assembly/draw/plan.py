"""How many seats each group gets: exact random rounding of the table."""

from __future__ import annotations

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
        rows, places = len(rests) // max(width, 1), range(len(rests))
        self._loose = [rest > 0 for rest in rests]
        self._row_of = [cell // width for cell in places]
        self._column_of = [rows + cell % width for cell in places]
        self._rows = rows
        self._start = 0
        self._ring_from = 0
        self._path: list[int] = []
        self._cells: list[int] = []
        """The cell between each node of the path and the next."""
        self._seen = [-1] * (rows + width)
        """At which place of the path a node stands, or -1."""
        self._ways = [
            [cell for cell in places[row * width : (row + 1) * width] if rests[cell]] for row in range(rows)
        ]
        self._ways += [[cell for cell in places[column::width] if rests[cell]] for column in range(width)]
        for ways in self._ways:
            ways.reverse()  # so that the first is at the end, where a list lets go quickly

    def ring(self) -> list[int]:
        """The cells of the next ring in walking order; none when every cell is whole."""
        if not self._path and not self._begin():
            return []
        in_row = self._path[-1] < self._rows
        self._walk_on(*((self._column_of, self._row_of) if in_row else (self._row_of, self._column_of)))
        return self._cells[self._ring_from :]

    def _walk_on(self, ends: list[int], others: list[int]) -> None:
        """Go to the first loose cell but the one just come by, until a node repeats.

        A row or column never has a single loose cell, because its sum is whole.
        """
        path, cells, seen, ways, loose = self._path, self._cells, self._seen, self._ways, self._loose
        came, here = cells[-1] if cells else -1, path[-1]
        while True:
            open_ways = ways[here]
            while not loose[open_ways[-1]]:
                open_ways.pop()
            if open_ways[-1] == came:
                while not loose[open_ways[-2]]:
                    del open_ways[-2]
                came = open_ways[-2]
            else:
                came = open_ways[-1]
            cells.append(came)
            here = ends[came]
            if seen[here] >= 0:
                self._ring_from = seen[here]
                return
            seen[here] = len(path)
            path.append(here)
            ends, others = others, ends

    def cut(self, whole: list[int]) -> None:
        """Forget the cells of the last ring that became whole, by their place in it."""
        path, first = self._path, self._ring_from
        for place in whole:
            self._loose[self._cells[first + place]] = False
        kept = first + whole[0]
        for node in path[kept + 1 :]:
            self._seen[node] = -1
        del path[kept + 1 :]
        del self._cells[kept:]
        if not self._leads_on(path[-1]):
            for node in path:
                self._seen[node] = -1
            path.clear()
            self._cells.clear()

    def _begin(self) -> bool:
        while self._start < self._rows and not self._leads_on(self._start):
            self._start += 1
        if self._start == self._rows:
            return False
        self._path.append(self._start)
        self._seen[self._start] = 0
        return True

    def _leads_on(self, node: int) -> bool:
        """Whether a node still has a loose cell."""
        ways, loose = self._ways[node], self._loose
        while ways and not loose[ways[-1]]:
            ways.pop()
        return bool(ways)
