"""People who come late, leave, recuse themselves, or are only counted, while something is being decided."""

from __future__ import annotations

import pytest

from assembly.acts.consenting import Adopt, AskConsent, CountPositions, TakePosition
from assembly.acts.floor import CountHeads, GoTo, HandOver, MarkPresence, PresenceMarked
from assembly.acts.proposing import Choose, ParkProposal, Propose
from assembly.acts.sidelines import CallFromStack, JoinStack, LeaveStack
from assembly.attendance import has_quorum, ordinary_quorum
from assembly.circle import Kind
from assembly.consent import waiting_for
from assembly.dialects import Position
from assembly.proposals import Stage
from assembly.state import Presence
from assembly.steps import Step
from tests.rooms import DRAFT, Room, members


def asking() -> Room:
    """Seven of nine are asked for consent."""
    room = Room()
    room.walk_to(Step.DECIDE)
    room.ask(AskConsent())
    return room


def waiting(room: Room) -> tuple[str, ...]:
    assert room.proposal.round
    return waiting_for(room.state, room.proposal.round)


def test_whoever_comes_late_is_asked_before_anything_is_adopted() -> None:
    room = asking()
    room.answer()

    room.come("M008")

    assert room.refusal(Adopt()).facts == {"number": 1}
    assert waiting(room) == ("M008",)
    room.ask(TakePosition("M008", Position.CONSENT), Adopt())
    assert room.proposal.stage is Stage.ADOPTED


def test_whoever_leaves_in_the_middle_is_not_waited_for() -> None:
    room = asking()

    room.leave("M004")
    room.answer()
    room.ask(Adopt())

    assert "M004" not in room.proposal.rounds[-1].positions
    assert room.proposal.stage is Stage.ADOPTED


def test_whoever_recuses_herself_is_not_asked_and_does_not_count() -> None:
    room = asking()

    room.ask(MarkPresence(("M004",), Presence.RECUSED))

    assert "M004" not in waiting(room)
    assert room.state.present == 6
    assert room.code(TakePosition("M004", Position.CONSENT)) == "not-here"


def test_an_answer_stays_when_its_owner_leaves_and_comes_back() -> None:
    room = asking()
    room.answer()

    room.leave("M002")
    room.come("M002")

    assert room.ask(Adopt()).proposals[room.proposal.id].stage is Stage.ADOPTED


def test_nothing_is_adopted_once_quorum_is_lost_and_the_draft_stays() -> None:
    room = asking()
    room.answer()
    room.leave("M001", "M002", "M003")

    refused = room.refusal(Adopt())

    assert (refused.code, refused.facts) == ("no-quorum", {"present": 4, "needed": 5})
    assert room.proposal.version.draft == DRAFT
    assert room.code(AskConsent()) == "no-quorum"
    room.come("M008")
    assert room.code(Adopt()) == "people-unrecorded"
    room.ask(TakePosition("M008", Position.CONSENT), Adopt())
    assert room.proposal.stage is Stage.ADOPTED


def test_quorum_is_half_of_the_entitled_rounded_up() -> None:
    room = Room(here=4)
    protocol = room.state.protocols[0]

    assert ordinary_quorum(room.state) == 5
    assert not has_quorum(room.state, protocol)
    room.come("M005")
    assert has_quorum(room.state, protocol)


def test_a_count_that_no_longer_fits_the_room_adopts_nothing() -> None:
    room = Room(entitled=40, here=0)
    room.ask(CountHeads(30))
    room.walk_to(Step.DECIDE)
    room.ask(AskConsent(), CountPositions(30, 0, 0))

    room.ask(CountHeads(31))
    assert room.refusal(Adopt()).facts == {"number": 1}
    room.ask(CountHeads(29))
    assert room.refusal(Adopt()).facts == {"counted": 30, "present": 29, "gap": 1}
    room.ask(CountPositions(29, 0, 0), Adopt())
    assert room.proposal.stage is Stage.ADOPTED


def test_a_room_that_was_only_counted_is_not_asked_by_name() -> None:
    room = Room(here=0)
    room.ask(CountHeads(7))
    room.walk_to(Step.DECIDE)

    assert room.code(AskConsent(named=True)) == "names-not-ticked"
    room.ask(AskConsent())
    assert not room.proposal.rounds[-1].named


@pytest.mark.parametrize("heads", [0, -1, 10])
def test_heads_are_counted_among_the_entitled(heads: int) -> None:
    assert Room().code(CountHeads(heads)) == "impossible-heads"


