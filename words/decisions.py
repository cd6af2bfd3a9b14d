"""Decisions in words: their kind, how they came about, and what became of objections."""

from __future__ import annotations

from collections.abc import Sequence

from assembly.asking import Asking
from assembly.circle import Kind
from assembly.decision import ByConsent, ByVote, How, Imported
from assembly.dialects import Absent
from assembly.lottery import Answer
from assembly.proposals import Integration, Method, ObjectionState
from words.language import _


def kind_of(kind: Kind) -> str:
    """The kind of a decision."""
    match kind:
        case Kind.OPERATIONAL:
            return _("Operational decision")
        case Kind.STRATEGIC:
            return _("Strategic decision")
        case Kind.EXPERIMENT:
            return _("Experiment")
        case Kind.LAB:
            return _("Lab")


def decided_by(how: How) -> str:
    """By which kind of rule it was decided."""
    match how:
        case ByConsent(dialect):
            return _("By consent ({dialect})").format(dialect=dialect_name(dialect))
        case ByVote(method):
            return _("By vote, {method}").format(method=method_name(method))
        case Imported(_rule, numbers):
            said = imported_name()
            return f"{said}. {decided_by(numbers)}" if numbers else said


def imported_name() -> str:
    """What is said of every decision from before the record."""
    return _("Imported, not sealed")


def nobody_knows_how() -> str:
    """What is said of an imported decision without a rule."""
    return _("Nobody wrote down how it was decided.")


def dialect_name(dialect: str) -> str:
    """How a circle speaks consent, by the name people know it by."""
    names = {"s3": _("Sociocracy 3.0"), "sofa": _("Sociocracy For All"), "holacracy": _("Holacracy")}
    return names.get(dialect, dialect)


def method_name(method: Method) -> str:
    """How a vote was taken."""
    match method:
        case Method.HANDS:
            return _("by show of hands")
        case Method.TELLERS:
            return _("hands counted by two tellers")
        case Method.PAPER:
            return _("on secret paper ballots")
        case Method.ROLL_CALL:
            return _("by roll call")


def asking_line(asking: Asking) -> str:
    """One consent round in numbers."""
    if asking.named:
        line = _("Round {number}, on version {version}: everyone here was asked by name.")
    else:
        line = _("Round {number}, on version {version}: objections were called for and the room was counted.")
    numbers = _(
        "Consent {consents}, consent with a concern {concerns}, objection {objections}; {people} people."
    )
    facts = {"number": asking.number, "version": asking.version, "people": asking.people}
    counts = {"consents": asking.consents, "concerns": asking.concerns, "objections": asking.objections}
    return f"{line.format(**facts)} {numbers.format(**facts, **counts)}"


def consent_rule(how: ByConsent, rounds: Sequence[Asking]) -> str:
    """What consent asks for, and whether enough people were here in the last round, where there was one."""
    needed, entitled = how.quorum_needed, how.entitled
    if rounds:
        rule = _(
            "Adopted when no objection is left open. Quorum: {needed} of {entitled}; {present} were here."
        )
        said = rule.format(needed=needed, entitled=entitled, present=rounds[-1].people)
    else:
        rule = _("Adopted when no objection is left open. Quorum: {needed} of {entitled}.")
        said = rule.format(needed=needed, entitled=entitled)
    if how.absent is Absent.ASKED:
        said += " " + _("People who were not here are told, and may object until it takes effect.")
    return said


def objection_fate(state: ObjectionState, how: Integration | None) -> str:
    """What became of an objection."""
    match state:
        case ObjectionState.INTEGRATED:
            return integration(how) if how else _("It was integrated.")
        case ObjectionState.CONCERN:
            return _("It is kept as a concern to watch.")
        case ObjectionState.RAISED | ObjectionState.STANDS:
            return _("It was still open when the circle went over to a vote.")


def integration(how: Integration) -> str:
    """The way in which an objection was made use of."""
    ways = {
        Integration.AMEND: _("Integrated: the text was amended."),
        Integration.SHORTEN: _("Integrated: the trial was made shorter."),
        Integration.MEASURE: _("Integrated: it will be measured."),
        Integration.DEFER: _("Integrated: a part was deferred, with who and when."),
        Integration.DELEGATE: _("Integrated: it was delegated, with a mandate and a date to report back."),
        Integration.INFORM: _("Integrated: information was asked for."),
        Integration.REPLACE: _("Integrated: the proposal was replaced."),
    }
    return ways[how]


def answer_of(answer: Answer | None) -> str:
    """What a drawn person answered."""
    match answer:
        case Answer.ACCEPTED:
            return _("accepted")
        case Answer.DECLINED:
            return _("drawn, declined")
        case Answer.INELIGIBLE:
            return _("skipped: was in the hat by mistake")
        case Answer.PASSED:
            return _("drawn, passed: the other of a pair that does not sit together has a seat")
        case None:
            return _("not answered yet")
