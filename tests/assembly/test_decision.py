from __future__ import annotations

from dataclasses import replace

import pytest

from assembly.acts import consenting, drawing, floor, objecting, proposing
from assembly.asking import Asking
from assembly.circle import Kind
from assembly.decision import LONGEST_TITLE, ByConsent, ByVote, decisions_of, title_of
from assembly.dialects import Absent, Position
from assembly.drawn import draws_of
from assembly.lottery import Answer
from assembly.minutes import minutes_of
from assembly.proposals import Draft, Integration, Method, ObjectionState
from assembly.said import NOTHING_SAID, Said
from assembly.votes import Outcome
from tests.archive.staged import BREAKS, DICE, PEOPLE, REVIEW, Room

LONGER = replace(BREAKS, what="Two breaks of twenty minutes on hot days")


def objected() -> Room:
    room = Room().gathered().told().proposed(stories=(1,))
    room.consented(("M004", Position.OBJECTION, "Fifteen minutes are too short"))
    return room.integrated(LONGER, "Twenty it is")


def test_a_decision_by_consent_says_how_often_the_room_was_asked_and_what_it_answered() -> None:
    room = objected().consented(("M002", Position.CONCERN, "And in winter?")).adopted()

    (decision,) = decisions_of(room.assembly)

    assert decision.id == "7K3FQ"
    assert decision.title == "Two breaks of twenty minutes on hot days"
    assert decision.how == ByConsent("s3", Absent.BOUND, quorum_needed=4, entitled=7)
    assert decision.rounds == (
        Asking(1, 1, named=True, consents=6, concerns=0, objections=1),
        Asking(2, 2, named=True, consents=6, concerns=1, objections=0),
    )
    assert decision.concerns == (Said("And in winter?"),)
    assert decision.review == REVIEW
    assert [wording.draft for wording in decision.wordings] == [BREAKS, LONGER]
    assert decision.adopted == room.journal.last.at


def test_a_round_in_which_nobody_answered_is_not_told() -> None:
    room = Room().gathered().proposed()
    room.asks(consenting.AskConsent()).voted(yes=7, no=0)

    (decision,) = decisions_of(room.assembly)
    assert decision.rounds == ()
    (minuted,) = minutes_of(room.assembly).proposals
    assert minuted.asking is None


def test_an_objection_is_shown_with_what_it_led_to_and_without_who_had_it() -> None:
    (decision,) = decisions_of(objected().consented().adopted().assembly)

    (objection,) = decision.objections

    assert objection.text == Said("Fifteen minutes are too short")
    assert (objection.state, objection.how) == (ObjectionState.INTEGRATED, Integration.AMEND)
    assert objection.note == Said("Twenty it is")


def test_no_member_id_is_anywhere_in_a_decision() -> None:
    room = objected().consented(("M002", Position.CONCERN, "And in winter?")).adopted()

    assert not [member for member in PEOPLE if member in repr(decisions_of(room.assembly))]


def test_the_stories_that_led_to_it_are_known_by_their_theme_only() -> None:
    (decision,) = decisions_of(objected().consented().adopted().assembly)

    assert decision.themes == ("Heat",)
    assert "fainted at the press" not in repr(decision)


def test_a_redacted_objection_keeps_its_place() -> None:
    assembly = objected().consented().adopted().assembly
    proposal = assembly.proposals["7K3FQ"]
    gone = replace(proposal, objections=(replace(proposal.objections[0], text=Said(None)),))

    (decision,) = decisions_of(replace(assembly, proposals={"7K3FQ": gone}))

    assert [objection.text.text for objection in decision.objections] == [None]


def test_a_decision_by_vote_carries_its_rule_and_its_verdict() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC).voted(yes=5, no=2)

    (decision,) = decisions_of(room.assembly)

    assert isinstance(decision.how, ByVote)
    assert decision.how.method is Method.HANDS
    assert decision.how.verdict.outcome is Outcome.ADOPTED
    assert (decision.how.verdict.needed, decision.how.verdict.base) == (5, 7)


def test_an_earlier_vote_that_decided_nothing_is_kept_beside_the_one_that_did() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC).voted(yes=6, no=2).voted(yes=5, no=2)

    (decision,) = decisions_of(room.assembly)

    assert [vote.verdict.gap for vote in decision.votes_before] == [1]
    assert isinstance(decision.how, ByVote)
    assert decision.how.verdict.carries


