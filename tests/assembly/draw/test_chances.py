"""Many draws with thrown-away dice: what comes out is what was promised, and the test can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import cbrt, sqrt

import pytest

from assembly.draw.drawing import Drawing, chances
from assembly.draw.record import Record

pytestmark = pytest.mark.slow

DRAWS = 6_000
ROOMS: Mapping[str, tuple[Mapping[str, int], Mapping[str, Sequence[str]]]] = {
    "everybody in all hats": ({"f": 1, "o": 2}, {f"M{number}": ["f", "o"] for number in range(8)}),
    "opt-outs": (
        {"f": 1, "o": 2, "l": 1},
        {"A": ["f"], "B": ["f", "o"], "C": ["f", "o", "l"], "D": ["o", "l"], "E": ["l"]}
        | {f"M{number}": ["f", "o", "l"] for number in range(6)},
    ),
    "crowded": (
        {"x": 1, "y": 1, "z": 1},
        {"A1": ["x", "y", "z"], "A2": ["x", "y", "z"], "A3": ["y"], "A4": ["z"], "A5": ["z"]},
    ),
}


def odds_against(record: Record, seen: Mapping[str, Counter[str]]) -> float:
    """How far the draws are from the promise, as a normal deviate of chi-square (Wilson and Hilferty).

    What is counted for each person is one of: drawn for a hat, or for none.
    """
    square, freedom = 0.0, 0
    for member in record.members:
        promised = {hat: float(share) for hat, share in chances(record, member.id).items()}
        promised["none"] = 1 - sum(promised.values())
        expected = {hat: share * DRAWS for hat, share in promised.items() if share > 1e-9}
        square += sum((seen[member.id][hat] - number) ** 2 / number for hat, number in expected.items())
        freedom += len(expected) - 1
    spread = 2 / (9 * freedom)
    return (cbrt(square / freedom) - (1 - spread)) / sqrt(spread)


def counted(drawings: Sequence[Mapping[str, Sequence[str]]], record: Record) -> dict[str, Counter[str]]:
    seen = {member.id: Counter({"none": DRAWS}) for member in record.members}
    for outcome in drawings:
        for hat, names in outcome.items():
            for name in names:
                seen[name][hat] += 1
                seen[name]["none"] -= 1
    return seen


@pytest.mark.parametrize("room", ROOMS)
def test_everybody_is_drawn_as_often_as_promised(
    room: str,
    record_of: Callable[..., Record],
    drawn: Callable[[Record, str], Drawing],
    throw: Callable[[int], str],
) -> None:
    record = record_of(*ROOMS[room])
    seen = counted([drawn(record, throw(number)).result for number in range(DRAWS)], record)

    assert odds_against(record, seen) < 4


def test_drawing_hat_after_hat_is_found_to_break_the_promise(
    record_of: Callable[..., Record], drawn: Callable[[Record, str], Drawing], throw: Callable[[int], str]
) -> None:
    """The negative control: the usual way, each hat among those who are left."""
    seats, own = ROOMS["opt-outs"]
    record = record_of(seats, own)
    outcomes = []
    for number in range(DRAWS):
        left, outcome = dict(own), {}
        for hat, wanted in seats.items():
            alone = record_of({hat: wanted}, {name: [hat] for name, hats in left.items() if hat in hats})
            outcome[hat] = drawn(alone, throw(number)).result[hat]
            left = {name: hats for name, hats in left.items() if name not in outcome[hat]}
        outcomes.append(outcome)

    assert odds_against(record, counted(outcomes, record)) > 6
