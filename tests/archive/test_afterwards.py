"""The page of a decision says what happened to it afterwards, without a name and without a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from archive.pages import render
from assembly.circle import Kind
from assembly.decision import Decision
from assembly.proposals import Draft
from assembly.reviewing import Afterwards, Learning, LearningKind, Outcome, Review
from assembly.said import Said
from tests.archive.staged import edition
from tests.screens.decided import by_consent

NEXT = date(2027, 2, 1)
LATER = datetime(2026, 12, 19, 14, 0, tzinfo=UTC)


def page_of(decision: Decision) -> str:
    return render([decision], [], edition())[f"/D/{decision.id}/index.html"].decode()


def reviewed(outcome: Outcome, measured: Said = Said("Two <b>fainted</b>")) -> Decision:  # noqa: B008 - a value
    following = NEXT if outcome is Outcome.KEEP else None
    review = Review("Q1000", outcome, Kind.EXPERIMENT, "Breaks", LATER, "8K3FQ", measured, following)
    return replace(by_consent(), kind=Kind.EXPERIMENT, afterwards=Afterwards(reviews=(review,)))


def test_a_review_stands_on_the_page_with_what_was_measured_and_the_next_day() -> None:
    page = page_of(reviewed(Outcome.KEEP))

    assert "Looked at again" in page
    assert "Two &lt;b&gt;fainted&lt;/b&gt;" in page
    assert '<time datetime="2027-02-01">' in page
    assert "Stands until 1 February 2027." in page


def test_an_experiment_says_until_when_it_stands_and_every_other_decision_does_not_lapse() -> None:
    assert "it has lapsed after that day" in page_of(replace(by_consent(), kind=Kind.EXPERIMENT))
    assert "it has lapsed after that day" not in page_of(by_consent())


@pytest.mark.parametrize(
    ("kind", "review", "said"),
    [
        (Kind.OPERATIONAL, None, "Stands until 7 December 2026, and not after that day."),
        (Kind.OPERATIONAL, date(2027, 1, 1), "Stands until 7 December 2026, and not after that day."),
        (
            Kind.OPERATIONAL,
            date(2026, 12, 1),
            "Stands until 7 December 2026; to be looked at again by 1 December",
        ),
        (Kind.EXPERIMENT, date(2026, 12, 1), "Stands until 1 December 2026. Unless a review keeps it,"),
    ],
)
def test_a_last_day_stays_true_on_a_page_that_nobody_sets_anew(
    kind: Kind, review: date | None, said: str
) -> None:
    decision = with_days(replace(by_consent(), kind=kind), review, date(2026, 12, 7))

    assert said in page_of(decision)
    assert "in force" not in page_of(decision)


def test_a_last_day_that_a_review_went_beyond_is_not_on_the_page_any_more() -> None:
    kept = replace(reviewed(Outcome.KEEP), kind=Kind.OPERATIONAL)

    page = page_of(with_days(kept, None, LATER.date()))

    assert "<dt>Until</dt>" not in page
    assert "19 December 2026" not in page.partition("Why</h2>")[0]


def test_a_decision_without_a_text_says_so() -> None:
    empty = replace(by_consent(), wordings=(replace(by_consent().wordings[-1], draft=Draft("")),))

    assert "No text was written down." in page_of(empty)


def with_days(decision: Decision, review: date | None, until: date) -> Decision:
    last = decision.wordings[-1]
    draft = replace(last.draft, review=review, until=until)
    return replace(decision, wordings=(replace(last, draft=draft),))


def test_what_ended_says_so() -> None:
    page = page_of(reviewed(Outcome.END))

    assert "No longer in force: a review ended it." in page
    assert "Stands until" not in page


@pytest.mark.parametrize("page", ["/index.html", "/search/1.js"])
def test_lists_and_the_search_say_what_is_over(page: str) -> None:
    ended, kept = (render([reviewed(outcome)], [], edition()) for outcome in (Outcome.END, Outcome.KEEP))
    amended = render([replace(by_consent(), afterwards=Afterwards(amended_by=("9NEW1",)))], [], edition())

    assert [told[page].count(b"No longer in force.") for told in (ended, amended, kept)] == [1, 1, 0]


def test_amending_links_both_ways() -> None:
    old = replace(by_consent(), afterwards=Afterwards(amended_by=("9NEW1",)))
    new = replace(by_consent(), id="9NEW1")
    new = replace(new, wordings=(replace(new.wordings[-1], draft=replace(new.draft, amends=old.id)),))

    assert 'href="../../D/9NEW1/index.html"' in page_of(old)
    assert f'href="../../D/{old.id}/index.html"' in page_of(new)


@pytest.mark.parametrize(("text", "shown"), [("Ask M-all first", "Ask M-all first"), (None, "removed")])
def test_a_learning_stands_on_the_page_and_a_redacted_one_leaves_a_gap(text: str | None, shown: str) -> None:
    learned = Learning("Q1000", LearningKind.MISTAKE, Said(text), LATER)
    page = page_of(replace(by_consent(), afterwards=Afterwards(learnings=(learned,))))

    assert "A mistake, Saturday 19 December 2026" in page
    assert shown in page
