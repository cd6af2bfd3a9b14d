from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from archive.sums import sum_of
from assembly.votes import Base, Comparator, Count, NoQuorum, Rule, verdict_of
from tui.sums import say_sum

RULES = st.builds(
    Rule,
    st.sampled_from(Comparator),
    st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)]),
    st.sampled_from(Base),
    st.just(NoQuorum()),
)
SMALL = st.integers(0, 9)
COUNTS = st.builds(
    lambda yes, no, abstain, present, away: Count(yes, no, abstain, present, present + away, 0),
    SMALL,
    SMALL,
    SMALL,
    SMALL,
    SMALL,
)


@given(RULES, COUNTS)
def test_a_page_tells_the_same_sum_as_the_screen(rule: Rule, count: Count) -> None:
    verdict = verdict_of(rule, count)

    assert sum_of(verdict, str) == say_sum(verdict)
