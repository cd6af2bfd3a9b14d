"""The sentences for what the voting rules refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assembly.votes
from assembly.refusal import RuleBroken
from assembly.votes import Rule
from assembly.votes.notation import parse_rule
from tui.rule_words import rule_words, say_refusal


def refusal_of(text: str) -> RuleBroken:
    with pytest.raises(RuleBroken) as refusal:
        parse_rule(text)
    return refusal.value


def codes_in_the_rulebook() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in Path(assembly.votes.__path__[0]).glob("*.py")]
    written = {code for source in sources for code in re.findall(r'RuleBroken\(\s*"(vote-[a-z-]+)"', source)}
    return written | {f"vote-rule-{part}-open" for part in ("comparator", "fraction", "base")}


def test_every_refusal_of_the_voting_rules_has_a_sentence() -> None:
    assert codes_in_the_rulebook() <= set(rule_words())


def test_an_ambiguous_rule_is_answered_with_its_question_and_the_ways_to_write_it() -> None:
    assert say_refusal(refusal_of("2/3 of present, quorum 12")).splitlines() == [
        "“2/3 of present” leaves open: Is reaching the line enough (at least), or must it be passed "
        "(more than)? Write it as:",
        "  at least 2/3 of present, quorum 12",
        "  more than 2/3 of present, quorum 12",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at least 21 of present", "21 is a number of people; a rule takes a share: 2/3, or 60%."),
        ("at least 3/2 of present", "3/2 is more than everybody: take a share of at most 1/1."),
        ("more than 100% of cast", "Nobody can have more than 1/1; write: at least 1/1."),
        ("at least 2/3 of cast, quorum 0", "A quorum of nobody is no quorum: write “no quorum”."),
    ],
)
def test_a_refusal_is_a_sentence_with_its_facts(text: str, words: str) -> None:
    assert say_refusal(refusal_of(text)) == words


@pytest.mark.parametrize(
    "text", ["\x1b[31m red", "{text.__class__} of cast", "[/oops]", "%s %d", "at least {} of cast"]
)
def test_what_was_typed_is_shown_and_never_obeyed(text: str) -> None:
    said = say_refusal(refusal_of(text))

    assert "\x1b" not in said
    assert text.replace("\x1b", "\N{REPLACEMENT CHARACTER}") in said


def test_every_way_to_write_it_is_a_rule() -> None:
    lines = say_refusal(refusal_of("simple majority")).splitlines()[1:]

    assert [type(parse_rule(line)) for line in lines] == [Rule] * 4
