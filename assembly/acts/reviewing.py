"""Looking at decisions again: reviews, learnings, and what earlier assemblies left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from assembly.attendance import has_quorum, quorum_needed
from assembly.circle import Kind, Protocol, protocol_for
from assembly.deadlines import LAST_YEAR, check_review
from assembly.proposals import Stage
from assembly.refusal import RuleBroken
from assembly.reviewing import Learning, LearningKind, Outcome, Review
from assembly.said import NOTHING_SAID, Said, need_text
from assembly.state import Assembly
from assembly.steps import Occasion
from assembly.value import value


@value
class ReviewDecision:
    """Look at a decision of an earlier assembly again."""

    decision: str
    kind: Kind
    """The kind of the decision: its protocol says who must be here, and when it is looked at next."""
    title: str
    outcome: Outcome
    measured: Said = NOTHING_SAID
    next: date | None = None
    """When it is looked at the next time; only what is kept has such a day."""
    objections: int = 0
    """How many objected to the outcome."""


@value
class DecisionReviewed:
    """A decision of an earlier assembly was looked at again."""

    decision: str
    kind: Kind
    title: str
    outcome: Outcome
    measured: Said = NOTHING_SAID
    next: date | None = None
    objections: int = 0


@value
class AddLearning:
    """Write down what was learned from a decision; nobody's name belongs to it."""

    decision: str
    kind: LearningKind
    text: Said


@value
class LearningAdded:
    """What was learned from a decision was written down."""

    decision: str
    kind: LearningKind
    text: Said


@value
class SettleLeftover:
    """Take something that an earlier assembly left off the list, because it is done."""

    text: Said


@value
class LeftoverSettled:
    """Something that an earlier assembly left is done."""

    text: Said


Command = ReviewDecision | AddLearning | SettleLeftover
Event = DecisionReviewed | LearningAdded | LeftoverSettled


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case ReviewDecision():
            return review(assembly, command)
        case AddLearning(decision, kind, text):
            need_decided(assembly, decision)
            return LearningAdded(decision, kind, need_text(text))
        case SettleLeftover(text):
            need_unsettled(assembly, need_text(text))
            return LeftoverSettled(text)


def review(assembly: Assembly, asked: ReviewDecision) -> DecisionReviewed:
    """Keeping and ending take enough people and nobody who objects; amending only begins something."""
    need_assembly(assembly)
    need_rest(assembly)
    need_reviewable(assembly, asked.decision)
    need_possible(assembly, asked.objections)
    protocol = protocol_for(assembly.protocols, asked.kind)
    if asked.outcome is not Outcome.AMEND:
        need_agreement(assembly, protocol, asked.objections)
    following = None
    if asked.outcome is Outcome.KEEP:
        check_next(protocol, asked.next, assembly.opened_at.date())
        following = asked.next
    return DecisionReviewed(
        asked.decision, asked.kind, asked.title, asked.outcome, asked.measured, following, asked.objections
    )


def need_assembly(assembly: Assembly) -> None:
    """People look back who came together to decide, not the few who came to a draw."""
    if assembly.purpose is Occasion.DRAW:
        raise RuleBroken("only-a-draw")
    if not assembly.present:
        raise RuleBroken("nobody-here")


def need_rest(assembly: Assembly) -> None:
    """A review does not come between the turns of a round, the counts of a vote, or a seal and its throw."""
    if assembly.round is not None:
        raise RuleBroken("round-open")
    if assembly.proposal and assembly.proposal.stage in {Stage.VOTE, Stage.CONSENT}:
        raise RuleBroken("review-between")
    if assembly.draw and assembly.draw.unfinished:
        raise RuleBroken("draw-unfinished", number=assembly.draw.number)


def need_reviewable(assembly: Assembly, decision: str) -> None:
    """What was decided today is not reviewed today, and nothing is reviewed twice."""
    if decision in assembly.proposals or not decision:
        raise RuleBroken("review-too-soon", id=decision)
    if any(one.decision == decision for one in assembly.reviews):
        raise RuleBroken("already-reviewed", id=decision)


def need_possible(assembly: Assembly, objections: int) -> None:
    """Only people who are here can object."""
    if not 0 <= objections <= assembly.present:
        raise RuleBroken("impossible-objections", number=objections, present=assembly.present)


def need_agreement(assembly: Assembly, protocol: Protocol, objections: int) -> None:
    """Enough people are here for this kind of decision, and nobody objects."""
    if not has_quorum(assembly, protocol):
        raise RuleBroken(
            "review-no-quorum", present=assembly.present, needed=quorum_needed(assembly, protocol)
        )
    if objections:
        raise RuleBroken("review-objected", number=objections)


def check_next(protocol: Protocol, following: date | None, today: date) -> None:
    """The next review lies ahead, and within the limit of the protocol where it has one."""
    if following is not None and following <= today:
        raise RuleBroken("next-review-not-ahead", date=following)
    if following is not None and following.year > LAST_YEAR:
        raise RuleBroken("date-too-far", which="review", date=following)
    check_review(protocol, following, today)


def need_decided(assembly: Assembly, decision: str) -> None:
    """Something is learned from what was adopted, not from what is still discussed."""
    proposal = assembly.proposals.get(decision)
    if not decision or (proposal is not None and proposal.stage is not Stage.ADOPTED):
        raise RuleBroken("not-decided", id=decision)


def need_unsettled(assembly: Assembly, text: Said) -> None:
    """What is done is done once."""
    if text in assembly.settled:
        raise RuleBroken("not-parked")


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after somebody looked back."""
    match event:
        case DecisionReviewed(decision, kind, title, outcome, measured, following, objections):
            reviewed = Review(
                decision, outcome, kind, title, at, assembly.id, measured, following, objections
            )
            return replace(assembly, reviews=(*assembly.reviews, reviewed), minutes_confirmed=False)
        case LearningAdded(decision, kind, text):
            learned = Learning(decision, kind, text, at)
            return replace(assembly, learnings=(*assembly.learnings, learned))
        case LeftoverSettled(text):
            return replace(assembly, settled=(*assembly.settled, text), minutes_confirmed=False)
