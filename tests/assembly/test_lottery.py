"""The lottery in an assembly: who is in the hats, the seal, the dice, the answers, and the chain of draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw, VoidDraw
from assembly.acts.floor import CountHeads, GoTo
from assembly.acts.hatting import MarkWilling, SetRoles
from assembly.acts.sidelines import TakeNote
from assembly.acts.throwing import CallThrow, calling
from assembly.draw.barring import Why
from assembly.draw.entropy import Kind as Source
from assembly.draw.entropy import Promise
from assembly.hats_today import hats_of
from assembly.journal import take_back, undoable
from assembly.lottery import Answer, Draw, record_hash
from assembly.minutes import minutes_of
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.said import NOTHING_SAID, Said
from assembly.state import Served
from assembly.steps import Step
from tests.rooms import FAIR_DICE, Room, opening_of

FACILITATOR = Role("facilitator", "Facilitator")
NOTES = Role("notes", "Note taker", 2)
SLIP = Said("M003 had gone home")


@pytest.fixture
def lottery() -> Room:
    """Seven of nine at the lottery; M001 facilitates."""
    room = Room()
    room.walk_to(Step.LOTTERY)
    return room


def draw_of(room: Room) -> Draw:
    draw = room.state.draw
    assert draw
    return draw


def test_a_draw_is_sealed_witnessed_thrown_and_revealed(lottery: Room) -> None:
    lottery.draw(FACILITATOR, NOTES)

    draw = draw_of(lottery)
    assert draw.finished
    assert len(draw.holders("facilitator")) == 1
    assert len(draw.holders("notes")) == 2
    assert [offer.hat for offer in draw.offers] == ["notes", "notes", "facilitator"]


def test_the_record_does_not_change_once_it_is_sealed(lottery: Room) -> None:
    lottery.seal(FACILITATOR)
    record = draw_of(lottery).record

    lottery.leave("M003")
    lottery.come("M008")
    lottery.ask(*calling(FAIR_DICE), LockEntropy())

    assert draw_of(lottery).record == record
    assert "member\tM003\t" in record


def test_the_same_dice_on_the_same_record_give_the_same_people() -> None:
    twins = [Room(), Room()]
    for room in twins:
        room.walk_to(Step.LOTTERY)
        room.draw(FACILITATOR, NOTES)

    assert draw_of(twins[0]) == draw_of(twins[1])


def test_only_people_here_are_in_the_hats_and_todays_facilitator_is_not_in_hers(lottery: Room) -> None:
    lottery.ask(SetRoles((FACILITATOR, NOTES)))

    filled = hats_of(lottery.state)

    assert filled.eligible["M001"] == ("notes",)
    assert filled.eligible["M002"] == ("facilitator", "notes")
    assert filled.eligible["M008"] == ()
    assert filled.left_out["facilitator"]["M001"].why is Why.HELD_LAST
    assert filled.left_out["facilitator"]["M008"].why is Why.NOT_HERE


def test_nobody_is_in_the_hat_twice_before_everybody_was_once() -> None:
    served = tuple(
        Served("facilitator", member, 1, date(2026, 11, 1 + day))
        for day, member in enumerate(("M001", "M002", "M003", "M004"))
    )
    room = Room(opening=replace(opening_of(9), served=served))
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((FACILITATOR,)))

    filled = hats_of(room.state)

    # M005 has the fewest turns and the first place, and so facilitates today.
    assert room.state.facilitator == "M005"
    assert [member for member, hats in filled.eligible.items() if hats] == ["M006", "M007"]
    assert filled.left_out["facilitator"]["M004"].why is Why.SERVED_MORE


def test_opting_out_keeps_a_person_out_of_one_hat_only(lottery: Room) -> None:
    lottery.ask(SetRoles((FACILITATOR, NOTES), opted_out=(("M002", "notes"),)))
    lottery.ask(MarkWilling("M003", "facilitator", willing=False))

    filled = hats_of(lottery.state)
    assert filled.eligible["M002"] == ("facilitator",)
    assert filled.eligible["M003"] == ("notes",)

    lottery.ask(MarkWilling("M003", "facilitator", willing=True))
    assert hats_of(lottery.state).eligible["M003"] == ("facilitator", "notes")


def test_willing_is_said_by_people_here_about_roles_of_the_draw(lottery: Room) -> None:
    lottery.ask(SetRoles((FACILITATOR,)))

    assert lottery.code(MarkWilling("M009", "facilitator", willing=False)) == "not-here"
    assert lottery.code(MarkWilling("M002", "cook", willing=False)) == "no-such-role"


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ((), "no-roles"),
        ((FACILITATOR, FACILITATOR), "role-twice"),
        ((Role("Facilitator", "F"),), "role-id"),
        ((Role("a.b", "F"),), "role-id"),
        ((Role("x" * 29, "F"),), "role-id"),
        ((Role("notes", "N", -1),), "draw-seats"),
    ],
)
def test_roles_have_ids_of_their_own_and_seats(lottery: Room, roles: tuple[Role, ...], code: str) -> None:
    assert lottery.code(SetRoles(roles)) == code


def test_more_seats_than_people_is_refused_with_what_a_sentence_needs(lottery: Room) -> None:
    lottery.ask(SetRoles((Role("notes", "Note taker", 8),)))

    refused = lottery.refusal(SealDraw("Q0001"))

    assert refused.code == "draw-too-few-people"
    assert refused.facts["seats"] == 8
    assert refused.facts["people"] == 7
    assert not lottery.state.draws


def test_zero_seats_are_drawn_at_once(lottery: Room) -> None:
    lottery.seal(Role("notes", "Note taker", 0))
    lottery.ask(*calling(FAIR_DICE), LockEntropy())

    assert draw_of(lottery).finished


def test_nothing_is_sealed_without_roles_or_names(lottery: Room) -> None:
    assert lottery.code(SealDraw("Q0001")) == "no-roles"
    lottery.ask(SetRoles((FACILITATOR,)), CountHeads(7))
    assert lottery.code(SealDraw("Q0001")) == "names-not-ticked"


def test_a_draw_has_an_id_of_its_own(lottery: Room) -> None:
    lottery.draw(FACILITATOR)
    taken = draw_of(lottery).id
    lottery.ask(SetRoles((NOTES,)))

    for id in (taken, lottery.state.id):
        assert lottery.code(SealDraw(id)) == "id-taken"


def test_the_steps_of_a_draw_come_in_their_order(lottery: Room) -> None:
    for request in (ConfirmSeal(), CallThrow("3"), LockEntropy(), VoidDraw(SLIP)):
        assert lottery.code(request) == "nothing-sealed"
    lottery.ask(SetRoles((FACILITATOR,)), SealDraw("Q0001"))
    assert lottery.code(LockEntropy()) == "witnesses-first"
    assert lottery.code(RevealSeat()) == "entropy-first"
    lottery.ask(ConfirmSeal())
    assert lottery.code(ConfirmSeal()) == "already-witnessed"
    lottery.ask(*calling(FAIR_DICE), LockEntropy())
    assert lottery.code(AnswerSeat(Answer.ACCEPTED)) == "nobody-revealed"
    lottery.ask(RevealSeat())
    assert lottery.code(RevealSeat()) == "answer-first"
    lottery.ask(AnswerSeat(Answer.ACCEPTED))
    assert lottery.code(RevealSeat()) == "draw-finished"


@pytest.mark.parametrize(
    ("throws", "code"),
    [
        ("", "draw-entropy-empty"),
        ("351", "draw-entropy-too-few"),
        ("35162" * 5, "read-back-first"),
    ],
)
def test_nothing_is_locked_that_was_not_called_and_read_back(lottery: Room, throws: str, code: str) -> None:
    lottery.seal(FACILITATOR)
    lottery.ask(*map(CallThrow, throws))

    assert lottery.code(LockEntropy()) == code
    assert draw_of(lottery).entropy is None


def test_called_numbers_and_ten_sided_dice_can_be_sealed_instead(lottery: Room) -> None:
    sources = (Promise(Source.CALLED, 3), Promise(Source.D10, 20))
    lottery.ask(SetRoles((FACILITATOR,)), SealDraw("Q0001", sources=sources), ConfirmSeal())

    line = "called 17 4 88; d10 " + "7 " * 19 + "7"
    lottery.ask(*calling(line), LockEntropy())

    assert draw_of(lottery).entropy == line
    assert draw_of(lottery).seated


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ((Promise(Source.DICE, 25), Promise(Source.CALLED, 2)), "called-first"),
        ((Promise(Source.CALLED, 1), Promise(Source.DICE, 25), Promise(Source.CALLED, 2)), "source-twice"),
        ((Promise(Source.DICE, 25), Promise(Source.DICE, 2)), "source-twice"),
        ((Promise(Source.CALLED, 0), Promise(Source.DICE, 25)), "draw-promise-count"),
    ],
)
def test_nobody_calls_after_the_dice_and_no_source_is_named_twice(
    lottery: Room, sources: tuple[Promise, ...], code: str
) -> None:
    lottery.ask(SetRoles((FACILITATOR,)))

    assert lottery.code(SealDraw("Q0001", sources=sources)) == code


def test_called_numbers_alone_are_no_chance(lottery: Room) -> None:
    lottery.ask(SetRoles((FACILITATOR,)))

    assert lottery.code(SealDraw("Q0001", sources=(Promise(Source.CALLED, 99),))) == "draw-entropy-too-little"


def test_a_seat_that_is_declined_goes_to_the_reserve(lottery: Room) -> None:
    lottery.seal(FACILITATOR)
    lottery.ask(*calling(FAIR_DICE), LockEntropy())
    drawn, reserves = draw_of(lottery).seated["facilitator"], draw_of(lottery).reserves["facilitator"]

    lottery.reveal(Answer.DECLINED, Answer.INELIGIBLE)

    assert [offer.member for offer in draw_of(lottery).offers] == [*drawn, *reserves[:2]]
    assert draw_of(lottery).holders("facilitator") == reserves[1:2]


def test_when_all_decline_the_seat_stays_empty_and_may_be_drawn_again(lottery: Room) -> None:
    lottery.draw(FACILITATOR, answers=[Answer.DECLINED] * 6)

    assert draw_of(lottery).finished
    assert draw_of(lottery).holders("facilitator") == ()
    assert len({offer.member for offer in draw_of(lottery).offers}) == 6
    lottery.ask(SetRoles((FACILITATOR,)), SealDraw("Q0001"))
    assert draw_of(lottery).number == 2


def test_nobody_sits_twice_in_one_draw_whoever_declines(lottery: Room) -> None:
    lottery.seal(FACILITATOR, NOTES)
    lottery.ask(*calling(FAIR_DICE), LockEntropy())

    lottery.reveal(Answer.DECLINED, Answer.DECLINED, Answer.DECLINED, Answer.ACCEPTED, Answer.DECLINED)

    seats = [member for hat in draw_of(lottery).accepted.values() for member in hat]
    assert len(seats) == len(set(seats)) == 3


def test_a_role_whose_seats_were_taken_is_not_drawn_again_today(lottery: Room) -> None:
    lottery.draw(FACILITATOR)

    for role in (FACILITATOR, Role("facilitator-2", " facilitator "), Role("facilitator", "Chair")):
        lottery.ask(SetRoles((role,)))
        assert lottery.refusal(SealDraw("Q0001")).facts == {"role": role.id, "number": 1}
    lottery.ask(SetRoles((NOTES,)), SealDraw("Q0001"))


def test_a_draw_is_void_with_a_reason_before_its_dice_only(lottery: Room) -> None:
    lottery.seal(FACILITATOR)
    assert lottery.code(VoidDraw(NOTHING_SAID)) == "nothing-written"

    lottery.ask(VoidDraw(SLIP))
    assert draw_of(lottery).void == SLIP
    assert lottery.code(VoidDraw(SLIP)) == "nothing-sealed"
    assert lottery.code(LockEntropy()) == "nothing-sealed"
    lottery.seal(FACILITATOR)
    lottery.ask(*calling(FAIR_DICE), LockEntropy())

    assert lottery.code(VoidDraw(SLIP)) == "entropy-locked"
    assert lottery.code(LockEntropy()) == "entropy-locked"


def test_draws_are_numbered_and_chained_also_when_one_is_void() -> None:
    room = Room(opening=replace(opening_of(9), draws_before=17, last_record="ab" * 32))
    room.walk_to(Step.LOTTERY)
    room.seal(FACILITATOR)
    room.ask(VoidDraw(SLIP))
    room.draw(FACILITATOR)
    room.draw(NOTES)

    draws = tuple(room.state.draws.values())
    assert [draw.number for draw in draws] == [18, 19, 20]
    previous = [line for draw in draws for line in draw.record.splitlines() if line.startswith("previous: ")]
    sealed = [sha256(draw.record.encode()).hexdigest() for draw in draws]
    assert previous == [f"previous: {seal}" for seal in ("ab" * 32, *sealed[:2])]
    assert record_hash(draws[2]) == sealed[2]


def test_nothing_else_is_sealed_and_nobody_walks_on_while_a_draw_waits(lottery: Room) -> None:
    lottery.seal(FACILITATOR)

    for request in (SetRoles((NOTES,)), SealDraw("Q0001"), MarkWilling("M002", "facilitator", willing=False)):
        assert lottery.code(request) == "draw-unfinished"
    assert lottery.refusal(GoTo(Step.CLOSE)).facts == {"number": 1}
    lottery.ask(*calling(FAIR_DICE), LockEntropy(), RevealSeat())
    assert lottery.code(GoTo(Step.CLOSE)) == "draw-unfinished"


def test_undo_stops_at_the_seal_of_a_draw(lottery: Room) -> None:
    lottery.seal(FACILITATOR)
    lottery.ask(TakeNote(Said("dice from the canteen")))

    lottery.undo()
    lottery.undo()

    assert lottery.state.notes == ()
    assert not draw_of(lottery).witnessed
    assert undoable(lottery.journal) is None
    with pytest.raises(RuleBroken, match="undo-stops-at-draw"):
        take_back(lottery.journal)


def test_undo_takes_back_an_answer_and_a_reveal_but_never_the_dice(lottery: Room) -> None:
    lottery.draw(FACILITATOR, answers=[Answer.DECLINED])
    locked = draw_of(lottery).seated

    for _ in range(4):
        lottery.undo()

    assert draw_of(lottery).offers == ()
    assert draw_of(lottery).seated == locked
    assert draw_of(lottery).witnessed
    assert undoable(lottery.journal) is None


def test_undo_passes_over_a_void_draw_which_keeps_its_number(lottery: Room) -> None:
    lottery.seal(FACILITATOR)
    lottery.ask(VoidDraw(SLIP))

    lottery.undo()
    lottery.undo()

    assert lottery.state.hatting.roles == ()
    assert draw_of(lottery).void == SLIP
    lottery.seal(FACILITATOR)
    assert draw_of(lottery).number == 2


def test_a_room_of_three_hundred_draws() -> None:
    room = Room(entitled=300, here=300)
    room.walk_to(Step.LOTTERY)

    room.draw(FACILITATOR, Role("panel", "Panel", 30))

    assert len(draw_of(room).holders("panel")) == 30


def test_a_wrong_entry_is_passed_over_for_a_reason_that_stays_on_record(lottery: Room) -> None:
    lottery.seal(FACILITATOR)
    lottery.ask(*calling(FAIR_DICE), LockEntropy(), RevealSeat())
    assert lottery.code(AnswerSeat(Answer.INELIGIBLE)) == "nothing-written"

    lottery.ask(AnswerSeat(Answer.INELIGIBLE, SLIP))

    assert minutes_of(lottery.state).draws[0].offers[0].reason == SLIP


@pytest.mark.parametrize("other", [Answer.INELIGIBLE, Answer.DECLINED])
def test_what_a_wrong_entry_left_empty_is_not_drawn_again_today(lottery: Room, other: Answer) -> None:
    lottery.draw(FACILITATOR, answers=[Answer.INELIGIBLE, *[other] * 5])

    lottery.ask(SetRoles((FACILITATOR,)))
    assert lottery.refusal(SealDraw("Q0001")).facts == {"role": "Facilitator", "number": 1}
    assert lottery.code(SealDraw("Q0001")) == "skipped-today"
