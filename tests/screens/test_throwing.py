"""Throws are typed key by key, and what cannot be a throw is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.draw.entropy import Kind, Promise, promise_of, read_entropy
from assembly.draw.throws import Throws
from assembly.refusal import RuleBroken
from screens.throwing import Thrown

DICE = Thrown(Throws((Promise(Kind.DICE, 25),)))
CARDS = Thrown(Throws((Promise(Kind.CARDS, 12),)))
NUMBERS = Thrown(Throws((Promise(Kind.CALLED, 2), Promise(Kind.DICE, 25))))


def typed(thrown: Thrown, keys: str) -> Thrown:
    for key in keys:
        thrown = thrown.typed(key)
    return thrown


@given(st.lists(st.sampled_from("123456"), min_size=25, max_size=25))
def test_twenty_five_dice_are_a_line_that_can_be_locked(faces: list[str]) -> None:
    thrown = typed(DICE, "".join(faces))

    assert promise_of(read_entropy(thrown.called.line)) == thrown.called.promises
    assert thrown.called.missing == 0
    assert thrown.called.bits == 64


@pytest.mark.parametrize("key", "7890")
def test_a_face_that_no_die_has_is_refused_and_nothing_is_lost(key: str) -> None:
    thrown = typed(DICE, "12")

    with pytest.raises(RuleBroken) as refused:
        thrown.typed(key)

    assert refused.value.code == "draw-entropy-number"
    assert refused.value.facts["place"] == 3


@given(st.text("123456 ,", max_size=24))
def test_what_stands_between_throws_of_dice_changes_nothing(keys: str) -> None:
    assert typed(DICE, keys) == typed(DICE, "".join(key for key in keys if key.isdecimal()))


def test_one_throw_more_than_the_seal_names_is_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        typed(DICE, "1" * 26)

    assert refused.value.code == "all-thrown"


def test_called_numbers_end_with_a_blank_and_count_for_nothing() -> None:
    thrown = typed(NUMBERS, "17 4 35")

    assert thrown.called.line == "called 17 4; dice 3 5"
    assert thrown.called.bits == 5


def test_a_called_number_has_no_leading_zero() -> None:
    with pytest.raises(RuleBroken) as refused:
        typed(NUMBERS, "07 ")

    assert refused.value.code == "draw-entropy-leading-zero"


@pytest.mark.parametrize(("keys", "line"), [("qh7S", "cards QH 7S"), ("10d", "cards TD"), ("td", "cards TD")])
def test_cards_are_typed_in_either_case_and_the_ten_in_two_ways(keys: str, line: str) -> None:
    assert typed(CARDS, keys).called.line == line


@pytest.mark.parametrize(
    ("keys", "code"), [("QHQH", "draw-card-twice"), ("Q7", "draw-card"), ("H", "draw-card")]
)
def test_what_no_shuffled_pack_gives_is_refused(keys: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        typed(CARDS, keys)

    assert refused.value.code == code


@pytest.mark.parametrize("keys", ["QHQ", "QH7"])
def test_a_refused_card_leaves_neither_rank_nor_suit_behind(keys: str) -> None:
    assert typed(CARDS, keys).refused() == typed(CARDS, "QH")


def test_a_refusal_leaves_the_digits_of_a_called_number() -> None:
    thrown = typed(NUMBERS, "17")

    assert thrown.refused() == thrown


def test_dots_stand_for_the_throws_to_come() -> None:
    assert typed(DICE, "351").groups()[0][1] == ("351..", ".....", ".....", ".....", ".....")
