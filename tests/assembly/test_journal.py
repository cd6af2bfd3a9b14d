"""The journal: growing, reading back, and taking back."""

from __future__ import annotations

import pytest

from assembly.acts.closing import ConfirmMinutes
from assembly.acts.consenting import Adopt, AskConsent
from assembly.acts.drawing import VoidDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.objecting import DropObjection
from assembly.acts.proposing import Propose
from assembly.acts.sidelines import CorrectClock, ParkThing, TakeNote
from assembly.circle import Kind
from assembly.journal import TakenBack, opened, replaying, take_back, undoable
from assembly.proposals import Stage
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.rulebook import ALLOWED, ALWAYS, Command, decide, may
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from tests.rooms import DRAFT, Room, opening_of


def test_a_journal_begins_with_its_opening() -> None:
    room = Room()

    with pytest.raises(RuleBroken, match="book-without-opening"):
        replaying(room.journal.entries[1:])
    with pytest.raises(RuleBroken, match="book-without-opening"):
        replaying(())


def test_entries_are_numbered_from_one_and_keep_their_moment(room: Room) -> None:
    room.ask(TakeNote(Said("Rain")))

    assert [entry.n for entry in room.journal.entries] == [1, 2, 3]
    assert room.last.at == room.now


def test_undo_gives_the_state_before_whatever_was_done() -> None:
    room = Room()
    room.walk_to(Step.DECIDE)
    states = [room.state, room.ask(AskConsent()), room.answer("M003")]
    states += [room.ask(command) for command in (DropObjection(1), AskConsent())]
    states += [room.answer(), room.ask(Adopt()), room.ask(GoTo(Step.CLOSE)), room.ask(ConfirmMinutes())]

    seen = [room.state]
    while undoable(room.journal):
        seen.append(room.undo())

    assert [state for state in seen if state in states] == list(reversed(states))


def test_undo_goes_back_to_the_opening_and_no_further(room: Room) -> None:
    room.undo()

    assert room.state.here == ()
    assert undoable(room.journal) is None
    with pytest.raises(RuleBroken, match="nothing-to-undo"):
        take_back(room.journal)


def test_an_undo_is_not_undone_but_what_was_taken_back_can_be_done_again(room: Room) -> None:
    room.ask(TakeNote(Said("Rain")))
    room.undo()

    assert room.undo().here == ()
    assert len(room.journal.entries) == 5
    assert room.come("M001").here == ("M001",)


def test_undo_takes_back_what_the_sentence_said_it_would(room: Room) -> None:
    room.ask(TakeNote(Said("Rain")), ParkThing(Said("Keys")))
    entry = undoable(room.journal)
    assert entry

    room.undo()

    assert room.last.event == TakenBack(entry.n)
    assert room.state.parked == ()
    assert room.state.notes != ()


def test_undo_passes_over_a_corrected_clock(room: Room) -> None:
    room.wait(100)
    room.ask(TakeNote(Said("Rain")), CorrectClock(60, "the lid was closed"))
    walked = room.state.walk.seconds(room.now)

    room.undo()

    assert room.state.notes == ()
    assert room.state.walk.seconds(room.now) == walked + 5


def test_a_decision_can_be_taken_back_until_the_close() -> None:
    room = Room()
    room.walk_to(Step.DECIDE)
    room.consent()

    room.undo()

    assert room.proposal.stage is Stage.CONSENT
    assert room.proposal.settled_at is None


def test_a_whole_assembly_reads_back_as_it_was() -> None:
    room = Room()
    room.walk_to(Step.DECIDE)
    room.consent()
    room.undo()
    room.come("M008")

    assert room.replayed() == room.journal


@pytest.mark.parametrize("step", Step)
def test_what_has_no_place_in_a_step_is_refused_and_greyed_out(step: Step) -> None:
    room = Room()
    room.walk_to(step)

    for kind in (Propose, AskConsent, ConfirmMinutes, MarkPresence):
        allowed = kind in ALWAYS | ALLOWED[step]
        assert may(room.state, kind) is allowed
    request: Command = Propose("Q0001", Kind.OPERATIONAL, DRAFT)
    if step is not Step.PROPOSAL:
        assert room.refusal(request).facts == {"step": step}


def test_asking_changes_nothing(room: Room) -> None:
    before = room.state

    decide(room.state, MarkPresence(("M008",), Presence.HERE))

    assert room.state is before


def test_an_opening_is_the_state_in_which_an_assembly_begins() -> None:
    opening = opening_of(9)
    room = Room(here=0, opening=opening)

    assert room.state.step is Step.GATHER
    assert room.state.entitled == opening.entitled
    assert room.state.walk.seconds(room.now) == 0
    assert opened(opening, room.now) == room.journal


def test_undo_does_not_reopen_the_answers_of_a_draw_that_another_stands_on(room: Room) -> None:
    room.walk_to(Step.LOTTERY)
    room.draw(Role("notes", "Note taker"))
    room.seal(Role("doors", "Door keeper"))
    room.ask(VoidDraw(Said("a wrong entry")))
    before = next(iter(room.state.draws.values()))

    while (refusal := room.try_undo()) is None:
        pass

    assert refusal == "undo-stops-at-draw"
    assert next(iter(room.state.draws.values())) == before
