"""Every rule that can refuse has a sentence, and the sentence has all its facts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

import pytest

import assembly
from assembly.refusal import RuleBroken
from tui.rule_words import rule_words, words_for

REFUSING = {"RuleBroken": 0, "broken": 0, "_unless": 1}
RULEBOOK = Path(assembly.__path__[0])


@dataclass(frozen=True, slots=True)
class Refused:
    """A place in the rulebook that refuses."""

    where: str
    code: str
    facts: tuple[str, ...]


def refusals() -> list[Refused]:
    found = [
        Refused(f"{path.relative_to(RULEBOOK)}:{call.lineno}", code, facts_of(call))
        for path in sorted(RULEBOOK.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and (place := REFUSING.get(called(call))) is not None
        for code in codes_of(call.args[place])
    ]
    return sorted(found, key=lambda refused: (refused.code, refused.where))


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return ""


def codes_of(code: ast.expr) -> Iterator[str]:
    match code:
        case ast.Constant(str(text)):
            yield text
        case ast.IfExp(_, first, second):
            yield from codes_of(first)
            yield from codes_of(second)
        case _:
            return


def facts_of(call: ast.Call) -> tuple[str, ...]:
    named = tuple(keyword.arg for keyword in call.keywords if keyword.arg)
    return (*named, "line") if called(call) == "broken" else named


class Stage(Enum):
    """Any list of words."""

    NOT_READY = "not-ready"


def test_the_rulebook_refuses_in_many_places() -> None:
    assert len({refused.code for refused in refusals()}) > 100


@pytest.mark.parametrize("refused", refusals(), ids=lambda refused: f"{refused.code}@{refused.where}")
def test_every_refusal_has_a_sentence_with_all_its_facts(refused: Refused) -> None:
    said = words_for(RuleBroken(refused.code, **dict.fromkeys(refused.facts, 7)))

    assert refused.code in rule_words()
    assert "{" not in said
    assert said[-1] in ".?:7"


def test_days_carry_their_weekday_and_stages_their_word() -> None:
    early = RuleBroken("date-in-the-past", which="review", date=date(2026, 11, 20))
    stage = RuleBroken("not-at-this-stage", stage=Stage.NOT_READY)

    assert words_for(early) == "Review: Friday 20 November 2026 has passed. Take a day from today on."
    assert "“not ready”" in words_for(stage)


def test_moments_carry_their_time() -> None:
    at = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)

    assert "Friday 20 November 2026, 9:05" in words_for(RuleBroken("date-in-the-past", which="next", date=at))


def test_chance_is_counted_in_whole_bits() -> None:
    said = words_for(RuleBroken("draw-entropy-too-little", millibits=41359, needed=64000))

    assert said.startswith("So far this is 41 bits of chance; 64 are needed.")


def test_a_broken_promise_says_why_and_in_which_line() -> None:
    said = words_for(RuleBroken("draw-promise", why="draw-promise-count", kind="dice", line=6))

    assert said.startswith("Line 6: ")
    assert "After “dice” comes one number" in said


def test_a_rule_without_words_is_named() -> None:
    assert "(brand-new)" in words_for(RuleBroken("brand-new"))
