"""Spans of time as people say them; what cannot be read gets a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.refusal import RuleBroken
from tui.rule_words import words_for
from tui.spans import Span, read_span, say_span

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("last winter", "2025-12-01", "2026-02-28"),
        ("Last  Summer", "2026-06-01", "2026-08-31"),
        ("this autumn", "2026-09-01", "2026-11-30"),
        ("last fall", "2025-09-01", "2025-11-30"),
        ("winter 2023", "2023-12-01", "2024-02-29"),
        ("since March", "2026-03-01", None),
        ("since December", "2025-12-01", None),
        ("since last month", "2026-10-01", None),
        ("2025", "2025-01-01", "2025-12-31"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("2025-03", "2025-03-01", "2025-03-31"),
        ("Q2 2026", "2026-04-01", "2026-06-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("last 6 weeks", "2026-10-10", "2026-11-21"),
        ("in the past two years", "2024-11-21", "2026-11-21"),
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("before May 2024", None, "2024-04-30"),
        ("until 2024", None, "2024-12-31"),
        ("after 2024", "2025-01-01", None),
        ("between May and July", "2026-05-01", "2026-07-31"),
        ("from 3 May to 12 June", "2026-05-03", "2026-06-12"),
        ("2024 - 2025", "2024-01-01", "2025-12-31"),
        ("July to May", "2025-07-01", "2026-05-31"),
        ("between November and February", "2025-11-01", "2026-02-28"),
        ("from March to May 2025", "2025-03-01", "2025-05-31"),
        ("between 2025 and 2019", "2019-01-01", "2025-12-31"),
        ("2019-2021", "2019-01-01", "2021-12-31"),
        ("March–May", "2026-03-01", "2026-05-31"),
        ("between March & May", "2026-03-01", "2026-05-31"),
        ("since yesterday", "2026-11-20", None),
        ("3 May", "2026-05-03", "2026-05-03"),
        ("24 December", "2025-12-24", "2025-12-24"),
        ("2026-11-03", "2026-11-03", "2026-11-03"),
        ("since 3.5.2025", "2025-05-03", None),
        ("up to March", None, "2026-03-31"),
        ("last two fortnights", "2026-10-24", "2026-11-21"),
        ("past 3 months", "2026-08-21", "2026-11-21"),
        ("feb", "2026-02-01", "2026-02-28"),
        ("since two weeks", "2026-11-07", None),
        ("since a month ago", "2026-10-21", None),
        ("before a year ago", None, "2025-11-20"),
        ("3 weeks ago", "2026-10-31", "2026-10-31"),
        ("last Monday", "2026-11-16", "2026-11-16"),
        ("since saturday", "2026-11-14", None),
        ("on 24 December", "2025-12-24", "2025-12-24"),
    ],
)
def test_a_span_is_read_as_it_is_said(said: str, since: str | None, until: str | None) -> None:
    days = (date.fromisoformat(day) if day else None for day in (since, until))

    assert read_span(said, TODAY) == Span(*days)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "[/oops]",
        "since",
        "0000",
        "13.13.2025",
        "last 0 weeks",
        "2025-13",
        "last 9999 years",
        "ma",
        "2 weeks",
        "in two weeks",
        "tomorrow",
        "next friday",
    ],
)
def test_what_is_no_span_gets_a_sentence(said: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_span(said, TODAY)

    assert refused.value.code == "span-unreadable"
    assert "since March" in words_for(refused.value)


def test_a_long_text_is_quoted_by_its_beginning() -> None:
    with pytest.raises(RuleBroken) as refused:
        read_span("so " * 400, TODAY)

    assert len(words_for(refused.value)) < 200


@given(st.text(max_size=30), st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 1, 1)))
def test_nothing_that_can_be_typed_breaks_it(said: str, today: date) -> None:
    try:
        span = read_span(said, today)
    except RuleBroken:
        return

    assert say_span(span)


def test_what_was_understood_is_said_back() -> None:
    assert say_span(read_span("last winter", TODAY)) == "1 December 2025 to 28 February 2026"
    assert say_span(read_span("since March", TODAY)) == "since 1 March 2026"
    assert say_span(read_span("until March", TODAY)) == "until 31 March 2026"
    assert say_span(read_span("yesterday", TODAY)) == "20 November 2026"
