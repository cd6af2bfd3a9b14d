from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import pytest

from assembly.draw.drawing import chances, draw
from assembly.draw.practice import (
    Judgement,
    Practice,
    judged,
    marked_practice,
    practised,
    promised_by,
    thrown_away,
)
from assembly.draw.record import Record, sealed_bytes
from assembly.draw.tickets import commitment_of
from assembly.draw.verify import verify

RecordOf = Callable[[Mapping[str, int], Mapping[str, Sequence[str]]], Record]

CIRCLE = {f"M{number:02}": ["f", "o"] for number in range(9)} | {"M09": ["f"], "M10": ["o"], "M11": []}


@pytest.fixture
def record(record_of: RecordOf) -> Record:
    return record_of({"f": 1, "o": 2}, CIRCLE)


def after(record: Record, draws: int, seed: str = "a seed") -> Practice:
    *_, last = practised(record, seed, draws)
    return last


def judgement(practice: Practice) -> Judgement:
    said = judged(practice)
    assert said is not None
    return said


def test_every_draw_fills_every_seat(record: Record) -> None:
    practice = after(record, 40)

    assert practice.draws == 40
    assert {hat: sum(by.values()) for hat, by in practice.drawn.items()} == {"f": 40, "o": 80}


def test_a_draw_of_the_practice_is_one_that_anybody_can_check(record: Record) -> None:
    marked = marked_practice(record)
    checked = verify(sealed_bytes(marked), thrown_away("a seed", 1))

    assert {hat: tuple(by) for hat, by in after(record, 1).drawn.items()} == checked.result


def test_a_practice_has_the_seal_of_no_draw(record: Record) -> None:
    marked = marked_practice(record)

    assert b"title: PRACTICE\n" in sealed_bytes(marked)
    assert commitment_of(sealed_bytes(marked)) != commitment_of(sealed_bytes(record))


def test_the_same_seed_gives_the_same_practice_and_another_one_another(record: Record) -> None:
    assert after(record, 30) == after(record, 30)
    assert after(record, 30) != after(record, 30, "another seed")


def test_a_practice_that_goes_on_is_one_that_never_stopped(record: Record) -> None:
    *_, longer = practised(record, "a seed", 20, after(record, 30))

    assert longer == after(record, 50)


def test_a_practice_can_be_left_after_any_draw(record: Record) -> None:
    going = practised(record, "a seed", 10_000)

    assert [next(going).draws for _ in range(3)] == [1, 2, 3]


def test_the_promise_is_the_chance_of_the_record_for_everybody(record: Record) -> None:
    promised = promised_by(record)

    for member in CIRCLE:
        assert {hat: share for hat, share in promised[member].items() if share} == chances(record, member)


def test_every_difference_says_who_was_drawn_how_often_for_what(record: Record) -> None:
    told = {(one.hat, one.member): one for one in after(record, 100).differences()}

    assert len(told) == 20
    assert told["f", "M09"].promised == Fraction(1, 10)
    assert told["f", "M09"].expected == 10
    assert sum(one.off for one in told.values()) == 0


def test_what_the_protocol_draws_is_what_chance_does(record: Record) -> None:
    said = judgement(after(record, 2_000))

    assert said.as_promised
    assert said.square is not None
    assert said.average / 2 < said.square < said.average * 2


def test_somebody_who_is_favoured_is_not_put_down_to_chance(record: Record) -> None:
    """In a fair draw M00 would come 200 times in 2,000; five standard deviations more is no chance."""
    fair = after(record, 2_000)
    favoured = {**fair.drawn["f"], "M00": 275}
    said = judgement(Practice(fair.record, fair.draws, {**fair.drawn, "f": favoured}))

    assert not said.as_promised
    assert (said.largest.hat, said.largest.member) == ("f", "M00")
    assert said.likely < 1 / 1000


def test_who_has_no_chance_and_is_drawn_all_the_same_is_impossible(record_of: RecordOf) -> None:
    record = record_of({"new": 2, "any": 1}, {"N1": ["new", "any"], "N2": ["new", "any"], "O1": ["any"]})
    assert judgement(after(record, 50)).as_promised

    said = judgement(Practice(marked_practice(record), 50, {"new": {"N1": 50, "N2": 50}, "any": {"N1": 1}}))
    assert said.likely == 0
    assert not said.as_promised


def test_chi_square_says_nothing_while_few_are_expected(record: Record) -> None:
    assert judgement(after(record, 20)).square is None


def test_nothing_is_said_of_hats_without_people(record_of: RecordOf) -> None:
    record = record_of({"f": 0}, {"M1": []})

    assert judged(after(record, 5)) is None
    assert judged(Practice(record, 0, {"f": {}})) is None


def test_dice_that_nobody_threw_are_dice(record: Record) -> None:
    marked = marked_practice(record)
    lines = {thrown_away("a seed", number) for number in range(200)}

    assert len(lines) == 200
    assert all(draw(marked, "0" * 64, line) for line in lines)
