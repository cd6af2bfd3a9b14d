"""A whole lottery by the keys that a facilitator presses, with everything that can go another way."""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from assembly.acts.drawing import ConfirmSeal, LockEntropy, RevealSeat, SealDraw
from assembly.acts.floor import CountHeads, MarkPresence
from assembly.acts.hatting import SetRoles
from assembly.acts.throwing import calling
from assembly.draw.barring import Rule
from assembly.draw.entropy import Kind, Promise
from assembly.draw.verify import verify
from assembly.journal import Journal, replaying
from assembly.lottery import Answer
from assembly.roles import Role
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from screens.lottery_phases import Phase
from screens.lottery_throw import ThrowBody
from tests.screens.fake_desk import FakeDesk
from tests.screens.last_act import DeskWithCodes, Facilitator, arrived_at, facilitating, played
from tui.dialogs.cover import Cover
from tui.widgets.throw_groups import ThrowGroups

THROWN = "3516224165351622416512345"
LINE = "dice " + " ".join(THROWN)
ROLES = (Role("facilitator", "Facilitator"), Role("note-taker", "note taker", 2))
SIZES = ((80, 24), (80, 23), (60, 18), (40, 12), (120, 40))


@pytest.fixture
def desk() -> DeskWithCodes:
    return DeskWithCodes()


def at_lottery(desk: FakeDesk) -> Journal:
    return arrived_at(desk, Step.LOTTERY)


def sealed(desk: FakeDesk) -> Journal:
    return played(desk, at_lottery(desk), SetRoles(ROLES), SealDraw("7K9ZZ"))


def phase(one: Facilitator) -> Phase:
    return one.app.screen_stack[1].phase  # type: ignore[attr-defined,no-any-return]


async def test_a_whole_lottery_with_somebody_who_declines(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_lottery(desk)) as one:
        await one.press("enter")
        one.app.screen.query_one(TextArea).text = "Facilitator\nnote taker 2"
        await one.press("ctrl+s", "l", "y", "enter", "space", "space")
        await one.type(THROWN)
        await one.press("enter", "enter", "l", "y", "enter", "x")
        first = one.state.draw.offers[0].member if one.state.draw else ""
        for _name in range(3):
            await one.press("enter", "enter")
        draw = one.state.draw
        assert draw is not None
        checked = verify(draw.record.encode(), draw.entropy or "")

        assert phase(one) is Phase.DONE
        assert draw.entropy == LINE
        assert first not in draw.holders("note-taker")
        assert draw.offers[0].answer is Answer.DECLINED
        assert draw.offers[0].member in checked.result["note-taker"]
        assert len(draw.holders("note-taker")) == 2
        assert len(draw.holders("facilitator")) == 1

        await one.press("enter")
        assert phase(one) is Phase.VERIFY
        await one.press("enter")
        assert one.state.step is Step.CLOSE


async def test_enter_asks_before_the_seal_and_the_lock_and_then_means_not_yet(desk: DeskWithCodes) -> None:
    journal = played(desk, at_lottery(desk), SetRoles(ROLES))
    async with facilitating(desk, journal) as one:
        assert "Hats right? Then seal them" in one.next_words
        await one.press("enter")
        assert "Seal draw 1?" in one.painted()
        await one.press("enter")
        assert "Seal draw 1?" not in one.painted()
        assert one.state.draw is None

        await one.press("enter", "y", "enter", "space", "space")
        await one.type(THROWN)
        await one.press("enter", "enter")
        assert "Both agree? Then lock them" in one.next_words
        await one.press("enter")
        assert "Lock these throws?" in one.painted()
        await one.press("enter")
        assert one.state.draw is not None
        assert one.state.draw.entropy is None

        await one.press("enter", "y")
        assert one.state.draw.entropy == LINE


async def test_enter_in_the_question_before_the_seal_changes_nothing(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles(ROLES))) as one:
        await one.press("l", "enter")

        assert one.state.draw is None


async def test_a_card_that_was_drawn_before_goes_with_both_its_letters(desk: DeskWithCodes) -> None:
    cards = SealDraw("7K9ZZ", sources=(Promise(Kind.CARDS, 12),))
    journal = played(desk, at_lottery(desk), SetRoles(ROLES), cards, ConfirmSeal())
    async with facilitating(desk, journal) as one:
        await one.type("7H7HADQ9KS")

        thrown = one.app.screen_stack[1].query_one(ThrowBody).thrown
        assert thrown.called.line == "cards 7H AD KS"
        assert thrown.half == ""


async def test_undo_stops_at_the_seal_and_says_so(desk: DeskWithCodes) -> None:
    async with facilitating(desk, sealed(desk)) as one:
        await one.press("u")

        assert one.state.draw is not None
        assert "cannot be taken back" in one.app.said[-1]


