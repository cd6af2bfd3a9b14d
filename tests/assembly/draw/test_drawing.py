from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from assembly.draw.build import Candidate, build
from assembly.draw.drawing import (
    Drawing,
    Reserves,
    chances,
    draw,
    in_ticket_order,
    reserve,
)
from assembly.draw.record import Hat, Heading, Record, room_of, sealed_bytes
from assembly.draw.table import equal_hats
from assembly.draw.tickets import commitment_of, ticket
from assembly.refusal import RuleBroken

Throw = Callable[[int], str]
Own = dict[str, list[str]]


@st.composite
def circles(draw_from: st.DrawFn) -> tuple[list[Hat], Own]:
    width = draw_from(st.integers(1, 5))
    names = [f"h{number}" for number in range(width)]
    hats = [Hat(name, draw_from(st.integers(0, 3)), name) for name in names]
    own = st.lists(st.sampled_from(names), unique=True)
    members = draw_from(
        st.dictionaries(st.integers(0, 99).map(lambda n: f"M{n:02}"), own, min_size=1, max_size=25)
    )
    return hats, members


def record_of(hats: list[Hat], own: Own) -> Record:
    try:
        return build(Heading(1, "T"), hats, [Candidate(member, mine) for member, mine in own.items()])
    except RuleBroken:
        reject()


def drawn_from(record: Record, entropy: str) -> Drawing:
    return draw(record, commitment_of(sealed_bytes(record)), entropy)


@settings(max_examples=300, deadline=None)
@given(circles(), st.integers(0, 10**6))
def test_seats_are_filled_with_people_of_the_hat_and_nobody_twice(
    throw: Throw, circle: tuple[list[Hat], Own], number: int
) -> None:
    hats, own = circle
    drawing = drawn_from(record_of(hats, own), throw(number))
    everybody = [member for names in drawing.result.values() for member in names]

    assert len(everybody) == len(set(everybody))
    assert {hat: len(names) for hat, names in drawing.result.items()} == {hat.id: hat.seats for hat in hats}
    assert all(hat in own[member] for hat, names in drawing.result.items() for member in names)


@settings(deadline=None)
@given(circles(), st.randoms(use_true_random=False))
def test_the_order_of_the_roll_and_of_the_opt_outs_changes_nothing(
    throw: Throw, circle: tuple[list[Hat], Own], shuffle: random.Random
) -> None:
    hats, own = circle
    record = record_of(hats, own)
    members = list(own)
    shuffle.shuffle(members)
    shuffled = record_of(hats, {member: own[member][::-1] for member in members})

    assert sealed_bytes(shuffled) == sealed_bytes(record)


@settings(deadline=None)
@given(circles(), st.integers(0, 24), st.integers(0, 4))
def test_opting_out_elsewhere_changes_no_chance_in_a_hat_that_is_not_crowded(
    circle: tuple[list[Hat], Own], who: int, which: int
) -> None:
    hats, own = circle
    left = hats[which % len(hats)].id
    member = sorted(own)[who % len(own)]
    fewer = {**own, member: [hat for hat in own[member] if hat != left]}
    before, after = record_of(hats, own), record_of(hats, fewer)
    assume(is_equal(before) and is_equal(after))

    for name in own:
        old, new = chances(before, name), chances(after, name)
        assert {hat: new.get(hat) for hat in new if hat != left} == {
            hat: old[hat] for hat in old if hat != left
        }


def is_equal(record: Record) -> bool:
    equal = equal_hats(room_of(record))
    return equal is not None and equal.rows == tuple(group.row for group in record.groups)


@settings(deadline=None)
@given(circles())
def test_chances_add_up_to_the_seats_and_for_nobody_to_more_than_one(circle: tuple[list[Hat], Own]) -> None:
    hats, own = circle
    record = record_of(hats, own)
    promised = {member: chances(record, member) for member in own}

    assert all(sum(mine.values()) <= 1 for mine in promised.values())
    for hat in hats:
        assert sum((mine.get(hat.id, Fraction(0)) for mine in promised.values()), Fraction(0)) == hat.seats


@settings(deadline=None)
@given(circles(), st.integers(0, 10**6))
def test_the_reserve_is_everybody_of_the_hat_who_is_not_seated(
    throw: Throw, circle: tuple[list[Hat], Own], number: int
) -> None:
    hats, own = circle
    drawing = drawn_from(record_of(hats, own), throw(number))
    seated = {member for names in drawing.result.values() for member in names}

    for hat in hats:
        waiting = reserve(drawing, hat.id)
        assert sorted(waiting) == sorted(name for name in own if hat.id in own[name] and name not in seated)
        assert reserve(drawing, hat.id, 3) == waiting[:3]


@pytest.fixture
def drawing(dice: str) -> Drawing:
    own = {f"M{number}": ["f", "o"] for number in range(1, 7)}
    return drawn_from(record_of([Hat("f", 1, "F"), Hat("o", 2, "O")], own), dice)


def test_the_reserves_by_hat_are_those_that_are_asked_one_by_one(drawing: Drawing) -> None:
    reserves = Reserves(drawing)

    assert dict(reserves) == {"f": reserve(drawing, "f"), "o": reserve(drawing, "o")}
    assert reserves.get("nothing", ()) == ()


def test_one_group_is_drawn_in_pure_ticket_order(drawing: Drawing) -> None:
    order = in_ticket_order(drawing, "g1")

    assert order == sorted(order, key=lambda member: ticket(drawing.seed, member))
    assert (drawing.result["f"], drawing.result["o"]) == ((order[0],), (order[1], order[2]))


def test_nothing_is_drawn_from_too_little_entropy(drawing: Drawing) -> None:
    with pytest.raises(RuleBroken) as caught:
        draw(drawing.record, drawing.commitment, "dice 1 2 3")

    assert caught.value.code == "draw-entropy-too-little"


def test_a_stranger_has_no_chance_to_ask_for(drawing: Drawing) -> None:
    with pytest.raises(RuleBroken) as caught:
        chances(drawing.record, "M99")

    assert caught.value.code == "draw-member-unknown"


def test_there_is_no_reserve_for_an_unknown_hat(drawing: Drawing) -> None:
    with pytest.raises(RuleBroken) as caught:
        reserve(drawing, "nothing")

    assert caught.value.code == "draw-hat-unknown"
