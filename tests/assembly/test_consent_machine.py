"""The consent machine: every stage, every dialect, named and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assembly import consent_machine
from assembly.acts import consenting, objecting, voting
from assembly.acts.consenting import Adopt, AskConsent, CountPositions, TakePosition
from assembly.acts.floor import GoTo
from assembly.acts.objecting import DropObjection, IntegrateObjection, NoteConcern, RaiseObjection
from assembly.acts.proposing import Amend, Choose, ParkProposal, Propose, Withdraw
from assembly.acts.voting import AbandonVote, CloseVote, EnterCount, OpenVote
from assembly.circle import Kind, default_protocols, protocol_for
from assembly.dialects import CRITERIA, DIALECTS, Position
from assembly.proposals import SETTLED, Draft, Integration, Method, ObjectionState, Stage
from assembly.rulebook import Command
from assembly.said import NOTHING_SAID, Said
from assembly.steps import Step
from tests.rooms import DRAFT, TWO_O_CLOCK, Room, opening_of, with_protocol

DIALECT_NAMES = tuple(DIALECTS)
TESTED = {"s3": (True,), "holacracy": (True,) * len(CRITERIA)}
DISMISSED = {"s3": (False,), "holacracy": (True, False, True, True)}
WHY = Said("It hurts the night shift")
IN_TWO_WEEKS = TWO_O_CLOCK.date() + timedelta(weeks=2)
BETTER = {
    Integration.AMEND: replace(DRAFT, what="Open the windows at one"),
    Integration.SHORTEN: replace(DRAFT, until=IN_TWO_WEEKS),
    Integration.MEASURE: replace(DRAFT, measure="Degrees at the machines"),
    Integration.DEFER: replace(DRAFT, conditions=("The hall waits for the council in March",)),
    Integration.DELEGATE: replace(DRAFT, conditions=("The crew decides the hour, back by May",)),
    Integration.INFORM: replace(DRAFT, conditions=("Facilities says what it costs",)),
    Integration.REPLACE: replace(DRAFT, what="Buy a fan"),
}


def speaking(dialect: str, here: int = 7) -> Room:
    """A room about to ask for consent in a dialect."""
    ordinary = protocol_for(default_protocols(), Kind.OPERATIONAL)
    protocols = with_protocol(replace(ordinary, dialect_name=dialect))
    room = Room(here=here, opening=opening_of(9, protocols))
    room.walk_to(Step.DECIDE)
    return room


def objected(dialect: str, *, named: bool) -> Room:
    """A room in which one of seven objected."""
    room = speaking(dialect)
    room.ask(AskConsent(named))
    if named:
        room.answer("M003")
    else:
        room.ask(CountPositions(6, 0, 1), RaiseObjection(WHY))
    return room


def everybody_consents(room: Room, *, named: bool) -> None:
    room.ask(AskConsent(named))
    if named:
        room.answer()
    else:
        room.ask(CountPositions(room.state.present, 0, 0))


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_what_everybody_consents_to_is_adopted(dialect: str, named: bool) -> None:
    room = speaking(dialect)

    everybody_consents(room, named=named)
    room.ask(Adopt())

    assert room.proposal.stage is Stage.ADOPTED
    assert room.proposal.settled_at == room.now


@pytest.mark.parametrize("how", Integration)
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_an_objection_is_integrated_in_a_new_version_and_everybody_is_asked_anew(
    dialect: str, named: bool, how: Integration
) -> None:
    room = objected(dialect, named=named)
    if dialect in TESTED:
        room.ask(objecting.TestObjection(1, TESTED[dialect]))

    room.ask(IntegrateObjection(1, how, BETTER[how], Said("so that it helps")))

    assert room.proposal.version.number == 2
    assert room.proposal.version.draft == BETTER[how]
    assert room.proposal.stage is Stage.REACTED
    assert room.proposal.round is None
    assert room.proposal.objections[0].state is ObjectionState.INTEGRATED
    assert room.proposal.objections[0].how is how
    assert room.code(Adopt()) == "not-at-this-stage"

    everybody_consents(room, named=named)
    assert room.proposal.rounds[-1].version == 2
    room.ask(Adopt())
    assert room.last.event == consenting.Adopted(room.proposal.id, 2)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_an_open_objection_keeps_the_proposal_from_being_adopted_or_asked_again(
    dialect: str, named: bool
) -> None:
    room = objected(dialect, named=named)

    assert room.code(Adopt()) == "objections-open"
    assert room.code(AskConsent(named)) == "objections-open"
    assert room.proposal.stage is Stage.CONSENT


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_an_objection_that_its_owner_drops_is_a_concern_and_everybody_is_asked_again(
    dialect: str, named: bool
) -> None:
    room = objected(dialect, named=named)

    room.ask(DropObjection(1))

    assert room.proposal.objections[0].state is ObjectionState.CONCERN
    assert room.code(Adopt()) == "ask-again-first"
    everybody_consents(room, named=named)
    room.ask(Adopt())
    assert room.proposal.stage is Stage.ADOPTED


@pytest.mark.parametrize("dialect", sorted(DISMISSED))
def test_an_objection_that_does_not_pass_its_test_is_a_concern(dialect: str) -> None:
    room = objected(dialect, named=True)

    room.ask(objecting.TestObjection(1, DISMISSED[dialect]))

    assert room.proposal.objections[0].state is ObjectionState.CONCERN
    assert room.code(Adopt()) == "ask-again-first"
    assert room.code(IntegrateObjection(1, Integration.AMEND, BETTER[Integration.AMEND])) == (
        "no-such-objection"
    )


@pytest.mark.parametrize("dialect", sorted(TESTED))
def test_an_objection_is_tested_before_it_is_integrated_and_only_once(dialect: str) -> None:
    room = objected(dialect, named=True)

    assert room.code(IntegrateObjection(1, Integration.AMEND, BETTER[Integration.AMEND])) == "test-first"
    assert room.code(objecting.TestObjection(1, (True,) * 7)) == "test-incomplete"
    room.ask(objecting.TestObjection(1, TESTED[dialect]))

    assert room.proposal.objections[0].state is ObjectionState.STANDS
    assert room.code(objecting.TestObjection(1, TESTED[dialect])) == "already-tested"


def test_nobody_judges_an_objection_in_sofa() -> None:
    room = objected("sofa", named=True)

    assert room.code(objecting.TestObjection(1, (False,))) == "nobody-judges-objections"


@pytest.mark.parametrize("dialect", ["sofa", "holacracy"])
def test_a_concern_is_no_answer_where_the_dialect_has_none(dialect: str) -> None:
    room = speaking(dialect)

    room.ask(AskConsent(True))
    assert room.code(TakePosition("M001", Position.CONCERN)) == "position-unknown-here"
    room.ask(AskConsent(False))
    assert room.code(CountPositions(6, 1, 0)) == "position-unknown-here"


def test_concerns_are_kept_and_do_not_stop_a_proposal() -> None:
    room = speaking("s3")
    room.ask(AskConsent(), TakePosition("M001", Position.CONCERN, WHY))
    room.answer(position=Position.CONCERN)
    room.ask(NoteConcern(Said("Watch the draught")), Adopt())

    assert room.proposal.concerns == (WHY, Said("Watch the draught"))
    assert room.proposal.rounds[-1].number_of(Position.CONCERN) == 7


@pytest.mark.parametrize("how", [Integration.DEFER, Integration.DELEGATE, Integration.INFORM])
@pytest.mark.parametrize("conditions", [(), (" ",), ("The crew tries it",), ("Something else",)])
def test_an_agreement_with_others_leaves_a_condition_beside_those_before(
    how: Integration, conditions: tuple[str, ...]
) -> None:
    before = replace(DRAFT, conditions=("The crew tries it",))
    room = speaking("sofa")
    room.ask(Amend(before), AskConsent())
    room.answer("M002")

    code = room.code(IntegrateObjection(1, how, replace(before, what="Other", conditions=conditions)))

    assert code == "condition-missing"


@pytest.mark.parametrize("measure", ["", "  "])
def test_a_concern_is_measured_by_something(measure: str) -> None:
    room = speaking("sofa")
    room.ask(Amend(replace(DRAFT, measure="Coughs a day")), AskConsent())
    room.answer("M002")

    assert (
        room.code(IntegrateObjection(1, Integration.MEASURE, replace(DRAFT, measure=measure)))
        == "nothing-measured"
    )
    same = replace(DRAFT, what="Other", measure="Coughs a day")
    assert room.code(IntegrateObjection(1, Integration.MEASURE, same)) == "nothing-measured"


@pytest.mark.parametrize(
    ("until", "review"),
    [(28, 14), (35, 14), (None, 7), (28, None), (None, None), (21, 21), (42, 7)],
)
def test_a_shorter_trial_ends_or_is_reviewed_sooner_and_puts_nothing_off(
    until: int | None, review: int | None
) -> None:
    day = TWO_O_CLOCK.date()

    def dated(until: int | None, review: int | None) -> Draft:
        return replace(
            DRAFT,
            until=None if until is None else day + timedelta(days=until),
            review=None if review is None else day + timedelta(days=review),
        )

    room = speaking("sofa")
    room.ask(Amend(dated(28, 14)), AskConsent())
    room.answer("M002")
    offered = replace(dated(until, review), why="Because it is hot")

    assert room.code(IntegrateObjection(1, Integration.SHORTEN, offered)) == "trial-not-shorter"
    room.ask(IntegrateObjection(1, Integration.SHORTEN, dated(28, 7)))
    assert room.proposal.version.number == 3


def test_an_integration_changes_the_proposal_and_a_replacement_changes_what_is_done() -> None:
    room = objected("sofa", named=True)

    for how in Integration:
        assert room.code(IntegrateObjection(1, how, DRAFT)) == "integration-changes-nothing"
    reworded = replace(DRAFT, why="Other reasons")
    assert room.code(IntegrateObjection(1, Integration.REPLACE, reworded)) == "integration-changes-nothing"
    assert room.code(IntegrateObjection(1, Integration.AMEND, replace(DRAFT, what=" "))) == (
        "proposal-without-what"
    )
    assert room.code(IntegrateObjection(2, Integration.AMEND, BETTER[Integration.AMEND])) == (
        "no-such-objection"
    )


def test_integrating_one_objection_leaves_the_others_to_be_integrated() -> None:
    room = speaking("sofa")
    room.ask(AskConsent())
    room.answer("M002", "M005")
    room.ask(IntegrateObjection(1, Integration.AMEND, BETTER[Integration.AMEND]))

    assert [one.number for one in room.proposal.open_objections] == [2]
    assert room.refusal(AskConsent()).facts == {"number": 1}
    room.ask(IntegrateObjection(2, Integration.REPLACE, BETTER[Integration.REPLACE]))
    room.consent()

    assert room.proposal.stage is Stage.ADOPTED


def test_objections_of_a_counted_round_are_written_down_as_many_as_were_counted() -> None:
    room = speaking("s3")
    room.ask(AskConsent(False), CountPositions(5, 0, 2))

    assert room.code(Adopt()) == "objections-open"
    room.ask(RaiseObjection(WHY), RaiseObjection(WHY))
    assert room.code(RaiseObjection(WHY)) == "no-objection-to-write"
    assert [one.member for one in room.proposal.objections] == [None, None]


def test_an_objection_comes_with_a_reason() -> None:
    room = speaking("s3")
    room.ask(AskConsent())

    assert room.code(TakePosition("M001", Position.OBJECTION, NOTHING_SAID)) == "nothing-written"
    room.ask(AskConsent(False), CountPositions(6, 0, 1))
    assert room.code(RaiseObjection(Said("  "))) == "nothing-written"


@pytest.mark.parametrize("counts", [(6, 0, 0), (8, 0, 0), (-1, 0, 8), (0, 0, 0)])
def test_a_counted_round_adds_up_to_the_room(counts: tuple[int, int, int]) -> None:
    room = speaking("s3")
    room.ask(AskConsent(False))

    assert room.code(CountPositions(*counts)) == "counts-do-not-add-up"
    assert room.code(Adopt()) == "people-unrecorded"


def test_named_and_counted_rounds_are_not_mixed() -> None:
    room = speaking("s3")

    room.ask(AskConsent(True))
    assert room.code(CountPositions(7, 0, 0)) == "round-is-named"
    assert room.code(RaiseObjection(WHY)) == "no-objection-to-write"
    room.ask(AskConsent(False))
    assert room.code(TakePosition("M001", Position.CONSENT)) == "round-is-counted"


@pytest.mark.parametrize(("here", "named"), [(15, True), (16, False)])
def test_rooms_over_fifteen_are_counted(here: int, named: bool) -> None:
    room = Room(entitled=20, here=here)
    room.walk_to(Step.DECIDE)

    room.ask(AskConsent())

    assert room.proposal.rounds[-1].named is named
    assert len(room.proposal.rounds[-1].asked) == (here if named else 0)


def test_a_new_version_clears_all_positions() -> None:
    room = speaking("s3")
    room.ask(AskConsent())
    room.answer()

    room.ask(Amend(BETTER[Integration.AMEND]))

    assert room.proposal.stage is Stage.REACTED
    assert room.code(Adopt()) == "not-at-this-stage"
    assert room.code(TakePosition("M001", Position.CONSENT)) == "not-at-this-stage"
    room.ask(AskConsent())
    assert room.proposal.rounds[-1].positions == {}
    assert room.code(Adopt()) == "people-unrecorded"


def test_asking_again_clears_all_positions() -> None:
    room = speaking("s3")
    room.ask(AskConsent())
    room.answer()

    room.ask(AskConsent())

    assert room.code(Adopt()) == "people-unrecorded"


def test_another_person_is_asked_first_when_consent_is_asked_again() -> None:
    room = speaking("s3")

    firsts = []
    for _ in range(7):
        room.ask(AskConsent())
        firsts.append(room.proposal.rounds[-1].asked[0])

    assert len(set(firsts)) == 7


# What the present proposal allows at each stage, written down apart from `consent_machine`.
ASKING: dict[str, Command] = {
    "ask": AskConsent(),
    "take": TakePosition("M001", Position.CONSENT),
    "count": CountPositions(7, 0, 0),
    "raise": RaiseObjection(WHY),
    "test": objecting.TestObjection(1, (True,)),
    "integrate": IntegrateObjection(1, Integration.AMEND, BETTER[Integration.AMEND]),
    "drop": DropObjection(1),
    "note": NoteConcern(WHY),
    "adopt": Adopt(),
    "amend": Amend(BETTER[Integration.AMEND]),
    "withdraw": Withdraw(),
    "park": ParkProposal(),
    "vote": OpenVote(Method.HANDS),
    "enter": EnterCount(7, 0, 0, 0),
    "close": CloseVote(),
    "abandon": AbandonVote(),
}
OTHER_THAN_STAGE = {
    "no-such-objection",
    "no-objection-to-write",
    "people-unrecorded",
    "count-missing",
    "round-is-named",
}
ALWAYS = {"amend", "withdraw", "park"}
POSSIBLE: dict[Stage, set[str]] = {
    Stage.REACTED: ALWAYS | {"ask", "raise", "test", "integrate", "drop", "note", "vote"},
    Stage.CONSENT: ALWAYS
    | {"ask", "take", "count", "raise", "test", "integrate", "drop", "note", "adopt", "vote"},
    Stage.VOTE: {"enter", "close", "abandon"},
    Stage.UNDECIDED: ALWAYS | {"vote"},
    Stage.ADOPTED: set(),
    Stage.REJECTED: set(),
}


def at_stage(stage: Stage) -> Room:
    """A room at the deciding step with its proposal at a stage."""
    room = Room()
    room.walk_to(Step.DECIDE)
    match stage:
        case Stage.CONSENT:
            room.ask(AskConsent())
        case Stage.VOTE:
            room.ask(OpenVote(Method.HANDS))
        case Stage.UNDECIDED:
            room.ask(OpenVote(Method.HANDS), AbandonVote())
        case Stage.REJECTED:
            room.ask(OpenVote(Method.HANDS), EnterCount(1, 6, 0, 0), CloseVote())
        case Stage.ADOPTED:
            room.consent()
        case _:
            pass
    assert room.proposal.stage is stage
    return room


@pytest.mark.parametrize("asked", sorted(ASKING))
@pytest.mark.parametrize("stage", POSSIBLE)
def test_each_stage_allows_what_belongs_to_it_and_nothing_else(stage: Stage, asked: str) -> None:
    room = at_stage(stage)
    state = room.state

    if asked in POSSIBLE[stage]:
        code = room.tried(ASKING[asked])
        assert room.state != state if code is None else code in OTHER_THAN_STAGE
    else:
        code = room.code(ASKING[asked])
        assert code in {"not-at-this-stage", "proposal-settled", "vote-open", "no-vote-open"}


def test_every_stage_stands_in_the_table_and_so_does_every_request_of_consent() -> None:
    requests = {request for allowed in consent_machine.ALLOWED.values() for request in allowed}

    assert list(consent_machine.ALLOWED) == list(Stage)
    assert requests == set(consent_machine.Command.__args__)


STAGES_ON_THE_WAY = [Step.PROPOSAL, Step.CLARIFY, Step.REACT, Step.DECIDE]


@pytest.mark.parametrize("step", STAGES_ON_THE_WAY)
def test_a_proposal_can_be_withdrawn_at_each_step_and_is_settled(step: Step) -> None:
    room = Room()
    room.walk_to(step)
    id = room.state.current or room.propose()

    room.ask(Withdraw())

    assert room.state.current is None
    assert room.state.proposals[id].stage is Stage.WITHDRAWN
    assert room.code(Withdraw()) == "no-proposal"
    room.walk_to(Step.PROPOSAL) if step is not Step.PROPOSAL else None
    assert room.code(Choose(id)) == "proposal-settled"


@pytest.mark.parametrize("step", STAGES_ON_THE_WAY)
def test_a_proposal_can_be_parked_at_each_step_and_begins_anew_when_chosen(step: Step) -> None:
    room = Room()
    room.walk_to(step)
    id = room.state.current or room.propose()

    room.ask(ParkProposal())
    assert room.state.proposals[id].stage is Stage.PARKED
    room.walk_to(Step.PROPOSAL) if step is not Step.PROPOSAL else None
    room.ask(Choose(id))

    assert room.proposal.stage is Stage.PRESENTED


@pytest.mark.parametrize("step", [Step.CLARIFY, Step.REACT])
def test_nothing_is_decided_before_the_deciding_step(step: Step) -> None:
    room = Room()
    room.walk_to(step)

    for asked in ("ask", "take", "count", "adopt", "vote", "enter", "close"):
        assert room.code(ASKING[asked]) == "not-in-this-step"


def test_going_back_to_the_questions_ends_the_asking_but_not_the_objections() -> None:
    room = objected("s3", named=True)

    stages = []
    for step in (Step.CLARIFY, Step.REACT, Step.DECIDE):
        room.ask(GoTo(step))
        stages.append(room.proposal.stage)

    assert stages == [Stage.PRESENTED, Stage.CLARIFIED, Stage.REACTED]
    assert room.code(AskConsent()) == "objections-open"


def test_a_kind_that_is_decided_by_vote_is_not_decided_by_consent() -> None:
    room = Room()
    room.walk_to(Step.DECIDE, Kind.STRATEGIC)

    assert room.code(AskConsent()) == "decided-by-vote"


def test_a_kind_without_a_rule_is_not_voted_on() -> None:
    room = Room()
    room.walk_to(Step.DECIDE, Kind.EXPERIMENT)

    assert room.code(OpenVote(Method.HANDS)) == "no-vote-here"


def test_objections_may_be_left_to_a_vote_where_the_protocol_has_a_rule() -> None:
    room = objected("s3", named=True)

    room.ask(OpenVote(Method.HANDS), EnterCount(6, 1, 0, 0), CloseVote())

    assert room.proposal.stage is Stage.ADOPTED
    assert len(room.proposal.open_objections) == 1


@pytest.mark.parametrize("kind", [Kind.EXPERIMENT, Kind.LAB])
@pytest.mark.parametrize(
    ("weeks", "code"), [(None, "review-needed"), (7, "review-too-late"), (-1, "date-in-the-past")]
)
def test_an_experiment_is_reviewed_in_time(kind: Kind, weeks: int | None, code: str) -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)
    review = None if weeks is None else TWO_O_CLOCK.date() + timedelta(weeks=weeks)

    assert room.code(Propose("Q0001", kind, replace(DRAFT, review=review))) == code


def test_a_review_on_the_last_day_of_the_limit_is_in_time() -> None:
    room = Room()
    last = TWO_O_CLOCK.date() + timedelta(weeks=6)

    room.walk_to(Step.DECIDE, Kind.EXPERIMENT, replace(DRAFT, review=last))

    assert room.consent().proposals[room.proposal.id].stage is Stage.ADOPTED


def test_no_ready_stage_of_a_vote_is_a_settled_one() -> None:
    assert not voting.READY & SETTLED
