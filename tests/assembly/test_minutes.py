from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assembly.acts import closing, consenting, drawing, floor, proposing, sidelines, turns, voting
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.lottery import Answer
from assembly.minutes import Became, Why, minutes_of
from assembly.proposals import Method
from assembly.rounds import Purpose
from assembly.said import Said
from assembly.state import NextDate, Presence
from assembly.steps import Step
from assembly.votes import Base, Count, Outcome, Rule
from tests.archive.staged import PEOPLE, START, TWO_THIRDS, Room


def test_the_minutes_say_how_many_were_here_and_who_facilitated() -> None:
    room = Room().gathered(PEOPLE[:6])
    room.asks(
        floor.HandOver("M002"),
        floor.MarkPresence(("M001",), Presence.LEFT),
        floor.MarkPresence(("M006",), Presence.RECUSED),
    )

    minutes = minutes_of(room.assembly)

    assert minutes.facilitators == ("M001", "M002")
    there = minutes.attendance
    assert (there.entitled, there.present, there.came, there.needed, there.recused) == (7, 4, 6, 4, 1)


def test_somebody_ticked_by_mistake_never_came() -> None:
    room = Room().gathered(PEOPLE[:6])
    room.asks(floor.MarkPresence(("M006",), Presence.AWAY))

    assert minutes_of(room.assembly).attendance.came == 5


def test_a_room_that_was_counted_is_told_as_a_count() -> None:
    there = minutes_of(Room().counted(5).assembly).attendance

    assert (there.present, there.came, there.counted_only) == (5, 5, True)


def test_who_was_counted_and_left_still_came() -> None:
    room = Room().counted(5)
    room.asks(floor.GoTo(Step.STORIES), floor.CountHeads(4))

    there = minutes_of(room.assembly).attendance

    assert (there.came, there.present) == (5, 4)


def test_a_count_made_again_while_gathering_corrects_the_one_before() -> None:
    room = Room().counted(5)
    room.asks(floor.CountHeads(4))

    assert minutes_of(room.assembly).attendance.came == 4


def test_an_adopted_proposal_is_minuted_with_its_last_round() -> None:
    (proposal,) = minutes_of(Room().gathered().proposed().consented().adopted().assembly).proposals

    assert (proposal.became, proposal.why, proposal.quorum_needed) == (Became.ADOPTED, None, 4)
    assert proposal.asking
    assert proposal.asking.consents == 7


def test_a_rejected_proposal_is_minuted_with_its_verdict() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC).voted(yes=4, no=3)

    (proposal,) = minutes_of(room.assembly).proposals

    assert proposal.became is Became.REJECTED
    assert proposal.verdict
    assert (proposal.verdict.outcome, proposal.verdict.short_by) == (Outcome.REJECTED, 1)


@pytest.mark.parametrize(
    ("command", "became"),
    [(proposing.Withdraw(), Became.WITHDRAWN), (proposing.ParkProposal(), Became.PARKED)],
)
def test_what_was_put_aside_is_minuted_as_such(
    command: proposing.Withdraw | proposing.ParkProposal, became: Became
) -> None:
    (proposal,) = minutes_of(Room().gathered().proposed().asks(command).assembly).proposals

    assert (proposal.became, proposal.why) == (became, None)


@pytest.mark.parametrize(
    ("rule", "count", "why"),
    [
        (TWO_THIRDS, Count(3, 0, 0, 3, 7, 0), Why.NO_QUORUM),
        (TWO_THIRDS, Count(5, 1, 0, 7, 7, 0), Why.UNRECONCILED),
        (TWO_THIRDS, Count(6, 2, 0, 7, 7, 0), Why.UNRECONCILED),
        (replace(TWO_THIRDS, base=Base.YES_NO), Count(0, 0, 7, 7, 7, 0), Why.NO_BASE),
    ],
)
def test_an_undecided_vote_says_why(rule: Rule, count: Count, why: Why) -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC)
    room.saw(
        voting.VoteOpened("7K3FQ", 1, Method.HANDS, rule, count.present, count.entitled),
        voting.VoteClosed("7K3FQ", count),
    )

    (proposal,) = minutes_of(room.assembly).proposals

    assert (proposal.became, proposal.why) == (Became.UNDECIDED, why)


