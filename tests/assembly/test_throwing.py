"""From the first throw on nothing that was called can vanish: corrections and void draws leave a trace."""

from __future__ import annotations

import pytest

from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw, VoidDraw
from assembly.acts.floor import MarkPresence
from assembly.acts.hatting import KeepApart, MarkConsented, SetRoles
from assembly.acts.throwing import BeginThrow, ReadBack
from assembly.draw.barring import Why
from assembly.drawn import DrawShown, draws_of
from assembly.hats_today import hats_of
from assembly.journal import TakenBack, replaying
from assembly.roles import Role
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from tests.rooms import FAIR_DICE, Room

NOTES = Role("notes", "Note taker", 2)
SLIP = Said("M003 had gone home")
MISTYPED = FAIR_DICE[:-1] + ("1" if FAIR_DICE[-1] != "1" else "2")


@pytest.fixture
def room() -> Room:
    """Seven of nine before a seal that nobody has seen yet; M001 facilitates."""
    begun = Room()
    begun.walk_to(Step.LOTTERY)
    begun.ask(SetRoles((NOTES,)), SealDraw("Q0001"))
    return begun


def shown(room: Room) -> DrawShown:
    return draws_of(room.state)[-1]


def test_two_observers_are_named_and_stand_in_the_record(room: Room) -> None:
    room.ask(ConfirmSeal(("M002", "M003")))

    assert shown(room).observers == ("M002", "M003")


@pytest.mark.parametrize(
    ("observers", "code"),
    [
        (("M002",), "two-observers"),
        (("M002", "M002"), "two-observers"),
        (("M002", "M003", "M004"), "two-observers"),
        (("M001", "M002"), "observer-facilitates"),
        (("M002", "M008"), "not-here"),
        (("M002", "nobody"), "not-here"),
    ],
)
def test_observers_are_two_people_here_and_neither_facilitates(
    room: Room, observers: tuple[str, ...], code: str
) -> None:
    assert room.code(ConfirmSeal(observers)) == code


def test_somebody_who_is_recused_may_still_watch(room: Room) -> None:
    room.ask(MarkPresence(("M004",), Presence.RECUSED), ConfirmSeal(("M002", "M004")))

    assert shown(room).witnessed


def test_nothing_is_thrown_before_the_observers_have_the_seal(room: Room) -> None:
    assert room.code(BeginThrow()) == "witnesses-first"
    assert room.code(ReadBack(FAIR_DICE)) == "witnesses-first"


def test_a_draw_that_is_void_before_the_first_throw_says_nothing_of_throws(room: Room) -> None:
    room.ask(ConfirmSeal(), VoidDraw(SLIP))

    assert shown(room).called == 0


@pytest.mark.parametrize(("on_the_table", "recorded"), [(0, 1), (1, 1), (24, 24)])
def test_a_draw_that_is_void_after_the_first_throw_says_how_many_were_called(
    room: Room, on_the_table: int, recorded: int
) -> None:
    room.ask(ConfirmSeal(), BeginThrow(), VoidDraw(SLIP, on_the_table))

    assert shown(room).called == recorded


def test_nothing_is_void_once_the_throws_were_read_back_and_the_names_stand(
    room: Room,
) -> None:
    room.ask(ConfirmSeal(), BeginThrow(), ReadBack(FAIR_DICE))

    assert room.code(VoidDraw(SLIP)) == "throws-are-read"
    room.ask(ReadBack(FAIR_DICE), LockEntropy(FAIR_DICE))
    assert room.code(VoidDraw(SLIP)) == "entropy-locked"


def test_a_throw_that_began_is_never_taken_back(room: Room) -> None:
    room.ask(ConfirmSeal(), BeginThrow())
    assert room.try_undo() == "undo-stops-at-draw"

    began = room.journal.last
    forged = room.journal.grown(TakenBack(began.n), room.now)
    assert replaying(forged.entries).assembly.draws["Q0001"].began


def test_the_throwing_begins_once(room: Room) -> None:
    room.ask(ConfirmSeal(), BeginThrow())

    assert room.code(BeginThrow()) == "throw-already-began"


def test_what_one_person_read_back_is_not_locked_before_a_second_did(room: Room) -> None:
    room.ask(ConfirmSeal(), BeginThrow(), ReadBack(FAIR_DICE))
    assert room.code(LockEntropy(FAIR_DICE)) == "read-back-first"

    room.ask(ReadBack(FAIR_DICE))
    assert room.code(ReadBack(FAIR_DICE)) == "already-read-back"
    room.ask(LockEntropy(FAIR_DICE))
    assert shown(room).corrections == ()


def test_a_correction_after_the_reading_stays_visible_and_is_read_back_anew(room: Room) -> None:
    room.ask(ConfirmSeal(), BeginThrow(), ReadBack(MISTYPED), ReadBack(MISTYPED), ReadBack(FAIR_DICE))
    assert room.code(LockEntropy(MISTYPED)) == "read-back-first"
    assert room.code(LockEntropy(FAIR_DICE)) == "read-back-first"

    room.ask(ReadBack(FAIR_DICE), LockEntropy(FAIR_DICE))
    assert shown(room).corrections == ((MISTYPED, FAIR_DICE),)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (FAIR_DICE[:-2], "draw-entropy-too-few"),
        (FAIR_DICE + " 1", "draw-entropy-too-many"),
        (FAIR_DICE[:-1] + "7", "draw-entropy-number"),
        ("d10 " + " ".join("0123456789" * 2), "draw-entropy-sources"),
    ],
)
def test_only_a_line_that_could_be_locked_is_read_back(room: Room, line: str, code: str) -> None:
    room.ask(ConfirmSeal(), BeginThrow())

    assert room.code(ReadBack(line)) == code


def test_the_book_tells_the_same_after_a_crash(room: Room) -> None:
    room.ask(ConfirmSeal(("M002", "M003")), BeginThrow(), ReadBack(MISTYPED), ReadBack(FAIR_DICE))

    assert room.replayed().assembly == room.state


def test_who_agreed_beforehand_is_in_the_hat_without_being_here() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((NOTES,)), MarkConsented("M008", agreed=True))
    assert hats_of(room.state).eligible["M008"] == ("notes",)

    room.ask(MarkConsented("M008", agreed=False))
    assert hats_of(room.state).left_out["notes"]["M008"].why is Why.NOT_HERE
    assert room.code(MarkConsented("M002", agreed=True)) == "is-here"
    assert room.code(MarkConsented("X001", agreed=True)) == "not-entitled"


def test_two_people_are_kept_apart_until_they_are_not() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((NOTES,)), KeepApart("M003", "M002"))
    assert room.state.hatting.pairs == (("M002", "M003"),)

    room.ask(KeepApart("M002", "M003", apart=False))
    assert not room.state.hatting.pairs
    assert room.code(KeepApart("M002", "M002")) == "pair-of-one"
    assert room.code(KeepApart("M002", "X001")) == "not-entitled"


def test_no_hat_changes_while_a_draw_is_sealed(room: Room) -> None:
    assert room.code(KeepApart("M002", "M003")) == "draw-unfinished"
    assert room.code(MarkConsented("M008", agreed=True)) == "draw-unfinished"
