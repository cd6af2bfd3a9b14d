"""Votes as they are taken in a room: hands, tellers, paper, roll call."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.proposing import Amend
from assembly.acts.voting import AbandonVote, CallMember, CloseVote, EnterCount, OpenVote
from assembly.circle import Kind, Protocol, default_protocols
from assembly.proposals import Choice, Method, Stage
from assembly.state import Presence
from assembly.steps import Step
from assembly.votes import Base, Comparator, FixedNumber, FractionOfEntitled, NoQuorum, Outcome, Rule
from tests.rooms import DRAFT, Room, opening_of, with_protocol

HALF = FractionOfEntitled(Fraction(1, 2))


def voting(method: Method = Method.HANDS, here: int = 7, entitled: int = 9) -> Room:
    """A room with a vote open on a strategic proposal: at least two thirds of those present."""
    room = Room(entitled=entitled, here=here)
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    room.ask(OpenVote(method))
    return room


def outcome(room: Room) -> Outcome:
    vote = room.proposal.vote
    assert vote
    assert vote.verdict
    return vote.verdict.outcome


@pytest.mark.parametrize(
    ("yes", "stage"), [(7, Stage.ADOPTED), (5, Stage.ADOPTED), (4, Stage.REJECTED), (0, Stage.REJECTED)]
)
@pytest.mark.parametrize("method", [Method.HANDS, Method.PAPER])
def test_a_count_is_adopted_from_the_line_on(method: Method, yes: int, stage: Stage) -> None:
    room = voting(method)

    room.ask(EnterCount(yes, 7 - yes, 0, 0), CloseVote())

    assert room.proposal.stage is stage
    assert room.proposal.settled_at == room.now


def test_a_vote_closes_with_a_count_only() -> None:
    room = voting()

    assert room.refusal(CloseVote()).facts == {"wanted": 1, "given": 0}
    assert room.code(EnterCount(7, 0, 0, 0, teller=2)) == "no-such-teller"


def test_a_recount_replaces_the_count_before_it() -> None:
    room = voting()

    room.ask(EnterCount(7, 0, 0, 0), EnterCount(3, 4, 0, 0), CloseVote())

    assert room.proposal.stage is Stage.REJECTED


def test_two_tellers_have_to_agree() -> None:
    room = voting(Method.TELLERS)
    room.ask(EnterCount(5, 2, 0, 0, teller=1))
    assert room.refusal(CloseVote()).facts == {"wanted": 2, "given": 1}

    room.ask(EnterCount(6, 1, 0, 0, teller=2))
    assert room.code(CloseVote()) == "tellers-differ"
    assert room.code(EnterCount(5, 2, 0, 0, teller=3)) == "no-such-teller"
    room.ask(EnterCount(5, 2, 0, 0, teller=2), CloseVote())

    assert room.proposal.stage is Stage.ADOPTED


def test_tellers_who_cannot_agree_give_the_vote_up() -> None:
    room = voting(Method.TELLERS)
    room.ask(EnterCount(5, 2, 0, 0, teller=1), EnterCount(4, 3, 0, 0, teller=2), AbandonVote())

    assert room.proposal.stage is Stage.UNDECIDED
    assert room.proposal.vote is None
    assert len(room.proposal.votes[0].counts) == 2


def test_a_roll_call_asks_everybody_here_by_name() -> None:
    room = voting(Method.ROLL_CALL)
    assert room.code(EnterCount(7, 0, 0, 0)) == "roll-is-called"
    assert room.code(CallMember("M009", Choice.YES)) == "not-on-the-roll"

    for member in room.state.here[:6]:
        room.ask(CallMember(member, Choice.YES))
    assert room.refusal(CloseVote()).facts == {"number": 1}
    room.ask(CallMember("M007", Choice.ABSTAIN), CallMember("M001", Choice.NO), CloseVote())

    vote = room.proposal.vote
    assert vote
    assert vote.verdict
    assert (vote.verdict.count.yes, vote.verdict.count.no, vote.verdict.count.abstain) == (5, 1, 1)
    assert room.proposal.stage is Stage.ADOPTED


def test_of_those_who_left_a_roll_call_only_not_voting_is_noted() -> None:
    room = voting(Method.ROLL_CALL)
    room.leave("M003")
    room.ask(MarkPresence(("M004",), Presence.RECUSED))

    for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN):
        assert room.code(CallMember("M003", choice)) == "not-here"
        assert room.code(CallMember("M004", choice)) == "not-here"
    room.ask(CallMember("M003", Choice.NOT_VOTING))


def test_the_base_is_frozen_when_the_vote_opens() -> None:
    room = voting()

    room.come("M008", "M009")
    room.ask(EnterCount(5, 2, 0, 0), CloseVote())

    vote = room.proposal.vote
    assert vote
    assert vote.verdict
    assert (vote.present, vote.verdict.base, vote.verdict.needed) == (7, 7, 5)
    assert room.proposal.stage is Stage.ADOPTED


@pytest.mark.parametrize(("count", "gap"), [((6, 0, 0, 0), -1), ((7, 0, 0, 1), 1), ((90, 0, 0, 0), 83)])
def test_a_count_that_does_not_add_up_is_kept_with_its_gap_and_adopts_nothing(
    count: tuple[int, int, int, int], gap: int
) -> None:
    room = voting()

    room.ask(EnterCount(*count), CloseVote())

    vote = room.proposal.vote
    assert vote
    assert vote.verdict
    assert vote.verdict.gap == gap
    assert room.proposal.stage is Stage.UNDECIDED
    assert room.proposal.settled_at is None


def test_after_an_unreconciled_count_the_vote_is_taken_again_and_the_first_is_kept() -> None:
    room = voting()
    room.ask(EnterCount(6, 0, 0, 0), CloseVote())

    room.ask(OpenVote(Method.TELLERS))
    assert [vote.method for vote in room.proposal.votes] == [Method.HANDS]
    room.ask(EnterCount(6, 1, 0, 0), EnterCount(6, 1, 0, 0, teller=2), CloseVote())

    assert room.proposal.stage is Stage.ADOPTED
    assert room.proposal.votes[0].verdict
    assert room.proposal.votes[0].verdict.gap == -1


def test_a_new_version_keeps_the_votes_on_the_old_one() -> None:
    room = voting()
    room.ask(EnterCount(6, 0, 0, 0), CloseVote(), Amend(replace(DRAFT, what="Other")))

    assert room.proposal.stage is Stage.REACTED
    assert [vote.version for vote in room.proposal.votes] == [1]
    assert room.proposal.vote is None


@pytest.mark.parametrize("counted", [-1, True])
def test_numbers_that_cannot_be_are_refused(counted: int) -> None:
    assert voting().code(EnterCount(counted, 0, 0, 0)).startswith("vote-count-")


def test_an_open_vote_is_closed_before_anything_else() -> None:
    room = voting()

    assert room.code(GoTo(Step.CLOSE)) == "vote-open"
    assert room.code(Amend(replace(DRAFT, what="Other"))) == "vote-open"
    assert room.code(OpenVote(Method.HANDS)) == "vote-open"


def test_a_roll_is_not_called_where_heads_were_counted() -> None:
    room = Room(here=0)
    room.ask(CountHeads(7))
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    assert room.code(OpenVote(Method.ROLL_CALL)) == "names-not-ticked"
    room.ask(OpenVote(Method.HANDS), EnterCount(7, 0, 0, 0), CloseVote())
    assert room.proposal.stage is Stage.ADOPTED


def test_no_vote_opens_without_quorum() -> None:
    room = Room(here=4)
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    assert room.refusal(OpenVote(Method.HANDS)).facts == {"present": 4, "needed": 5}


def test_the_quorum_of_the_protocol_holds_also_where_its_rule_has_none() -> None:
    rule = Rule(Comparator.AT_LEAST, Fraction(1, 2), Base.YES_NO, NoQuorum())
    protocol = Protocol(Kind.STRATEGIC, None, rule, HALF)
    room = Room(here=4, opening=opening_of(9, with_protocol(protocol)))
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    assert room.code(OpenVote(Method.HANDS)) == "no-quorum"


def test_the_quorum_of_the_rule_holds_also_where_the_protocol_asks_for_less() -> None:
    rule = Rule(Comparator.AT_LEAST, Fraction(1, 2), Base.YES_NO, FixedNumber(6))
    protocol = Protocol(Kind.STRATEGIC, None, rule, NoQuorum())
    room = Room(here=5, opening=opening_of(9, with_protocol(protocol)))
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    room.ask(OpenVote(Method.HANDS), EnterCount(5, 0, 0, 0), CloseVote())

    assert outcome(room) is Outcome.NO_QUORUM
    assert room.proposal.stage is Stage.UNDECIDED


def test_a_vote_does_not_close_once_quorum_is_lost_and_can_be_given_up() -> None:
    room = voting()
    room.ask(EnterCount(7, 0, 0, 0))
    room.leave("M001", "M002", "M003")

    assert room.code(CloseVote()) == "no-quorum"
    room.ask(AbandonVote())

    assert room.proposal.stage is Stage.UNDECIDED
    assert room.proposal.version.draft == DRAFT


def test_a_vote_closes_when_quorum_is_regained() -> None:
    room = voting()
    room.ask(EnterCount(7, 0, 0, 0))
    room.leave("M001", "M002", "M003")
    room.come("M008")

    assert room.ask(CloseVote()).proposals[room.proposal.id].stage is Stage.ADOPTED


def test_a_vote_among_people_who_only_abstain_decides_nothing_where_yes_and_no_count() -> None:
    rule = Rule(Comparator.AT_LEAST, Fraction(1, 2), Base.YES_NO, NoQuorum())
    room = Room(opening=opening_of(9, with_protocol(Protocol(Kind.STRATEGIC, None, rule, HALF))))
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    room.ask(OpenVote(Method.HANDS), EnterCount(0, 0, 7, 0), CloseVote())

    assert outcome(room) is Outcome.NO_DECISION
    assert room.proposal.stage is Stage.UNDECIDED


FRACTIONS = st.fractions(min_value=Fraction(1, 10), max_value=Fraction(9, 10), max_denominator=10)
RULES = st.builds(Rule, st.sampled_from(Comparator), FRACTIONS, st.sampled_from(Base), st.just(NoQuorum()))


@given(RULES, st.integers(0, 4))
def test_a_tie_is_never_adopted(rule: Rule, each: int) -> None:
    room = Room(entitled=9, here=9, opening=opening_of(9, with_protocol(_deciding(rule))))
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    room.ask(OpenVote(Method.HANDS), EnterCount(each, each, 9 - 2 * each, 0), CloseVote())

    assert room.proposal.stage is not Stage.ADOPTED


@given(RULES, st.tuples(*[st.integers(0, 9)] * 4))
def test_only_counts_that_add_up_and_reach_the_line_are_adopted(
    rule: Rule, count: tuple[int, int, int, int]
) -> None:
    room = Room(entitled=9, here=9, opening=opening_of(9, with_protocol(_deciding(rule))))
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)
    yes, no, abstain, _ = count
    base = {Base.YES_NO: yes + no, Base.CAST: yes + no + abstain}.get(rule.base, 9)
    numerator, denominator = rule.fraction.numerator, rule.fraction.denominator
    reached = (
        denominator * yes >= numerator * base
        if rule.comparator is Comparator.AT_LEAST
        else denominator * yes > numerator * base
    )

    room.ask(OpenVote(Method.HANDS), EnterCount(*count), CloseVote())

    expected = sum(count) == 9 and reached and yes > no
    assert (room.proposal.stage is Stage.ADOPTED) is expected


def _deciding(rule: Rule) -> Protocol:
    return Protocol(Kind.STRATEGIC, None, rule, HALF)


def test_the_default_rule_of_a_strategic_decision_is_two_thirds_of_those_present() -> None:
    strategic = next(one for one in default_protocols() if one.kind is Kind.STRATEGIC)

    assert str(strategic.rule) == "at least 2/3 of present, quorum 1/2 of entitled"
