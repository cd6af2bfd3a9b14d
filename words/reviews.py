"""How reviews, learnings and the standing of a decision read, on the screen and on the pages."""

from __future__ import annotations

from datetime import date

from assembly.decision import Decision
from assembly.reviewing import (
    LAPSING,
    OVER,
    Days,
    Learning,
    LearningKind,
    Outcome,
    Review,
    Standing,
    days_now,
)
from words.dates import say_date, say_day
from words.language import _, n_

SIGNS = {
    Standing.IN_FORCE: "✓",
    Standing.REVIEW_DUE: "!",
    Standing.LAPSED: "×",
    Standing.ENDED: "×",
    Standing.AMENDED: "→",
}


def outcome_name(outcome: Outcome) -> str:
    """What a review came to."""
    return {
        Outcome.KEEP: _("kept"),
        Outcome.AMEND: _("to be amended"),
        Outcome.END: _("ended"),
    }[outcome]


def standing_name(standing: Standing) -> str:
    """Whether a decision stands."""
    return {
        Standing.IN_FORCE: _("in force"),
        Standing.REVIEW_DUE: _("in force, review due"),
        Standing.LAPSED: _("lapsed: nobody kept it"),
        Standing.ENDED: _("ended"),
        Standing.AMENDED: _("amended by a later decision"),
    }[standing]


def standing_words(standing: Standing) -> str:
    """The same with a sign, so that it is seen without colour."""
    return f"{SIGNS[standing]} {standing_name(standing)}"


def days_of(decision: Decision) -> Days:
    """Until when a decision stands and when it is looked at, as reviews left it."""
    draft = decision.draft
    return days_now(Days(decision.kind, draft.review, draft.until), decision.reviews)


def over_words() -> str:
    """What is said of a decision that stands no longer."""
    return _("No longer in force.")


def lasting_words(decision: Decision) -> str:
    """Whether a decision stands, in words that stay true on a page that nobody sets anew."""
    stands = decision.standing(date.min)
    if stands in OVER:
        ended = stands is Standing.ENDED
        return _("No longer in force: a review ended it.") if ended else over_words()
    days = days_of(decision)
    review, until = days.review, days.until
    if until is not None and (review is None or until < review):
        return _("Stands until {day}, and not after that day.").format(day=say_day(until))
    if review is None:
        return _("In force.")
    if days.kind in LAPSING:
        words = _("Stands until {day}. Unless a review keeps it, it has lapsed after that day.")
    elif until is not None:
        words = _("Stands until {end}; to be looked at again by {day}.")
    else:
        words = _("In force; to be looked at again by {day}.")
    return words.format(day=say_day(review), end=say_day(until) if until else "")


def review_line(review: Review) -> str:
    """A review in one line, without what was measured."""
    words = _("{day}: {outcome}").format(day=say_date(review.at.date()), outcome=outcome_name(review.outcome))
    if review.next is not None:
        words += _(", looked at again on {day}").format(day=say_date(review.next))
    if review.objections:
        words += ", " + n_("{number} objected", "{number} objected", review.objections).format(
            number=review.objections
        )
    return words


def learning_name(kind: LearningKind) -> str:
    """What sort of thing was learned."""
    return {
        LearningKind.LEARNING: _("What we would do differently"),
        LearningKind.MISTAKE: _("A mistake"),
    }[kind]


def learning_heading(learned: Learning) -> str:
    """What sort of thing was learned, and when."""
    return _("{name}, {day}").format(name=learning_name(learned.kind), day=say_date(learned.at.date()))
