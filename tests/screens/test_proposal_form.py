"""What people type becomes a proposal, or the sentence that says what does not fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.circle import Kind
from assembly.proposals import Draft, Integration
from assembly.refusal import RuleBroken
from screens.at_fault import field_at_fault
from screens.integrating import changed, condition
from screens.proposal_form import Misread, Reading, Typed, author_of, kind_of, stories_of
from screens.versions import marked

TODAY = date(2026, 11, 21)
READING = Reading(TODAY, {"M001": "Ana", "M002": "Anatol", "M003": "Chloé"}, (1, 2, 3))


def test_days_are_read_as_people_say_them() -> None:
    written = READING.written(
        {"what": "Try it", "kind": "exp", "until": "in 6 weeks", "review": "next payday Friday"}
    )

    assert written.kind is Kind.EXPERIMENT
    assert written.draft == Draft("Try it", until=date(2027, 1, 2), review=date(2026, 11, 27))


def test_a_wrong_day_is_named_with_its_field() -> None:
    with pytest.raises(Misread, match="Looked at again: “soonish” is no date"):
        READING.written({"what": "Try it", "kind": "operational", "review": "soonish"})


@pytest.mark.parametrize(
    ("text", "kind"), [("Strategic", Kind.STRATEGIC), ("l", Kind.LAB), ("OPER", Kind.OPERATIONAL)]
)
def test_the_beginning_of_a_kind_is_enough(text: str, kind: Kind | None) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize("text", ["weekly", "operationally", "x"])
def test_an_unknown_kind_is_answered_with_those_that_there_are(text: str) -> None:
    with pytest.raises(Misread, match="operational, strategic, experiment, lab"):
        kind_of(text)


def test_an_author_is_found_by_the_beginning_of_a_name_and_a_whole_name_wins() -> None:
    assert author_of("chloe", READING.here) == "M003"
    assert author_of("ana", READING.here) == "M001"
    assert author_of(" ", READING.here) is None


@pytest.mark.parametrize(("text", "words"), [("An", "More than one"), ("Zoe", "Nobody here")])
def test_an_author_who_is_not_clear_is_asked_for_again(text: str, words: str) -> None:
    with pytest.raises(Misread, match=words):
        author_of(text, READING.here)


def test_stories_are_numbers_however_they_are_kept_apart() -> None:
    assert stories_of("1, 3 #1", (1, 2, 3)) == (1, 3)
    with pytest.raises(Misread, match="“7”"):
        stories_of("1 7", (1, 2, 3))


@pytest.mark.parametrize(
    ("how", "typed", "sentence"),
    [
        (
            Integration.DEFER,
            {"part": "the colour.", "who": "the painters", "day": "in 2 weeks"},
            "Decided later by the painters, until Saturday 5 December 2026: the colour.",
        ),
        (
            Integration.DELEGATE,
            {"part": "find a fan", "who": "night shift", "day": "tomorrow"},
            "Delegated to night shift, who report back on Sunday 22 November 2026: find a fan.",
        ),
        (
            Integration.INFORM,
            {"part": "what it costs", "who": "accounting"},
            "Before it starts we ask: what it costs (from accounting).",
        ),
    ],
)
def test_a_way_of_integrating_adds_a_whole_sentence(how: Integration, typed: Typed, sentence: str) -> None:
    change = changed(how, Draft("Paint", conditions=("Old one.",)), typed, TODAY)

    assert change.draft.conditions == ("Old one.", sentence)
    assert change.note.text == sentence


def test_who_and_when_are_not_optional() -> None:
    with pytest.raises(Misread, match="Who decides it"):
        condition(Integration.DEFER, {"part": "the colour", "who": " ", "day": "tomorrow"}, TODAY)
    with pytest.raises(Misread, match="Until when"):
        condition(Integration.DEFER, {"part": "the colour", "who": "us", "day": ""}, TODAY)


@pytest.mark.parametrize(
    ("refusal", "field"),
    [
        (RuleBroken("until-before-start", start=TODAY, until=TODAY), "until"),
        (RuleBroken("date-in-the-past", which="review", date=TODAY), "review"),
        (RuleBroken("proposal-without-what"), "what"),
        (RuleBroken("vote-count-negative", which="yes", value=-1), ""),
    ],
)
def test_a_rule_that_refuses_a_text_points_at_its_field(refusal: RuleBroken, field: str) -> None:
    assert field_at_fault(refusal) == field


def test_what_cannot_be_read_names_its_field() -> None:
    with pytest.raises(Misread) as unread:
        READING.written({"what": "Try it", "start": "nex monday"})

    assert unread.value.refused.field == "start"


def test_versions_as_long_as_a_book_are_compared_at_once() -> None:
    long = "word " * 20_000

    assert marked(f"{long} here", f"{long} there", "-") == f"{long}[-here-]"


def test_what_was_taken_out_and_what_was_added_is_marked() -> None:
    before, after = "open the windows at noon", "open the doors at noon and at three"

    assert marked(before, after, "-") == "open the [-windows-] at noon"
    assert marked(after, before, "+") == "open the {+doors+} at noon {+and at three+}"


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_marking_loses_no_word(words: list[str], others: list[str]) -> None:
    said = marked(" ".join(words), " ".join(others), "-")

    assert said.replace("[-", "").replace("-]", "").split() == words
    assert ("[-" in said) <= (words != others)
