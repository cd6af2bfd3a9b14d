"""What is known of decisions without opening the books in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from assembly.decision import Decision, title_of
from assembly.holdings import EndedBy, Ending
from assembly.leftovers import ENDS, REVIEW, Unfinished
from assembly.proposals import Proposal, Recall, Stage
from assembly.reviewing import OVER, Days, Learning, Review, days_now
from assembly.value import value


@value
class Adopted:
    """A decision as a list of the newest ones names it."""

    id: str
    title: str
    at: datetime
    amends: str = ""
    """Id of the decision whose place it took, or empty."""
    imported: bool = False
    """Whether it was brought along, under no seal."""
    recalls: Recall | None = None
    """Whose term it ended on its day, or None; what was brought along ends nothing."""


@value
class OldFacts:
    """What is known of decisions that were brought along from before the first book."""

    decisions: tuple[Adopted, ...] = ()
    """The newest first."""
    unfinished: tuple[Unfinished, ...] = ()
    reviews: tuple[Review, ...] = ()
    learnings: tuple[Learning, ...] = ()


def adopted_in(proposals: Iterable[Proposal]) -> tuple[Adopted, ...]:
    """What was adopted of these, in order."""
    found = (
        Adopted(
            one.id,
            title_of(one.version.draft),
            one.settled_at or one.version.at,
            one.version.draft.amends,
            recalls=one.version.draft.recalls,
        )
        for one in proposals
        if one.stage is Stage.ADOPTED
    )
    return tuple(sorted(found, key=lambda one: one.at))


def recalls_of(decided: Iterable[Adopted]) -> tuple[Ending, ...]:
    """The terms that these decisions ended, each on the day of its adoption: only a recall ends any."""
    return tuple(
        Ending(one.recalls.role, one.recalls.member, one.at.date(), EndedBy.RECALLED, one.id)
        for one in decided
        if one.recalls is not None
    )


def old_facts_of(decisions: Iterable[Decision], on: date) -> OldFacts:
    """What is known of decisions from before; what was over on the day they came is left to nobody."""
    known = sorted(decisions, key=lambda one: one.adopted, reverse=True)
    return OldFacts(
        tuple(Adopted(one.id, one.title, one.adopted, one.amends, True) for one in known),
        tuple(left for one in known if one.standing(on) not in OVER for left in _left(one)),
        tuple(review for one in known for review in one.reviews),
        tuple(learned for one in known for learned in one.afterwards.learnings),
    )


def _left(decision: Decision) -> Iterator[Unfinished]:
    draft = decision.draft
    days = days_now(Days(decision.kind, draft.review, draft.until), decision.reviews)
    for what, due in ((REVIEW, days.review), (ENDS, days.until)):
        if due is not None:
            yield Unfinished(what, decision.title, decision.id, due, decision.kind)
