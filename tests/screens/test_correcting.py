"""The throw that is meant is shown among others, and typed as people say it."""

from __future__ import annotations

import pytest

from screens.correcting import around, as_thrown

WORDS = tuple("351622416")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (1, "[3] 5 1 6 2 …"),
        (5, "3 5 1 6 [2] 2 4 1 6"),
        (7, "… 1 6 2 2 [4] 1 6"),
        (9, "… 2 2 4 1 [6]"),
        (0, ""),
        (10, ""),
    ],
)
def test_a_throw_stands_in_brackets_among_those_around_it(place: int, shown: str) -> None:
    assert around(WORDS, place) == shown


@pytest.mark.parametrize(("typed", "word"), [(" 6 ", "6"), ("qh", "QH"), ("10h", "TH"), ("10", "10")])
def test_a_card_is_typed_in_either_case_and_the_ten_in_two_ways(typed: str, word: str) -> None:
    assert as_thrown(typed) == word
