"""What counts mean under rules: published values, and what must hold for every room."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assembly.refusal import RuleBroken
from assembly.votes import (
    AllBut,
    Base,
    Comparator,
    Count,
    FixedNumber,
    FractionOfEntitled,
    NoQuorum,
    Outcome,
    Quorum,
    Rule,
    need_before,
    needed_of,
    verdict_of,
)
from assembly.votes.notation import parse_rule

AT_LEAST, MORE_THAN = Comparator.AT_LEAST, Comparator.MORE_THAN
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def rule_of(
    comparator: Comparator, fraction: Fraction, base: Base = Base.PRESENT, quorum: Quorum | None = None
) -> Rule:
    return Rule(comparator, fraction, base, quorum or NoQuorum())


def shares() -> st.SearchStrategy[Fraction]:
    return st.fractions(min_value=Fraction(1, 60), max_value=1, max_denominator=60)


def quorums() -> st.SearchStrategy[Quorum]:
    return st.one_of(
        shares().map(FractionOfEntitled),
        st.integers(0, 40).map(AllBut),
        st.integers(1, 40).map(FixedNumber),
        st.just(NoQuorum()),
    )


@st.composite
def rules(draw: st.DrawFn, bases: st.SearchStrategy[Base] | None = None) -> Rule:
    comparator, fraction = draw(st.sampled_from(Comparator)), draw(shares())
    assume(not (comparator is MORE_THAN and fraction == 1))
    return Rule(comparator, fraction, draw(bases or st.sampled_from(Base)), draw(quorums()))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    yes, no, abstain, silent, absent = (draw(st.integers(0, 40)) for _ in range(5))
    present = yes + no + abstain + silent
    return Count(yes, no, abstain, present, present + absent)


def with_one_more_yes(count: Count, taken_from: str) -> Count:
    yes, no, abstain = (
        count.yes + 1,
        count.no - (taken_from == "no"),
        count.abstain - (taken_from == "abstain"),
    )
    arrived = taken_from == "arrival"
    return Count(yes, no, abstain, count.present + arrived, count.entitled + arrived)


# What a co-op's annual meeting published.


def test_a_quorum_of_60_percent_of_7_is_5() -> None:
    assert FractionOfEntitled(Fraction(60, 100)).needed(7) == 5


@pytest.mark.parametrize(("base", "needed"), [(7, 4), (5, 3), (4, 3)])
def test_a_simple_majority_needs_the_published_numbers(base: int, needed: int) -> None:
    assert needed_of(rule_of(MORE_THAN, HALF), base) == needed


@pytest.mark.parametrize(("base", "needed"), [(7, 5), (5, 4), (4, 3), (9, 6), (3, 2)])
def test_two_thirds_need_the_published_numbers(base: int, needed: int) -> None:
    assert needed_of(rule_of(AT_LEAST, TWO_THIRDS), base) == needed


@pytest.mark.parametrize(
    ("text", "outcome", "needed", "base"),
    [
        ("at least 2/3 of yes+no", Outcome.ADOPTED, 30, 45),
        ("more than 2/3 of yes+no", Outcome.REJECTED, 31, 45),
        ("at least 2/3 of cast", Outcome.REJECTED, 40, 60),
        ("at least 2/3 of present", Outcome.REJECTED, 40, 60),
        ("more than 1/2 of yes+no", Outcome.ADOPTED, 23, 45),
        ("more than 1/2 of cast", Outcome.REJECTED, 31, 60),
        ("more than 1/2 of entitled", Outcome.REJECTED, 51, 100),
    ],
)
def test_one_meeting_of_100_comes_out_differently_under_each_rule(
    text: str, outcome: Outcome, needed: int, base: int
) -> None:
    verdict = verdict_of(parse_rule(f"{text}, quorum 51%  of entitled"), Count(30, 15, 15, 60, 100))

    assert (verdict.outcome, verdict.needed, verdict.base) == (outcome, needed, base)
    assert (verdict.quorum_needed, verdict.reconciled) == (51, True)


def test_twenty_of_thirty_one_present_are_one_short_of_two_thirds() -> None:
    rule = rule_of(AT_LEAST, TWO_THIRDS, quorum=FractionOfEntitled(HALF))

    verdict = verdict_of(rule, Count(20, 9, 2, 31, 40))

    assert (verdict.outcome, verdict.needed, verdict.short_by) == (Outcome.REJECTED, 21, 1)
    assert (verdict.base, verdict.quorum_needed, verdict.gap) == (31, 20, 0)


def test_a_quorum_missed_by_one_decides_nothing_however_clear_the_vote() -> None:
    verdict = verdict_of(rule_of(MORE_THAN, HALF, quorum=AllBut(2)), Count(7, 0, 0, 7, 10))

    assert (verdict.outcome, verdict.quorum_needed, verdict.quorum_short_by) == (Outcome.NO_QUORUM, 8, 1)
    assert not verdict.carries


def test_a_quorum_reached_exactly_is_enough() -> None:
    verdict = verdict_of(rule_of(MORE_THAN, HALF, quorum=AllBut(2)), Count(8, 0, 0, 8, 10))

    assert verdict.carries


def test_all_may_be_missing_where_fewer_are_entitled_than_may_be_missing() -> None:
    assert AllBut(5).needed(3) == 0


@pytest.mark.parametrize("base", [Base.YES_NO, Base.CAST])
def test_a_share_of_nobody_is_no_decision(base: Base) -> None:
    assert verdict_of(rule_of(AT_LEAST, HALF, base), Count(0, 0, 0, 9, 9)).outcome is Outcome.NO_DECISION


def test_a_low_line_is_not_won_against_more_no() -> None:
    verdict = verdict_of(rule_of(AT_LEAST, Fraction(1, 4), Base.ENTITLED), Count(10, 12, 0, 31, 40))

    assert (verdict.outcome, verdict.short_by) == (Outcome.REJECTED, 0)


# Numbers that do not add up are kept with their gap.


@pytest.mark.parametrize(
    ("count", "gap"),
    [
        (Count(30, 9, 0, present=31, entitled=40), 8),
        (Count(20, 9, 0, present=31, entitled=40, not_voting=1), -1),
        (Count(20, 9, 2, present=31, entitled=40, not_voting=4), 4),
        (Count(20, 9, 1, present=31, entitled=40, not_voting=1), 0),
        (Count(20, 9, 1, present=31, entitled=40), 0),
    ],
)
def test_the_gap_is_what_was_counted_beyond_those_present(count: Count, gap: int) -> None:
    verdict = verdict_of(rule_of(AT_LEAST, HALF), count)

    assert (verdict.gap, verdict.reconciled, verdict.count) == (gap, gap == 0, count)


def test_a_win_on_numbers_that_do_not_add_up_carries_nothing() -> None:
    verdict = verdict_of(rule_of(AT_LEAST, HALF), Count(30, 9, 0, 31, 40))

    assert verdict.outcome is Outcome.ADOPTED
    assert not verdict.carries


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((-1, 0, 0, 5, 5), "vote-count-negative"),
        ((1, 0, 0, 5, 5, -1), "vote-count-negative"),
        ((2.5, 0, 0, 5, 5), "vote-count-not-whole"),
        ((True, 0, 0, 5, 5), "vote-count-not-whole"),
        (("2", 0, 0, 5, 5), "vote-count-not-whole"),
        ((1, 0, 0, 6, 5), "vote-more-present-than-entitled"),
    ],
)
def test_numbers_that_cannot_be_are_refused(numbers: tuple[int, ...], code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        Count(*numbers)

    assert refusal.value.code == code


# Before the vote.


def test_the_number_is_certain_before_the_vote_when_the_base_is_who_is_here() -> None:
    need = need_before(rule_of(AT_LEAST, TWO_THIRDS), present=31, entitled=40)

    assert (need.number, need.base, need.certain) == (21, 31, True)


def test_the_number_is_a_ceiling_before_the_vote_when_the_base_is_who_votes() -> None:
    need = need_before(rule_of(AT_LEAST, TWO_THIRDS, Base.CAST), present=31, entitled=40)

    assert (need.number, need.base, need.certain) == (21, 31, False)


def test_half_of_yes_and_no_takes_one_more_than_half_since_half_is_a_tie() -> None:
    rule = rule_of(AT_LEAST, HALF, Base.YES_NO)

    assert needed_of(rule, 8) == 5
    assert needed_of(rule_of(AT_LEAST, HALF), 8) == 4


@given(rules(), counts())
def test_what_was_said_to_be_enough_before_the_vote_is_enough_after_it(rule: Rule, count: Count) -> None:
    need, verdict = need_before(rule, count.present, count.entitled), verdict_of(rule, count)

    assert verdict.needed == need.number if need.certain else verdict.needed <= need.number


@pytest.mark.parametrize("base", Base)
def test_even_among_nobody_it_takes_a_yes(base: Base) -> None:
    assert needed_of(rule_of(AT_LEAST, TWO_THIRDS, base), 0) == 1


# What must hold for every room.


@given(rules(), counts(), st.sampled_from(["no", "abstain", "silence", "arrival"]))
def test_one_more_yes_never_loses_a_vote(rule: Rule, count: Count, taken_from: str) -> None:
    assume(taken_from != "no" or count.no)
    assume(taken_from != "abstain" or count.abstain)
    assume(taken_from != "silence" or count.cast < count.present)
    # An arrival may lift a quorum that is a share of the entitled; that is not the vote.
    loose = Rule(rule.comparator, rule.fraction, rule.base, NoQuorum()) if taken_from == "arrival" else rule
    before = verdict_of(loose, count)
    assume(before.carries)

    after = verdict_of(loose, with_one_more_yes(count, taken_from))

    assert after.carries


@given(rules(), counts())
def test_one_more_no_never_wins_a_vote(rule: Rule, count: Count) -> None:
    assume(count.cast < count.present)
    assume(not verdict_of(rule, count).carries)

    after = verdict_of(rule, Count(count.yes, count.no + 1, count.abstain, count.present, count.entitled))

    assert not after.carries


@given(rules(), counts())
def test_a_tie_is_never_adopted(rule: Rule, count: Count) -> None:
    tie = Count(count.yes, count.yes, count.abstain, count.present + count.yes, count.entitled + count.yes)

    assert verdict_of(rule, tie).outcome is not Outcome.ADOPTED


@given(rules(), counts())
def test_nothing_is_adopted_without_a_yes(rule: Rule, count: Count) -> None:
    silent = Count(0, count.no, count.abstain, count.present, count.entitled)

    assert verdict_of(rule, silent).outcome is not Outcome.ADOPTED


@given(rules(), counts(), st.integers(1, 50))
def test_a_room_so_many_times_as_large_decides_the_same(rule: Rule, count: Count, times: int) -> None:
    assume(isinstance(rule.quorum, FractionOfEntitled | NoQuorum))
    larger = Count(
        count.yes * times,
        count.no * times,
        count.abstain * times,
        count.present * times,
        count.entitled * times,
    )

    assert verdict_of(rule, larger).outcome is verdict_of(rule, count).outcome


@given(rules(), counts())
def test_the_verdict_is_the_arithmetic_of_the_rulebook(rule: Rule, count: Count) -> None:
    verdict = verdict_of(rule, count)
    p, q = rule.fraction.numerator, rule.fraction.denominator
    line = q * count.yes - p * verdict.base
    reached = line >= 0 if rule.comparator is AT_LEAST else line > 0
    quorum = count.present >= rule.quorum.needed(count.entitled)

    adopted = quorum and verdict.base > 0 and reached and count.yes > count.no

    assert (verdict.outcome is Outcome.ADOPTED) == adopted


@given(rules(), st.integers(1, 200))
def test_the_number_needed_is_the_smallest_that_can_carry(rule: Rule, base: int) -> None:
    needed = needed_of(rule, base)

    def can_carry(yes: int) -> bool:
        no = base - yes if rule.base is Base.YES_NO else 0
        abstain = base - yes - no
        return verdict_of(
            Rule(rule.comparator, rule.fraction, rule.base, NoQuorum()), Count(yes, no, abstain, base, base)
        ).carries

    assert needed <= base
    assert can_carry(needed)
    assert not can_carry(needed - 1)


@given(shares(), st.integers(0, 500))
def test_a_quorum_is_the_smallest_number_that_is_the_share(share: Fraction, entitled: int) -> None:
    needed = FractionOfEntitled(share).needed(entitled)

    assert needed >= share * entitled > needed - 1


@given(rules(), counts(), st.integers(1, 9))
def test_a_gap_never_carries(rule: Rule, count: Count, gap: int) -> None:
    left = count.present - count.cast
    wrong = Count(count.yes, count.no, count.abstain, count.present, count.entitled, not_voting=left + gap)

    assert not verdict_of(rule, wrong).carries