def test_only_the_entitled_are_marked_and_only_when_something_changes(room: Room) -> None:
    assert room.code(MarkPresence(("M001", "X9"), Presence.HERE)) == "not-entitled"
    assert room.code(MarkPresence(("M001",), Presence.HERE)) == "nothing-changes"
    assert room.code(MarkPresence((), Presence.HERE)) == "nothing-changes"
    assert room.code(MarkPresence(("M009",), Presence.AWAY)) == "nothing-changes"


def test_a_mark_names_those_who_change_once(room: Room) -> None:
    room.ask(MarkPresence(("M008", "M001", "M008"), Presence.HERE))

    assert room.last.event == PresenceMarked(("M008",), Presence.HERE)


def test_the_first_arrival_is_remembered(room: Room) -> None:
    first = room.state.arrived["M001"]

    room.leave("M001")
    room.come("M001")

    assert room.state.arrived["M001"] == first
    assert room.state.having(Presence.LEFT) == ()


def test_a_recusal_ends_with_the_decision() -> None:
    room = asking()
    room.ask(MarkPresence(("M004",), Presence.RECUSED))
    room.answer()
    room.ask(Adopt())
    before = room.state

    after = room.ask(GoTo(Step.PROPOSAL))

    assert before.recused == ("M004",)
    assert after.recused == ()
    assert "M004" in after.here


@pytest.mark.parametrize("step", [Step.LOTTERY, Step.CLOSE])
def test_a_recusal_does_not_reach_into_the_lottery_or_the_close(step: Step) -> None:
    room = asking()
    room.ask(MarkPresence(("M004",), Presence.RECUSED), GoTo(step))

    assert "M004" in room.state.here


def test_a_recusal_does_not_reach_into_another_proposal() -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)
    room.ask(MarkPresence(("M004",), Presence.RECUSED))
    first = room.propose()
    recused = MarkPresence(("M004",), Presence.RECUSED)

    assert room.state.recused == ("M004",)
    assert room.ask(Propose("Q0001", Kind.OPERATIONAL, DRAFT)).recused == ()
    assert room.ask(recused, Choose("Q0001")).recused == ("M004",)
    assert room.ask(Choose(first)).recused == ()
    assert room.ask(recused, ParkProposal()).recused == ()


def test_the_stack_calls_whoever_spoke_least_and_then_whoever_waited_longest(room: Room) -> None:
    room.ask(JoinStack("M003"), JoinStack("M001"), CallFromStack())
    assert room.state.speaker == "M003"

    room.ask(JoinStack("M003"), JoinStack("M002"), CallFromStack())
    assert room.state.speaker == "M001"
    room.ask(CallFromStack())
    assert room.state.speaker == "M002"
    room.ask(CallFromStack())
    assert room.state.speaker == "M003"
    assert room.code(CallFromStack()) == "stack-empty"


def test_the_stack_holds_people_here_once(room: Room) -> None:
    room.ask(JoinStack("M003"))

    assert room.code(JoinStack("M003")) == "already-on-stack"
    assert room.code(JoinStack("M009")) == "not-here"
    assert room.code(LeaveStack("M001")) == "not-on-stack"
    room.ask(LeaveStack("M003"))
    assert room.state.stack == ()


def test_whoever_leaves_is_off_the_stack_and_has_the_floor_no_longer(room: Room) -> None:
    room.ask(JoinStack("M003"), JoinStack("M004"), CallFromStack())

    room.leave("M003", "M004")

    assert room.state.stack == ()
    assert room.state.speaker is None


def test_facilitation_is_handed_to_somebody_in_the_room(room: Room) -> None:
    room.walk_to(Step.STORIES)

    assert room.code(HandOver("M009")) == "not-here"
    assert room.code(HandOver("M001")) == "already-facilitates"
    room.ask(HandOver("M005"))
    assert room.state.facilitator == "M005"
    assert room.state.facilitators == ("M001", "M005")


def test_three_hundred_people_are_ticked_and_asked() -> None:
    room = Room(entitled=300, here=300)
    room.walk_to(Step.DECIDE)

    room.ask(AskConsent(named=True))
    room.answer()
    room.ask(Adopt())

    assert room.proposal.rounds[-1].number_of(Position.CONSENT) == 300
    assert set(room.proposal.rounds[-1].asked) == set(members(300))