async def test_undo_stops_at_the_lock_but_takes_a_shown_name_back(desk: DeskWithCodes) -> None:
    journal = played(desk, sealed(desk), ConfirmSeal(), *calling(LINE), LockEntropy())
    async with facilitating(desk, journal) as one:
        await one.press("enter", "u", "y")
        assert one.state.draw is not None
        assert one.state.draw.offers == ()

        await one.press("u")
        assert one.state.draw.entropy == LINE
        assert one.state.draw.witnessed
        assert "cannot be taken back" in one.app.said[-1]


async def test_a_void_draw_stays_and_the_next_one_hangs_on_it(desk: DeskWithCodes) -> None:
    async with facilitating(desk, sealed(desk)) as one:
        await one.press("v")
        await one.type("Ana is on leave")
        await one.press("enter")
        assert phase(one) is Phase.HATS

        await one.press("l", "y")
        first, second = one.state.draws.values()
        assert first.void == Said("Ana is on leave")
        assert (first.number, second.number) == (1, 2)
        assert f"previous: {sha256(first.record.encode()).hexdigest()}" in second.record


async def test_a_locked_draw_cannot_be_declared_void(desk: DeskWithCodes) -> None:
    journal = played(desk, sealed(desk), ConfirmSeal(), *calling(LINE), LockEntropy())
    async with facilitating(desk, journal) as one:
        await one.press("v")

        assert len(one.app.screen_stack) == 2
        assert one.state.draw is not None
        assert one.state.draw.void is None


async def test_wrong_faces_are_refused_and_backspace_corrects(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, sealed(desk), ConfirmSeal())) as one:
        await one.type("12")
        await one.press("9")
        assert one.text("#throw-keys").startswith("Throw 3")

        await one.press("backspace", "5")
        assert one.app.screen.query_one(ThrowGroups).shown[0].groups[0] == "15..."

        for key in ("l", "enter"):
            await one.press("3", "backspace")
            assert "23 throws to go" not in one.text("#throw-keys")
            await one.press(key)
            assert one.text("#throw-keys").startswith("Not yet: 23 throws to go. Type each throw")
        assert one.app.said == []


async def test_a_pasted_line_is_no_throw_and_that_is_said(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, sealed(desk), ConfirmSeal())) as one:
        one.app.screen.query_one(ThrowGroups).post_message(Paste(LINE))
        await one.pilot.pause()

        assert "Nothing is pasted here" in one.text("#throw-keys")
        assert one.state.draw is not None
        assert not one.state.draw.throws


@pytest.mark.parametrize(("key", "answer"), [("enter", Answer.DECLINED), ("y", Answer.ACCEPTED)])
async def test_who_left_after_the_seal_is_passed_on_unless_a_yes_was_said_before(
    desk: DeskWithCodes, key: str, answer: Answer
) -> None:
    journal = played(desk, sealed(desk), ConfirmSeal(), *calling(LINE), LockEntropy(), RevealSeat())
    assert journal.assembly.draw is not None
    drawn = journal.assembly.draw.offers[0].member
    gone = played(desk, journal, MarkPresence((drawn,), Presence.LEFT))
    async with facilitating(desk, gone) as one:
        assert "not here any more" in one.said
        assert "Not here" in one.next_words

        await one.press(key)
        assert one.state.draw is not None
        assert one.state.draw.offers[0].answer is answer


async def test_the_dot_covers_the_screen_also_while_dice_are_called(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, sealed(desk), ConfirmSeal())) as one:
        await one.press("3", "full_stop")

        assert isinstance(one.app.screen, Cover)


async def test_blanks_and_commas_between_throws_are_passed_over(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, sealed(desk), ConfirmSeal())) as one:
        assert "nobody can have guessed it: 25 throws." in one.text("#enough")
        await one.press("3", "space", "5", "comma", "6", "comma", "space", "1")

        assert one.app.screen.query_one(ThrowGroups).shown[0].groups[0] == "3561."
        assert one.app.said == []


async def test_a_crash_after_the_seal_goes_on_with_every_throw_that_was_called(desk: DeskWithCodes) -> None:
    before = played(desk, sealed(desk), ConfirmSeal())
    async with facilitating(desk, before) as one:
        await one.type("1234")
    resumed = replaying(tuple(desk.book))
    async with facilitating(desk, resumed) as one:
        assert phase(one) is Phase.THROW
        assert "21 throws to go" in one.next_words


