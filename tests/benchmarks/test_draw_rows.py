from __future__ import annotations

from benchmarks import bench_draw
from benchmarks.bench_draw import CHECK, DRAW, Size, parts_of, record_of, seconds_to_the_first_name

SMALL = Size(12, 4, 12, 1)


def test_every_part_of_a_draw_is_measured_on_the_same_record() -> None:
    parts = parts_of(record_of(SMALL))
    done = {name: part() for name, part in parts.items()}

    assert {"table", "record", DRAW, CHECK} < set(done)
    assert all(done.values())
    assert record_of(SMALL) == record_of(SMALL)


def test_the_first_name_comes_by_the_rules_of_an_assembly() -> None:
    assert 0 < seconds_to_the_first_name(SMALL, 1) < 30


def test_three_sizes_are_promised_and_the_largest_in_seconds() -> None:
    sizes = [(size.people, size.roles) for size in bench_draw.SIZES]

    assert sizes == [(12, 4), (300, 12), (100_000, 200)]
    assert (bench_draw.FRAME, bench_draw.SOON) == (0.016, 3.0)
