from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.draw.entropy import (
    Kind,
    Promise,
    Source,
    check_enough,
    check_promised,
    entropy_line,
    millibits,
    promise_of,
    promised_line,
    read_entropy,
    read_promises,
    source,
)
from assembly.refusal import RuleBroken

BEACON = "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"
DICE = " ".join("1234561234561234561234561")

WRONG_LINES = {
    "": "draw-entropy-empty",
    "   ": "draw-entropy-empty",
    "dice 1 2\n3": "draw-entropy-line-break",
    "dice 1 2\n": "draw-entropy-line-break",
    "dice 1 2\r": "draw-entropy-line-break",
    "dice 1 2\u20283": "draw-entropy-line-break",
    "dice 1 ２": "draw-entropy-not-ascii",
    "dice 1\t2": "draw-entropy-blanks",
    "dice 1  2": "draw-entropy-blanks",
    " dice 1": "draw-entropy-blanks",
    "dice 1 ": "draw-entropy-blanks",
    "dice 7": "draw-entropy-number",
    "dice 0": "draw-entropy-number",
    "dice -1": "draw-entropy-number",
    "dice 1,2": "draw-entropy-number",
    "dice 03": "draw-entropy-leading-zero",
    "d10 10": "draw-entropy-number",
    "d10 00": "draw-entropy-leading-zero",
    "called 007": "draw-entropy-leading-zero",
    "called 1234567890123456789": "draw-entropy-number",
    "called x": "draw-entropy-number",
    "dice": "draw-entropy-nothing",
    "dice 1;called 2": "draw-entropy-number",
    "dice 1; ": "draw-entropy-blanks",
    "dice 1;": "draw-entropy-number",
    "coin 1": "draw-entropy-source",
    "Dice 1": "draw-entropy-source",
    "cards QH QH": "draw-card-twice",
    "cards 10H": "draw-card",
    "cards qh": "draw-card",
    "cards HQ": "draw-card",
    f"drand-quicknet {BEACON}": "draw-beacon",
    f"drand-quicknet 0 {BEACON}": "draw-beacon",
    f"drand-quicknet 5 {BEACON.upper()}": "draw-beacon",
    f"drand-quicknet 5 {BEACON[1:]}": "draw-beacon",
}


def refusal_of(line: str) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        read_entropy(line)
    return caught.value


@pytest.mark.parametrize(("line", "code"), WRONG_LINES.items())
def test_a_wrong_line_is_refused_with_its_fault(line: str, code: str) -> None:
    assert refusal_of(line).code == code


def test_a_wrong_die_is_named_with_its_place() -> None:
    assert refusal_of("dice 1 2 7 4").facts == {"kind": "dice", "word": "7", "place": 3}


def test_a_blank_too_many_is_named_with_its_place() -> None:
    assert refusal_of("dice 1  2").facts == {"place": 7}


def test_a_very_long_wrong_word_is_cut_in_the_refusal() -> None:
    assert len(str(refusal_of("dice " + "9" * 100_000).facts["word"])) < 40


@given(st.text(max_size=40))
def test_junk_is_refused_or_is_exactly_what_would_be_written(line: str) -> None:
    try:
        sources = read_entropy(line)
    except RuleBroken:
        return
    assert entropy_line(sources) == line


def some_sources() -> st.SearchStrategy[Source]:
    def words(kind: Kind, allowed: list[str], *, unique: bool = False) -> st.SearchStrategy[Source]:
        lists = st.lists(st.sampled_from(allowed), min_size=1, max_size=30, unique=unique)
        return lists.map(lambda chosen: source(kind, chosen))

    deck = [rank + suit for rank in "A23456789TJQK" for suit in "SHDC"]
    return st.one_of(
        words(Kind.DICE, list("123456")),
        words(Kind.D10, list("0123456789")),
        words(Kind.CARDS, deck, unique=True),
        words(Kind.CALLED, ["0", "5", "17", "400"]),
        st.integers(1, 10**12).map(lambda round_: source(Kind.BEACON, [str(round_), BEACON])),
    )


@given(st.lists(some_sources(), min_size=1, max_size=4))
def test_what_was_written_is_read_back_and_keeps_its_own_promise(sources: list[Source]) -> None:
    promises = promise_of(sources)

    assert read_entropy(entropy_line(sources)) == tuple(sources)
    assert read_promises(promised_line(promises)) == promises
    check_promised(promises, sources)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dice 1", 2_584),
        (f"dice {DICE}", 64_624),
        ("d10 " + " ".join("0" * 20), 66_438),
        ("cards " + " ".join(rank + "S" for rank in "A23456789TJQ"), 66_421),
        ("called 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", 0),
        (f"drand-quicknet 5 {BEACON}", 0),
        ("dice " + " ".join("6" * 99) + "; dice 1", 256_000),
    ],
)
def test_the_bar_counts_thousandths_of_a_bit_rounded_down(line: str, expected: int) -> None:
    assert millibits(read_entropy(line)) == expected


def test_twenty_four_dice_are_not_enough_and_twenty_five_are() -> None:
    check_enough([Promise(Kind.DICE, 25)])
    with pytest.raises(RuleBroken) as caught:
        check_enough([Promise(Kind.DICE, 24)])

    assert (caught.value.code, caught.value.facts) == (
        "draw-entropy-too-little",
        {"millibits": 62_039, "needed": 64_000},
    )


@pytest.mark.parametrize(
    ("sealed", "line", "code"),
    [
        ("dice 3", "dice 1 2", "draw-entropy-too-few"),
        ("called 2; dice 1", "dice 1; called 2 3", "draw-entropy-sources"),
        ("called 2; dice 1", "dice 1", "draw-entropy-sources"),
        ("dice 1", "dice 1; called 4", "draw-entropy-sources"),
        ("drand-quicknet 5", f"drand-quicknet 6 {BEACON}", "draw-beacon-round"),
    ],
)
def test_other_sources_than_the_sealed_ones_are_refused(sealed: str, line: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        check_promised(read_promises(sealed), read_entropy(line))

    assert caught.value.code == code


def test_more_throws_than_the_seal_names_are_allowed() -> None:
    check_promised(read_promises("dice 2"), read_entropy("dice 1 2 3"))


@pytest.mark.parametrize("sealed", ["dice", "dice 0", "dice 05", "dice 1 2", "dice x"])
def test_a_promise_without_one_number_is_refused(sealed: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        read_promises(sealed)

    assert caught.value.code == "draw-promise-count"
