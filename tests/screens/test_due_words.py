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
from assembly.reviewing import Learning, LearningKind, LookBack, Outcome
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
        "1 review came due",
        "1 trial lapsed: nobody kept it",
    ]


def news_of(history: History, *learnings: Learning) -> list[str]:
    return list(news_lines(replace(CIRCLE, learnings=learnings), history, NOON - 2 * WEEK, TODAY))


def test_what_assemblies_looked_back_at_is_counted_with_what_was_learned_between_them() -> None:
    lately, earlier = NOON - WEEK, NOON - 3 * WEEK
    results = (Outcome.KEEP, Outcome.END, Outcome.KEEP, None)
    looked = tuple(LookBack(at, result) for at in (lately, earlier) for result in results)
    learned = Learning("9OLD1", LearningKind.MISTAKE, Said("Ask first"), lately)

    assert news_of(History(looked_back=looked), learned) == [
        "3 reviews: 2 kept, 1 ended",
        "2 things were learned",
    ]
    assert news_of(History(looked_back=(LookBack(lately, Outcome.AMEND),))) == ["1 review: 1 to be amended"]


def test_a_trial_that_lapsed_is_counted_once_also_when_an_assembly_has_met_since() -> None:
    trial = Unfinished("review", "Fan", "9OLD1", TODAY - timedelta(days=5), Kind.LAB)
    its_end = Unfinished("ends", "Fan", "9OLD1", TODAY - timedelta(days=2), Kind.LAB)
    lapsed = ["1 trial lapsed: nobody kept it"]

    assert news_of(History(unfinished=(trial, its_end))) == lapsed
    assert news_of(History(unfinished=(its_end,), lapsed=(trial,))) == lapsed


@pytest.mark.parametrize(
    ("days", "lines"),
    [(1, ["1 decision had its last day"]), (0, []), (14, ["1 decision had its last day"]), (15, [])],
)
def test_a_last_day_is_over_on_the_day_after(days: int, lines: list[str]) -> None:
    ends = Unfinished("ends", "Fan", "9OLD1", TODAY - timedelta(days=days), Kind.OPERATIONAL)

    assert news_of(History(unfinished=(ends,))) == lines


def test_terms_that_began_and_ended_are_counted_and_an_evening_of_facilitating_is_not() -> None:
    began, day = TODAY - WEEK, timedelta(days=1)
    history = History(
        holdings=(
            Holding("notes", "M001", began - 9 * WEEK, began),
            Holding("notes", "M002", began, began + 9 * WEEK, ended=TODAY),
            Holding("facilitator", "M003", began, began + day),
            Holding("facilitator", "M001", began, assemblies=1, ended=TODAY, counts=False),
        ),
        terms_begun=(NOON - WEEK,),
    )

    assert news_of(history) == ["1 term of a role began", "2 terms of roles ended"]


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
        assert "1 review came due" in visitor.seen
