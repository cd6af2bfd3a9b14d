"""The points of a review, in their order: what was said so far tells which comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from assembly.acts.reviewing import ReviewDecision
from assembly.decision import Decision
from assembly.refusal import RuleBroken
from assembly.reviewing import Outcome, Standing
from assembly.rulebook import decide
from assembly.said import Said
from assembly.state import Assembly
from assembly.value import value
from screens.proposal_form import day_of
from screens.reading import as_sentence
from tui.rule_words import say_refusal
from tui.widgets.choice_layout import Choice
from words.dates import say_date
from words.language import _, n_
from words.reviews import outcome_name

READ, MEASURED, OUTCOME, OBJECTIONS, NEXT = "read", "measured", "outcome", "objections", "next"
AMENDING = "amending"
"""That it becomes a proposal after all; what was noted before stays, so that a step back leads there."""
ORDER = (READ, MEASURED, OUTCOME, OBJECTIONS, NEXT)

DAYS_REFUSED = frozenset({"review-needed", "review-too-late", "next-review-not-ahead", "date-too-far"})
"""What the rules say of a day for the next review."""

Noted = Mapping[str, str]
"""What was noted so far, by point; nothing of it is recorded before the end."""


class Point(Enum):
    """Where a review is."""

    READ = READ
    """The decision is read aloud."""
    MEASURED = MEASURED
    OUTCOME = OUTCOME
    OBJECTIONS = OBJECTIONS
    OBJECTED = "objected"
    """Somebody objects, so only amending is left."""
    NEXT = NEXT
    CONFIRM = "confirm"


@value
class Points:
    """A review as it was noted so far."""

    noted: Noted

    @property
    def point(self) -> Point:
        """Where it is."""
        if self.outcome is Outcome.AMEND:
            return Point.CONFIRM
        for one in ORDER:
            if one == NEXT and self.objections:
                return Point.OBJECTED
            if one == NEXT and self.outcome is Outcome.END:
                return Point.CONFIRM
            if one not in self.noted:
                return Point(one)
        return Point.CONFIRM

    @property
    def outcome(self) -> Outcome | None:
        """What it comes to, if that was said."""
        if AMENDING in self.noted:
            return Outcome.AMEND
        return Outcome(self.noted[OUTCOME]) if self.noted.get(OUTCOME) else None

    @property
    def objections(self) -> int:
        """How many object."""
        return int(self.noted.get(OBJECTIONS) or 0)

    def following(self, today: date) -> date | None:
        """When the decision is looked at the next time."""
        return day_of(self.noted, NEXT, _("Looked at again"), today)

    def command(self, decision: Decision, today: date) -> ReviewDecision:
        """What is asked of the rules at the end."""
        return ReviewDecision(
            decision.id,
            decision.kind,
            decision.title,
            self.outcome or Outcome.AMEND,
            Said(self.noted.get(MEASURED, "")),
            self.following(today) if self.outcome is Outcome.KEEP else None,
            self.objections,
        )

    def before(self) -> str | None:
        """The point that was noted last."""
        noted = [one for one in (*ORDER, AMENDING) if one in self.noted]
        return noted[-1] if noted else None


def impossible_objections(number: int, present: int) -> str | None:
    """Why so many cannot object, in a sentence, or None."""
    facts = {"number": number, "present": present}
    return say_refusal(RuleBroken("impossible-objections", **facts)) if number > present else None


def refusal_of(assembly: Assembly, command: ReviewDecision) -> RuleBroken | None:
    """Why the rules would refuse this now, or None."""
    try:
        decide(assembly, command)
    except RuleBroken as refusal:
        return refusal
    return None


def told_lines(decision: Decision, points: Points, today: date) -> list[str]:
    """What the room has to know, and what was noted so far."""
    lines = _lapsed(decision, today)
    if points.noted.get(MEASURED):
        lines.append(_("Measured: {text}").format(text=points.noted[MEASURED]))
    if points.outcome is not None:
        lines.append(_("Outcome: {outcome}").format(outcome=outcome_name(points.outcome)))
    if OBJECTIONS in points.noted:
        number = points.objections
        objecting = n_("{number} person objects", "{number} people object", number).format(number=number)
        lines.append(objecting if number else _("Nobody objects"))
    following = points.following(today)
    if following is not None:
        lines.append(_("Looked at again: {day}").format(day=say_date(following)))
    return lines


def _lapsed(decision: Decision, today: date) -> list[str]:
    """What the room has to know of a trial that nobody kept in time."""
    if decision.standing(today) is not Standing.LAPSED or decision.review is None:
        return []
    words = _("× It lapsed after {day}: nobody kept it. To keep it now takes it up again from today.")
    return [words.format(day=say_date(decision.review))]


def next_words(point: Point, outcome: Outcome | None) -> str:
    """What Enter does at a point."""
    if point is Point.CONFIRM:
        return {
            Outcome.KEEP: _("Write down that we keep it"),
            Outcome.END: _("Write down that we end it"),
        }.get(outcome or Outcome.AMEND, _("Write the new words as a proposal"))
    return {
        Point.READ: _("It was read aloud; go on"),
        Point.MEASURED: _("Write down what we measured"),
        Point.OUTCOME: _("Keep, amend or end it"),
        Point.OBJECTIONS: _("Enter how many object"),
        Point.OBJECTED: _("Make it a proposal"),
        Point.NEXT: _("Say when we look at it again"),
    }[point]


def to_say(decision: Decision, points: Points, today: date) -> tuple[str, dict[str, object]]:
    """The key of the sentence to say at a point, and its facts."""
    measure = decision.draft.measure.strip()
    match points.point:
        case Point.READ:
            day = say_date(decision.adopted.date())
            return "review.read", {"day": day, "what": as_sentence(decision.draft.what)}
        case Point.MEASURED:
            return ("review.measured", {"measure": as_sentence(measure)}) if measure else ("review.seen", {})
        case Point.OBJECTIONS:
            return f"review.object.{points.noted[OUTCOME]}", {}
        case Point.CONFIRM:
            return _to_confirm(points, today)
        case point:
            return f"review.{point.value}", {}


def _to_confirm(points: Points, today: date) -> tuple[str, dict[str, object]]:
    following = points.following(today)
    if points.outcome is Outcome.KEEP and following is not None:
        return "review.keep", {"day": say_date(following)}
    if points.outcome is Outcome.KEEP:
        return "review.keep-on", {}
    return ("review.end", {}) if points.outcome is Outcome.END else ("review.amend", {})


def outcomes() -> tuple[Choice, ...]:
    """What can become of a decision."""
    return (
        Choice(Outcome.KEEP.value, _("Keep it as it is"), "k"),
        Choice(Outcome.AMEND.value, _("Amend it: new words, as a proposal"), "a"),
        Choice(Outcome.END.value, _("End it"), "e"),
    )


def ways_out() -> tuple[Choice, ...]:
    """What helps when nobody knows how to go on."""
    return (
        Choice("say", _("Read me the sentence again"), "s"),
        Choice("room", _("Ask the room"), "r"),
        Choice("amend", _("We do not agree: make it a proposal"), "p"),
        Choice("later", _("Leave it for later; what was noted stays"), "l"),
        Choice("keys", _("Show me every key"), "k"),
    )
