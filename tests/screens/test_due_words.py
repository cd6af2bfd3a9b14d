"""The first page says what is due and what changed, in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assembly.adopted import Adopted
from assembly.circle import Kind
from assembly.daybook import Circle
from assembly.history import History
from assembly.holdings import Holding
from assembly.leftovers import Unfinished
from assembly.reviewing import Learning, LearningKind
from assembly.roles import Role
from assembly.said import Said
from screens.due_words import news_lines, role_dues, term_lines
from screens.home_words import unfinished_line
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.lobby import visiting

TODAY = NOON.date()
WEEK = timedelta(weeks=1)
CIRCLE = Circle("Paint shop", roles=(Role("notes", "Notes"),))
NAMES = {"M001": "Ana"}


def held(until: int) -> History:
    holding = Holding("notes", "M001", TODAY - WEEK, TODAY + timedelta(days=until))
    return History(holdings=(holding,), assembly_dates=(TODAY - WEEK,))


@pytest.mark.parametrize(
    ("until", "lines"),
    [
        (1, ["!  Notes: Ana, until Saturday 21 November 2026 (today)"]),
        (8, ["·  Notes: Ana, until Saturday 28 November 2026 (in 1 week)"]),
        (0, []),
        (60, []),
    ],
)
def test_a_term_is_named_while_it_ends_soon(until: int, lines: list[str]) -> None:
    assert list(term_lines(CIRCLE, held(until), TODAY, NAMES)) == lines


def test_to_have_facilitated_for_a_day_is_no_term() -> None:
    history = History(holdings=(Holding("facilitator", "M001", TODAY),), assembly_dates=(TODAY,))

    assert list(term_lines(CIRCLE, history, TODAY, NAMES)) == []


def test_whoever_facilitates_today_holds_that_role_today() -> None:
    circle = replace(CIRCLE, roles=(Role("facilitator", "Facilitator"), *CIRCLE.roles))

    assert role_dues(circle, History(), TODAY, "Ana").splitlines() == [
        "✓ Facilitator: Ana, today",
        "○ Without a holder: Notes",
    ]
    assert role_dues(circle, History(), TODAY) == "○ Without a holder: Facilitator, Notes"


def news(since: datetime | None) -> list[str]:
    learned = Learning("9OLD1", LearningKind.LEARNING, Said("Ask first"), NOON - WEEK)
    trial = Unfinished("review", "Fan", "9OLD1", TODAY - timedelta(days=2), Kind.LAB)
    history = History(
        decided=(Adopted("9OLD2", "Breaks", NOON - WEEK), Adopted("9OLD1", "Fan", NOON - 9 * WEEK)),
        unfinished=(trial, Unfinished("review", "Breaks", "9OLD2", TODAY)),
    )
    return list(news_lines(replace(CIRCLE, learnings=(learned,)), history, since, TODAY))


def test_what_changed_since_the_last_visit_is_counted() -> None:
    assert news(NOON - 2 * WEEK) == [
        "1 new decision",
        "1 thing was learned",
        "1 thing came due",
        "1 trial lapsed: nobody kept it",
    ]


@pytest.mark.parametrize("since", [None, NOON + WEEK])
def test_nothing_is_new_on_the_first_visit_or_when_nothing_happened(since: datetime | None) -> None:
    assert news(since) == []


def test_what_lapsed_says_so_with_a_sign_and_a_word() -> None:
    trial = Unfinished("review", "Fan", "9OLD1", TODAY - timedelta(days=2), Kind.LAB)

    assert unfinished_line(trial, TODAY) == "×  lapsed, due 2 days ago and not kept: Fan"


async def test_the_first_page_says_what_is_new(desk: FakeDesk) -> None:
    desk.last_visit = NOON - 2 * WEEK
    desk.past = History(unfinished=(Unfinished("review", "Breaks", "9OLD2", TODAY),))
    async with visiting(desk) as visitor:
        assert "Since you were last here" in visitor.seen
        assert "1 thing came due" in visitor.seen
