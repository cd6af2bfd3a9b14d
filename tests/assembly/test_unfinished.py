"""What earlier assemblies left is forgotten when a later one took it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.proposing import ParkProposal, Withdraw
from assembly.acts.sidelines import ParkThing, SettleParked
from assembly.adopted import Adopted
from assembly.circle import Kind
from assembly.history import BookFacts, facts_of, history_of
from assembly.leftovers import Leftovers, Unfinished, has_lapsed, reviewed
from assembly.reviewing import Outcome, Review
from assembly.said import Said
from assembly.steps import Step
from tests.rooms import DRAFT, Room

EMPTY = facts_of(Room().state)
FIRST, LATER = date(2026, 12, 1), date(2027, 3, 1)


def evenings(*told: BookFacts) -> list[BookFacts]:
    return [replace(facts, at=facts.at + timedelta(weeks=week)) for week, facts in enumerate(told)]


def left(*told: BookFacts) -> list[Unfinished]:
    return list(history_of(evenings(*told)).unfinished)


def parking(*words: str) -> BookFacts:
    return replace(EMPTY, unfinished=tuple(Unfinished("parked", one) for one in words))


def adopting(words: str, id: str, review: date) -> BookFacts:
    room = Room()
    room.walk_to(Step.DECIDE, draft=replace(DRAFT, what=words, review=review, until=review))
    room.consent()
    facts = facts_of(room.state)
    return replace(facts, unfinished=tuple(replace(thing, decision=id) for thing in facts.unfinished))


def test_what_was_parked_again_is_listed_once() -> None:
    assert left(parking("Lockers", "Keys"), parking("  LOCKERS ")) == [
        Unfinished("parked", "Keys"),
        Unfinished("parked", "  LOCKERS "),
    ]


def test_what_was_parked_and_adopted_later_is_finished() -> None:
    assert [thing.what for thing in left(parking("The fan"), adopting("the fan", "A", FIRST))] == [
        "review",
        "ends",
    ]


def test_a_later_decision_in_the_same_words_replaces_the_days_of_the_earlier() -> None:
    assert left(adopting("The fan", "A", FIRST), adopting("The fan", "B", LATER)) == [
        Unfinished("review", "The fan", "B", LATER, Kind.OPERATIONAL),
        Unfinished("ends", "The fan", "B", LATER, Kind.OPERATIONAL),
    ]


def test_what_was_parked_and_adopted_on_one_evening_is_finished() -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)
    room.propose()
    room.ask(ParkProposal())
    room.propose()
    room.walk_to(Step.DECIDE)
    room.consent()

    assert left(facts_of(room.state)) == []


def test_a_thing_that_a_later_assembly_settled_is_finished() -> None:
    room = Room()
    room.ask(ParkThing(Said("Lockers")), SettleParked(1))

    assert left(parking("Lockers", "Keys"), facts_of(room.state)) == [Unfinished("parked", "Keys")]
    assert left(facts_of(room.state), parking("Lockers")) == [Unfinished("parked", "Lockers")]


def test_what_was_withdrawn_is_finished_but_a_decision_in_its_words_stands() -> None:
    room = Room()
    room.walk_to(Step.PROPOSAL)
    room.propose(draft=replace(DRAFT, what="The fan"))
    room.ask(Withdraw())
    withdrawn = facts_of(room.state)

    assert left(parking("The fan"), withdrawn) == []
    assert [thing.what for thing in left(adopting("The fan", "A", FIRST), withdrawn)] == ["review", "ends"]


@pytest.mark.parametrize("what", ["review", "ends", "parked"])
def test_nothing_is_forgotten_that_nobody_took_up(what: str) -> None:
    thing = Unfinished(what, "The fan", "A", None if what == "parked" else FIRST)

    assert left(replace(EMPTY, unfinished=(thing,)), parking("Keys"), EMPTY)[0] == thing


WORDS = st.sampled_from(["Keys", "keys", "Fan", "Lockers"])
THINGS = st.builds(Unfinished, st.sampled_from(["review", "ends", "parked"]), WORDS)
DECIDED = WORDS.map(lambda words: Adopted("7K3FQ", words, EMPTY.at))
BOOKS = st.builds(
    lambda things, decisions, dropped: replace(
        EMPTY, unfinished=things, decisions=decisions, dropped=dropped
    ),
    *(st.lists(each, max_size=4).map(tuple) for each in (THINGS, DECIDED, WORDS)),
)


def keys(things: Iterable[Unfinished]) -> list[tuple[str, str]]:
    return [(thing.what, thing.title.casefold()) for thing in things]


@given(st.lists(BOOKS, max_size=5), BOOKS)
def test_every_thing_is_listed_once_and_what_the_last_evening_left_is_on_the_list(
    before: list[BookFacts], last: BookFacts
) -> None:
    listed = keys(left(*before, last))
    done = {one.title.casefold() for one in last.decisions}

    assert len(set(listed)) == len(listed)
    assert set(keys(last.unfinished)) - {("parked", words) for words in done} <= set(listed)


TITLES = ("flour", "keys", "van")
DAYS = tuple(FIRST + timedelta(weeks=week) for week in range(-1, 4))
THINGS = st.builds(
    Unfinished,
    what=st.sampled_from(("review", "ends", "parked")),
    title=st.sampled_from(TITLES),
    decision=st.sampled_from(("", "AAAAA", "BBBBB")),
    due=st.none() | st.sampled_from(DAYS),
    kind=st.none() | st.sampled_from((Kind.OPERATIONAL, Kind.EXPERIMENT)),
)
REVIEWS = st.builds(
    partial(Review, kind=Kind.EXPERIMENT, title="", at=EMPTY.at, where="7K3FQ"),
    decision=st.sampled_from(("AAAAA", "BBBBB")),
    outcome=st.sampled_from(tuple(Outcome)),
    next=st.none() | st.sampled_from(DAYS),
)


@given(
    things=st.lists(THINGS, max_size=5),
    reviews=st.lists(REVIEWS, max_size=2, unique_by=lambda one: one.decision),
    day=st.sampled_from(DAYS),
    adopted=st.sets(st.sampled_from(TITLES), max_size=1),
)
def test_what_is_left_is_the_same_when_everything_is_looked_at_each_time(
    things: list[Unfinished], reviews: list[Review], day: date, adopted: set[str]
) -> None:
    known = {(one.what, one.title): one for one in things}
    left = Leftovers(things)
    left.review(reviews, ())
    left.lapse(day)
    left.take_up(adopted, ())
    by_decision = {one.decision: one for one in reviews}
    looked_at = [
        reviewed(one, by_decision[one.decision])
        if one.what != "parked" and one.decision in by_decision
        else one
        for one in known.values()
    ]

    assert set(left) == {one for one in looked_at if one and not has_lapsed(one, day)} - {
        one for one in looked_at if one and one.title in adopted
    }