def test_a_vote_that_was_given_up_is_minuted_as_abandoned() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC)
    room.asks(voting.OpenVote(Method.HANDS), voting.AbandonVote())

    (proposal,) = minutes_of(room.assembly).proposals

    assert (proposal.became, proposal.why) == (Became.UNDECIDED, Why.ABANDONED)


def test_a_proposal_with_an_open_objection_is_minuted_as_that() -> None:
    room = Room().gathered().proposed().consented(("M004", Position.OBJECTION, "Too short"))

    (proposal,) = minutes_of(room.assembly).proposals

    assert (proposal.why, proposal.objections_open) == (Why.OBJECTIONS_OPEN, 1)


def test_a_proposal_on_its_way_is_minuted_as_under_way() -> None:
    (proposal,) = minutes_of(Room().gathered().proposed().assembly).proposals

    assert (proposal.became, proposal.why) == (Became.UNDECIDED, Why.UNDER_WAY)


def test_a_draw_is_minuted_with_every_answer() -> None:
    room = Room().gathered().sealed().locked().revealed(Answer.DECLINED)

    (draw,) = minutes_of(room.assembly).draws

    assert draw.finished
    assert [offer.answer for offer in draw.offers] == [Answer.DECLINED, *[Answer.ACCEPTED] * 3]


def test_a_void_draw_is_minuted_with_its_reason() -> None:
    room = Room().gathered().sealed().asks(drawing.VoidDraw(Said("Somebody was left out")))

    (draw,) = minutes_of(room.assembly).draws

    assert draw.void == Said("Somebody was left out")


def test_rounds_are_minuted_with_their_turns_and_seconds() -> None:
    room = Room().gathered().told()
    room.asks(turns.BeginRound(), turns.BeginTurn("M003"), turns.PassTurn(), turns.CloseRound())

    first, second = minutes_of(room.assembly).rounds

    assert (first.purpose, first.number, first.asked, first.heard, first.passed) == (
        Purpose.STORIES,
        1,
        7,
        1,
        0,
    )
    assert (first.turns, first.seconds) == ((120.0,), 120.0)
    assert (second.heard, second.passed, second.turns) == (0, 1, ())


def test_only_what_is_still_parked_is_on_the_parking_list() -> None:
    room = Room().gathered()
    room.asks(sidelines.ParkThing(Said("Keys")), sidelines.ParkThing(Said("Rota")), sidelines.SettleParked(1))

    assert [thing.text for thing in minutes_of(room.assembly).parked] == [Said("Rota")]


def test_the_end_of_an_assembly_is_in_its_minutes() -> None:
    room = Room().gathered().told("Heat")
    later = START + timedelta(days=7)
    room.asks(
        floor.GoTo(Step.CLOSE),
        closing.SayWord("M002", Said("Relief")),
        closing.NameVictory(Said("Fans are here")),
        closing.SetNextDate(later, "Canteen"),
        closing.ConfirmMinutes(),
        closing.CloseAssembly(),
    )

    minutes = minutes_of(room.assembly)

    assert (minutes.victory, minutes.words) == (Said("Fans are here"), (Said("Relief"),))
    assert minutes.next_date == NextDate(later, "Canteen")
    assert (minutes.confirmed, minutes.closed_at) == (True, room.journal.last.at)
    assert (minutes.stories, dict(minutes.themes)) == (1, {"Heat": 1})


def test_nobody_voting_leaves_nothing_to_take_a_share_of() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC)
    room.voted(yes=0, no=0, not_voting=7)

    (proposal,) = minutes_of(room.assembly).proposals

    assert proposal.became is Became.REJECTED
    assert not proposal.objections
    assert proposal.asking is None


def test_an_open_round_of_consent_is_in_the_minutes_as_it_stands() -> None:
    room = Room().gathered().proposed().asks(consenting.AskConsent())
    (unanswered,) = minutes_of(room.assembly).proposals

    room.asks(consenting.TakePosition("M001", Position.CONSENT))
    (proposal,) = minutes_of(room.assembly).proposals

    assert unanswered.asking is None
    assert proposal.asking
    assert proposal.asking.people == 1
