"""Every throw is on record from the moment it is called: corrections and void draws leave a trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw, VoidDraw
from assembly.acts.floor import MarkPresence
from assembly.acts.hatting import KeepApart, MarkConsented, SetRoles
from assembly.acts.throwing import CallThrow, CorrectThrow, ReadBack, StrikeThrow, calling
from assembly.draw.barring import Why
from assembly.draw.entropy import Kind, Promise
from assembly.draw.throws import Correction, Moment
from assembly.drawn import DrawShown, draws_of
from assembly.hats_today import hats_of
from assembly.journal import Journal, TakenBack, replaying
from assembly.lottery import Draw
from assembly.roles import Role
from assembly.rulebook import decide
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


def draw_of(room: Room) -> Draw:
    return draw_in(room.journal)


def draw_in(journal: Journal) -> Draw:
    draw = journal.assembly.draw
    assert draw is not None
    return draw


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
    for command in (CallThrow("3"), StrikeThrow(), CorrectThrow(1, "3"), ReadBack(), LockEntropy()):
        assert room.code(command) == "witnesses-first"


def test_every_throw_is_on_record_from_the_moment_it_is_called(room: Room) -> None:
    room.ask(ConfirmSeal(), *map(CallThrow, "351"))

    assert draw_of(room).throws == ("3", "5", "1")
    assert room.replayed().assembly == room.state


@pytest.mark.parametrize(
    ("throws", "refused", "code"),
    [
        ("", "7", "draw-entropy-number"),
        ("", "", "draw-entropy-number"),
        ("35", "0", "draw-entropy-number"),
        ("35", "3 5", "draw-entropy-number"),
        ("35162" * 5, "1", "all-thrown"),
    ],
)
def test_only_what_the_seal_names_is_thrown(room: Room, throws: str, refused: str, code: str) -> None:
    room.ask(ConfirmSeal(), *map(CallThrow, throws))

    assert room.code(CallThrow(refused)) == code
    assert draw_of(room).throws == tuple(throws)


def test_each_source_is_called_in_its_turn_also_a_beacon_and_no_card_twice(room: Room) -> None:
    beacon = "ab" * 32
    named = (Promise(Kind.CALLED, 2), Promise(Kind.CARDS, 12), Promise(Kind.BEACON, 77))
    line = f"called 17 4; cards QH 7S TD AS 2S 3S 4S 5S 6S 8S 9S TS; drand-quicknet 77 {beacon}"
    room.ask(VoidDraw(SLIP), SealDraw("Q0002", sources=named), ConfirmSeal(), *calling(line)[:3])
    assert room.code(CallThrow("QH")) == "draw-card-twice"

    room.ask(*calling(line)[3:], LockEntropy())
    assert draw_of(room).entropy == line


def test_a_draw_that_is_void_before_the_first_throw_says_nothing_of_throws(room: Room) -> None:
    room.ask(ConfirmSeal(), VoidDraw(SLIP))

    assert shown(room).called == 0


@pytest.mark.parametrize("number", [1, 3, 24])
def test_a_draw_that_is_void_after_the_first_throw_says_how_many_were_called(room: Room, number: int) -> None:
    room.ask(ConfirmSeal(), *calling(FAIR_DICE)[:number], StrikeThrow(), VoidDraw(SLIP))

    assert shown(room).called == number


def test_nothing_is_void_once_all_throws_were_called_whatever_is_struck_out(room: Room) -> None:
    room.ask(ConfirmSeal(), *calling(FAIR_DICE)[:25])
    assert room.code(VoidDraw(SLIP)) == "throws-are-called"

    room.ask(*[StrikeThrow()] * 25)
    assert room.code(VoidDraw(SLIP)) == "throws-are-called"
    room.ask(*calling(FAIR_DICE), LockEntropy())
    assert room.code(VoidDraw(SLIP)) == "entropy-locked"


def test_a_throw_is_struck_out_but_never_taken_back(room: Room) -> None:
    room.ask(ConfirmSeal(), CallThrow("3"))
    assert room.try_undo() == "undo-stops-at-draw"

    called = room.journal.last
    forged = room.journal.grown(TakenBack(called.n), room.now)
    assert draw_in(replaying(forged.entries)).throws == ("3",)

    room.ask(StrikeThrow())
    assert room.try_undo() == "undo-stops-at-draw"
    assert room.code(StrikeThrow()) == "nothing-called"


def test_two_people_read_back_what_is_locked(room: Room) -> None:
    room.ask(ConfirmSeal())
    assert room.code(ReadBack()) == "draw-entropy-empty"
    room.ask(*calling(FAIR_DICE)[:24])
    assert room.code(ReadBack()) == "draw-entropy-too-few"

    room.ask(CallThrow(FAIR_DICE[-1]))
    assert room.code(LockEntropy()) == "read-back-first"
    room.ask(ReadBack())
    assert room.code(LockEntropy()) == "read-back-first"
    room.ask(ReadBack())
    assert room.code(ReadBack()) == "already-read-back"
    room.ask(LockEntropy())
    assert shown(room).corrections == ()


def test_a_correction_after_the_reading_stays_visible_and_is_read_back_anew(room: Room) -> None:
    room.ask(ConfirmSeal(), *calling(MISTYPED), StrikeThrow(), CallThrow(FAIR_DICE[-1]))
    assert room.code(LockEntropy()) == "read-back-first"
    room.ask(ReadBack())
    assert room.code(LockEntropy()) == "read-back-first"

    room.ask(ReadBack(), LockEntropy())
    correction = Correction(25, MISTYPED[-1], FAIR_DICE[-1], Moment.READ)
    assert shown(room).corrections == (correction,)
    assert draw_of(room).entropy == FAIR_DICE


def test_a_correction_tells_whether_somebody_could_know_the_names_by_then(room: Room) -> None:
    room.ask(ConfirmSeal(), CallThrow("6"), StrikeThrow(), *calling(MISTYPED)[:25])
    room.ask(StrikeThrow(), StrikeThrow(), *map(CallThrow, FAIR_DICE.split()[-2:]))

    assert shown(room).corrections == (
        Correction(1, "6", "3", Moment.CALLING),
        Correction(25, MISTYPED[-1], FAIR_DICE[-1], Moment.WHOLE),
    )


def test_a_throw_that_changes_twice_is_told_twice_and_one_never_called_again_too(room: Room) -> None:
    room.ask(ConfirmSeal(), CallThrow("1"), StrikeThrow(), CallThrow("2"), StrikeThrow(), CallThrow("1"))
    room.ask(CallThrow("4"), StrikeThrow())

    told = [(one.place, one.before, one.after) for one in draw_of(room).corrections]
    assert told == [(1, "1", "2"), (1, "2", "1"), (2, "4", None)]


def test_one_throw_is_corrected_and_those_after_it_stand(room: Room) -> None:
    room.ask(ConfirmSeal(), *map(CallThrow, "351624"), CorrectThrow(2, "4"))

    assert draw_of(room).throws == tuple("341624")
    assert shown(room).corrections == (Correction(2, "5", "4", Moment.CALLING),)
    assert room.replayed().assembly == room.state


@pytest.mark.parametrize(
    ("place", "word", "code"),
    [
        (0, "4", "no-such-throw"),
        (4, "4", "no-such-throw"),
        (2, "5", "nothing-changes"),
        (2, "7", "draw-entropy-number"),
        (2, "", "draw-entropy-number"),
    ],
)
def test_only_a_throw_that_was_called_becomes_another_that_can_have_been(
    room: Room, place: int, word: str, code: str
) -> None:
    room.ask(ConfirmSeal(), *map(CallThrow, "351"))

    assert room.code(CorrectThrow(place, word)) == code
    assert draw_of(room).throws == tuple("351")


def test_a_card_is_not_corrected_into_one_that_lies_on_the_table(room: Room) -> None:
    named = (Promise(Kind.CALLED, 2), Promise(Kind.CARDS, 12))
    room.ask(VoidDraw(SLIP), SealDraw("Q0002", sources=named), ConfirmSeal())
    room.ask(*map(CallThrow, ("17", "4", "QH", "7S")))

    assert room.code(CorrectThrow(4, "QH")) == "draw-card-twice"
    assert room.code(CorrectThrow(2, "QH")) == "draw-entropy-number"
    room.ask(CorrectThrow(2, "44"), CorrectThrow(3, "TD"))
    assert draw_of(room).throws == ("17", "44", "TD", "7S")


def test_a_correction_is_read_back_anew_by_two_and_never_taken_back(room: Room) -> None:
    room.ask(ConfirmSeal(), *calling(FAIR_DICE), CorrectThrow(3, "2"))
    assert room.try_undo() == "undo-stops-at-draw"
    room.ask(ReadBack())
    assert room.code(LockEntropy()) == "read-back-first"

    room.ask(ReadBack(), LockEntropy())
    assert shown(room).corrections == (Correction(3, "1", "2", Moment.READ),)
    assert draw_of(room).entropy == FAIR_DICE.replace("dice 3 5 1", "dice 3 5 2")
    assert room.code(CorrectThrow(3, "1")) == "entropy-locked"


def test_a_correction_after_the_last_throw_says_that_the_names_could_be_known_and_voids_nothing(
    room: Room,
) -> None:
    room.ask(ConfirmSeal(), *calling(FAIR_DICE)[:25], CorrectThrow(3, "2"))

    assert shown(room).corrections == (Correction(3, "1", "2", Moment.WHOLE),)
    assert room.code(VoidDraw(SLIP)) == "throws-are-called"


@given(
    st.lists(st.sampled_from("123456"), min_size=1, max_size=25),
    st.integers(1, 25),
    st.sampled_from("123456"),
    st.integers(0, 2),
)
def test_a_correction_can_do_no_more_than_striking_all_that_came_after(
    thrown: list[str], at: int, word: str, readers: int
) -> None:
    place = min(at, len(thrown))
    before = Room()
    before.walk_to(Step.LOTTERY)
    before.ask(SetRoles((NOTES,)), SealDraw("Q0001"), ConfirmSeal(), *map(CallThrow, thrown))
    if len(thrown) == 25:
        before.ask(*[ReadBack()] * readers)
    at_once, one_by_one = draw_of(before), draw_of(before)
    if word != thrown[place - 1]:
        corrected = before.journal.grown(decide(before.state, CorrectThrow(place, word)), before.now)
        at_once = draw_in(corrected)
        before.ask(*[StrikeThrow()] * (len(thrown) - place + 1))
        before.ask(*map(CallThrow, (word, *thrown[place:])))
        one_by_one = draw_of(before)

    assert at_once.throws == one_by_one.throws
    assert at_once.corrections == one_by_one.corrections
    assert (at_once.called, at_once.whole) == (one_by_one.called, one_by_one.whole)
    assert at_once.readers == one_by_one.readers


@given(st.lists(st.sampled_from("123456-"), max_size=60))
def test_whatever_is_called_and_struck_out_the_book_tells_all_of_it(keys: list[str]) -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((NOTES,)), SealDraw("Q0001"), ConfirmSeal())
    called, on_the_table, struck = 0, list[str](), list[tuple[int, str]]()
    for key in keys:
        if key == "-" and on_the_table:
            struck.append((len(on_the_table), on_the_table.pop()))
        elif key != "-" and len(on_the_table) < 25:
            on_the_table.append(key)
            called += 1
        room.tried(StrikeThrow() if key == "-" else CallThrow(key))

    draw = draw_of(room)
    assert list(draw.throws) == on_the_table
    assert [(one.place, one.word) for one in draw.struck] == struck
    assert called == len(draw.throws) + len(draw.struck)
    assert draw.whole is (len(on_the_table) == 25 or any(place == 25 for place, _word in struck))
    assert room.replayed().assembly == room.state


def test_the_book_tells_the_same_after_a_crash(room: Room) -> None:
    room.ask(
        ConfirmSeal(("M002", "M003")), *calling(MISTYPED)[:26], StrikeThrow(), CallThrow("4"), ReadBack()
    )

    assert room.replayed().assembly == room.state
    assert draw_of(room).readers == 1


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
