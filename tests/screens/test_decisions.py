"""Finding a decision and reading why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input, OptionList

from assembly.circle import Kind
from assembly.decision import Decision
from assembly.said import Said
from assembly.search import Found, Query
from assembly.state import Story
from screens.code_view import CodeScreen
from screens.commons import PAGE, DecisionsScreen
from screens.decision_filters import reading_words
from screens.decision_links import Drawn, more_sections
from screens.decision_words import decision_sections
from screens.decisions import DecisionScreen
from screens.home import HomeScreen
from screens.page import plain
from tests.screens.decided import by_consent, by_vote
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.lobby import Visitor, visiting
from tui.widgets.chips import ChipButton
from tui.widgets.keys import KeyHints

TODAY = NOON.date()
A_WEEK = timedelta(weeks=1)


def words_in(visitor: Visitor) -> str:
    """The screen as one line, whatever was wrapped."""
    return " ".join(visitor.seen.split())


@pytest.fixture
def library(desk: FakeDesk) -> FakeDesk:
    """Two decisions, the newest first."""
    newest = replace(by_vote(), adopted=by_consent().adopted + timedelta(hours=1))
    desk.old_decisions = (newest, by_consent())
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


def esc_does(visitor: Visitor) -> str:
    foot = visitor.app.screen.query_one(KeyHints).render().plain
    return foot.partition("Esc")[2].strip()


async def test_the_foot_says_what_esc_does_next(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        assert esc_does(visitor) == "Back"
        await visitor.press("f2", "enter", "enter")
        assert esc_does(visitor) == "Show all"
        await visitor.press("f2")
        await visitor.type("zzz")
        assert esc_does(visitor) == "Clear"
        for then in ("Show all", "Back"):
            await visitor.press("escape")
            assert esc_does(visitor) == then
        await visitor.press("escape")

        assert isinstance(visitor.app.screen, HomeScreen)


async def test_where_nothing_is_found_enter_shows_everything_instead_of_leaving(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        await visitor.type("zzz")
        assert "Show all again" in visitor.seen
        await visitor.press("enter")

        assert isinstance(visitor.app.screen, DecisionsScreen)
        assert "2 found" in visitor.seen


async def test_a_catalogue_that_is_lost_under_an_open_list_is_read_again_and_nothing_is_called_undecided(
    library: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, read = library.find, library.catch_up
    lost = False

    def find(query: Query, limit: int, after: int | None = None) -> Found:
        return Found((), 0, whole=False) if lost else found(query, limit, after)

    def catch_up(told: Callable[[int, int], None]) -> Sequence[str]:
        nonlocal lost
        lost = False
        return read(told)

    monkeypatch.setattr(library, "find", find)
    monkeypatch.setattr(library, "catch_up", catch_up)
    async with visiting(library) as visitor:
        await visitor.press("d")
        assert "2 found" in visitor.seen
        lost = True
        await visitor.type("lathe")

        assert "1 found" in visitor.seen
        assert "2 decisions" in visitor.seen
        assert not lost


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
        assert "https://coop.example/D/8VOTE" in visitor.seen
        assert "Stop showing" not in visitor.seen
    assert library.doorway() is None


async def test_without_a_published_page_c_opens_the_pages_to_the_room(library: FakeDesk) -> None:
    library.published = ""
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "c")

        assert "http://192.168.1.7:8080/D/8VOTE" in visitor.seen
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

    assert ("review due" in plain(decision_sections(decision, TODAY, desk.veil))) is due


def test_what_was_redacted_is_shown_as_redacted(desk: FakeDesk) -> None:
    decision = by_consent()
    gone = replace(decision, objections=(replace(decision.objections[0], text=Said(None)),))

    assert "1. To version 1: [redacted]" in plain(decision_sections(gone, TODAY, desk.veil))


async def test_a_decision_is_found_by_its_id(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        await visitor.type("8vote")

        assert "1 found" in visitor.seen


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_chips_narrow_down_together_with_the_words_and_esc_shows_all_again(
    library: FakeDesk, size: tuple[int, int]
) -> None:
    async with visiting(library, size) as visitor:
        await visitor.press("d", "f2", "enter", "down", "enter")
        assert "1 found" in visitor.seen
        assert "Strategic" in visitor.seen
        await visitor.press("f2")
        await visitor.type("fainted")
        assert "“fainted” is not among these." in visitor.seen
        await visitor.press("escape")
        assert "not among" not in visitor.seen
        await visitor.press("escape")
        assert "2 found" in visitor.seen
        assert "✕" not in visitor.seen


async def test_every_chip_stays_in_sight_and_whole_in_the_narrowest_window(library: FakeDesk) -> None:
    async with visiting(library, (40, 12)) as visitor:
        await visitor.press("d", "f2", "enter", "down", "enter")
        assert "Kind ✕" in visitor.seen
        assert "1 found · Strategic decision" in visitor.seen
        assert "Del takes it away" in visitor.seen
        for place in range(4):
            visitor.app.screen.query(ChipButton)[place].focus()
            await visitor.found()

            row = next(line for line in visitor.seen.splitlines() if "Kind ✕" in line)
            assert row.split() == ["Kind", "✕", "State", "Theme", "Who", "When"]


async def test_what_was_understood_of_a_time_is_shown_to_its_end(
    library: FakeDesk,
) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "f2")
        visitor.app.screen.query_one("#chip-when").focus()
        await visitor.press("enter")
        await visitor.type("2025 to 2026")
        await visitor.press("enter")

        assert "When: 1 January 2025 to 31 December 2026 ✕" in visitor.seen


async def test_many_themes_are_not_taken_for_people(library: FakeDesk) -> None:
    library.old_decisions = tuple(
        replace(by_consent(), id=f"A{place:04}", themes=(f"theme {place}",)) for place in range(20)
    )
    async with visiting(library) as visitor:
        await visitor.press("d", "f2", "right", "right", "enter")

        assert "Which theme?" in visitor.seen
        assert "people" not in visitor.seen


async def test_a_chip_is_taken_away_again_by_a_key_and_by_the_mouse(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "f2", "right", "enter", "enter")
        assert "State: in force ✕" in visitor.seen
        await visitor.press("backspace")
        assert "State: " not in visitor.seen
        await visitor.press("enter", "enter")
        chip = visitor.app.screen.query_one("#chip-state")
        await visitor.pilot.click(chip, offset=(chip.size.width, 0))
        await visitor.found()

        assert "State: " not in visitor.seen
        assert isinstance(visitor.app.screen, DecisionsScreen)


async def test_a_time_is_said_in_words_and_what_was_understood_is_shown(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "f2", "left", "left")
        visitor.app.screen.query_one("#chip-when").focus()
        await visitor.press("enter")
        await visitor.type("sometime")
        await visitor.press("enter")
        assert "“sometime” is no time that I know." in words_in(visitor)
        await visitor.type("last winter")
        await visitor.press("enter")

        assert "When: 1 December 2025 to 28 F" in visitor.seen
        assert "Nothing fits what you narrowed down. Esc shows everything." in words_in(visitor)


async def test_a_time_that_lies_ahead_is_refused_and_no_time_means_always(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "f2")
        visitor.app.screen.query_one("#chip-when").focus()
        await visitor.press("enter")
        await visitor.type("March 2027")
        await visitor.press("enter")
        assert "“March 2027” lies ahead, and nothing has happened then yet." in words_in(visitor)
        await visitor.press("ctrl+u")
        await visitor.type("last winter")
        await visitor.press("enter", "enter", "enter")

        assert "When: " not in visitor.seen
        assert "2 found" in visitor.seen


async def test_where_nothing_fits_it_is_said_which_filter_is_in_the_way(library: FakeDesk) -> None:
    for size in ((80, 24), (40, 12)):
        async with visiting(library, size) as visitor:
            await visitor.press("d", "f2", "enter", "enter")
            await visitor.press("f2")
            await visitor.type("lathe")
            assert "“lathe” is not among these." in words_in(visitor)
            assert "Without the words: 1. Without the kind: 1." in words_in(visitor)

            await visitor.press("escape", "f2", "delete")
            assert "2 found" in visitor.seen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "last winter",
            "Nothing holds “last winter”. Esc shows everything. For a time press F2, then choose When.",
        ),
        ("lathe AND fainted", "Every word has to be in it: fewer find more."),
        ("x" * 1000, f"Nothing holds “{'x' * 39}…”. Esc shows everything."),
    ],
)
async def test_what_finds_nothing_is_answered_with_what_helps(
    library: FakeDesk, typed: str, said: str
) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        visitor.app.screen.query_one("#sought", Input).value = typed
        await visitor.press("up")
        await visitor.found()

        assert said in words_in(visitor)


@pytest.mark.parametrize(
    "odd", ['"', "'", "*", "-", "NEAR", "lathe NEAR(", "^lathe", "🌻", "станок", "½", "%", "\\"]
)
async def test_odd_signs_break_nothing_and_are_answered(library: FakeDesk, odd: str) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        visitor.app.screen.query_one("#sought", Input).value = odd
        await visitor.press("up")
        await visitor.found()

        assert " found" in visitor.seen or f"Nothing holds “{odd}”." in visitor.seen


@pytest.mark.parametrize(
    "link", ["http://192.168.1.7:8080/D/8VOTE", "HTTPS://COOP.EXAMPLE/D/8VOTE/", "/d/8vote", " /D/8VOTE "]
)
async def test_the_address_of_a_page_finds_its_decision(library: FakeDesk, link: str) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d")
        await visitor.paste(link)
        await visitor.found()

        assert "1 found" in visitor.seen


async def test_what_nobody_wrote_cannot_be_chosen_and_says_so(library: FakeDesk) -> None:
    library.old_decisions = (replace(by_vote(), themes=()),)
    async with visiting(library) as visitor:
        await visitor.press("d", "f2", "right", "right", "enter")

        assert any("No decision has a theme yet" in said for said in visitor.app.said)


async def test_more_lines_come_when_the_pointer_gets_near_the_end(desk: FakeDesk) -> None:
    first = by_vote()
    desk.old_decisions = tuple(
        replace(first, id=f"D{number:04}", adopted=first.adopted - timedelta(hours=number))
        for number in range(PAGE * 2 + 5)
    )
    async with visiting(desk) as visitor:
        await visitor.press("d")
        listed = visitor.app.screen.query_one("#entries", OptionList)
        assert listed.option_count == PAGE
        for _page in range(30):
            await visitor.press("pagedown")

        assert listed.option_count == PAGE * 2 + 5
        assert len({option.id for option in listed.options}) == PAGE * 2 + 5
        assert listed.highlighted == PAGE * 2 + 4


async def test_what_is_wrong_with_the_books_is_said_above_the_list(library: FakeDesk) -> None:
    library.troubles = ("2026-01-01-7K3FQ.json: this book was taken away.",)
    async with visiting(library) as visitor:
        await visitor.press("d")

        assert "this book was taken away." in visitor.seen
        assert "2 found" in visitor.seen


async def test_a_shelf_that_is_gone_does_not_pass_for_one_without_decisions(desk: FakeDesk) -> None:
    desk.troubles = ("bakery: the folder of the shelf is gone.",)
    async with visiting(desk) as visitor:
        await visitor.press("d")

        assert "Nothing can be read now" in visitor.seen
        assert "Nothing is decided yet" not in visitor.seen


def test_how_far_the_reading_is_is_a_sentence_and_a_bar() -> None:
    words, bar = reading_words(500, 2000, 80).splitlines()

    assert words == "Reading 2000 books once, so that they can be searched: 500 read"
    assert (bar.count("█"), bar.count("░")) == (10, 30)


def at_review(decision: Decision, days: int) -> Decision:
    """The same decision with its review some days from today."""
    last = decision.wordings[-1]
    draft = replace(last.draft, review=TODAY + timedelta(days=days))
    return replace(decision, wordings=(*decision.wordings[:-1], replace(last, draft=draft)))


def linking(decision: Decision, why: str) -> Decision:
    last = decision.wordings[-1]
    return replace(
        decision, wordings=(*decision.wordings[:-1], replace(last, draft=replace(last.draft, why=why)))
    )


async def test_g_goes_to_a_decision_that_is_named_and_esc_comes_back(library: FakeDesk) -> None:
    newest, older = library.old_decisions
    library.old_decisions = (linking(newest, f"After #{older.id.lower()} and #ZZZZZ"), older)
    async with visiting(library) as visitor:
        await visitor.press("d", "enter")
        assert f"#{older.id}" in words_in(visitor) or "G Go to" in visitor.seen
        await visitor.press("g")
        assert visitor.seen.lstrip().startswith(older.title[:20])
        await visitor.press("escape")

        assert visitor.seen.lstrip().startswith(newest.title[:10])


async def test_v_compares_the_versions_where_there_are_several(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "down", "enter", "v")

        assert "Versions of proposal" in visitor.seen
        assert "{+" in visitor.seen


async def test_k_copies_the_address_of_the_page(library: FakeDesk) -> None:
    library.published = "https://coop.example"
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "k")
        assert visitor.app.clipboard == "https://coop.example/D/8VOTE"
        await visitor.press("c")
        assert visitor.app.clipboard in visitor.seen.split()
        library.published = ""
        await visitor.press("escape", "k")

        assert visitor.app.clipboard == "/D/8VOTE"
        assert "no address yet" in visitor.app.said[-1]


async def test_the_stories_that_led_to_it_are_told_without_names_and_without_what_was_redacted(
    library: FakeDesk,
) -> None:
    story = Story(1, "M001", Said("Boris fainted at the oven"), Said(None), "heat")
    told = plain(more_sections(by_vote(), (story,), library.veil))

    assert "1. M002 fainted at the oven (heat)" in told
    assert "[redacted]" in told
    assert "never published" in told


def test_a_draw_of_the_same_assembly_says_who_was_drawn(library: FakeDesk) -> None:
    decision = replace(by_vote(), draws=("R4M8T",))
    drawn = (Drawn("R4M8T", "Taker of notes", "Boris"), Drawn("ZZZZZ", "Keys", "Anna"))

    told = plain(more_sections(decision, (), library.veil, drawn))

    assert "· R4M8T (its page: /V/R4M8T)\n   Taker of notes: M002" in told
    assert "Keys" not in told


def test_a_trial_that_lapsed_says_when_its_review_was_due(library: FakeDesk) -> None:
    late = replace(by_consent(), kind=Kind.EXPERIMENT)
    late = replace(
        late, wordings=(replace(late.wordings[-1], draft=replace(late.draft, review=TODAY - A_WEEK)),)
    )

    assert "Its review was due on" in plain(decision_sections(late, TODAY, library.veil))
    assert "7 days ago" in plain(decision_sections(late, TODAY, library.veil))


async def test_enter_says_what_it_does_among_the_chips_and_an_arrow_leads_back_to_the_list(
    library: FakeDesk,
) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "f2")
        assert "Choose what to narrow it down to" in visitor.seen
        await visitor.press("enter", "down", "enter")
        assert "Kind: Strategic" in visitor.seen
        await visitor.press("down")
        assert "⏎ Read it" in visitor.seen
        await visitor.press("enter")

        assert isinstance(visitor.app.screen, DecisionScreen)
