"""How long somebody holds a role, as it is typed and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.holdings import LONGEST_TERM
from assembly.refusal import RuleBroken
from assembly.roles import Term, TermUnit
from tui.terms import read_term, say_term, term_text


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("6 months", TermUnit.DAYS, 182),
        ("half a year", TermUnit.DAYS, 182),
        ("  A  Quarter ", TermUnit.DAYS, 91),
        ("quarter year", TermUnit.DAYS, 91),
        ("for a quarter of a year", TermUnit.DAYS, 91),
        ("half year", TermUnit.DAYS, 182),
        ("a year", TermUnit.DAYS, 365),
        ("year", TermUnit.DAYS, 365),
        ("for two weeks", TermUnit.DAYS, 14),
        ("1 year", TermUnit.DAYS, 365),
        ("10 days", TermUnit.DAYS, 10),
        ("4 assemblies", TermUnit.ASSEMBLIES, 4),
        ("One Assembly", TermUnit.ASSEMBLIES, 1),
    ],
)
def test_a_term_is_read_as_people_say_it(typed: str, unit: TermUnit, number: int) -> None:
    assert read_term(typed) == Term(unit, number)


@pytest.mark.parametrize(
    "typed", ["soon", "6", "months", "minus 2 days", "6 month 2", "٣ days", "9999999 days"]
)
def test_what_is_no_term_is_refused_with_the_words_that_were_typed(typed: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_term(typed)

    assert (refusal.value.code, refusal.value.facts["text"]) == ("term-unread", typed)


@pytest.mark.parametrize("typed", ["", "none", "today"])
def test_nothing_is_the_day_of_the_draw(typed: str) -> None:
    assert read_term(typed) is None
    assert say_term(None) == "for the day of the draw"


@given(st.builds(Term, st.sampled_from(TermUnit), st.integers(1, LONGEST_TERM)))
def test_a_term_that_is_written_down_is_read_back_as_the_same(term: Term) -> None:
    assert read_term(term_text(term)) == term


def test_months_say_how_many_days_they_are() -> None:
    assert say_term(Term(TermUnit.DAYS, 182)) == "for 6 months (182 days)"
    assert say_term(Term(TermUnit.DAYS, 14)) == "for 2 weeks"
    assert say_term(Term(TermUnit.ASSEMBLIES, 1)) == "for 1 assembly"
