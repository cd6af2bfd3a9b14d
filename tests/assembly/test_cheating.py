"""What a facilitator with a wish of her own might try, and what the rulebook says to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assembly.acts import objecting
from assembly.acts.consenting import Adopt, AskConsent, CountPositions, TakePosition
from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw
from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.hatting import SetRoles
from assembly.acts.objecting import DropObjection, RaiseObjection
from assembly.acts.proposing import Amend, Choose, ParkProposal, Propose
from assembly.acts.throwing import calling
from assembly.acts.turns import BeginRound, BeginTurn
from assembly.acts.voting import AbandonVote, CloseVote, EnterCount, OpenVote
from assembly.circle import Kind, Protocol, default_protocols, protocol_for
from assembly.dialects import Position
from assembly.journal import TakenBack
from assembly.proposals import Integration, Method, Stage
from assembly.roles import Role
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from assembly.votes import NoQuorum
from tests.rooms import DRAFT, FAIR_DICE, Room, opening_of, with_protocol

WHY = Said("It hurts the night shift")
OTHER = replace(DRAFT, what="Open the windows at one")


def asking(*, named: bool) -> Room:
    """Seven of nine are asked for consent, in the dialect in which nobody judges an objection."""
    ordinary = protocol_for(default_protocols(), Kind.OPERATIONAL)
    room = Room(opening=opening_of(9, with_protocol(replace(ordinary, dialect_name="sofa"))))
    room.walk_to(Step.DECIDE)
    room.ask(AskConsent(named))
    return room


def around(room: Room) -> None:
    """Back to the questions and forward again."""
    room.ask(GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE))


def amended(room: Room) -> None:
    room.ask(Amend(OTHER))


def parked(room: Room) -> None:
    room.ask(ParkProposal(), GoTo(Step.PROPOSAL), Choose(next(iter(room.state.proposals))))
    room.ask(GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE))


def exchanged(room: Room) -> None:
    first = room.proposal.id
    room.ask(GoTo(Step.PROPOSAL), Propose("Q0001", Kind.OPERATIONAL, OTHER), Choose(first))
    room.ask(GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE))


Detour = Callable[[Room], None]
DETOURS: list[Detour] = [around, amended, parked, exchanged]


@pytest.mark.parametrize("detour", DETOURS)
def test_objections_that_were_counted_are_not_lost_on_a_detour(detour: Detour) -> None:
    room = asking(named=False)
    room.ask(CountPositions(5, 0, 2))

    detour(room)

    assert room.refusal(AskConsent()).facts == {"number": 2}
    room.ask(RaiseObjection(WHY), RaiseObjection(WHY))
    assert room.code(AskConsent()) == "objections-open"


@pytest.mark.parametrize("detour", DETOURS)
def test_an_objection_by_name_is_not_lost_on_a_detour(detour: Detour) -> None:
    room = asking(named=True)
    room.answer("M003")

    detour(room)

    assert [one.member for one in room.proposal.open_objections] == ["M003"]
    assert room.code(AskConsent(named=False)) == "objections-open"


@pytest.mark.parametrize("detour", DETOURS)
def test_consent_does_not_outlast_a_detour(detour: Detour) -> None:
    room = asking(named=True)
    room.answer()

    detour(room)

    assert room.code(Adopt()) == "not-at-this-stage"
    room.ask(AskConsent())
    assert room.code(Adopt()) == "people-unrecorded"


def test_counting_again_loses_no_objection() -> None:
    room = asking(named=False)
    room.ask(CountPositions(6, 0, 1))

    assert room.refusal(CountPositions(7, 0, 0)).facts == {"counted": 1, "now": 0}
    room.ask(CountPositions(5, 0, 2))


@pytest.mark.parametrize("presence", [Presence.LEFT, Presence.RECUSED])
def test_an_objection_stays_when_its_owner_is_marked_out(presence: Presence) -> None:
    room = asking(named=True)
    room.answer("M003")

    room.ask(MarkPresence(("M003",), presence))

    assert room.code(Adopt()) == "objections-open"
    assert room.code(AskConsent()) == "objections-open"


def test_nobody_drops_an_objection_for_somebody_who_left() -> None:
    room = asking(named=True)
    room.answer("M003")
    room.leave("M003")

    assert room.code(DropObjection(1)) == "objector-not-here"
    room.come("M003")
    room.ask(DropObjection(1))


def test_whoever_took_part_was_not_away() -> None:
    room = asking(named=True)
    room.ask(TakePosition("M003", Position.OBJECTION, WHY))

    assert room.code(MarkPresence(("M003",), Presence.AWAY)) == "took-part"
    assert room.code(MarkPresence(("M001",), Presence.AWAY)) == "took-part"
    room.ask(MarkPresence(("M004",), Presence.AWAY))
    room.leave("M003")


def test_whoever_spoke_was_not_away() -> None:
    room = Room()
    room.walk_to(Step.STORIES)
    room.ask(BeginRound(), BeginTurn("M005"))

    assert room.code(MarkPresence(("M005",), Presence.AWAY)) == "took-part"


def test_consent_can_be_taken_back_by_an_objection_until_it_is_adopted() -> None:
    room = asking(named=True)
    room.answer()

    assert room.code(TakePosition("M002", Position.CONSENT)) == "already-answered"
    room.ask(TakePosition("M002", Position.OBJECTION, WHY))

    assert room.code(TakePosition("M002", Position.CONSENT)) == "already-answered"
    assert room.code(TakePosition("M002", Position.OBJECTION, WHY)) == "already-answered"
    assert room.code(Adopt()) == "objections-open"


def test_silent_people_do_not_disappear_behind_a_count_of_heads() -> None:
    room = asking(named=True)
    for member in room.state.here[:6]:
        room.ask(TakePosition(member, Position.CONSENT))

    room.ask(CountHeads(6))
    assert room.code(Adopt()) == "people-unrecorded"


def test_people_who_were_only_counted_do_not_disappear_behind_names() -> None:
    room = asking(named=True)
    room.answer()

    room.ask(CountHeads(9))

    assert room.refusal(Adopt()).facts == {"number": 2}


def test_nobody_adopts_nothing_where_no_quorum_is_asked_for() -> None:
    protocol = Protocol(Kind.OPERATIONAL, "s3", None, NoQuorum())
    room = Room(opening=opening_of(9, with_protocol(protocol)))
    room.walk_to(Step.DECIDE)
    room.ask(AskConsent())

    room.leave(*room.state.here)

    assert room.code(Adopt()) == "nobody-here"
    assert room.code(AskConsent()) == "nobody-here"


@pytest.mark.parametrize("kind", [Kind.STRATEGIC, Kind.EXPERIMENT])
def test_another_rule_is_not_chosen_once_the_room_was_asked(kind: Kind) -> None:
    review = DRAFT.start
    draft = replace(OTHER, review=review)
    room = asking(named=True)

    assert room.refusal(Amend(draft, kind=kind)).facts == {"kind": Kind.OPERATIONAL}
    around(room)
    assert room.code(Amend(draft, kind=kind)) == "kind-is-fixed"


@pytest.mark.parametrize("count", [None, (6, 0, 0, 0)])
def test_a_vote_that_settled_nothing_does_not_open_the_way_to_a_softer_rule(
    count: tuple[int, int, int, int] | None,
) -> None:
    room = Room()
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    room.ask(OpenVote(Method.HANDS))
    room.ask(*[EnterCount(*count), CloseVote()] if count else [AbandonVote()])

    assert room.proposal.stage is Stage.UNDECIDED
    assert room.code(Amend(OTHER, kind=Kind.OPERATIONAL)) == "kind-is-fixed"


def test_before_the_room_was_asked_the_kind_may_still_change() -> None:
    room = Room()
    room.walk_to(Step.REACT)

    room.ask(Amend(DRAFT, kind=Kind.STRATEGIC))

    assert room.proposal.kind is Kind.STRATEGIC


def test_a_vote_is_not_given_up_once_its_numbers_are_known() -> None:
    room = Room()
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    room.ask(OpenVote(Method.HANDS), EnterCount(3, 4, 0, 0))

    assert room.code(AbandonVote()) == "count-is-in"
    room.ask(CloseVote())
    assert room.proposal.stage is Stage.REJECTED


@pytest.mark.parametrize("what", [DRAFT.what, f"  {DRAFT.what.upper()} "])
def test_what_was_voted_down_does_not_come_back_in_the_same_words_today(what: str) -> None:
    again = replace(DRAFT, what=what, why="Really")
    room = Room()
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    room.ask(OpenVote(Method.HANDS), EnterCount(3, 4, 0, 0), CloseVote())
    rejected = room.proposal.id

    assert room.code(Amend(OTHER)) == "proposal-settled"
    room.ask(GoTo(Step.PROPOSAL))
    assert room.code(Choose(rejected)) == "proposal-settled"
    assert room.refusal(Propose("Q0001", Kind.OPERATIONAL, again)).facts == {"id": rejected}
    room.ask(Propose("Q0001", Kind.OPERATIONAL, OTHER))
    assert room.code(Amend(again)) == "rejected-today"


def test_an_objection_is_no_door_for_what_was_voted_down() -> None:
    room = Room()
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    room.ask(OpenVote(Method.HANDS), EnterCount(3, 4, 0, 0), CloseVote(), GoTo(Step.PROPOSAL))
    room.ask(Propose("Q0001", Kind.OPERATIONAL, OTHER))
    room.walk_to(Step.DECIDE)
    room.ask(AskConsent())
    room.answer("M002")
    room.ask(objecting.TestObjection(1, (True,)))

    assert room.code(objecting.IntegrateObjection(1, Integration.REPLACE, DRAFT)) == "rejected-today"


def test_a_book_that_takes_back_a_draw_is_read_with_the_draw() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((Role("notes", "Notes"),)), SealDraw("Q0001"))
    sealed = room.last.n
    room.ask(ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
    before = room.state

    forged = room.journal.grown(TakenBack(sealed), room.now).grown(TakenBack(room.last.n), room.now)

    assert forged.assembly == before


def test_undo_gives_no_second_throw() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.draw(Role("notes", "Notes"))
    drawn = room.state.draw

    while (undone := room.try_undo()) is None:
        pass

    assert undone == "undo-stops-at-draw"
    assert drawn
    assert room.state.draw
    assert room.state.draw.seated == drawn.seated
    assert room.code(LockEntropy()) == "entropy-locked"
    assert room.code(SealDraw("Q0002")) == "draw-unfinished"