async def test_the_seal_is_not_shown_before_it_is_on_disk(desk: DeskWithCodes) -> None:
    journal = sealed(desk)
    desk.full = "The disk is full."
    async with facilitating(desk, journal) as one:
        one.app.saved = 0
        await one.pilot.pause()
        assert "being saved" in one.text("#seal-hex")
        assert not one.app.screen.query_one("#seal-code").display

        await one.pilot.press("enter")
        assert one.state.draw is not None
        assert not one.state.draw.witnessed


@pytest.mark.parametrize("theme", ["room-dark", "room-light"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_phone_reads_the_seal_from_the_screen(
    desk: DeskWithCodes, theme: str, size: tuple[int, int]
) -> None:
    async with facilitating(desk, sealed(desk), size, theme) as one:
        await one.saved()
        assert one.state.draw is not None
        seal = sha256(one.state.draw.record.encode()).hexdigest()

        assert one.codes() == [seal.upper()]
        assert seal[:4] in one.text("#seal-hex")


async def test_whoever_is_not_willing_leaves_the_hat_of_that_role_only(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles(ROLES))) as one:
        await one.press("right", "space")
        assert one.state.hatting.unwilling == {"M002": frozenset({"note-taker"})}
        assert "opted out" in one.painted()

        await one.press("u", "y")
        assert not one.state.hatting.unwilling


async def test_everybody_left_out_has_a_reason_and_everybody_in_has_a_chance(desk: DeskWithCodes) -> None:
    journal = played(desk, arrived_at(desk, Step.LOTTERY, ("M007",)), SetRoles(ROLES))
    async with facilitating(desk, journal) as one:
        shown = one.painted()

        assert "1 in 5  Boris" in shown
        assert "Ana  facilitates today" in shown
        assert "Goran  not here" in shown


async def test_a_hat_with_too_few_people_says_so_and_cannot_be_sealed(desk: DeskWithCodes) -> None:
    roles = (Role("crew", "Night crew", 9),)
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles(roles))) as one:
        assert "Night crew: 9 seats, but only 7 people" in one.text("#too-few")

        await one.press("l")
        assert one.state.draw is None
        assert "only 7 people" in one.app.said[-1]


async def test_the_only_candidate_is_not_staged_as_luck() -> None:
    desk = DeskWithCodes(("Ana", "Boris"))
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles(ROLES[:1]))) as one:
        assert "only candidate" in one.text("#hat")


async def test_a_counted_room_is_told_to_say_names(desk: DeskWithCodes) -> None:
    journal = arrived_at(desk, Step.LOTTERY, (), CountHeads(5))
    async with facilitating(desk, played(desk, journal, SetRoles(ROLES))) as one:
        assert "press W" in one.text("#too-few")
        assert "names" in one.said

        await one.press("l")
        assert one.state.draw is None


async def test_cards_and_called_numbers_when_the_room_wants_them(desk: DeskWithCodes) -> None:
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles(ROLES[:1]))) as one:
        await one.press("c", "m", "3", "l", "y", "enter", "space", "space")
        await one.type("17 4 88 1 2 ")
        await one.type("QH7S10DAC2C3C4C5C6C7C8C9C")
        await one.press("enter", "enter", "l", "y")

        assert one.state.draw is not None
        assert one.state.draw.entropy == "called 17 4 88 1 2; cards QH 7S TD AC 2C 3C 4C 5C 6C 7C 8C 9C"


async def test_a_wrong_entry_is_passed_over_after_the_lock(desk: DeskWithCodes) -> None:
    journal = played(desk, sealed(desk), ConfirmSeal(), *calling(LINE), LockEntropy())
    async with facilitating(desk, journal) as one:
        await one.press("enter", "e", "enter")
        assert one.state.draw is not None
        assert one.state.draw.offers[0].answer is None
        await one.type("on leave since May")
        await one.press("enter")

        assert one.state.draw.offers[0].answer is Answer.INELIGIBLE
        assert one.state.draw.offers[0].reason == Said("on leave since May")


async def test_a_seat_that_nobody_takes_is_said_to_be_empty(desk: DeskWithCodes) -> None:
    journal = played(desk, sealed(desk), ConfirmSeal(), *calling(LINE), LockEntropy())
    async with facilitating(desk, journal) as one:
        while phase(one) is Phase.REVEAL:
            await one.press("enter", "x")

        assert "2 seats stay empty" in one.text("#done-roles")
        assert "seat stays empty" in one.said


async def test_a_second_draw_has_other_roles_and_the_first_is_never_repeated(desk: DeskWithCodes) -> None:
    journal = played(desk, sealed(desk), ConfirmSeal(), *calling(LINE), LockEntropy())
    async with facilitating(desk, journal) as one:
        for _seat in range(3):
            await one.press("enter", "enter")
        await one.press("a")
        one.app.screen.query_one(TextArea).text = "note taker"
        await one.press("ctrl+s")
        assert phase(one) is Phase.DONE

        one.app.screen.query_one(TextArea).text = "cook"
        await one.press("ctrl+s")
        assert phase(one) is Phase.HATS
        assert "cook" in one.text("#hat")


