"""The ceremony by its keys: a challenge at the hats, two observers, two readers, and the check at the end."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from textual.widgets import Input, TextArea

from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw
from assembly.acts.floor import MarkPresence
from assembly.acts.hatting import SetRoles
from assembly.acts.throwing import calling
from assembly.draw.throws import Correction, Moment
from assembly.drawn import draws_of
from assembly.journal import Journal, replaying
from assembly.roles import Role, Term, TermUnit
from assembly.state import Presence
from assembly.steps import Step
from screens.app import Assemblies
from screens.find_yourself import ChancesScreen
from screens.lottery_phases import Phase
from tests.screens.fake_desk import FakeDesk
from tests.screens.last_act import DeskWithCodes, Facilitator, arrived_at, facilitating, played
from tests.screens.one_act import press
from tui.widgets.hat_list import HatList
from tui.widgets.people_list import PeopleList
from tui.widgets.throw_groups import ThrowGroups

THROWN = "3516224165351622416512345"
LINE = "dice " + " ".join(THROWN)
FOUR = (
    Role("spokesperson", "Spokesperson"),
    Role("keys", "Keys"),
    Role("facilitator", "Facilitator"),
    Role("pool", "Rapid response", 3),
)
TWELVE = tuple(f"Person {number:02}" for number in range(1, 13))
SMALL = ((60, 18), (40, 12))


@pytest.fixture
def desk() -> DeskWithCodes:
    return DeskWithCodes()


def at_hats(desk: FakeDesk, *roles: Role) -> Journal:
    return played(desk, arrived_at(desk, Step.LOTTERY), SetRoles(roles or FOUR[1:3]))


def throwing(desk: FakeDesk) -> Journal:
    return played(desk, at_hats(desk), SealDraw("7K9ZZ"), ConfirmSeal())


def phase(one: Facilitator) -> Phase:
    return one.app.screen_stack[1].phase  # type: ignore[attr-defined,no-any-return]


def options(one: Facilitator) -> PeopleList:
    return one.app.screen.query_one(PeopleList)


async def test_twelve_people_and_four_roles_are_all_in_sight_at_once() -> None:
    desk = DeskWithCodes(TWELVE)
    async with facilitating(desk, at_hats(desk, *FOUR), (80, 24)) as one:
        shown = one.painted()

        assert all(role.label in shown for role in FOUR)
        assert all(name in shown for name in TWELVE)


@pytest.mark.parametrize("size", SMALL)
async def test_every_role_is_in_sight_in_a_small_window_too(size: tuple[int, int]) -> None:
    desk = DeskWithCodes(TWELVE)
    async with facilitating(desk, at_hats(desk, *FOUR), size) as one:
        shown = one.painted()

        assert all(label in shown for label in ("Spokesp", "Keys", "Facilita", "Rapid re"))
        assert "Person 01" in shown


async def test_the_pointed_role_shows_its_people_by_arrow_and_by_mouse(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_hats(desk, *FOUR)) as one:
        await one.press("right", "right")
        assert "Facilitator: 6 people in the hat" in one.text("#hat")

        await one.pilot.click(HatList, offset=(4, 4))
        assert "Rapid response: 7 people in the hat" in one.text("#hat")


async def test_two_people_are_kept_apart_and_let_together_again(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_hats(desk)) as one:
        await one.press("b", "space", "space")
        assert one.state.hatting.pairs == (("M001", "M002"),)
        assert "Kept apart: Ana and Boris" in one.text("#traces")

        await one.press("b", "down", "enter")
        assert not one.state.hatting.pairs


async def test_somebody_absent_who_agreed_beforehand_is_put_into_the_hat(desk: DeskWithCodes) -> None:
    away = played(desk, arrived_at(desk, Step.LOTTERY, ("M007",)), SetRoles(FOUR[1:3]))
    async with facilitating(desk, away) as one:
        await one.press("end", "space")
        assert one.state.hatting.consented == {"M007"}
        assert "7 people in the hat" in one.text("#hat")

        await one.press("u", "y")
        assert not one.state.hatting.consented


async def test_observers_are_chosen_among_those_who_do_not_facilitate(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, at_hats(desk), SealDraw("7K9ZZ"))) as one:
        await one.saved()
        await one.press("enter")
        assert "Ana" not in {row.name for row in options(one).rows}

        await one.press("escape")
        assert phase(one) is Phase.SEAL
        await one.press("1", "2")
        assert phase(one) is Phase.SEAL

        await one.press("enter", "space", "enter")
        assert phase(one) is Phase.THROW
        assert draws_of(one.state)[0].observers == ("M002", "M003")


async def test_two_guests_may_observe_and_in_a_room_of_two_nobody_needs_a_name(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, at_hats(desk), SealDraw("7K9ZZ"))) as one:
        await one.saved()
        await one.press("enter", "tab", "enter")
        assert phase(one) is Phase.THROW

    two = DeskWithCodes(("Ana", "Boris"))
    async with facilitating(two, played(two, at_hats(two, FOUR[1]), SealDraw("7K9ZZ"))) as one:
        await one.saved()
        await one.press("enter", "y")
        assert phase(one) is Phase.THROW


async def test_the_first_throw_is_on_record_and_a_void_after_it_says_so(desk: DeskWithCodes) -> None:
    async with facilitating(desk, throwing(desk)) as one:
        await one.type("351")
        await one.press("u")
        assert one.state.draw is not None
        assert one.state.draw.throws == ("3", "5", "1")
        assert "cannot be taken back" in one.app.said[-1]

        await one.press("v")
        assert "goes on record" in one.painted()
        await one.type("Ana is on leave")
        await one.press("enter")
        assert draws_of(one.state)[0].called == 3
        assert "at least 3 throws had been called" in one.text("#traces")


async def test_a_correction_after_the_reading_is_read_again_and_stays_on_record(desk: DeskWithCodes) -> None:
    async with facilitating(desk, throwing(desk)) as one:
        await one.type(THROWN)
        await one.press("l")
        assert "2 people read the line aloud first" in one.app.said[-1]

        await one.press("enter")
        assert "One more" in one.next_words
        await one.press("backspace", "6")
        assert "The first" in one.next_words

        await one.press("enter", "enter", "l", "y")
        (correction,) = draws_of(one.state)[0].corrections
        assert correction == Correction(25, LINE[-1], "6", Moment.READ)
        assert draws_of(one.state)[0].entropy == f"{LINE[:-1]}6"


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_an_early_throw_is_corrected_late_and_the_room_hears_of_it(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    async with facilitating(desk, throwing(desk), size=size) as one:
        await one.type(THROWN)
        await one.press("e", "3")
        assert "3 5 [1] 6 2 2 4 …" in one.painted()
        await one.press("enter", "7", "enter")
        assert "cannot be “7”" in " ".join(one.painted().split())
        await one.press("2", "enter")

        assert "A throw was corrected" in one.said
        (correction,) = draws_of(one.state)[0].corrections
        assert correction == Correction(3, "1", "2", Moment.WHOLE)
        assert one.text("#throw-line") == LINE.replace("dice 3 5 1", "dice 3 5 2")


async def test_before_the_first_throw_there_is_nothing_to_correct(desk: DeskWithCodes) -> None:
    async with facilitating(desk, throwing(desk)) as one:
        await one.press("e")

        assert len(one.app.screen_stack) == 2


async def test_what_was_typed_of_a_correction_is_there_after_escape_and_loses_no_throw(
    desk: DeskWithCodes,
) -> None:
    async with facilitating(desk, throwing(desk)) as one:
        await one.type("351")
        await one.press("e", "2", "escape", "6", "e")

        assert one.app.screen.query(Input).first().value == "2"
        assert one.state.draw is not None
        assert one.state.draw.throws == ("3", "5", "1", "6")


async def test_throws_that_were_read_back_are_there_after_a_crash(desk: DeskWithCodes) -> None:
    played(desk, throwing(desk), *calling(LINE)[:-1])
    async with facilitating(desk, replaying(tuple(desk.book))) as one:
        assert phase(one) is Phase.READ
        assert "One more" in one.next_words

        await one.press("v")
        assert len(one.app.screen_stack) == 2


async def test_every_throw_that_was_called_is_there_after_a_crash(desk: DeskWithCodes) -> None:
    async with facilitating(desk, throwing(desk)) as one:
        await one.type("351")
    async with facilitating(desk, replaying(tuple(desk.book))) as one:
        assert phase(one) is Phase.THROW
        assert "22 throws to go" in one.next_words
        assert one.app.screen.query_one(ThrowGroups).shown[0].groups[0] == "351.."

        await one.press("backspace", "2")
        assert draws_of(one.state)[0].corrections == (Correction(3, "1", "2", Moment.CALLING),)


async def test_once_all_throws_were_called_no_key_declares_the_draw_void(desk: DeskWithCodes) -> None:
    async with facilitating(desk, throwing(desk)) as one:
        await one.type(THROWN)
        await one.press("backspace", "v")

        assert len(one.app.screen_stack) == 2
        assert "Backspace or E corrects, on record" in one.text("#throw-keys")


@pytest.mark.parametrize(("kind", "word"), [("1", "one die"), ("2", "ten-sided"), ("3", "pack")])
async def test_what_is_said_fits_what_is_thrown(desk: DeskWithCodes, kind: str, word: str) -> None:
    async with facilitating(desk, at_hats(desk)) as one:
        await one.press("m", "4", "m", kind, "l", "y", "enter", "space", "space")
        assert "any number" in one.said

        await one.type("1 2 3 4 5 ")
        assert word in one.said


async def test_after_the_seal_everybody_finds_themselves_as_it_was_sealed(desk: DeskWithCodes) -> None:
    journal = played(desk, throwing(desk), MarkPresence(("M002",), Presence.LEFT))
    async with facilitating(desk, journal) as one:
        await one.press("o")
        await one.type("Bor")
        await one.press("enter")

        assert isinstance(one.app.screen, ChancesScreen)
        assert "In the hat for" in one.painted()
        assert "1 in 7" in one.painted()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_phone_reads_the_way_to_the_check_and_the_seal_is_the_same(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    desk.door = desk.next_door
    journal = played(
        desk, at_hats(desk, FOUR[1]), SealDraw("7K9ZZ"), ConfirmSeal(), *calling(LINE), LockEntropy()
    )
    async with facilitating(desk, journal, size) as one:
        await one.press("enter", "enter", "enter")
        draw = draws_of(one.state)[0]

        assert phase(one) is Phase.VERIFY
        assert one.codes() == ["HTTP://192.168.1.7:8080/V/7K9ZZ"]
        assert "the same seal as at 14:0" in one.text("#verify-same")
        assert one.text("#verify-seal").split() == grouped(draw.seal)
        assert sha256(draw.record.encode()).hexdigest() == draw.seal

        await one.press("enter")
        assert one.state.step is Step.CLOSE


async def test_while_the_pages_are_closed_the_check_says_how_to_open_them(desk: DeskWithCodes) -> None:
    journal = played(
        desk, at_hats(desk, FOUR[1]), SealDraw("7K9ZZ"), ConfirmSeal(), *calling(LINE), LockEntropy()
    )
    async with facilitating(desk, journal) as one:
        await one.press("enter", "enter", "enter")
        assert one.codes() == []
        assert "O shows the page" in one.text("#verify-way")

        await one.press("o")
        await one.press("escape")
        assert one.codes() == ["HTTP://192.168.1.7:8080/V/7K9ZZ"]


@pytest.mark.parametrize("size", [(80, 24), *SMALL])
async def test_a_whole_ceremony_with_a_void_draw_and_a_decline_at_every_size(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    async with facilitating(desk, at_hats(desk, FOUR[1]), size) as one:
        await one.press("l", "y", "v")
        await one.type("Fatima was left out")
        await one.press("enter", "l", "y", "enter", "space", "space")
        await one.type(THROWN)
        await one.press("enter", "enter", "l", "y", "enter", "x", "enter", "enter")
        assert phase(one) is Phase.DONE
        assert "Draw 1 is void: Fatima was left out" in one.text("#done-void")

        await one.press("enter", "enter")
        assert one.state.step is Step.CLOSE
        assert [draw.void is not None for draw in draws_of(one.state)] == [True, False]
        assert len(draws_of(one.state)[1].offers) == 2


def settled(desk: FakeDesk) -> None:
    months = Term(TermUnit.DAYS, 91)
    roles = (replace(FOUR[1], term=months), replace(FOUR[3], term=months))
    desk.the_circle = replace(desk.the_circle, roles=roles)


async def test_the_roles_of_the_circle_are_ticked_and_others_typed(desk: DeskWithCodes) -> None:
    settled(desk)
    async with facilitating(desk, arrived_at(desk, Step.LOTTERY)) as one:
        await one.press("enter", "space", "down", "minus")
        one.app.screen.query_one(Input).value = "cook, driver 2"
        await one.press("ctrl+s")

        assert [(role.label, role.seats) for role in one.state.hatting.roles] == [
            ("Rapid response", 2),
            ("cook", 1),
            ("driver", 2),
        ]


async def test_seats_that_nobody_holds_are_proposed_and_enter_takes_them(desk: DeskWithCodes) -> None:
    settled(desk)
    async with facilitating(desk, arrived_at(desk, Step.LOTTERY)) as one:
        await one.press("enter", "enter")

        assert [(role.id, role.seats) for role in one.state.hatting.roles] == [("keys", 1), ("pool", 3)]


async def test_what_was_ticked_survives_escape_and_nothing_ticked_is_refused(desk: DeskWithCodes) -> None:
    settled(desk)
    async with facilitating(desk, arrived_at(desk, Step.LOTTERY)) as one:
        await one.press("enter", "space", "escape", "enter")
        assert [row.shape for row in options(one).rows] == ["·", "✓"]

        await one.press("down", "space", "enter")
        assert "no role to draw yet" in one.painted()
        assert not one.state.hatting.roles


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_from_home_a_vacancy_is_drawn_in_three_steps(size: tuple[int, int]) -> None:
    desk = FakeDesk()
    settled(desk)
    app = Assemblies(desk)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "l", "1", "ctrl+s")
        assert app.journal is not None
        assert app.journal.assembly.title == "A vacancy"
        await press(pilot, "enter", "enter", "enter")
        assert app.journal.assembly.step is Step.LOTTERY

        await press(pilot, "enter", "enter")
        assert [role.id for role in app.journal.assembly.hatting.roles] == ["keys", "pool"]


async def test_a_draw_from_home_needs_a_role_and_waits_while_an_assembly_is_open() -> None:
    desk = FakeDesk()
    app = Assemblies(desk)
    async with app.run_test() as pilot:
        await press(pilot, "l", "4", "ctrl+s")
        assert app.journal is None
        app.screen.query_one(TextArea).text = "cook"
        await press(pilot, "ctrl+s")
        assert app.journal is not None

        await press(pilot, "q", "y", "l")
        assert len(app.screen_stack) == 1


def grouped(seal: str) -> list[str]:
    return [seal[start : start + 4] for start in range(0, 64, 4)]
