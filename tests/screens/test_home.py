"""What stands on the first page, and where its keys lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assembly.acts.floor import PresenceMarked
from assembly.acts.reviewing import DecisionReviewed
from assembly.circle import Kind
from assembly.decision import Decision
from assembly.history import History
from assembly.leftovers import Unfinished
from assembly.reviewing import Outcome
from assembly.state import NextDate, Presence, Served
from screens.code_view import CodeScreen
from screens.commons import DecisionsScreen
from screens.desk import Doorway
from screens.gather import GatherScreen
from screens.home import HomeScreen
from screens.home_words import MOST_LEFT, minutes_refused, unfinished_lines
from screens.people import PeopleScreen
from screens.protocols import ProtocolsScreen
from store.catalogue import Lost
from tests.screens.decided import by_consent, by_vote
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.lobby import Visitor, visiting
from tui.widgets.code import Code

TODAY = NOON.date()
SIZES = ((80, 24), (60, 18), (40, 12))


def words_in(visitor: Visitor) -> str:
    """The screen as one line, whatever was wrapped or framed."""
    return " ".join(visitor.seen.replace("│", " ").split())


@pytest.fixture
def decision() -> Decision:
    return by_consent()


async def test_enter_starts_an_assembly_with_the_day_as_its_title(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("enter")
        assert "Assembly of Saturday 21 November 2026" in visitor.seen
        assert "Start (Ctrl+S)" in visitor.seen
        await visitor.press("enter", "enter")
        assert isinstance(visitor.app.screen, GatherScreen)

    waiting = desk.unclosed()
    assert waiting is not None
    assert (waiting.assembly.title, waiting.assembly.minutes_planned) == (
        "Assembly of Saturday 21 November 2026",
        90,
    )
    assert len(waiting.assembly.entitled) == 7


async def test_a_length_that_is_no_number_is_refused_and_esc_keeps_the_title(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("enter", "ctrl+u")
        await visitor.type("Heat")
        await visitor.press("enter", "ctrl+u")
        await visitor.type("long")
        await visitor.press("enter")
        assert "“long” is no length" in visitor.seen
        await visitor.press("escape", "enter")

        assert "Heat" in visitor.seen


@pytest.mark.parametrize("size", SIZES)
async def test_an_assembly_that_was_not_closed_is_taken_up_by_enter(
    desk: FakeDesk, size: tuple[int, int]
) -> None:
    journal = desk.begin("Heat", 60)
    desk.keep(journal.grown(PresenceMarked(("M001",), Presence.HERE), desk.now()).last)
    async with visiting(desk, size) as visitor:
        assert isinstance(visitor.app.screen, GatherScreen)
        await visitor.press("q", "y")
        assert "“Heat”, opened at 14:00, is not closed." in words_in(visitor)
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, GatherScreen)
        taken_up = visitor.app.journal

    assert taken_up is not None
    assert taken_up.assembly.here == ("M001",)


async def test_what_was_left_is_listed_with_the_longest_due_first(desk: FakeDesk) -> None:
    desk.past = History(
        next_date=NextDate(NOON + timedelta(days=6), "canteen"),
        unfinished=(
            Unfinished("parked", "The [b]lift[/b]"),
            Unfinished("review", "Breaks", "AAAAA", TODAY + timedelta(days=5)),
            Unfinished("review", "Doors", "BBBBB", TODAY - timedelta(days=3)),
            Unfinished("ends", "Trial", "CCCCC", TODAY + timedelta(weeks=2)),
        ),
    )
    async with visiting(desk) as visitor:
        seen = words_in(visitor)

    places = [
        seen.index(words)
        for words in (
            "! review 3 days ago (Wednesday 18 November 2026): Doors",
            "· review in 5 days (Thursday 26 November 2026): Breaks",
            "· term ends in 2 weeks (Saturday 5 December 2026): Trial",
            "· put aside: The [b]lift[/b]",
        )
    ]
    assert places == sorted(places)
    assert "Agreed last time: Friday 27 November 2026, 14:00, canteen (in 6 days)." in seen


async def test_what_was_reviewed_in_an_assembly_that_is_still_open_is_not_called_overdue(
    desk: FakeDesk,
) -> None:
    desk.past = History(
        unfinished=(
            Unfinished("review", "Breaks", "AAAAA", TODAY - timedelta(days=5)),
            Unfinished("review", "Doors", "BBBBB", TODAY - timedelta(days=3)),
        ),
    )
    journal = desk.begin("Heat", 60)
    desk.keep(journal.grown(PresenceMarked(("M001",), Presence.HERE), desk.now()).last)
    waiting = desk.unclosed()
    assert waiting is not None
    next_year = TODAY + timedelta(days=365)
    kept = DecisionReviewed("AAAAA", Kind.OPERATIONAL, "Breaks", Outcome.KEEP, next=next_year)
    desk.keep(waiting.grown(kept, desk.now()).last)
    async with visiting(desk) as visitor:
        await visitor.press("q", "y")
        seen = words_in(visitor)

    assert "Doors" in seen
    assert "Breaks" not in seen


FRIDAYS = NextDate(NOON - timedelta(days=15), "canteen", "FREQ=WEEKLY;BYDAY=FR", "UTC")
"""First on 6 November; yesterday, the 20th, was a Friday."""


async def test_a_rule_says_the_next_day_and_that_the_one_before_was_missed(desk: FakeDesk) -> None:
    desk.past = History(next_date=FRIDAYS, assembly_dates=(TODAY - timedelta(days=8),))
    async with visiting(desk) as visitor:
        seen = words_in(visitor)

    assert "Agreed: every Friday, 14:00, canteen. The next one: Friday 27 November 2026." in seen
    assert "The one before was missed: no assembly was held on Friday 20 November 2026." in seen


async def test_a_rule_that_was_kept_blames_nobody(desk: FakeDesk) -> None:
    desk.past = History(next_date=FRIDAYS, assembly_dates=(TODAY - timedelta(days=1),))
    async with visiting(desk) as visitor:
        seen = words_in(visitor)

    assert "The next one: Friday 27 November 2026." in seen
    assert "missed" not in seen


async def test_the_next_facilitator_is_whoever_never_facilitated(desk: FakeDesk) -> None:
    desk.past = History(served=(Served("facilitator", "M001", 2, date(2026, 10, 1)),))
    async with visiting(desk) as visitor:
        assert "Boris is asked first to facilitate: has never facilitated." in words_in(visitor)


async def test_whoever_left_is_neither_counted_nor_asked_to_facilitate(desk: FakeDesk) -> None:
    desk.change_person("M001", left=TODAY)
    async with visiting(desk) as visitor:
        assert "Paint shop · 6 people" in visitor.seen
        assert "Boris is asked first" in words_in(visitor)


async def test_the_latest_decisions_stand_on_the_first_page(desk: FakeDesk, decision: Decision) -> None:
    desk.old_decisions = (by_vote(), decision)
    async with visiting(desk) as visitor:
        assert "2026-11-21 We buy the [second] lathe" in words_in(visitor)
        assert "2026-11-21 Three breaks on hot days" in words_in(visitor)


@pytest.mark.parametrize(
    ("key", "page"),
    [
        ("d", DecisionsScreen),
        ("D", DecisionsScreen),
        ("p", PeopleScreen),
        ("P", PeopleScreen),
        ("r", ProtocolsScreen),
        ("O", CodeScreen),
    ],
)
async def test_each_key_opens_its_page_and_esc_comes_back(desk: FakeDesk, key: str, page: type) -> None:
    async with visiting(desk) as visitor:
        await visitor.press(key)
        assert isinstance(visitor.app.screen, page)
        await visitor.press("escape")

        assert isinstance(visitor.app.screen, HomeScreen)


async def test_the_arrows_reach_every_way_from_home(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("up", "right", "enter")

        assert isinstance(visitor.app.screen, PeopleScreen)


async def test_the_button_says_where_a_marked_way_leads_and_coming_back_enter_does_the_next_right_thing(
    desk: FakeDesk,
) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("up", "right")
        assert "⏎ People" in visitor.seen

        await visitor.press("enter", "escape")
        assert "⏎ Start an assembly" in visitor.seen


async def test_the_rules_in_force_are_shown_in_words(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("r")

        assert "We vote. It takes at least 2/3 of everybody present." in words_in(visitor)


async def test_the_room_is_shown_the_code_and_its_address_and_x_takes_it_away(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("o")
        code = visitor.app.screen.query_one(Code)
        assert code.painted
        assert "http://192.168.1.7:8080/" in visitor.seen
        assert desk.doorway() is not None
        await visitor.press("x")

        assert isinstance(visitor.app.screen, HomeScreen)
    assert desk.doorway() is None


async def test_where_no_phone_can_come_the_reason_is_shown_and_no_code(desk: FakeDesk) -> None:
    desk.next_door = Doorway("", False, "This computer is in no network.")
    async with visiting(desk) as visitor:
        await visitor.press("o")

        assert "This computer is in no network." in visitor.seen
        assert not [code for code in visitor.app.screen.query(Code) if code.display]


async def test_a_held_shelf_says_by_whom_and_nothing_can_be_written(desk: FakeDesk) -> None:
    desk.held = "Another window has held this shelf since 13:05."
    async with visiting(desk) as visitor:
        assert "Another window has held this shelf since 13:05." in visitor.seen
        assert "Enter starts one" not in visitor.seen
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, HomeScreen)
        assert visitor.app.said == [desk.held]
        await visitor.press("enter", "enter")
        assert len(visitor.app._notifications) == 1
        await visitor.press("p")
        assert "Add people" not in visitor.seen
        await visitor.press("a", "enter")
        assert isinstance(visitor.app.screen, PeopleScreen)

    assert desk.book == []


async def test_a_rehearsal_is_marked(desk: FakeDesk) -> None:
    desk.demo = True
    async with visiting(desk) as visitor:
        assert visitor.seen.splitlines()[0].lstrip().startswith("DEMO")


async def test_an_empty_circle_is_led_to_its_people(desk: FakeDesk) -> None:
    desk.roll = []
    async with visiting(desk) as visitor:
        assert "There is nobody in this circle yet." in words_in(visitor)
        await visitor.press("enter")

        assert isinstance(visitor.app.screen, PeopleScreen)


async def test_a_question_mark_shows_every_key_of_the_page(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("question_mark")

        for words in ("What was decided, and why", "Show the pages to every phone here", "Cover the screen"):
            assert words in visitor.seen


async def test_q_quits(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("Q")

    assert visitor.app.return_value == 0


async def test_q_asks_first_while_phones_read_the_pages(desk: FakeDesk) -> None:
    desk.door = Doorway("http://192.168.1.7:8080", True, "", NOON + timedelta(minutes=30))
    async with visiting(desk) as visitor:
        await visitor.press("q")
        assert "until 14:30" in words_in(visitor)
        assert "shopmoot serve" in words_in(visitor)
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, HomeScreen)
        assert visitor.app.return_value is None
        await visitor.press("q", "y")

    assert visitor.app.return_value == 0


@pytest.mark.parametrize("more", [0, 1, 5])
def test_a_long_list_of_unfinished_things_is_cut_with_the_number_of_the_others(more: int) -> None:
    things = [Unfinished("parked", f"Thing {number}") for number in range(MOST_LEFT + more)]
    lines = list(unfinished_lines(things, TODAY))

    assert len(lines) == MOST_LEFT + bool(more)
    assert not more or str(more) in lines[-1]


@pytest.mark.parametrize(
    ("typed", "fits"), [("90", True), ("5", True), ("4", False), ("601", False), ("", False), ("९०", False)]
)
def test_a_length_is_a_number_of_minutes_that_people_can_sit(typed: str, fits: bool) -> None:
    assert (minutes_refused(typed) is None) is fits


async def test_a_book_that_is_gone_for_good_is_given_up_with_two_keys_and_not_by_enter(
    desk: FakeDesk,
) -> None:
    desk.missing = [
        Lost("assemblies/2026-08-17-5H2QA.json", "5H2QA"),
        Lost("daybook/2026-07.json", "2026-07"),
    ]
    async with visiting(desk) as visitor:
        await visitor.press("g", "down", "enter", "enter")
        assert len(desk.missing) == 2
        await visitor.press("g", "down", "enter", "y")
        assert [one.book for one in desk.missing] == ["5H2QA"]
        await visitor.press("g")
        assert "2026-08-17-5H2QA.json will not be named any more." in words_in(visitor)
        await visitor.press("y")

        assert desk.missing == []
        assert visitor.app.said[-1] == "Written down: 2026-08-17-5H2QA.json is gone for good."


async def test_nothing_is_given_up_while_nothing_is_missed_or_from_a_window_that_only_looks(
    desk: FakeDesk,
) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("g")
        assert isinstance(visitor.app.screen, HomeScreen)
        await visitor.press("question_mark")
        assert "gone for good" not in words_in(visitor)
        await visitor.press("escape")
        desk.missing, desk.held = [Lost("daybook/2026-07.json", "2026-07")], "Another window holds the shelf."
        await visitor.press("g")

        assert isinstance(visitor.app.screen, HomeScreen)
        assert visitor.app.said[-1] == "Another window holds the shelf."
