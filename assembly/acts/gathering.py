"""Gather: who facilitates today, and who helps."""

from __future__ import annotations

from dataclasses import replace

from assembly.attendance import need_here, next_facilitators
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value


@value
class AcceptFacilitation:
    """The person whose turn it is says yes."""

    member: str


@value
class FacilitationAccepted:
    """The person whose turn it is facilitates."""

    member: str


@value
class PassFacilitation:
    """The person whose turn it is passes today; no reason is asked."""

    member: str


@value
class FacilitationPassed:
    """The person whose turn it was passed today."""

    member: str


@value
class NameHelper:
    """Somebody helps with a task, such as keeping the time."""

    role: str
    member: str


@value
class HelperNamed:
    """Somebody helps with a task."""

    role: str
    member: str


@value
class ReadRules:
    """The protocols in force were read out."""


@value
class RulesRead:
    """The protocols in force were read out."""


Command = AcceptFacilitation | PassFacilitation | NameHelper | ReadRules
Event = FacilitationAccepted | FacilitationPassed | HelperNamed | RulesRead


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case AcceptFacilitation(member):
            need_turn(assembly, member)
            return FacilitationAccepted(member)
        case PassFacilitation(member):
            need_turn(assembly, member)
            return FacilitationPassed(member)
        case NameHelper(role, member):
            need_here(assembly, member)
            return HelperNamed(role, member)
        case ReadRules():
            return RulesRead()


def need_turn(assembly: Assembly, member: str) -> None:
    """Nobody twice before everybody once: only the person whose turn it is accepts or passes, and once."""
    if member == assembly.facilitator:
        raise RuleBroken("already-facilitates")
    willing = next_facilitators(assembly)
    if not willing:
        raise RuleBroken("everybody-passed" if assembly.here else "nobody-here")
    if member != willing[0]:
        raise RuleBroken("not-their-turn")


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after something happened while gathering."""
    match event:
        case FacilitationAccepted(member):
            return replace(assembly, facilitator=member, facilitators=(*assembly.facilitators, member))
        case FacilitationPassed(member):
            return replace(assembly, passed_facilitation=assembly.passed_facilitation | {member})
        case HelperNamed(role, member):
            return replace(assembly, helpers={**assembly.helpers, role: member})
        case RulesRead():
            return replace(assembly, rules_read=True)
