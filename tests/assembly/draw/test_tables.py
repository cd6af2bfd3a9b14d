from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.draw.drawing import chances
from assembly.draw.record import Record, room_of
from assembly.draw.seating import Room
from assembly.draw.table import Table, check_table, equal_hats, table
from assembly.refusal import RuleBroken

RecordOf = Callable[[Mapping[str, int], Mapping[str, Sequence[str]]], Record]


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """Up to four hats and six groups, crowded or impossible as often as not."""
    width = draw(st.integers(1, 4))
    own = st.lists(st.integers(0, width - 1), unique=True).map(lambda hats: tuple(sorted(hats)))
    within = tuple(draw(st.lists(own, min_size=1, max_size=6, unique=True)))
    sizes = tuple(draw(st.lists(st.integers(1, 4), min_size=len(within), max_size=len(within))))
    seats = tuple(draw(st.lists(st.integers(0, 4), min_size=width, max_size=width)))
    return Room(tuple(f"h{number}" for number in range(width)), seats, sizes, within)


def shortage(room: Room, hats: Sequence[int]) -> int:
    """How many seats of these hats stay empty whatever happens (Hall's theorem)."""
    people = sum(size for size, own in zip(room.sizes, room.within, strict=True) if set(own) & set(hats))
    return sum(room.seats[hat] for hat in hats) - people


def short(room: Room) -> bool:
    places = range(len(room.hats))
    return any(
        shortage(room, hats) > 0
        for count in range(1, len(places) + 1)
        for hats in combinations(places, count)
    )


@settings(max_examples=400, deadline=None)
@given(rooms())
def test_there_is_a_table_with_exact_sums_unless_some_hats_have_too_few_people(room: Room) -> None:
    if short(room):
        with pytest.raises(RuleBroken) as caught:
            table(room)
        facts = caught.value.facts
        named = [place for place, hat in enumerate(room.hats) if hat in str(facts["hats"])]
        assert shortage(room, named) == int(str(facts["seats"])) - int(str(facts["people"])) > 0
        return
    found = table(room)
    check_table(room, found)
    assert [sum(column) for column in zip(*found.rows, strict=True)] == [
        seats * found.scale for seats in room.seats
    ]
    assert all(sum(row) <= size * found.scale for row, size in zip(found.rows, room.sizes, strict=True))


@settings(max_examples=200, deadline=None)
@given(rooms())
def test_whoever_can_be_drawn_in_a_crowded_room_has_a_chance(room: Room) -> None:
    """A hat gives somebody nothing only where no way to fill all seats puts them there."""
    try:
        found = table(room)
    except RuleBroken:
        return
    for group, hats in enumerate(room.within):
        for hat in hats:
            assert (found.rows[group][hat] > 0) == seatable(room, group, hat)


def seatable(room: Room, group: int, hat: int) -> bool:
    """Whether all seats can be filled with one of this group in this hat."""
    if not room.seats[hat]:
        return False
    seats = tuple(number - (place == hat) for place, number in enumerate(room.seats))
    sizes = tuple(size - (place == group) for place, size in enumerate(room.sizes))
    return not short(Room(room.hats, seats, sizes, room.within))


def test_everybody_in_a_hat_has_the_same_chance(record_of: RecordOf) -> None:
    record = record_of(
        {"f": 1, "o": 2}, {"A": ["f", "o"], "B": ["o"], "C": ["f", "o"], "D": ["f"], "E": ["o"]}
    )

    assert record.scale == 12
    assert chances(record, "A") == {"f": Fraction(1, 3), "o": Fraction(1, 2)}
    assert chances(record, "E") == {"o": Fraction(1, 2)}


def test_two_certain_novices_have_no_chance_elsewhere(record_of: RecordOf) -> None:
    own = {"N1": ["new", "any"], "N2": ["new", "any"], "O1": ["any"], "O2": ["any"]}
    record = record_of({"new": 2, "any": 1}, own)

    assert chances(record, "N1") == {"new": Fraction(1)}
    assert chances(record, "O1") == {"any": Fraction(1, 2)}


def test_two_hats_that_share_too_few_people_are_named_together(record_of: RecordOf) -> None:
    own = {"A": ["x", "y"], "B": ["x", "y"], "C": ["z"], "D": ["z"]}
    with pytest.raises(RuleBroken) as caught:
        record_of({"x": 1, "y": 2, "z": 1}, own)

    assert caught.value.facts == {"hats": ("x", "y"), "seats": 3, "people": 2}


def test_a_hat_without_people_is_named(record_of: RecordOf) -> None:
    with pytest.raises(RuleBroken) as caught:
        record_of({"x": 1, "y": 1}, {"A": ["x"]})

    assert caught.value.facts == {"hats": ("y",), "seats": 1, "people": 0}


def test_nobody_is_needed_for_a_hat_without_seats(record_of: RecordOf) -> None:
    record = record_of({"x": 0, "y": 1}, {"A": ["y"], "B": ["y"]})

    assert record.scale == 2
    assert chances(record, "A") == {"y": Fraction(1, 2)}


def test_where_the_common_multiple_is_too_large_the_grid_takes_largest_remainders() -> None:
    """Hats of 2, 3, 5, ... 47 people have a common multiple above 2^53."""
    primes = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
    within = ((0,), *((place,) for place in range(len(primes))), tuple(range(1, len(primes))))
    sizes = (1, 1, *(prime - 1 for prime in primes[1:]), 1)
    room = Room(tuple(f"h{prime}" for prime in primes), (1,) * len(primes), sizes, within)
    equal = equal_hats(room)

    assert equal is not None
    assert equal.scale == 10**12
    assert [row[1] for row in equal.rows if row[1]] == [666_666_666_667, 333_333_333_333]
    assert [row[0] for row in equal.rows if row[0]] == [500_000_000_000, 500_000_000_000]
    assert table(room) != equal, "the last group would have more than one seat"


def test_largest_remainders_in_a_tie_go_to_the_lower_group() -> None:
    primes = (3, 53, 59, 61, 67, 71, 73, 79, 83, 89)
    within = ((0,), (0, 1), (0, 2), *((place,) for place in range(1, len(primes))))
    sizes = (1, 1, 1, 52, 58, *primes[3:])
    room = Room(tuple(f"h{prime}" for prime in primes), (1,) * len(primes), sizes, within)
    found = table(room)

    assert found.scale == 10**12
    assert [row[0] for row in found.rows[:3]] == [333_333_333_334, 333_333_333_333, 333_333_333_333]
    check_table(room, found)


@given(rooms(), st.data())
def test_moving_chance_inside_a_table_is_found(room: Room, data: st.DataObject) -> None:
    try:
        found = table(room)
    except RuleBroken:
        return
    group = data.draw(st.integers(0, len(found.rows) - 1))
    hat = data.draw(st.integers(0, len(room.hats) - 1))
    rows = [list(row) for row in found.rows]
    rows[group][hat] += data.draw(st.sampled_from([-1, 1]))
    with pytest.raises(RuleBroken):
        check_table(room, Table(found.scale, tuple(map(tuple, rows))))


def test_a_record_speaks_of_the_same_room_as_its_table(record_of: RecordOf) -> None:
    record = record_of({"x": 1, "y": 1}, {"A": ["x", "y"], "B": ["y"], "C": ["x"]})

    assert room_of(record) == Room(("x", "y"), (1, 1), (1, 1, 1), ((0,), (0, 1), (1,)))
