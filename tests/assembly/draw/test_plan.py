from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.draw.plan import exact_rounding
from assembly.draw.tickets import uniform

Uniform = Callable[[int, int], int]


def as_the_protocol_says(
    rows: list[list[int]], scale: int, sizes: list[int], uniform: Uniform
) -> list[list[int]]:
    """The rounding word for word as in the protocol, walking anew in every step."""
    f = [[*row, size * scale - sum(row)] for row, size in zip(rows, sizes, strict=True)]
    step = 0
    while any(cell % scale for row in f for cell in row):
        path: list[tuple[str, int]] = [
            ("row", next(r for r, row in enumerate(f) if any(c % scale for c in row)))
        ]
        edges: list[tuple[int, int]] = []
        while len(set(path)) == len(path):
            kind, here = path[-1]
            left = path[-2][1] if len(path) > 1 else None
            if kind == "row":
                there = next(c for c, cell in enumerate(f[here]) if cell % scale and c != left)
                edges.append((here, there))
                path.append(("column", there))
            else:
                there = next(r for r, row in enumerate(f) if row[here] % scale and r != left)
                edges.append((there, here))
                path.append(("row", there))
        ring = edges[path.index(path[-1]) :]
        even = [f[r][c] % scale for r, c in ring[0::2]]
        odd = [f[r][c] % scale for r, c in ring[1::2]]
        up = min([scale - rest for rest in even] + odd)
        down = min(even + [scale - rest for rest in odd])
        d = up if uniform(step, up + down) < down else -down
        for place, (r, c) in enumerate(ring):
            f[r][c] += -d if place % 2 else d
        step += 1
    return [[cell // scale for cell in row[:-1]] for row in f]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[int]], int, list[int]]:
    """Tables with whole columns, made by moving chance around squares of a table of whole seats."""
    scale = draw(st.integers(2, 60))
    height, width = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    cell = st.integers(0, 2).map(lambda seats: seats * scale)
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=height, max_size=height))
    for _ in range(draw(st.integers(0, 12))):
        top, low = draw(st.integers(0, height - 1)), draw(st.integers(0, height - 1))
        column, most = draw(st.integers(0, width - 1)), draw(st.integers(0, scale))
        moved = min(most, rows[low][column])
        rows[low][column] -= moved
        rows[top][column] += moved
    sizes = [-(-sum(row) // scale) + draw(st.integers(0, 2)) for row in rows]
    return rows, scale, sizes


@settings(max_examples=300, deadline=None)
@given(tables(), st.integers(0, 10**6))
def test_the_walk_that_is_kept_gives_the_same_plan_as_a_walk_begun_anew(
    given_table: tuple[list[list[int]], int, list[int]], number: int
) -> None:
    rows, scale, sizes = given_table

    def fair(step: int, outcomes: int) -> int:
        return uniform(str(number), f"plan/{step}", outcomes)

    plan = exact_rounding(rows, scale, sizes, fair)

    assert [list(row) for row in plan] == as_the_protocol_says(rows, scale, sizes, fair)


@settings(max_examples=300, deadline=None)
@given(tables(), st.integers(0, 10**6))
def test_columns_stay_exact_and_no_cell_moves_by_a_whole_seat(
    given_table: tuple[list[list[int]], int, list[int]], number: int
) -> None:
    rows, scale, sizes = given_table
    plan = exact_rounding(
        rows, scale, sizes, lambda step, outcomes: uniform(str(number), str(step), outcomes)
    )

    for column, planned in zip(zip(*rows, strict=True), zip(*plan, strict=True), strict=True):
        assert sum(column) == sum(planned) * scale
    for row, planned, size in zip(rows, plan, sizes, strict=True):
        assert sum(planned) <= size
        assert all(abs(cell - seats * scale) < scale for cell, seats in zip(row, planned, strict=True))


def test_the_rounding_changes_no_expectation() -> None:
    """The three equally likely outcomes of a small table add up to three times what it expects."""
    rows, scale = [[2, 1], [1, 2]], 3
    plans = [exact_rounding(rows, scale, [1, 1], always(number)) for number in range(scale)]

    assert [[sum(cells) for cells in zip(*lines, strict=True)] for lines in zip(*plans, strict=True)] == rows


def always(number: int) -> Uniform:
    def answer(_step: int, outcomes: int) -> int:
        assert outcomes == 3
        return number

    return answer


def test_a_fair_number_is_drawn_again_when_it_would_favour_the_low_ones() -> None:
    most = 2**255 + 1
    numbers = [uniform("seed", str(label), most) for label in range(40)]

    assert all(number < most for number in numbers)
    assert len(set(numbers)) == 40
