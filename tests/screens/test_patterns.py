"""Which complaint comes back where: from the number to the words and to the decisions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.heard import Retold
from assembly.patterns import patterns_of
from screens.decisions import DecisionScreen
from screens.home import HomeScreen
from screens.pattern_stories import PatternStories
from screens.patterns import PatternsScreen
from screens.patterns_words import (
    MOST_THEMES,
    MOST_TOLD,
    barred,
    found_words,
    level_of,
    map_of,
    months_of,
    shaded,
)
from screens.step import StepScreen
from tests.screens.decided import by_vote
from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import Visitor, visiting
from tests.screens.retold import a_year, many, story
from tui.spans import Span
from tui.widgets.number_table import NumberTable

SIZES = [(80, 24), (60, 18), (40, 12)]


@pytest.fixture
def workshop(desk: FakeDesk) -> FakeDesk:
    """A circle that has told stories for a year."""
    desk.past_stories = a_year()
    desk.old_decisions = (by_vote(),)
    return desk


def words_in(visitor: Visitor) -> str:
    """The screen as one line, whatever was wrapped."""
    return " ".join(visitor.seen.split())


def row_of(visitor: Visitor, theme: str) -> str:
    """The first line that begins with a theme."""
    lines = (" ".join(line.split()) for line in visitor.seen.splitlines())
    return next(line for line in lines if line.startswith(theme))


@pytest.mark.parametrize("size", SIZES)
async def test_home_leads_to_the_map_and_esc_leads_back(workshop: FakeDesk, size: tuple[int, int]) -> None:
    async with visiting(workshop, size) as visitor:
        await visitor.press("M")
        assert isinstance(visitor.app.screen, PatternsScreen)
        assert "9 stories · 3 themes" in visitor.seen
        await visitor.press("escape")

        assert isinstance(visitor.app.screen, HomeScreen)


async def test_home_names_the_map_among_its_ways(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        assert "M  Map of stories" in visitor.seen


async def test_every_cell_has_its_number_and_a_shade_and_the_commonest_theme_comes_first(
    workshop: FakeDesk,
) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m")

        assert row_of(visitor, "noise") == "noise 7 6 ██ 1 ░░ ·"
        assert row_of(visitor, "[pay]") == "[pay] 1 · · 1 ░░"
        assert row_of(visitor, "dust") == "dust 1 · 1 ░░ ·"
        assert "(no dep" in visitor.seen
        assert visitor.seen.index("noise") < visitor.seen.index("[pay]") < visitor.seen.index("dust")


async def test_arrows_go_from_cell_to_cell_and_say_in_words_where_they_are(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m")
        assert "noise in paint: 6 stories · most · 1 decision came of it" in words_in(visitor)
        await visitor.press("right", "down")

        assert "[pay] in сборка: no story" in words_in(visitor)


async def test_enter_reads_the_stories_and_then_what_was_decided(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "enter")
        assert isinstance(visitor.app.screen, PatternStories)
        assert "Not for the projector" in visitor.seen
        assert "#8VOTE We buy the [second] lathe" in words_in(visitor)
        assert "4 May 2026: The press [2] hums at M001" in words_in(visitor)
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, DecisionScreen)
        await visitor.press("escape", "escape")

        assert isinstance(visitor.app.screen, PatternsScreen)


async def test_a_click_points_at_a_cell_and_another_opens_it(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m")
        await visitor.pilot.click("#patterns", offset=(22, 1))
        assert "noise in сборка: 1 story" in words_in(visitor)
        await visitor.pilot.click("#patterns", offset=(22, 1))
        await visitor.found()

        assert isinstance(visitor.app.screen, PatternStories)


async def test_the_pointer_is_where_it_was_after_reading(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "down", "down", "right", "enter")
        assert isinstance(visitor.app.screen, PatternStories)
        await visitor.press("escape")

        assert "dust in сборка: 1 story" in visitor.seen


async def test_a_redacted_story_counts_and_shows_as_redacted(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "right", "enter")

        assert "4 May 2026: [redacted]" in visitor.seen
        assert "Nothing was decided because of them yet." in visitor.seen
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, PatternsScreen)


async def test_the_dot_covers_the_words(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "enter", "full_stop")

        assert "hums" not in visitor.seen


async def test_a_book_that_cannot_be_read_is_said(desk: FakeDesk) -> None:
    desk.past_stories = tuple(Retold(one.heard, None) for one in a_year())
    async with visiting(desk) as visitor:
        await visitor.press("m", "enter")

        assert "The book with this story cannot be read." in visitor.seen


async def test_nobody_is_named_in_the_map(desk: FakeDesk) -> None:
    desk.past_stories = (story("Boris again", "Ana's corner"),)
    async with visiting(desk) as visitor:
        await visitor.press("m")
        assert "M002 again in M001's corner: 1 story" in words_in(visitor)
        await visitor.press("enter")

        assert "Boris" not in visitor.seen
        assert "Ana" not in visitor.seen


async def test_the_other_look_is_a_line_over_the_months(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "m")

        assert "Stories month by month" in visitor.seen
        assert row_of(visitor, "noise") == "noise 7 1▃ · 1▃ · 1▃ · 1▃ · 3█"
        assert "noise in May 2026: 3 stories · most" in words_in(visitor)
        await visitor.press("enter")
        assert "noise in May 2026: 3 stories" in visitor.seen


async def test_a_time_in_words_narrows_the_map_and_esc_shows_all_again(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "w")
        await visitor.type("last winter")
        await visitor.press("enter")
        assert "1 December 2025 to 28 February 2026" in visitor.seen
        assert row_of(visitor, "dust") == "dust 1 · 1 ██ ·"
        assert "Esc Show all" in visitor.seen
        await visitor.press("escape")
        assert "9 stories" in visitor.seen
        assert "Esc Back" in visitor.seen
        await visitor.press("escape")

        assert isinstance(visitor.app.screen, HomeScreen)


async def test_a_time_without_stories_says_so(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "w")
        await visitor.type("2019")
        await visitor.press("enter")

        assert "No story was told 1 January 2019 to 31 December 2019. Esc shows all" in words_in(visitor)


async def test_a_time_that_cannot_be_read_is_asked_for_again(workshop: FakeDesk) -> None:
    async with visiting(workshop) as visitor:
        await visitor.press("m", "w")
        await visitor.type("when it rained")
        await visitor.press("enter")

        assert "when it rained" in visitor.seen
        assert "When were the stories told?" in visitor.seen


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_map_says_what_to_do(desk: FakeDesk, size: tuple[int, int]) -> None:
    async with visiting(desk, size) as visitor:
        await visitor.press("m")
        assert "tell stories with a theme and a department" in words_in(visitor)
        await visitor.press("enter")

        assert isinstance(visitor.app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_large_map_scrolls_both_ways_under_its_headings(
    desk: FakeDesk, size: tuple[int, int]
) -> None:
    desk.past_stories = many()
    async with visiting(desk, size) as visitor:
        await visitor.press("m", *("down",) * 29, *("right",) * 11)

        assert "theme 29 in place 11: 1 story" in words_in(visitor)
        table = visitor.app.screen.query_one(NumberTable)
        assert table.scroll_x > 0
        assert table.scroll_y > 0
        assert "place" in visitor.seen.splitlines()[table.region.y]
        assert row_of(visitor, "theme 29") == "theme 29 12" + " 1 ██" * (6 if size == (80, 24) else 3)


async def test_the_palette_leads_there_from_an_assembly_and_back(workshop: FakeDesk) -> None:
    workshop.begin("Weekly", 90)
    async with visiting(workshop) as visitor:
        assert isinstance(visitor.app.screen, StepScreen)
        await visitor.press("ctrl+p")
        await visitor.type("map of stories")
        await visitor.pilot.pause(0.5)
        await visitor.press("down", "enter")
        await visitor.pilot.pause()
        await visitor.found()
        assert isinstance(visitor.app.screen, PatternsScreen)
        await visitor.press("escape")

        assert isinstance(visitor.app.screen, StepScreen)


@given(st.integers(1, 500), st.integers(0, 500))
def test_a_shade_is_never_none_for_a_story_and_full_only_near_the_largest(number: int, more: int) -> None:
    most = number + more

    assert 1 <= level_of(number, most) <= 4
    assert (level_of(number, most) == 4) == (4 * number > 3 * most)
    assert len(shaded(number, most)) - len(str(most)) == 3
    assert len(barred(number, most)) - len(str(most)) == 1


def test_three_hundred_themes_show_the_hundred_commonest_and_say_so() -> None:
    told = [story(f"theme {number}", "paint", member=f"M{number:03}").heard for number in range(300)]
    patterns = patterns_of(told)

    assert len(map_of(patterns, str).grid.rows) == MOST_THEMES
    assert len(months_of(patterns, str).grid.rows) == MOST_THEMES
    assert "the 100 commonest are shown" in found_words(patterns, Span(None, None))


async def test_of_three_hundred_stories_the_newest_are_read_and_the_others_named(desk: FakeDesk) -> None:
    desk.past_stories = tuple(
        story("noise", "paint", date(2026, 1, 1 + number % 28), member=f"M{number:03}")
        for number in range(300)
    )
    async with visiting(desk) as visitor:
        await visitor.press("m", "enter")
        for _page in range(30):
            if "older stories" in visitor.seen:
                break
            await visitor.press("pagedown")

        assert f"… and {300 - MOST_TOLD} older stories. A shorter time shows them." in visitor.seen
