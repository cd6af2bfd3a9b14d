"""A decision is looked at again, kept, amended or ended, and stands no longer than it was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.proposing import Amend, Propose
from assembly.acts.reviewing import AddLearning, ReviewDecision, SettleLeftover
from assembly.acts.sidelines import ParkThing
from assembly.acts.turns import BeginRound
from assembly.acts.voting import OpenVote
from assembly.circle import Kind
from assembly.daybook import LearningWritten, circle_of
from assembly.decision import decisions_of
from assembly.history import facts_of, history_of
from assembly.leftovers import Unfinished
from assembly.minutes import minutes_of
from assembly.proposals import Method
from assembly.reviewing import (
    LAPSING,
    OVER,
    Afterwards,
    Days,
    Learning,
    LearningKind,
    Outcome,
    Review,
    Standing,
    afterwards_of,
    standing,
)
from assembly.said import Said
from assembly.steps import Occasion, Step
from tests.rooms import DRAFT, REVIEWED, TWO_O_CLOCK, Room, opening_of

TODAY = TWO_O_CLOCK.date()
NEXT = TODAY + timedelta(weeks=5)
ID = "9OLD1"
DUE = date(2026, 11, 10)


def asked(outcome: Outcome = Outcome.KEEP, /, **more: Any) -> ReviewDecision:
    plain = ReviewDecision(ID, Kind.EXPERIMENT, "Open the windows", outcome, Said("18 degrees"))
    following = NEXT if outcome is Outcome.KEEP else None
    return replace(plain, **{"next": following, **more})


def reviewed(outcome: Outcome, on: date, following: date | None = None) -> Review:
    at = datetime(on.year, on.month, on.day, 14, tzinfo=UTC)
    return Review(ID, outcome, Kind.EXPERIMENT, "Open the windows", at, "7K3FQ", next=following)


def test_a_review_is_remembered_with_what_was_measured(room: Room) -> None:
    room.ask(asked())

    review = room.state.reviews[0]
    assert (review.decision, review.outcome, review.next) == (ID, Outcome.KEEP, NEXT)
    assert review.measured == Said("18 degrees")
    assert (review.where, review.at) == ("7K3FQ", room.now)
    assert minutes_of(room.state).reviews == (review,)


@pytest.mark.parametrize("outcome", [Outcome.AMEND, Outcome.END])
def test_only_what_is_kept_has_a_next_day(room: Room, outcome: Outcome) -> None:
    room.ask(asked(outcome, next=NEXT))

    assert room.state.reviews[0].next is None


@pytest.mark.parametrize(
    ("here", "changed", "code"),
    [
        (7, {"objections": 1}, "review-objected"),
        (7, {"objections": 8}, "impossible-objections"),
        (7, {"objections": -1}, "impossible-objections"),
        (4, {}, "review-no-quorum"),
        (7, {"next": None}, "review-needed"),
        (7, {"next": TODAY + timedelta(weeks=6, days=1)}, "review-too-late"),
        (7, {"next": TODAY}, "next-review-not-ahead"),
        (7, {"next": date(9999, 12, 31)}, "date-too-far"),
        (7, {"decision": ""}, "review-too-soon"),
    ],
)
def test_keeping_needs_people_nobody_who_objects_and_a_day_in_time(
    here: int, changed: dict[str, object], code: str
) -> None:
    assert Room(9, here).code(asked(**changed)) == code


@pytest.mark.parametrize(("here", "objections"), [(4, 0), (7, 2)])
def test_ending_needs_people_and_nobody_who_objects_but_amending_does_not(here: int, objections: int) -> None:
    room = Room(9, here)

    assert room.tried(asked(Outcome.END, objections=objections)) in {"review-no-quorum", "review-objected"}
    assert room.tried(asked(Outcome.AMEND, objections=objections)) is None
    assert room.state.reviews[0].objections == objections


def test_without_a_limit_what_is_kept_needs_no_next_day(room: Room) -> None:
    assert room.tried(asked(kind=Kind.OPERATIONAL, next=None)) is None


def test_nothing_is_reviewed_twice_and_undo_lets_it_be_reviewed_again(room: Room) -> None:
    room.ask(asked())

    assert room.code(asked(Outcome.END)) == "already-reviewed"
    room.undo()
    assert room.state.reviews == ()
    assert room.tried(asked(Outcome.END)) is None


def test_what_was_proposed_today_is_not_reviewed_today(room: Room) -> None:
    room.walk_to(Step.DECIDE)
    room.consent()
    room.walk_to(Step.PROPOSAL)

    assert room.code(asked(decision=room.proposal.id)) == "review-too-soon"


def test_a_review_waits_for_the_end_of_a_round_and_of_a_vote(room: Room) -> None:
    room.walk_to(Step.STORIES)
    room.ask(BeginRound())
    assert room.code(asked()) == "round-open"

    deciding = Room()
    deciding.walk_to(Step.DECIDE)
    assert deciding.code(asked()) == "not-in-this-step"
    deciding.ask(OpenVote(Method.HANDS))
    assert deciding.tried(AddLearning(ID, LearningKind.LEARNING, Said("Ask first"))) is None


@pytest.mark.parametrize("step", [Step.GATHER, Step.STORIES, Step.PROPOSAL, Step.LOTTERY, Step.CLOSE])
def test_a_review_has_a_place_at_every_resting_point(room: Room, step: Step) -> None:
    room.walk_to(step)

    assert room.tried(asked()) is None


def test_minutes_that_were_confirmed_are_read_again_after_a_review(room: Room) -> None:
    from assembly.acts.closing import ConfirmMinutes  # noqa: PLC0415 - only here

    room.walk_to(Step.CLOSE)
    room.ask(ConfirmMinutes(), asked())

    assert not room.state.minutes_confirmed


def test_amending_writes_a_proposal_before_its_step_and_keeps_the_link_in_every_version(room: Room) -> None:
    draft = replace(DRAFT, amends=ID)
    room.ask(asked(Outcome.AMEND), Propose("8NEW1", Kind.OPERATIONAL, draft))
    room.walk_to(Step.DECIDE)
    room.ask(Amend(replace(DRAFT, what="Open both windows")))
    room.consent()

    decision = decisions_of(room.state)[0]
    assert decision.draft.amends == ID
    assert facts_of(room.state).decisions[0].amends == ID


def test_any_other_proposal_waits_for_its_step(room: Room) -> None:
    assert room.code(Propose("8NEW1", Kind.OPERATIONAL, DRAFT)) == "not-in-this-step"


def test_a_learning_belongs_to_a_decision_and_has_words(room: Room) -> None:
    room.walk_to(Step.PROPOSAL)
    open_one = room.propose()

    assert room.code(AddLearning(open_one, LearningKind.LEARNING, Said("Ask first"))) == "not-decided"
    assert room.code(AddLearning(ID, LearningKind.MISTAKE, Said("  "))) == "nothing-written"
    room.ask(AddLearning(ID, LearningKind.MISTAKE, Said("We forgot the night shift")))
    assert room.state.learnings[0].text == Said("We forgot the night shift")


def test_a_leftover_is_done_once(room: Room) -> None:
    room.ask(SettleLeftover(Said("Lockers")))

    assert room.code(SettleLeftover(Said("Lockers"))) == "not-parked"
    assert room.code(SettleLeftover(Said(""))) == "nothing-written"


D = date
Row = tuple[Kind, date | None, date | None, list[tuple[Outcome, date, date | None]], date, Standing]
TABLE: list[Row] = [
    # kind, review, until, reviews, today, standing
    (Kind.OPERATIONAL, None, None, [], D(2030, 1, 1), Standing.IN_FORCE),
    (Kind.OPERATIONAL, DUE, None, [], D(2026, 11, 9), Standing.IN_FORCE),
    (Kind.OPERATIONAL, DUE, None, [], DUE, Standing.REVIEW_DUE),
    (Kind.OPERATIONAL, DUE, None, [], D(2030, 1, 1), Standing.REVIEW_DUE),
    (Kind.EXPERIMENT, DUE, None, [], DUE, Standing.REVIEW_DUE),
    (Kind.EXPERIMENT, DUE, None, [], D(2026, 11, 11), Standing.LAPSED),
    (Kind.LAB, DUE, None, [], D(2026, 11, 11), Standing.LAPSED),
    (Kind.EXPERIMENT, DUE, None, [(Outcome.KEEP, DUE, D(2026, 12, 1))], D(2026, 11, 30), Standing.IN_FORCE),
    (Kind.EXPERIMENT, DUE, None, [(Outcome.KEEP, DUE, D(2026, 12, 1))], D(2026, 12, 2), Standing.LAPSED),
    (Kind.EXPERIMENT, DUE, None, [(Outcome.AMEND, DUE, None)], D(2026, 11, 11), Standing.LAPSED),
    (Kind.STRATEGIC, DUE, None, [(Outcome.AMEND, DUE, None)], D(2026, 11, 11), Standing.REVIEW_DUE),
    (Kind.STRATEGIC, DUE, None, [(Outcome.END, DUE, None)], D(2026, 11, 11), Standing.ENDED),
    (Kind.STRATEGIC, DUE, None, [(Outcome.KEEP, DUE, None)], D(2030, 1, 1), Standing.IN_FORCE),
    (Kind.OPERATIONAL, None, DUE, [], DUE, Standing.IN_FORCE),
    (Kind.OPERATIONAL, None, DUE, [], D(2026, 11, 11), Standing.ENDED),
    (Kind.OPERATIONAL, None, DUE, [(Outcome.KEEP, D(2026, 11, 5), None)], D(2026, 11, 11), Standing.ENDED),
    (Kind.OPERATIONAL, None, DUE, [(Outcome.KEEP, D(2026, 11, 12), None)], D(2026, 12, 1), Standing.IN_FORCE),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE)
def test_how_a_decision_stands(row: Row) -> None:
    kind, review, until, told, today, stands = row
    after = Afterwards(tuple(reviewed(*one) for one in told))

    assert standing(Days(kind, review, until), after, today) is stands
    amended = replace(after, amended_by=("8NEW1",))
    assert standing(Days(kind, review, until), amended, today) is Standing.AMENDED


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
reviews = st.lists(
    st.builds(reviewed, st.sampled_from([Outcome.KEEP, Outcome.AMEND]), days, days), max_size=3
).map(tuple)
set_days = st.builds(Days, st.sampled_from(Kind), st.none() | days, st.none() | days)


@given(set_days, reviews, days, days)
def test_nothing_comes_back_by_itself(own: Days, told: tuple[Review, ...], first: date, second: date) -> None:
    early, late = sorted((first, second))
    after = Afterwards(told)

    if standing(own, after, early) in OVER:
        assert standing(own, after, late) in OVER


@given(set_days, reviews, days)
def test_only_experiments_and_labs_lapse(own: Days, told: tuple[Review, ...], today: date) -> None:
    if standing(own, Afterwards(told), today) is Standing.LAPSED:
        assert own.kind in LAPSING


@given(st.permutations([reviewed(Outcome.KEEP, DUE, NEXT), reviewed(Outcome.AMEND, TODAY)]))
def test_the_order_in_which_books_are_read_changes_nothing(told: list[Review]) -> None:
    learned = Learning(ID, LearningKind.LEARNING, Said("Ask first"), TWO_O_CLOCK)
    found = afterwards_of(told, [learned], [("8NEW1", ID), ("8NEW1", ID)])

    assert found[ID].reviews == (reviewed(Outcome.KEEP, DUE, NEXT), reviewed(Outcome.AMEND, TODAY))
    assert (found[ID].learnings, found[ID].amended_by) == ((learned,), ("8NEW1",))


def test_what_was_learned_between_assemblies_belongs_to_the_circle() -> None:
    learned = Learning(ID, LearningKind.MISTAKE, Said("Too cold"), TWO_O_CLOCK)
    event = LearningWritten(learned.decision, learned.kind, learned.text, learned.at)

    assert circle_of([event]).learnings == (learned,)


def left_after(room: Room, days_later: int, *, kind: Kind = Kind.OPERATIONAL) -> list[Unfinished]:
    """What is left after an evening with a decision, and this later one."""
    first = Room()
    first.walk_to(Step.DECIDE, kind, replace(REVIEWED, until=TODAY + timedelta(weeks=4)))
    first.consent()
    old = facts_of(first.state)
    old = replace(
        old,
        unfinished=tuple(replace(one, decision=ID) for one in old.unfinished),
        decisions=tuple(replace(one, id=ID) for one in old.decisions),
    )
    later = replace(facts_of(room.state), at=TWO_O_CLOCK + timedelta(days=days_later), closed=True)
    return list(history_of([later, old]).unfinished)


def test_a_kept_decision_is_due_on_its_next_day_and_an_ended_one_never(room: Room) -> None:
    room.ask(asked())
    assert [(one.what, one.due) for one in left_after(room, 20)] == [
        ("review", NEXT),
        ("ends", TODAY + timedelta(weeks=4)),
    ]
    room.undo()
    room.ask(asked(Outcome.END))
    assert left_after(room, 20) == []


def test_an_amended_decision_is_due_until_the_amendment_is_adopted(room: Room) -> None:
    room.ask(asked(Outcome.AMEND))
    assert [one.what for one in left_after(room, 20)] == ["review", "ends"]

    room.ask(Propose("8NEW1", Kind.OPERATIONAL, replace(DRAFT, what="Both windows", amends=ID)))
    room.walk_to(Step.DECIDE)
    room.consent()
    assert left_after(room, 20) == []


@pytest.mark.parametrize(
    ("kind", "left"), [(Kind.EXPERIMENT, ["ends"]), (Kind.OPERATIONAL, ["review", "ends"])]
)
def test_what_lapsed_is_on_the_list_of_one_assembly_and_then_history(kind: Kind, left: list[str]) -> None:
    assert [one.what for one in left_after(Room(), 40, kind=kind)] == left
    assert [one.what for one in left_after(Room(), 28, kind=kind)] == ["review", "ends"]


def test_what_an_assembly_looked_back_at_is_remembered_once_and_not_when_it_was_taken_back(
    room: Room,
) -> None:
    room.ask(AddLearning(ID, LearningKind.LEARNING, Said("Ask first")), asked())
    remembered = history_of([facts_of(room.state)]).looked_back
    room.undo()

    assert [one.outcome for one in remembered] == [Outcome.KEEP, None]
    assert [one.outcome for one in history_of([facts_of(room.state)]).looked_back] == [None]


def test_a_mere_draw_does_not_see_what_lapsed() -> None:
    mere = Room(opening=replace(opening_of(), purpose=Occasion.DRAW))

    assert [one.what for one in left_after(mere, 40, kind=Kind.EXPERIMENT)] == ["review", "ends"]


def test_what_was_parked_and_is_done_leaves_the_list(room: Room) -> None:
    before = Room()
    before.ask(ParkThing(Said("Lockers")), ParkThing(Said("Keys")))
    room.ask(SettleLeftover(Said("lockers ")))
    later = replace(facts_of(room.state), at=TWO_O_CLOCK + timedelta(days=7))

    left = history_of([facts_of(before.state), later]).unfinished
    assert [one.title for one in left] == ["Keys"]
