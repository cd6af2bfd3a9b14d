"""Finding a decision and reading why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assembly.decision import Decision
from assembly.said import Said
from screens.code_view import CodeScreen
from screens.decision_words import decision_entry, decision_sections
from screens.decisions import DecisionScreen, DecisionsScreen
from screens.page import plain
from tests.screens.decided import by_consent, by_vote
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.lobby import Visitor, visiting

TODAY = NOON.date()


def words_in(visitor: Visitor) -> str:
    """The screen as one line, whatever was wrapped."""
    return " ".join(visitor.seen.split())


@pytest.fixture
def library(desk: FakeDesk) -> FakeDesk:
    """Two decisions, the newest first."""
    desk.old_decisions = (by_vote(), by_consent())
    return desk


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_the_newest_decision_is_read_by_enter_and_esc_leads_back_step_by_step(
    library: FakeDesk, size: tuple[int, int]
) -> None:
    async with visiting(library, size) as visitor:
        await visitor.press("d")
        assert "2 decisions" in visitor.seen
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, DecisionScreen)
        assert "We buy the [second] lathe" in visitor.seen
        await visitor.press("escape")
        assert isinstance(visitor.app.screen, DecisionsScreen)
        await visitor.press("escape")

        assert "Start an assembly" in visitor.seen


async def test_typing_finds_in_text_and_reason_and_is_kept_while_reading(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        await visitor.type("JULY fainted")
        assert "1 found" in visitor.seen
        await visitor.press("enter")
        assert "Three people fainted in July." in visitor.seen
        await visitor.press("escape")
        assert "1 found" in visitor.seen
        await visitor.press("escape")

        assert "2 found" in visitor.seen


async def test_a_long_decision_is_read_by_arrows_and_pages_to_its_end(library: FakeDesk) -> None:
    async with visiting(library, (40, 12)) as visitor:
        await visitor.press("d", "down", "enter", "down", "down")
        assert "What we decided" not in visitor.seen
        for _page in range(6):
            await visitor.press("pagedown")
            if "Where it comes from" in visitor.seen:
                break

        assert "Where it comes from" in visitor.seen


async def test_c_shows_the_code_of_the_published_page_and_opens_nothing(library: FakeDesk) -> None:
    library.published = "https://coop.example"
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "C")

        assert isinstance(visitor.app.screen, CodeScreen)
        assert "HTTPS://COOP.EXAMPLE/D/8VOTE" in visitor.seen
        assert "Stop showing" not in visitor.seen
    assert library.doorway() is None


async def test_without_a_published_page_c_opens_the_pages_to_the_room(library: FakeDesk) -> None:
    library.published = ""
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "c")

        assert "HTTP://192.168.1.7:8080/D/8VOTE" in visitor.seen
        assert "Stop showing" in visitor.seen
    assert library.doorway() is not None


async def test_an_empty_commons_says_what_will_stand_there(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("d")
        assert "Nothing is decided yet." in visitor.seen
        await visitor.press("enter")

        assert isinstance(visitor.app.screen, DecisionsScreen)


def test_a_decision_by_consent_is_told_whole_and_without_the_name_of_who_objected(desk: FakeDesk) -> None:
    told = plain(decision_sections(by_consent(), TODAY, desk.veil))

    for words in (
        "Three breaks on hot days",
        "Three people fainted in July.",
        "Responsible: Shift coordinator",
        "Review: Saturday 19 December 2026, in 4 weeks",
        "By consent (Sociocracy 3.0).",
        "Quorum: 4 of 7; 7 were here.",
        "1. To version 1: M002 has to cover the oven",
        "Integrated: the text was amended. The oven is covered by M004.",
        "1. Two breaks on hot days The line stops for everyone.",
    ):
        assert words in told
    assert "Boris" not in told


def test_a_decision_by_vote_shows_its_rule_and_its_sum(desk: FakeDesk) -> None:
    told = plain(decision_sections(by_vote(), TODAY, desk.veil))

    assert "ADOPTED: 5 yes, 1 no, 1 abstained." in told
    assert "The sum: needs 5 of 7 present (2/3, at least); has 5." in told
    assert "Quorum: 7 here, 4 needed." in told
    assert "Objections" not in told


@pytest.mark.parametrize(("days", "due"), [(-1, True), (0, True), (1, False)])
def test_a_review_is_due_from_its_day_on(desk: FakeDesk, days: int, due: bool) -> None:
    decision = at_review(by_consent(), days)

    assert (" (due)" in plain(decision_sections(decision, TODAY, desk.veil))) is due


def test_what_was_redacted_is_shown_as_redacted(desk: FakeDesk) -> None:
    decision = by_consent()
    gone = replace(decision, objections=(replace(decision.objections[0], text=Said(None)),))

    assert "1. To version 1: [redacted]" in plain(decision_sections(gone, TODAY, desk.veil))


def test_a_decision_is_found_by_its_id_and_its_condition_too() -> None:
    assert "8VOTE" in decision_entry(by_vote()).text


def at_review(decision: Decision, days: int) -> Decision:
    """The same decision with its review some days from today."""
    last = decision.wordings[-1]
    draft = replace(last.draft, review=TODAY + timedelta(days=days))
    return replace(decision, wordings=(*decision.wordings[:-1], replace(last, draft=draft)))
