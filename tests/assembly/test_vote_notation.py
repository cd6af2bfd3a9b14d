"""Rules as people write them."""

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
    FixedNumber,
    FractionOfEntitled,
    NoQuorum,
    Quorum,
    Rule,
)
from assembly.votes.notation import parse_rule, write_rule

QUORUMS = st.one_of(
    st.fractions(min_value=Fraction(1, 999), max_value=1, max_denominator=999).map(FractionOfEntitled),
    st.integers(0, 9999).map(AllBut),
    st.integers(1, 9999).map(FixedNumber),
    st.just(NoQuorum()),
)

PARTS = "at least|more than|of|2/3|60%|0/0|3/2|present|yes+no|cast|quorum|,|no quorum|entitled|-|12|majority"
ODDITIES = "simple|½|\x00|[/oops]|{text}|٣"
FRAGMENTS = st.lists(st.sampled_from(f"{PARTS}|{ODDITIES}".split("|")), max_size=9).map(" ".join)


def read(text: str) -> Rule | RuleBroken:
    try:
        return parse_rule(text)
    except RuleBroken as refusal:
        return refusal


@given(
    st.sampled_from(Comparator),
    st.fractions(min_value=Fraction(1, 999_999), max_value=1, max_denominator=999_999),
    st.sampled_from(Base),
    QUORUMS,
)
def test_a_written_rule_is_read_back_as_the_same_rule(
    comparator: Comparator, fraction: Fraction, base: Base, quorum: Quorum
) -> None:
    assume(not (comparator is Comparator.MORE_THAN and fraction == 1))
    rule = Rule(comparator, fraction, base, quorum)

    assert parse_rule(write_rule(rule)) == rule


@given(FRAGMENTS | st.text())
def test_any_text_is_a_rule_or_a_refusal_whose_readings_are_rules(text: str) -> None:
    outcome = read(text)

    if isinstance(outcome, Rule):
        assert parse_rule(str(outcome)) == outcome
    elif outcome.code.endswith("-open") and not outcome.code.startswith("vote-quorum"):
        readings = outcome.facts["readings"]
        assert isinstance(readings, tuple)
        assert readings
        assert all(str(parse_rule(reading)) == reading for reading in readings)
    else:
        assert outcome.code.startswith("vote-")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "at least 2/3 of present, quorum 1/2 of entitled",
            "at least 2/3 of present, quorum 1/2 of entitled",
        ),
        ("more than 50% of cast, quorum entitled - 2", "more than 1/2 of cast, quorum entitled - 2"),
        ("at least 60% of yes+no, quorum 12", "at least 3/5 of yes+no, quorum 12"),
        ("at least 60% of yes+no", "at least 3/5 of yes+no, no quorum"),
        ("at least 60% of yes+no, quorum none", "at least 3/5 of yes+no, no quorum"),
        ("at least 4/6 of entitled, no quorum", "at least 2/3 of entitled, no quorum"),
        ("at least 100% of present", "at least 1/1 of present, no quorum"),
        (
            "at least 66,7 % of cast, quorum 51% of entitled",
            "at least 667/1000 of cast, quorum 51/100 of entitled",
        ),
        (
            "At Least ⅔ of those present; quorum: entitled − 2.",
            "at least 2/3 of present, quorum entitled - 2",
        ),
        (">= two-thirds of yes + no no quorum", "at least 2/3 of yes+no, no quorum"),
        (">= 2/3 of yes+no quorum 12", "at least 2/3 of yes+no, quorum 12"),
        (
            "> half of cast, quorum at least half of the entitled",
            "more than 1/2 of cast, quorum 1/2 of entitled",
        ),
    ],
)
def test_a_precise_rule_is_shown_as_the_fractions_it_is(text: str, written: str) -> None:
    assert str(parse_rule(text)) == written