async def test_no_lottery_today_goes_to_the_close(desk: DeskWithCodes) -> None:
    async with facilitating(desk, at_lottery(desk)) as one:
        await one.press("x")

        assert one.state.step is Step.CLOSE


async def test_three_hundred_people_are_in_one_hat_and_are_found_by_typing() -> None:
    desk = DeskWithCodes([f"Person {number:03}" for number in range(1, 301)])
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles(ROLES[:1]))) as one:
        assert "299 people in the hat" in one.text("#hat")

        await one.press("slash")
        await one.type("217")
        assert "1 in 299  Person 217" in one.painted()

        await one.press("space", "escape")
        assert "298 people in the hat" in one.text("#hat")


async def test_names_and_labels_are_never_markup() -> None:
    desk = DeskWithCodes(("[/oops]", "[red]Ana", "Боба"))
    journal = played(desk, at_lottery(desk), SetRoles((Role("cook", "[bold]cook"),)), SealDraw("7K9ZZ"))
    async with facilitating(desk, played(desk, journal, ConfirmSeal(), *calling(LINE), LockEntropy())) as one:
        await one.press("enter", "enter")

        assert "[bold]cook" in one.text("#done-roles")


@pytest.mark.parametrize("size", SIZES)
async def test_what_enter_does_is_readable_in_every_part_and_at_every_size(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    parts = (SetRoles(ROLES), SealDraw("7K9ZZ"), ConfirmSeal(), *calling(LINE), LockEntropy())
    for reached in range(len(parts) + 1):
        async with facilitating(desk, played(desk, at_lottery(desk), *parts[:reached]), size) as one:
            assert one.next_words in one.painted()


async def test_a_void_reason_is_needed(desk: DeskWithCodes) -> None:
    async with facilitating(desk, sealed(desk)) as one:
        await one.press("v", "enter")
        assert one.state.draw is not None
        assert one.state.draw.void is None
        await one.type("wrong roll")
        await one.press("enter")

        assert one.state.draw.void == Said("wrong roll")


async def test_of_a_pair_in_one_pool_enter_passes_the_second_and_the_screen_says_why(
    desk: DeskWithCodes,
) -> None:
    role = Role("note-taker", "note taker", 2)
    pairs = tuple(combinations(("M001", "M002", "M003", "M004", "M005", "M006", "M007"), 2))
    begun = (SetRoles((role,), pairs=pairs), SealDraw("7K9ZZ"), ConfirmSeal(), *calling(LINE), LockEntropy())
    async with facilitating(desk, played(desk, at_lottery(desk), *begun)) as one:
        said = []
        while phase(one) is Phase.REVEAL:
            await one.press("enter")
            said.append(one.painted())
        draw = one.state.draw
        assert draw

        assert [offer.answer for offer in draw.offers].count(Answer.ACCEPTED) == 1
        assert {offer.answer for offer in draw.offers} == {Answer.ACCEPTED, Answer.PASSED}
        assert any("do not sit in one pool" in words for words in said)
        assert any("One of a pair: passes" in words for words in said)
        await one.press("u", "y")
        assert phase(one) is Phase.REVEAL


async def test_too_few_people_are_named_and_a_rule_gives_way_when_the_assembly_agrees(
    desk: DeskWithCodes,
) -> None:
    role = Role("facilitator", "Facilitator", 7)
    async with facilitating(desk, played(desk, at_lottery(desk), SetRoles((role,)))) as one:
        assert "the assembly relaxes for Facilitator" in " ".join(one.painted().split())
        await one.press("e")
        assert "goes on record" in one.painted()
        await one.press("escape")
        assert [*one.state.hatting.relaxed] == []
        await one.press("e", "enter")
        assert [*one.state.hatting.relaxed] == [("facilitator", Rule.TWICE_IN_A_ROW)]
        assert "too few" not in one.painted()
        await one.press("e")
        assert "have people enough" in one.app.said[-1]

        await one.press("u", "y")
        assert [*one.state.hatting.relaxed] == []


async def test_throws_typed_before_the_observers_are_named_are_answered_and_find_nobody(
    desk: DeskWithCodes,
) -> None:
    async with facilitating(desk, sealed(desk)) as one:
        await one.press("enter")
        await one.type("3516")

        assert "The throws come after this." in one.painted()
        assert "/ 3516" not in one.painted()
        await one.press("space", "space")
        assert phase(one) is Phase.THROW
