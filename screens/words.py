"""What the things of an assembly are called on the screen."""

from __future__ import annotations

from assembly.dialects import Position
from assembly.proposals import Choice, Integration, Method, Stage
from assembly.state import Presence
from assembly.steps import Step
from words.language import _

ASKED_NOW = "◆"
"""The one whom the room listens to now; no arrow, because the pointer of a list is one."""


def step_name(step: Step) -> str:
    """The name of a step on the step bar."""
    return {
        Step.GATHER: _("Gather"),
        Step.STORIES: _("Stories"),
        Step.PROPOSAL: _("Proposal"),
        Step.CLARIFY: _("Clarify"),
        Step.REACT: _("React"),
        Step.DECIDE: _("Decide"),
        Step.LOTTERY: _("Lottery"),
        Step.CLOSE: _("Close"),
    }[step]


def presence_name(presence: Presence) -> str:
    """Where somebody is."""
    return {
        Presence.AWAY: _("not here"),
        Presence.HERE: _("here"),
        Presence.LEFT: _("left"),
        Presence.RECUSED: _("recused"),
    }[presence]


def stage_name(stage: Stage) -> str:
    """Where a proposal stands."""
    return {
        Stage.PRESENTED: _("presented"),
        Stage.CLARIFIED: _("clarified"),
        Stage.REACTED: _("ready to decide"),
        Stage.CONSENT: _("consent asked"),
        Stage.VOTE: _("vote open"),
        Stage.ADOPTED: _("adopted"),
        Stage.REJECTED: _("rejected"),
        Stage.UNDECIDED: _("not decided"),
        Stage.WITHDRAWN: _("withdrawn"),
        Stage.PARKED: _("parked"),
    }[stage]


def position_name(position: Position) -> str:
    """What somebody answered."""
    return {
        Position.CONSENT: _("consent"),
        Position.CONCERN: _("concern"),
        Position.OBJECTION: _("objection"),
    }[position]


def integration_name(how: Integration) -> str:
    """A way to make use of an objection."""
    return {
        Integration.AMEND: _("Amend the text"),
        Integration.SHORTEN: _("Shorten the trial"),
        Integration.MEASURE: _("Measure the concern"),
        Integration.DEFER: _("Defer a part: who decides it, and when"),
        Integration.DELEGATE: _("Delegate a part: to whom, until when they report"),
        Integration.INFORM: _("Ask for information first"),
        Integration.REPLACE: _("Replace the proposal"),
    }[how]


def method_name(method: Method) -> str:
    """How a vote is taken."""
    return {
        Method.HANDS: _("Show of hands"),
        Method.TELLERS: _("Hands, two tellers"),
        Method.PAPER: _("Secret ballots on paper"),
        Method.ROLL_CALL: _("Roll call by name"),
    }[method]


def choice_name(choice: Choice) -> str:
    """What somebody answered in a roll call."""
    return {
        Choice.YES: _("yes"),
        Choice.NO: _("no"),
        Choice.ABSTAIN: _("abstain"),
        Choice.NOT_VOTING: _("not voting"),
    }[choice]
