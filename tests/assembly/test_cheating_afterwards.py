"""What somebody might try with decisions of earlier assemblies, and what the rulebook says to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from assembly.acts.closing import CloseAssembly, ConfirmMinutes
from assembly.acts.proposing import Propose, Withdraw
from assembly.acts.reviewing import ReviewDecision, SettleLeftover
from assembly.circle import Kind, Protocol
from assembly.reviewing import Afterwards, Days, Outcome, Review, Standing, standing
from assembly.said import Said
from assembly.steps import Occasion, Step
from assembly.votes import NoQuorum
from tests.rooms import DRAFT, TWO_O_CLOCK, Room, opening_of, with_protocol


def looked_back(**more: Any) -> ReviewDecision:
    """A trial of last month is to be kept, unless said otherwise."""
    plain = ReviewDecision("9OLD1", Kind.OPERATIONAL, "Windows", Outcome.KEEP)
    return replace(plain, **more)


@pytest.mark.parametrize("outcome", Outcome)
def test_nobody_looks_back_at_decisions_in_a_mere_draw(outcome: Outcome) -> None:
    mere = Room(opening=replace(opening_of(), purpose=Occasion.DRAW))

    assert mere.code(looked_back(outcome=outcome)) == "only-a-draw"


@pytest.mark.parametrize("outcome", Outcome)
def test_an_empty_room_reviews_nothing_where_no_quorum_is_asked_for(outcome: Outcome) -> None:
    protocol = Protocol(Kind.OPERATIONAL, "s3", None, NoQuorum())
    room = Room(here=0, opening=opening_of(9, with_protocol(protocol)))

    assert room.code(looked_back(outcome=outcome)) == "nobody-here"
    room.come("M001")
    room.ask(looked_back(outcome=outcome))


def replacing(id: str, decision: str, what: str = "Open both windows") -> Propose:
    return Propose(id, Kind.OPERATIONAL, replace(DRAFT, what=what, amends=decision))


def test_a_decision_is_not_replaced_behind_its_back() -> None:
    room = Room()
    room.ask(looked_back(), looked_back(decision="9OLD2", outcome=Outcome.END))

    for decision in ("9OLD1", "9OLD2", "9OLD3", "Q0001"):
        assert room.code(replacing("Q0001", decision)) == "amends-unreviewed"
    room.walk_to(Step.PROPOSAL)
    assert room.code(replacing("Q0001", "Q0001")) == "amends-unreviewed"


def test_a_proposal_does_not_take_the_id_of_what_it_replaces() -> None:
    room = Room()
    room.ask(looked_back(outcome=Outcome.AMEND))

    assert room.code(replacing("9OLD1", "9OLD1")) == "id-taken"


def test_what_was_adopted_today_is_not_replaced_today() -> None:
    room = Room()
    room.walk_to(Step.DECIDE)
    room.consent()
    room.walk_to(Step.PROPOSAL)

    assert room.code(replacing("Q0001", room.proposal.id)) == "amends-unreviewed"


def test_one_decision_is_replaced_by_one_proposal_at_a_time() -> None:
    room = Room()
    room.ask(looked_back(outcome=Outcome.AMEND), replacing("Q0001", "9OLD1"))

    assert room.refusal(replacing("Q0002", "9OLD1", "Shut them")).facts == {"id": "Q0001"}
    room.walk_to(Step.PROPOSAL)
    room.ask(Withdraw(), replacing("Q0002", "9OLD1", "Shut them"))
    room.walk_to(Step.DECIDE)
    room.consent()
    room.walk_to(Step.PROPOSAL)
    assert room.refusal(replacing("Q0003", "9OLD1", "Leave them ajar")).facts == {"id": "Q0002"}


def test_the_look_back_is_not_taken_back_under_the_proposal_that_it_led_to() -> None:
    room = Room()
    room.ask(looked_back(outcome=Outcome.AMEND), replacing("Q0001", "9OLD1"))

    room.undo()
    assert (room.state.proposals, len(room.state.reviews)) == ({}, 1)
    room.undo()
    assert room.code(replacing("Q0001", "9OLD1")) == "amends-unreviewed"


def test_what_was_ended_is_not_brought_back_by_a_later_review() -> None:
    days = Days(Kind.EXPERIMENT, TWO_O_CLOCK.date() + timedelta(weeks=1))
    reviews = [
        Review("9OLD1", outcome, Kind.EXPERIMENT, "Windows", TWO_O_CLOCK + timedelta(days=day), "7K3FQ")
        for day, outcome in enumerate([Outcome.END, Outcome.KEEP, Outcome.AMEND])
    ]

    for told in permutations(reviews):
        assert standing(days, Afterwards(told), TWO_O_CLOCK.date()) is Standing.ENDED


def test_nothing_leaves_the_list_after_the_minutes_were_confirmed() -> None:
    room = Room()
    room.walk_to(Step.CLOSE)
    room.ask(ConfirmMinutes(), SettleLeftover(Said("Lockers")))

    assert room.code(CloseAssembly()) == "minutes-not-confirmed"
