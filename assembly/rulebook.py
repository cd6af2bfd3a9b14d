"""The whole rulebook: what may be asked for in which step, and who answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from assembly import consent_machine
from assembly.acts import (
    closing,
    consenting,
    drawing,
    floor,
    gathering,
    hatting,
    missing,
    objecting,
    proposing,
    reviewing,
    sidelines,
    throwing,
    turns,
    voting,
)
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.steps import Step

Command = (
    floor.Command
    | sidelines.Command
    | gathering.Command
    | turns.Command
    | proposing.Command
    | consenting.Command
    | objecting.Command
    | voting.Command
    | hatting.Command
    | drawing.Command
    | throwing.Command
    | missing.Command
    | reviewing.Command
    | closing.Command
)
Happening = (
    floor.Event
    | sidelines.Event
    | gathering.Event
    | turns.Event
    | proposing.Event
    | consenting.Event
    | objecting.Event
    | voting.Event
    | hatting.Event
    | drawing.Event
    | throwing.Event
    | missing.Event
    | reviewing.Event
    | closing.Event
)
"""Everything that can happen after the opening."""

ALWAYS = (
    frozenset(floor.Command.__args__)
    | frozenset(sidelines.Command.__args__)
    | {gathering.ChangeTitle, reviewing.AddLearning, reviewing.SettleLeftover, missing.RecordMissed}
)
_ROUND = frozenset(
    {turns.BeginRound, turns.BeginTurn, turns.EndTurn, turns.PassTurn, turns.AddTime, turns.CloseRound}
)
_LOOKING_BACK = frozenset({reviewing.ReviewDecision, proposing.Propose})
"""A review, and the proposal that it may lead to; any other proposal waits for its step."""

ALLOWED: Mapping[Step, frozenset[type[Command]]] = {
    Step.GATHER: frozenset(gathering.Command.__args__) | _LOOKING_BACK,
    Step.STORIES: _ROUND | {turns.TellStory} | _LOOKING_BACK,
    Step.PROPOSAL: frozenset(proposing.Command.__args__) | {turns.TellStory, reviewing.ReviewDecision},
    Step.CLARIFY: _ROUND | {proposing.Amend, proposing.Withdraw, proposing.ParkProposal},
    Step.REACT: _ROUND | {proposing.Amend, proposing.Withdraw, proposing.ParkProposal, objecting.NoteConcern},
    Step.DECIDE: frozenset(consenting.Command.__args__)
    | frozenset(objecting.Command.__args__)
    | frozenset(voting.Command.__args__)
    | {proposing.Amend, proposing.Withdraw, proposing.ParkProposal},
    Step.LOTTERY: frozenset(hatting.Command.__args__)
    | frozenset(drawing.Command.__args__)
    | frozenset(throwing.Command.__args__)
    | {reviewing.ReviewDecision},
    Step.CLOSE: frozenset(closing.Command.__args__) | _ROUND | {reviewing.ReviewDecision},
}
"""What may be asked for in each step, beside what is always possible."""


def decide(assembly: Assembly, command: Command) -> Happening:
    """Answer a request with the one thing that it makes happen.

    One request makes one event, so that one undo takes one request back.

    Raises:
        RuleBroken: The rules do not allow it; code and facts say why.
    """
    if assembly.closed_at is not None:
        raise RuleBroken("assembly-closed")
    if type(command) not in ALWAYS | ALLOWED[assembly.step]:
        raise RuleBroken("not-in-this-step", step=assembly.step)
    if isinstance(command, consent_machine.Command):
        consent_machine.need_stage(assembly, command)
    return _answer(assembly, command)


def may(assembly: Assembly, kind: type[Command]) -> bool:
    """Whether requests of this kind have a place in the present step."""
    return assembly.closed_at is None and kind in ALWAYS | ALLOWED[assembly.step]


def _answer(assembly: Assembly, command: Command) -> Happening:
    if isinstance(command, floor.Command):
        return floor.decide(assembly, command)
    if isinstance(command, sidelines.Command):
        return sidelines.decide(assembly, command)
    if isinstance(command, gathering.Command):
        return gathering.decide(assembly, command)
    if isinstance(command, turns.Command):
        return turns.decide(assembly, command)
    if isinstance(command, proposing.Command):
        return proposing.decide(assembly, command)
    if isinstance(command, consenting.Command):
        return consenting.decide(assembly, command)
    if isinstance(command, objecting.Command):
        return objecting.decide(assembly, command)
    if isinstance(command, voting.Command):
        return voting.decide(assembly, command)
    if isinstance(command, hatting.Command):
        return hatting.decide(assembly, command)
    if isinstance(command, drawing.Command | throwing.Command | missing.Command):
        return _answer_in_a_draw(assembly, command)
    if isinstance(command, reviewing.Command):
        return reviewing.decide(assembly, command)
    if isinstance(command, closing.Command):
        return closing.decide(assembly, command)
    assert_never(command)


def _answer_in_a_draw(
    assembly: Assembly, command: drawing.Command | throwing.Command | missing.Command
) -> Happening:
    if isinstance(command, throwing.Command):
        return throwing.decide(assembly, command)
    if isinstance(command, missing.Command):
        return missing.decide(assembly, command)
    return drawing.decide(assembly, command)


def evolve(assembly: Assembly, event: Happening, at: datetime) -> Assembly:
    """The assembly after something happened; trusts that it was allowed."""
    if isinstance(event, floor.Event):
        return floor.evolve(assembly, event, at)
    if isinstance(event, sidelines.Event):
        return sidelines.evolve(assembly, event, at)
    if isinstance(event, gathering.Event):
        return gathering.evolve(assembly, event)
    if isinstance(event, turns.Event):
        return turns.evolve(assembly, event, at)
    if isinstance(event, proposing.Event):
        return proposing.evolve(assembly, event, at)
    if isinstance(event, consenting.Event):
        return consenting.evolve(assembly, event, at)
    if isinstance(event, objecting.Event):
        return objecting.evolve(assembly, event, at)
    if isinstance(event, voting.Event):
        return voting.evolve(assembly, event, at)
    if isinstance(event, hatting.Event):
        return hatting.evolve(assembly, event)
    if isinstance(event, drawing.Event | throwing.Event | missing.Event):
        return _evolve_a_draw(assembly, event)
    if isinstance(event, reviewing.Event):
        return reviewing.evolve(assembly, event, at)
    if isinstance(event, closing.Event):
        return closing.evolve(assembly, event, at)
    assert_never(event)


def _evolve_a_draw(assembly: Assembly, event: drawing.Event | throwing.Event | missing.Event) -> Assembly:
    if isinstance(event, throwing.Event):
        return throwing.evolve(assembly, event)
    if isinstance(event, missing.Event):
        return missing.evolve(assembly, event)
    return drawing.evolve(assembly, event)
