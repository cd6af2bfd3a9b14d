"""Decisions from before the record: what they leave to the first assembly, and what takes their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from assembly.adopted import old_facts_of
from assembly.brought import BroughtBack, BroughtOpened, DecisionsBrought, brought_of, decisions_in
from assembly.circle import Kind
from assembly.decision import Decision, Imported, Source, Wording, followed
from assembly.history import afterwards_in, history_of
from assembly.leftovers import ENDS, REVIEW
from assembly.proposals import Draft
from assembly.reviewing import Afterwards, Outcome, Review, Standing

ON = date(2026, 11, 21)
AT = datetime(2021, 5, 3, 12, tzinfo=UTC)


def old(id: str, draft: Draft, kind: Kind = Kind.OPERATIONAL, at: datetime = AT) -> Decision:
    source = Source("BR0UG", "Bakery", "", at, True)
    wordings = (Wording(1, draft, at),)
    return Decision(id, source, kind, wordings, at, Imported(), (), (), (), (), (), (), brought="BR0UG")


def left(*decisions: Decision) -> list[tuple[str, str, date | None]]:
    history = history_of((), old=[old_facts_of(decisions, ON)])
    return [(one.what, one.decision, one.due) for one in history.unfinished]


def test_reviews_and_ends_are_left_to_the_first_assembly() -> None:
    draft = Draft("Two breaks", review=date(2026, 1, 1), until=date(2027, 1, 1))

    assert left(old("9XY2Z", draft)) == [
        (REVIEW, "9XY2Z", date(2026, 1, 1)),
        (ENDS, "9XY2Z", date(2027, 1, 1)),
    ]


def test_what_was_over_when_it_came_is_left_to_nobody() -> None:
    lapsed = old("AAAAA", Draft("A trial", review=date(2026, 1, 1)), Kind.EXPERIMENT)
    ended = old("BBBBB", Draft("Until May", until=date(2026, 5, 1)))

    assert left(lapsed, ended) == []


def test_a_review_that_came_along_sets_the_next_day() -> None:
    one = old("9XY2Z", Draft("Two breaks", review=date(2022, 1, 1)))
    review = Review("9XY2Z", Outcome.KEEP, one.kind, one.title, AT, "AAAAA", next=date(2027, 3, 1))

    assert left(replace(one, afterwards=Afterwards((review,)))) == [(REVIEW, "9XY2Z", date(2027, 3, 1))]


def test_the_newest_stands_first_among_what_was_decided() -> None:
    first, second = old("AAAAA", Draft("a")), old("BBBBB", Draft("b"), at=AT.replace(year=2022))

    history = history_of((), old=[old_facts_of((first, second), ON)])

    assert [(one.id, one.imported) for one in history.decided] == [("BBBBB", True), ("AAAAA", True)]


def test_a_decision_that_amends_another_takes_its_place() -> None:
    first, second = old("AAAAA", Draft("a")), old("BBBBB", Draft("b", amends="AAAAA"))

    after = afterwards_in([old_facts_of((first, second), ON)])

    assert followed(first, after).standing(ON) is Standing.AMENDED
    assert followed(second, after).standing(ON) is Standing.IN_FORCE


def test_nothing_of_what_was_taken_back_is_known() -> None:
    opening = BroughtOpened(2, "BR0UG", "Bakery")
    brought = DecisionsBrought(
        (old("AAAAA", Draft("a")), old("BBBBB", Draft("b"), at=AT.replace(year=2022))), ON
    )

    assert [one.id for one in decisions_in((opening, brought))] == ["BBBBB", "AAAAA"]
    assert [one.id for one in brought_of((opening, brought)).old.decisions] == ["BBBBB", "AAAAA"]
    assert decisions_in((opening, brought, BroughtBack())) == ()
    assert brought_of((opening, brought, BroughtBack())).old.decisions == ()