def test_a_counted_room_is_told_in_totals() -> None:
    room = Room().counted(6).proposed()
    room.asks(consenting.AskConsent(), consenting.CountPositions(5, 1, 0)).adopted()

    (decision,) = decisions_of(room.assembly)

    assert decision.rounds == (Asking(1, 1, named=False, consents=5, concerns=1, objections=0),)
    assert decision.rounds[0].people == 6


def test_only_what_was_adopted_is_a_decision() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC).voted(yes=4, no=3)
    room.proposed(replace(BREAKS, what="Fans"), id="PARKD").asks(proposing.ParkProposal())
    room.asks(floor.GoTo(room.assembly.step.PROPOSAL)).asks(
        proposing.Propose("DRAFT", Kind.OPERATIONAL, LONGER), proposing.Withdraw()
    )

    assert decisions_of(room.assembly) == ()


def test_a_decision_is_final_when_its_assembly_is_closed() -> None:
    room = Room().gathered().proposed().consented().adopted()

    before = [one.source.final for one in decisions_of(room.assembly)]
    after = [one.source.final for one in decisions_of(room.closed().assembly)]

    assert (before, after) == ([False], [True])


def test_decisions_stand_in_the_order_in_which_they_were_adopted() -> None:
    room = Room().gathered().proposed(id="FIRST").proposed(id="NEXT1").consented().adopted()
    room.asks(floor.GoTo(room.assembly.step.PROPOSAL), proposing.Choose("FIRST"))
    for step in ("clarify", "react", "decide"):
        room.asks(floor.GoTo(type(room.assembly.step)(step)))
    room.consented().adopted()

    assert [decision.id for decision in decisions_of(room.assembly)] == ["NEXT1", "FIRST"]


def test_a_dialect_that_asks_the_absent_says_so() -> None:
    (decision,) = decisions_of(Room(dialect="sofa").gathered().proposed().consented().adopted().assembly)

    assert isinstance(decision.how, ByConsent)
    assert decision.how.absent is Absent.ASKED


def test_the_title_is_the_whole_text_on_one_line() -> None:
    assert title_of(Draft("\n  \n  Breaks  \nat noon")) == "Breaks at noon"


def test_a_title_ends_somewhere() -> None:
    title = title_of(Draft("word " * 20_000))

    assert len(title) <= LONGEST_TITLE
    assert title.endswith("…")


@pytest.mark.parametrize("what", ["Donau" * 100_000, f"{'Donau' * 80} and more"])
def test_a_title_begins_also_where_its_first_word_does_not_end(what: str) -> None:
    title = title_of(Draft(what))

    assert title == f"{what[: LONGEST_TITLE - 1]}…"


def test_a_sealed_draw_shows_its_record_and_no_name() -> None:
    (draw,) = draws_of(Room().gathered().sealed().assembly)

    assert draw.record.startswith("hat-draw/1\n")
    assert len(draw.seal) == 64
    assert (draw.entropy, draw.hats, draw.offers, draw.finished) == (None, (), (), False)


def test_a_draw_keeps_its_names_until_the_room_has_heard_them() -> None:
    room = Room().gathered().sealed().locked().asks(drawing.RevealSeat())

    (draw,) = draws_of(room.assembly)

    assert draw.entropy == DICE
    assert draw.hats == ()
    assert [offer.answer for offer in draw.offers] == [None]


def test_a_finished_draw_shows_hats_reserves_and_answers() -> None:
    room = Room().gathered().sealed().locked().revealed(Answer.DECLINED)

    (draw,) = draws_of(room.assembly)

    assert [(hat.id, hat.label, hat.seats) for hat in draw.hats] == [
        ("facilitator", "Next facilitator", 1),
        ("observer", "Observers", 2),
    ]
    assert draw.hats == tuple(
        replace(hat, drawn=room.assembly.draws["DRAW1"].seated[hat.id]) for hat in draw.hats
    )
    assert [offer.answer for offer in draw.offers] == [Answer.DECLINED, *[Answer.ACCEPTED] * 3]


def test_a_void_draw_stays_with_its_reason() -> None:
    room = Room().gathered().sealed().asks(drawing.VoidDraw(Said("M009 was left out")))

    (draw,) = draws_of(room.assembly)

    assert draw.void == Said("M009 was left out")
    assert not draw.finished


def test_nothing_was_said_about_an_objection_that_was_dropped() -> None:
    room = Room().gathered().proposed().consented(("M004", Position.OBJECTION, "Too short"))
    room.asks(objecting.DropObjection(1)).consented().adopted()

    (decision,) = decisions_of(room.assembly)

    assert [(one.state, one.note) for one in decision.objections] == [(ObjectionState.CONCERN, NOTHING_SAID)]