@pytest.mark.parametrize(
    ("text", "code", "questions"),
    [
        ("two thirds", "vote-rule-comparator-open", ("comparator", "base")),
        ("2/3", "vote-rule-comparator-open", ("comparator", "base")),
        ("2/3 of present", "vote-rule-comparator-open", ("comparator",)),
        ("two-thirds majority of cast", "vote-rule-comparator-open", ("comparator",)),
        ("at least 2/3", "vote-rule-base-open", ("base",)),
        ("at least 2/3 of votes cast", "vote-rule-base-open", ("base",)),
        ("at least 2/3 of members", "vote-rule-base-open", ("base",)),
        ("majority", "vote-rule-base-open", ("base", "fraction", "comparator")),
        ("Simple Majority", "vote-rule-base-open", ("base", "fraction", "comparator")),
        ("50% + 1", "vote-rule-base-open", ("base", "fraction", "comparator")),
        ("majority of present", "vote-rule-fraction-open", ("fraction", "comparator")),
        ("at least of present", "vote-rule-fraction-open", ("fraction",)),
        ("supermajority of cast", "vote-rule-fraction-open", ("fraction", "comparator")),
    ],
)
def test_an_ambiguous_rule_is_refused_with_the_question_it_leaves_open(
    text: str, code: str, questions: tuple[str, ...]
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        parse_rule(text)

    assert (refusal.value.code, refusal.value.facts["questions"]) == (code, questions)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            "simple majority, quorum 12",
            tuple(f"more than 1/2 of {base.value}, quorum 12" for base in Base),
        ),
        ("2/3 of present", ("at least 2/3 of present, no quorum", "more than 2/3 of present, no quorum")),
        ("unanimity of cast", ("at least 1/1 of cast, no quorum",)),
        ("100% of cast", ("at least 1/1 of cast, no quorum",)),
    ],
)
def test_a_refusal_offers_the_precise_readings(text: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(RuleBroken) as refusal:
        parse_rule(text)

    assert refusal.value.facts["readings"] == readings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vote-rule-empty"),
        ("quorum 12", "vote-rule-empty"),
        ("x" * 201, "vote-rule-too-long"),
        ("less than 2/3 of cast", "vote-rule-unreadable"),
        ("at least -2/3 of cast", "vote-rule-unreadable"),
        ("at least 0.6 of cast", "vote-rule-unreadable"),
        ("at least 1½ of cast", "vote-rule-unreadable"),
        ("at least ٢/٣ of cast", "vote-rule-unreadable"),
        ("at least 21 of present", "vote-fraction-is-number"),
        ("at least 1 of present", "vote-fraction-is-number"),
        ("at least 0/3 of cast", "vote-fraction-zero"),
        ("at least 0% of cast", "vote-fraction-zero"),
        ("at least 2/0 of cast", "vote-fraction-over-zero"),
        ("at least 3/2 of cast", "vote-fraction-outside"),
        ("at least 101% of cast", "vote-fraction-outside"),
        ("at least 1/1000001 of cast", "vote-fraction-too-fine"),
        ("more than 100% of cast", "vote-rule-out-of-reach"),
        ("at least 2/3 of cast, quorum", "vote-quorum-unreadable"),
        ("at least 2/3 of cast, quorum -3", "vote-quorum-unreadable"),
        ("at least 2/3 of cast, quorum 2.5", "vote-quorum-unreadable"),
        ("at least 2/3 of cast, quorum 0", "vote-quorum-zero"),
        ("at least 2/3 of cast, quorum 0% of entitled", "vote-fraction-zero"),
        ("at least 2/3 of cast, quorum 3/2 of entitled", "vote-fraction-outside"),
        ("at least 2/3 of cast, quorum 1/2", "vote-quorum-base-open"),
        ("at least 2/3 of cast, quorum 1/2 of present", "vote-quorum-base-open"),
        ("at least 2/3 of cast, quorum more than 1/2 of entitled", "vote-quorum-more-than"),
        ("at least 2/3 of cast, quorum 3, no quorum", "vote-quorum-twice"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        parse_rule(text)

    assert refusal.value.code == code


def test_a_rounded_float_is_not_a_rule() -> None:
    with pytest.raises(RuleBroken) as refusal:
        Rule(Comparator.AT_LEAST, Fraction(2 / 3), Base.PRESENT, NoQuorum())

    assert refusal.value.code == "vote-fraction-too-fine"


@pytest.mark.parametrize("make", [AllBut, FixedNumber])
def test_a_quorum_below_zero_is_refused(make: type[AllBut] | type[FixedNumber]) -> None:
    with pytest.raises(RuleBroken) as refusal:
        make(-1)

    assert refusal.value.code == "vote-quorum-negative"
