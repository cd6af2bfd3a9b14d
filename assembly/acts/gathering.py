"""Gather: what it is called, who facilitates today, and who helps."""

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


@value
class ChangeTitle:
    """Call the assembly something else, such as without the typing error; at any time until the close."""

    title: str


@value
class TitleChanged:
    """The assembly is called something else."""

    title: str


Command = AcceptFacilitation | PassFacilitation | NameHelper | ReadRules | ChangeTitle
Event = FacilitationAccepted | FacilitationPassed | HelperNamed | RulesRead | TitleChanged


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
        case ChangeTitle(title):
            return change_title(assembly, title)


def need_turn(assembly: Assembly, member: str) -> None:
    """Nobody twice before everybody once: only the person whose turn it is accepts or passes, and once."""
    if member == assembly.facilitator:
        raise RuleBroken("already-facilitates")
    willing = next_facilitators(assembly)
    if not willing:
        raise RuleBroken("everybody-passed" if assembly.here else "nobody-here")
    if member != willing[0]:
        raise RuleBroken("not-their-turn")


def change_title(assembly: Assembly, title: str) -> TitleChanged:
    """An assembly is called something, in one line, and something else than before."""
    wanted = " ".join(title.split())
    if not wanted:
        raise RuleBroken("no-title")
    if wanted == assembly.title:
        raise RuleBroken("nothing-changes")
    return TitleChanged(wanted)


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
        case TitleChanged(title):
            return replace(assembly, title=title, earlier_titles=(*assembly.earlier_titles, assembly.title))
