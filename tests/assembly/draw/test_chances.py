"""Many draws with thrown-away dice: what comes out is what was promised, and the test can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import cbrt, sqrt

import pytest

from assembly.draw.barring import Past, Person, RoleToDraw
from assembly.draw.build import build
from assembly.draw.drawing import Drawing, chances
from assembly.draw.hats import fill_hats
from assembly.draw.practice import Practice, judged, marked_practice, practised
from assembly.draw.record import Heading, Record
from assembly.roles import Role, Turns

pytestmark = pytest.mark.slow

RecordOf = Callable[[Mapping[str, int], Mapping[str, Sequence[str]]], Record]
Draws = Callable[[Record, str], Drawing]

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


PEOPLE = tuple(
    Person(f"M{place:02}", strata={"shift": "night" if place < 3 else "day"}) for place in range(9)
)
ONE_EACH = Role("one", "One", turns=Turns.EVERYBODY)
SERVED = {f"M{place:02}": Past(1 + (place > 6)) for place in range(2, 9)}
"""Two never did it, five did it once, two did it twice."""
RULES: Mapping[str, Sequence[RoleToDraw]] = {
    "the first tier shares one seat": (
        RoleToDraw(Role("keys", "Keys"), SERVED),
        RoleToDraw(ONE_EACH),
    ),
    "a sure first tier, and a second that shares the rest": (
        RoleToDraw(Role("keys", "Keys", 4), SERVED),
        RoleToDraw(ONE_EACH),
    ),
    "novices first": (
        RoleToDraw(Role("keys", "Keys", 5, Turns.NOVICES_FIRST), SERVED),
        RoleToDraw(ONE_EACH),
    ),
    "a seat for each shift": (
        RoleToDraw(Role("pool", "Pool", 3, Turns.EVERYBODY, strata="shift")),
        RoleToDraw(ONE_EACH),
    ),
    "a seat for each shift, by turns": (
        RoleToDraw(Role("pool", "Pool", 3, strata="shift"), SERVED),
        RoleToDraw(ONE_EACH),
    ),
}
AGREE, DIFFER = 4, 6
"""Standard deviations: chance passes the first once in thirty thousand tests, and never the second."""


def by_rules(roles: Sequence[RoleToDraw]) -> Record:
    filled = fill_hats(roles, PEOPLE)
    return build(Heading(1, "Weekly assembly"), filled.hats, filled.candidates())


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


def hat_after_hat(record: Record, record_of: RecordOf, drawn: Draws, line: str) -> dict[str, tuple[str, ...]]:
    """The usual way to draw, each hat among those who are left."""
    own = {group.id: group.hats for group in record.groups}
    left = {member.id: own[member.group] for member in record.members}
    outcome: dict[str, tuple[str, ...]] = {}
    for hat in record.hats:
        alone = record_of(
            {hat.id: hat.seats}, {name: [hat.id] for name, hats in left.items() if hat.id in hats}
        )
        outcome[hat.id] = drawn(alone, line).result[hat.id]
        left = {name: hats for name, hats in left.items() if name not in outcome[hat.id]}
    return outcome


@pytest.mark.parametrize("room", ROOMS)
def test_everybody_is_drawn_as_often_as_promised(
    room: str, record_of: RecordOf, drawn: Draws, throw: Callable[[int], str]
) -> None:
    record = record_of(*ROOMS[room])
    seen = counted([drawn(record, throw(number)).result for number in range(DRAWS)], record)

    assert odds_against(record, seen) < AGREE


@pytest.mark.parametrize("rules", RULES)
def test_rules_keep_what_their_hats_promise(rules: str, drawn: Draws, throw: Callable[[int], str]) -> None:
    record = by_rules(RULES[rules])
    seen = counted([drawn(record, throw(number)).result for number in range(DRAWS)], record)

    assert odds_against(record, seen) < AGREE


@pytest.mark.parametrize("room", ["opt-outs", "crowded"])
def test_drawing_hat_after_hat_is_found_to_break_the_promise(
    room: str, record_of: RecordOf, drawn: Draws, throw: Callable[[int], str]
) -> None:
    """The negative control: the same test, and it can tell."""
    record = record_of(*ROOMS[room])
    outcomes = [hat_after_hat(record, record_of, drawn, throw(number)) for number in range(DRAWS)]

    assert odds_against(record, counted(outcomes, record)) > DIFFER


def test_drawing_hat_after_hat_breaks_the_promise_of_tiers_as_well(
    record_of: RecordOf, drawn: Draws, throw: Callable[[int], str]
) -> None:
    record = by_rules(RULES["the first tier shares one seat"])
    outcomes = [hat_after_hat(record, record_of, drawn, throw(number)) for number in range(DRAWS)]

    assert odds_against(record, counted(outcomes, record)) > DIFFER


@pytest.mark.parametrize("room", ROOMS)
def test_a_practice_puts_down_to_chance_what_the_protocol_draws(room: str, record_of: RecordOf) -> None:
    *_, practice = practised(record_of(*ROOMS[room]), room, DRAWS)
    said = judged(practice)

    assert said is not None
    assert said.as_promised


def test_a_practice_tells_hat_after_hat_from_chance(
    record_of: RecordOf, drawn: Draws, throw: Callable[[int], str]
) -> None:
    record = record_of(*ROOMS["opt-outs"])
    seen: dict[str, Counter[str]] = {hat.id: Counter() for hat in record.hats}
    for number in range(DRAWS):
        for hat, names in hat_after_hat(record, record_of, drawn, throw(number)).items():
            seen[hat].update(names)
    said = judged(Practice(marked_practice(record), DRAWS, seen))

    assert said is not None
    assert not said.as_promised
