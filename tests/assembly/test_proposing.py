"""Proposals: what a text needs, and its versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assembly.acts.proposing import Amend, Choose, Propose
from assembly.circle import Kind
from assembly.deadlines import LAST_YEAR
from assembly.proposals import Draft, Stage
from assembly.steps import Step
from tests.rooms import DRAFT, REVIEWED, TWO_O_CLOCK, Room

TODAY = TWO_O_CLOCK.date()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
WRONG = [
    (replace(DRAFT, what=""), "proposal-without-what"),
    (replace(DRAFT, what=" \n"), "proposal-without-what"),
    (replace(DRAFT, until=YESTERDAY), "date-in-the-past"),
    (replace(DRAFT, review=YESTERDAY), "date-in-the-past"),
    (replace(DRAFT, start=TOMORROW, until=TODAY), "until-before-start"),
    (replace(DRAFT, start=date(LAST_YEAR + 1, 1, 1)), "date-too-far"),
    (replace(DRAFT, until=date(9026, 11, 21)), "date-too-far"),
    (replace(DRAFT, review=date(9026, 11, 21)), "date-too-far"),
]
FINE = [
    Draft("Open the windows"),
    replace(DRAFT, start=YESTERDAY),
    replace(DRAFT, start=TODAY, until=TODAY, review=TODAY),
    replace(DRAFT, until=date(LAST_YEAR, 12, 31)),
]


@pytest.fixture
def proposing() -> Room:
    """A room at the step for proposals."""
    room = Room()
    room.walk_to(Step.PROPOSAL)
    return room


@pytest.mark.parametrize(("draft", "code"), WRONG)
def test_a_text_that_cannot_be_is_refused_as_a_proposal_and_as_a_version(
    proposing: Room, draft: Draft, code: str
) -> None:
    assert proposing.code(Propose("Q0001", Kind.OPERATIONAL, draft)) == code
    proposing.propose()
    assert proposing.code(Amend(draft)) == code


@pytest.mark.parametrize("draft", FINE)
def test_a_text_says_what_and_dates_it_as_it_likes(proposing: Room, draft: Draft) -> None:
    proposing.propose(draft=draft)

    assert proposing.proposal.version.draft == draft


def test_versions_are_kept_each_with_its_author_and_its_moment(proposing: Room) -> None:
    proposing.ask(Propose("Q0001", Kind.OPERATIONAL, DRAFT, "M001", stories=(2,)))
    first = proposing.now
    proposing.ask(Amend(replace(DRAFT, what="Other"), "M002"))

    assert [(one.number, one.author, one.at) for one in proposing.proposal.versions] == [
        (1, "M001", first),
        (2, "M002", proposing.now),
    ]
    assert proposing.proposal.stories == (2,)


def test_a_version_that_changes_nothing_is_none(proposing: Room) -> None:
    proposing.propose()

    assert proposing.code(Amend(DRAFT)) == "nothing-changes"
    assert proposing.code(Amend(DRAFT, kind=Kind.OPERATIONAL)) == "nothing-changes"
    proposing.ask(Amend(DRAFT, kind=Kind.STRATEGIC))
    assert proposing.proposal.version.number == 2


def test_a_change_of_kind_brings_its_limits(proposing: Room) -> None:
    proposing.propose()

    assert proposing.code(Amend(DRAFT, kind=Kind.EXPERIMENT)) == "review-needed"
    proposing.ask(Amend(REVIEWED, kind=Kind.EXPERIMENT))
    assert proposing.proposal.kind is Kind.EXPERIMENT


def test_several_proposals_are_kept_and_one_is_treated(proposing: Room) -> None:
    first, second = proposing.propose(), proposing.propose()

    assert proposing.state.current == second
    assert proposing.code(Choose("Q9999")) == "no-such-proposal"
    proposing.ask(Choose(first))
    assert proposing.state.current == first
    assert set(proposing.state.proposals) == {first, second}


def test_a_change_while_presented_leaves_the_stage_as_it_was(proposing: Room) -> None:
    proposing.propose()
    proposing.ask(Amend(replace(DRAFT, what="Other")))

    assert proposing.proposal.stage is Stage.PRESENTED
