"""A recall is a proposal like any other: adopted it ends that term that day, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts import objecting
from assembly.acts.consenting import AskConsent, TakePosition
from assembly.acts.floor import GoTo
from assembly.acts.hatting import SetRoles
from assembly.acts.objecting import IntegrateObjection
from assembly.acts.proposing import Amend, ParkProposal, Propose, Withdraw
from assembly.acts.voting import CloseVote, EnterCount, OpenVote
from assembly.adopted import Adopted, recalls_of
from assembly.board import board
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.draw.barring import LeftOut, Why
from assembly.hats_today import hats_of
from assembly.history import facts_of, history_of
from assembly.holdings import A_DAY, EndedBy, Ending, Holding
from assembly.minutes import minutes_of
from assembly.proposals import Draft, Integration, Method, Recall
from assembly.recalling import recallable
from assembly.roles import Role, Term, TermUnit
from assembly.said import Said
from assembly.steps import Step
from assembly.vacancies import free_seats
from tests.rooms import IDS, TWO_O_CLOCK, Room, opening_of

TODAY = TWO_O_CLOCK.date()
BEFORE, LATER = TODAY - timedelta(days=30), TODAY + timedelta(days=60)
KEYS = Role("keys", "Keeper of the keys", 2, term=Term(TermUnit.DAYS, 90))
NOTES = Role("notes", "Note taker", term=Term(TermUnit.DAYS, 90))
HELD = (
    Holding("keys", "M002", BEFORE, LATER, source="D0001"),
    Holding("keys", "M003", BEFORE, LATER, source="D0001"),
    Holding("notes", "M002", BEFORE, LATER, source="D0001"),
)
RECALL = Recall("keys", "M002")
DRAFT = Draft("M002 is recalled from the role “Keeper of the keys”.", recalls=RECALL)


@pytest.fixture
def room() -> Room:
    """A room at the proposals; two people keep the keys, one of them also takes the notes."""
    opening = replace(opening_of(9), roles=(KEYS, NOTES), holdings=HELD)
    room = Room(opening=opening)
    room.walk_to(Step.PROPOSAL)
    return room


def proposed(room: Room, kind: Kind = Kind.OPERATIONAL, draft: Draft = DRAFT) -> str:
    id = next(room.ids)
    room.ask(Propose(id, kind, draft))
    return id


def at_deciding(room: Room) -> None:
    room.ask(*(GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)))


def adopted(room: Room) -> str:
    id = proposed(room)
    at_deciding(room)
    room.consent()
    return id


def still_held(room: Room) -> set[tuple[str, str]]:
    """What the books tell of the day after, by role and member."""
    holdings = history_of([facts_of(room.state)], HELD).holdings
    return {(one.role, one.member) for one in holdings if one.source and one.ended is None}


def test_an_adopted_recall_ends_that_term_that_day_and_no_other(room: Room) -> None:
    id = adopted(room)

    history = history_of([facts_of(room.state)], HELD)
    assert history.holdings[0] == replace(HELD[0], ended=TODAY, why=EndedBy.RECALLED, decision=id)
    assert history.holdings[1:3] == HELD[1:]
    empty = next(one for one in board((KEYS,), history.holdings, (TODAY,), TODAY) if one.holder is None)
    assert (empty.since, empty.last, empty.why, empty.decision) == (TODAY, "M002", EndedBy.RECALLED, id)


def test_the_seat_goes_to_the_lottery_of_the_same_assembly_without_the_recalled(room: Room) -> None:
    assert free_seats(room.state, KEYS) == 0
    adopted(room)

    assert free_seats(room.state, KEYS) == 1
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((replace(KEYS, seats=1),)))
    assert hats_of(room.state).left_out["keys"]["M002"] == LeftOut(Why.RECALLED, on=TODAY)


def test_until_it_is_adopted_and_after_it_is_undone_a_recall_does_nothing(room: Room) -> None:
    everything = {(one.role, one.member) for one in HELD}
    adopted(room)
    assert still_held(room) == everything - {("keys", "M002")}
    room.undo()

    assert still_held(room) == everything
    assert room.state.holdings == HELD


@pytest.mark.parametrize("given_up", [Withdraw(), ParkProposal()])
def test_a_recall_that_is_withdrawn_or_put_aside_does_nothing(
    room: Room, given_up: Withdraw | ParkProposal
) -> None:
    proposed(room)
    room.ask(given_up)

    assert still_held(room) == {(one.role, one.member) for one in HELD}


@pytest.mark.parametrize(("yes", "ends"), [(7, True), (0, False)])
def test_a_recall_goes_by_the_protocol_of_its_kind(room: Room, yes: int, ends: bool) -> None:
    review = TODAY + timedelta(weeks=4)
    proposed(room, Kind.STRATEGIC, replace(DRAFT, review=review))
    at_deciding(room)
    room.ask(OpenVote(Method.HANDS), EnterCount(yes, 7 - yes, 0, 0), CloseVote())

    assert (("keys", "M002") not in still_held(room)) is ends
    assert [one.ended is not None for one in minutes_of(room.state).proposals] == [ends]


def test_the_minutes_name_the_decision_that_ended_a_term(room: Room) -> None:
    id = adopted(room)

    (told,) = minutes_of(room.state).proposals
    assert told.ended == Ending("keys", "M002", TODAY, EndedBy.RECALLED, id)


def test_a_new_version_never_changes_who_is_recalled(room: Room) -> None:
    proposed(room)
    other = replace(DRAFT, what="M003 is recalled.", recalls=Recall("keys", "M003"))

    assert room.code(Amend(other)) == "recall-is-fixed"
    assert room.code(Amend(replace(DRAFT, recalls=None))) == "nothing-changes"
    room.ask(Amend(Draft("Shorter.")))
    assert room.proposal.version.draft == Draft("Shorter.", recalls=RECALL)


def test_an_ordinary_proposal_never_becomes_a_recall(room: Room) -> None:
    room.propose()

    assert room.code(Amend(DRAFT)) == "recall-is-fixed"


def test_an_objection_can_change_the_words_of_a_recall_and_not_replace_it(room: Room) -> None:
    proposed(room)
    at_deciding(room)
    room.ask(
        AskConsent(),
        TakePosition("M004", Position.OBJECTION, Said("Too hard")),
        objecting.TestObjection(1, (True,)),
    )

    spoken = Draft("We talk with M002 instead.")
    assert room.code(IntegrateObjection(1, Integration.REPLACE, spoken)) == "recall-is-fixed"
    assert room.code(IntegrateObjection(1, Integration.AMEND, replace(DRAFT, recalls=None))) == (
        "integration-changes-nothing"
    )
    room.ask(IntegrateObjection(1, Integration.AMEND, Draft("M002 is recalled, with thanks.")))
    assert room.proposal.version.draft.recalls == RECALL


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(DRAFT, recalls=Recall("keys", "M004")), "recall-not-held"),
        (replace(DRAFT, recalls=Recall("steward", "M002")), "recall-not-held"),
        (replace(DRAFT, start=TODAY + A_DAY), "recall-at-once"),
        (replace(DRAFT, until=LATER), "recall-at-once"),
    ],
)
def test_only_a_holder_is_recalled_and_at_once(room: Room, draft: Draft, code: str) -> None:
    assert room.code(Propose("Q0001", Kind.OPERATIONAL, draft)) == code


def test_one_holder_is_recalled_by_one_proposal_at_a_time(room: Room) -> None:
    first = proposed(room)
    again = Propose("Q0001", Kind.OPERATIONAL, replace(DRAFT, what="Again"))

    assert room.refusal(again).facts == {"id": first}
    room.ask(Propose("Q0002", Kind.OPERATIONAL, replace(DRAFT, recalls=Recall("keys", "M003"))), Withdraw())
    room.ask(Propose("Q0003", Kind.OPERATIONAL, replace(DRAFT, recalls=Recall("notes", "M002"))))


def test_who_is_recalled_already_is_not_recalled_again(room: Room) -> None:
    adopted(room)
    room.walk_to(Step.PROPOSAL)

    assert room.code(Propose("Q0001", Kind.OPERATIONAL, DRAFT)) == "recall-not-held"
    assert [(one.role, one.member) for one in recallable(room.state)] == [("keys", "M003"), ("notes", "M002")]


def test_the_facilitator_who_was_drawn_and_is_recalled_is_not_proposed_next_time() -> None:
    drawn = Holding("facilitator", "M005", BEFORE, assemblies=2, source="D0001", counts=False)
    room = Room(opening=replace(opening_of(9), holdings=(drawn,)))
    room.walk_to(Step.PROPOSAL)
    id = proposed(room, draft=replace(DRAFT, recalls=Recall("facilitator", "M005")))
    at_deciding(room)
    room.consent()

    assert [one.decision for one in history_of([facts_of(room.state)], [drawn]).holdings][:1] == [id]


MEMBERS, ROLES = ("M001", "M002", "M003"), ("keys", "notes")
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
RECALLS = st.builds(Recall, st.sampled_from(ROLES), st.sampled_from(MEMBERS))


@given(st.lists(st.tuples(DAYS, st.none() | RECALLS), max_size=6))
def test_only_recalls_end_terms_each_on_its_day(decided: list[tuple[date, Recall | None]]) -> None:
    known = [
        Adopted(id, "", TWO_O_CLOCK.replace(year=on.year, month=on.month, day=on.day), recalls=recall)
        for id, (on, recall) in zip(IDS, decided, strict=False)
    ]

    assert [(one.on, Recall(one.role, one.member)) for one in recalls_of(known)] == [
        (on, recall) for on, recall in decided if recall is not None
    ]
