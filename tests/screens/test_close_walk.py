"""The close by its keys: minutes, words, a victory, a date, the end, and the way to the phones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from assembly.acts.closing import CloseAssembly, ConfirmMinutes
from assembly.acts.consenting import Adopt, AskConsent, TakePosition
from assembly.acts.drawing import SealDraw, VoidDraw
from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.hatting import SetRoles
from assembly.acts.proposing import Propose
from assembly.acts.sidelines import ParkThing
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.history import History
from assembly.journal import Journal
from assembly.proposals import Draft
from assembly.roles import Role
from assembly.rounds import Purpose
from assembly.rulebook import Command
from assembly.said import Said
from assembly.state import NextDate, Presence
from assembly.steps import Step
from screens.desk import Doorway
from tests.screens.fake_desk import FakeDesk
from tests.screens.last_act import DeskWithCodes, Facilitator, arrived_at, facilitating, played

SIZES = ((80, 24), (80, 23), (60, 18), (40, 12), (120, 40))
ADDRESS = "HTTP://192.168.1.7:8080"


@pytest.fixture
def desk() -> DeskWithCodes:
    return DeskWithCodes()


def at_close(desk: FakeDesk, *more: Command) -> Journal:
    return played(desk, arrived_at(desk, Step.CLOSE), *more)


def decided(desk: FakeDesk, id: str = "7KAAA", what: str = "Try the new mixer") -> Journal:
    """An assembly that adopted one proposal and stands before its close."""
    journal = arrived_at(desk, Step.PROPOSAL)
    journal = played(desk, journal, Propose(id, Kind.OPERATIONAL, Draft(what, "noise", "crew")))
    for step in (Step.CLARIFY, Step.REACT, Step.DECIDE):
        journal = played(desk, journal, GoTo(step))
    journal = played(desk, journal, AskConsent())
    for person in desk.roll:
        journal = played(desk, journal, TakePosition(person.id, Position.CONSENT))
    return played(desk, journal, Adopt(), GoTo(Step.CLOSE))


def closed(desk: FakeDesk) -> Journal:
    return played(desk, decided(desk), ConfirmMinutes(), CloseAssembly())


async def test_enter_walks_through_the_close_in_its_order(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await one.press("enter")
        assert one.state.minutes_confirmed

        await one.press("enter")
        assert one.state.round is not None
        assert one.state.round.purpose is Purpose.WORD
        while one.state.round:
            await one.press("enter")
        assert len(one.state.rounds[-1].heard) == 7

        await one.press("enter")
        await one.type("the new mixer")
        await one.press("enter")
        assert one.state.victory == Said("the new mixer")

        await one.press("enter", "enter", "enter")
        assert one.state.next_date is not None
        assert one.state.next_date.at.date().isoformat() == "2026-11-28"

        await one.press("enter")
        assert one.state.closed_at is None
        assert "Press C" in one.app.said[-1]

        await one.press("c", "y")
        assert one.state.closed_at is not None
        assert "Press O" in one.text("#way")


async def test_victory_and_date_can_be_left_out(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk, ConfirmMinutes())) as one:
        await one.press("enter", "z", "enter", "enter")
        assert not one.state.victory
        assert "next date" in one.next_words

        await one.press("enter")
        one.app.screen.query_one("#field-0").value = ""  # type: ignore[attr-defined]
        await one.press("enter", "enter")
        assert one.state.next_date is None
        assert "Press C" in one.next_words


async def test_the_next_date_is_read_as_people_say_it(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await one.press("d")
        one.app.screen.query_one("#field-0").value = "next Thursday 14:00"  # type: ignore[attr-defined]
        await one.press("enter")
        await one.type("canteen")
        await one.press("enter")

        date = one.state.next_date
        assert date is not None
        assert (date.at.strftime("%a %d %b %H:%M"), date.place) == ("Thu 26 Nov 14:00", "canteen")


@pytest.mark.parametrize("typed", ["next Thursday", "last Friday 10:00", "2026-11-20 10:00", "soon"])
async def test_a_date_that_cannot_be_stays_in_the_form_with_a_sentence(
    desk: DeskWithCodes, typed: str
) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await one.press("d")
        one.app.screen.query_one("#field-0").value = typed  # type: ignore[attr-defined]
        await one.press("enter", "enter")

        assert one.state.next_date is None
        assert one.app.screen.query_one("#refusal").display


async def type_date(one: Facilitator, text: str) -> None:
    """Open the form and type when, over what stands there."""
    await one.press("d", "ctrl+u")
    await one.type(text)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_rule_is_said_back_while_it_is_typed_and_kept(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    async with facilitating(desk, at_close(desk, ConfirmMinutes()), size) as one:
        await type_date(one, "every second Tuesday 9:30")
        assert "Tuesday 8 December 2026" in one.painted()

        await one.press("enter")
        await one.type("canteen")
        await one.press("enter")

        assert one.state.next_date == NextDate(
            datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "canteen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "UTC"
        )
        assert "then every second Tuesday" in one.app.said[-1]


async def test_what_is_no_rule_any_more_is_not_said_back(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await type_date(one, "every Friday 10:00")
        assert "Friday 11 December 2026" in one.painted()

        await one.type("!")
        assert "Friday 11 December 2026" not in one.painted()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("every blue moon 9:00", "is no rule I can read"),
        ("every 31 February 9:00", "you would never meet"),
        ("every 0 weeks on Friday 9:00", "take a number from 1 to 99"),
        ("every Friday 9:00 from 2020-01-01", "has passed"),
        ("every Friday 9:00 from 9999-12-01", "further away"),
        ("31.12.9999 9:00", "further away"),
        ("29 Feb 2027 9:00", "is not in the calendar"),
        ("every Friday", "does not say the time"),
    ],
)
async def test_a_rule_that_cannot_be_takes_the_cursor_to_its_field_with_a_sentence(
    desk: DeskWithCodes, typed: str, said: str
) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await type_date(one, typed)
        await one.press("enter", "enter")

        assert said in " ".join(str(one.app.screen.query_one("#refusal", Static).content).split())
        assert one.app.focused is one.app.screen.query_one("#field-0")
        assert one.state.next_date is None


@pytest.mark.parametrize("moved", [False, True])
async def test_the_last_rule_stands_in_the_form_with_its_next_day_also_after_a_day_that_moved_once(
    desk: DeskWithCodes, *, moved: bool
) -> None:
    first = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
    rule = NextDate(first, "canteen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "UTC")
    desk.past = History(next_date=NextDate(first) if moved else rule, rhythm=rule)
    async with facilitating(desk, at_close(desk)) as one:
        await one.press("d", "enter", "enter")

        assert one.state.next_date == NextDate(
            first.replace(day=26), "canteen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "UTC"
        )


async def test_a_rule_is_taken_back_like_everything_else(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await type_date(one, "every Friday 14:00")
        await one.press("enter", "enter")
        assert one.state.next_date is not None

        await one.press("u", "y")
        assert one.state.next_date is None


async def test_a_closing_word_is_written_down_for_whoever_speaks(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk, ConfirmMinutes())) as one:
        await one.press("enter", "t")
        await one.type("hopeful")
        await one.press("enter")

        assert one.state.words == {"M001": Said("hopeful")}


async def test_closing_before_the_minutes_are_confirmed_says_what_to_do(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk)) as one:
        await one.press("c")

        assert one.state.closed_at is None
        assert "Read the minutes back first" in one.app.said[-1]


async def test_enter_in_the_last_question_closes_nothing(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk, ConfirmMinutes())) as one:
        await one.press("c", "enter")

        assert one.state.closed_at is None


async def test_pages_read_the_minutes_to_their_end_before_they_go_on(desk: DeskWithCodes) -> None:
    parked = [ParkThing(Said(f"thing {number}")) for number in range(40)]
    async with facilitating(desk, at_close(desk, *parked)) as one:
        body = one.app.screen_stack[1].query_one("#body", VerticalScroll)
        await one.press("pagedown")
        assert body.scroll_y > 0
        assert not one.state.minutes_confirmed

        await one.press("pageup")
        assert body.scroll_y == 0

        pages = 0
        while not one.state.minutes_confirmed:
            await one.press("pagedown")
            pages += 1
        assert pages > 2


async def test_enter_reads_the_minutes_to_their_end_before_it_confirms_them(desk: DeskWithCodes) -> None:
    parked = [ParkThing(Said(f"thing {number}")) for number in range(40)]
    async with facilitating(desk, at_close(desk, *parked)) as one:
        assert one.next_words == "⏎ Read on"
        pages = 0
        while one.next_words == "⏎ Read on":
            await one.press("enter")
            pages += 1
            assert not one.state.minutes_confirmed
        assert pages > 1
        assert "thing 39" in one.painted()

        await one.press("enter")
        assert one.state.minutes_confirmed


async def test_page_up_at_the_top_takes_back_as_everywhere(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk, ConfirmMinutes())) as one:
        await one.press("pageup", "y")

        assert not one.state.minutes_confirmed


async def test_a_room_that_everybody_left_can_still_be_closed(desk: DeskWithCodes) -> None:
    everybody = tuple(person.id for person in desk.roll)
    journal = at_close(desk, MarkPresence(everybody, Presence.LEFT), ConfirmMinutes())
    async with facilitating(desk, journal) as one:
        assert "celebrate" in one.next_words

        await one.press("c", "y")
        assert one.state.closed_at is not None


async def test_a_counted_room_says_its_words_by_number(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_close(desk, CountHeads(3), ConfirmMinutes())) as one:
        await one.press("enter")

        assert one.state.round is not None
        assert one.state.round.order == ("#1", "#2", "#3")
        assert "person 2" in one.next_words


async def test_a_draw_that_waits_keeps_the_room_in_the_lottery(desk: DeskWithCodes) -> None:
    journal = arrived_at(desk, Step.LOTTERY)
    roles = SetRoles((Role("facilitator", "Facilitator"),))
    async with facilitating(desk, played(desk, journal, roles, SealDraw("7K9ZZ"))) as one:
        one.app.ask(GoTo(Step.CLOSE))

        assert one.state.step is Step.LOTTERY
        assert "not finished" in one.app.said[-1]


@pytest.mark.parametrize("theme", ["room-dark", "room-light"])
@pytest.mark.parametrize("size", [(80, 24), (80, 23), (120, 40)])
async def test_a_phone_reads_the_way_to_each_decision(
    desk: DeskWithCodes, theme: str, size: tuple[int, int]
) -> None:
    async with facilitating(desk, closed(desk), size, theme) as one:
        await one.press("o")
        await one.app.workers.wait_for_complete()
        await one.pilot.pause()
        assert one.codes() == [f"{ADDRESS}/"]

        await one.press("down")
        assert one.codes() == [f"{ADDRESS}/D/7KAAA"]
        assert "http://192.168.1.7:8080/D/7KAAA" in one.text("#way")
        assert "7KAAA  Try the new mixer" in one.painted()


async def test_the_page_on_which_a_draw_is_checked_has_a_code_too(desk: DeskWithCodes) -> None:
    journal = played(
        desk,
        arrived_at(desk, Step.LOTTERY),
        SetRoles((Role("cook", "cook"),)),
        SealDraw("7KAAC"),
        VoidDraw(Said("Goran was missing")),
        GoTo(Step.CLOSE),
        ConfirmMinutes(),
        CloseAssembly(),
    )
    async with facilitating(desk, journal) as one:
        await one.press("o")
        await one.app.workers.wait_for_complete()
        await one.press("down")

        assert "Check draw 1: 7KAAC" in one.painted()
        assert one.codes() == [f"{ADDRESS}/V/7KAAC"]


async def test_the_pages_are_closed_again_with_the_same_key(desk: DeskWithCodes) -> None:
    async with facilitating(desk, closed(desk)) as one:
        await one.press("o", "o")

        assert desk.doorway() is None
        assert one.codes() == []


async def test_an_address_that_nobody_reaches_is_a_sentence_and_no_code(desk: DeskWithCodes) -> None:
    desk.next_door = Doorway("http://10.0.0.5:80", False, "The pages cannot be reached.")
    async with facilitating(desk, closed(desk)) as one:
        await one.press("o")

        assert "The pages cannot be reached." in one.text("#way")
        assert one.codes() == []


async def test_a_computer_without_a_network_says_so() -> None:
    class NoNetwork(DeskWithCodes):
        def open_doorway(self, journal: Journal | None) -> Doorway:
            return Doorway("", False, "This computer is in no network.")

    alone = NoNetwork()
    async with facilitating(alone, closed(alone)) as one:
        await one.press("o")
        await one.app.workers.wait_for_complete()

        assert "This computer is in no network." in one.text("#way")
        assert "Press O" in one.text("#way")


async def test_the_code_waits_until_everything_is_on_disk(desk: DeskWithCodes) -> None:
    journal = closed(desk)
    desk.door = desk.next_door
    desk.full = "The disk is full."
    async with facilitating(desk, journal) as one:
        one.app.saved = 1
        await one.pilot.pause()
        assert "being saved" in one.text("#way")
        assert one.codes() == []

        one.app.saved = len(journal.entries)
        await one.pilot.pause()
        await one.pilot.pause()
        assert one.codes() == [f"{ADDRESS}/"]


async def test_a_rehearsal_says_that_nothing_is_kept(desk: DeskWithCodes) -> None:
    desk.demo = True
    async with facilitating(desk, closed(desk)) as one:
        assert "nothing of this is kept" in one.text("#way")


async def test_after_the_close_nothing_is_taken_back_and_enter_goes_home(desk: DeskWithCodes) -> None:
    async with facilitating(desk, closed(desk)) as one:
        assert "Undo" not in one.painted()
        await one.press("u", "n", "g")
        assert "closed" in one.app.said[0]
        assert len(one.app.screen_stack) == 2

        await one.press("enter")
        assert one.app.journal is None


@pytest.mark.parametrize("size", SIZES)
async def test_what_enter_does_is_readable_at_every_size(desk: DeskWithCodes, size: tuple[int, int]) -> None:
    for journal in (at_close(desk), at_close(desk, ConfirmMinutes()), closed(desk)):
        async with facilitating(desk, journal, size) as one:
            assert one.next_words in one.painted()
