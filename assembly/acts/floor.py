"""Who is on the floor, who leads, and where the room is: coming and going, handing over, moving on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.attendance import need_here, people_in_turn, recusals_over, took_part
from assembly.proposals import SETTLED, Stage
from assembly.refusal import RuleBroken
from assembly.state import Assembly, Presence
from assembly.steps import Step, moves_from
from assembly.value import value


@value
class MarkPresence:
    """Say where people are: here, left, recused, or away after all."""

    members: tuple[str, ...]
    presence: Presence


@value
class PresenceMarked:
    """People came, left or recused themselves."""

    members: tuple[str, ...]
    presence: Presence


@value
class CountHeads:
    """Count the entitled people here instead of ticking names."""

    heads: int


@value
class HeadsCounted:
    """The room was counted."""

    heads: int


@value
class HandOver:
    """Give facilitation to somebody else."""

    to: str


@value
class FacilitationHanded:
    """Somebody else facilitates from now on."""

    to: str


@value
class GoTo:
    """Move to another step of the walk."""

    step: Step


@value
class Moved:
    """The room moved to another step."""

    step: Step


Command = MarkPresence | CountHeads | HandOver | GoTo
Event = PresenceMarked | HeadsCounted | FacilitationHanded | Moved


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case MarkPresence(members, presence):
            return mark(assembly, members, presence)
        case CountHeads(heads):
            return count(assembly, heads)
        case HandOver(to):
            return hand_over(assembly, to)
        case GoTo(step):
            return move(assembly, step)


def mark(assembly: Assembly, members: tuple[str, ...], presence: Presence) -> PresenceMarked:
    """Only entitled people are marked, when something changes; who took part here may leave, but was here."""
    if strangers := set(members) - set(assembly.entitled):
        raise RuleBroken("not-entitled", number=len(strangers))
    marked = dict.fromkeys(members)
    changed = tuple(one for one in marked if assembly.presence.get(one, Presence.AWAY) is not presence)
    if not changed:
        raise RuleBroken("nothing-changes")
    if presence is Presence.AWAY and (heard := sum(took_part(assembly, one) for one in changed)):
        raise RuleBroken("took-part", number=heard)
    return PresenceMarked(changed, presence)


def count(assembly: Assembly, heads: int) -> HeadsCounted:
    """A count is of entitled people, so it cannot exceed them."""
    if not 0 < heads <= len(assembly.entitled):
        raise RuleBroken("impossible-heads", heads=heads, entitled=len(assembly.entitled))
    return HeadsCounted(heads)


def hand_over(assembly: Assembly, to: str) -> FacilitationHanded:
    """Facilitation goes to somebody else in the room."""
    need_here(assembly, to)
    if to == assembly.facilitator:
        raise RuleBroken("already-facilitates")
    return FacilitationHanded(to)


def move(assembly: Assembly, step: Step) -> Moved:
    """A step is left when it can rest, and entered when it has what it needs."""
    if step not in moves_from(assembly.step, assembly.purpose):
        raise RuleBroken("no-way-there", here=assembly.step, there=step)
    need_people(assembly, step)
    if assembly.proposal and assembly.proposal.stage is Stage.VOTE:
        raise RuleBroken("vote-open")
    if assembly.draw and assembly.draw.unfinished:
        raise RuleBroken("draw-unfinished", number=assembly.draw.number)
    if step in {Step.CLARIFY, Step.REACT, Step.DECIDE} and assembly.proposal is None:
        raise RuleBroken("no-proposal")
    return Moved(step)


def need_people(assembly: Assembly, step: Step) -> None:
    """The room moves on with people and a facilitator; to the close also when everybody has gone."""
    if step is Step.GATHER or (step is Step.CLOSE and not assembly.present):
        return
    if not assembly.present:
        raise RuleBroken("nobody-here")
    if assembly.facilitator is None and not assembly.counted_only:
        raise RuleBroken("no-facilitator")


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened on the floor."""
    match event:
        case PresenceMarked(members, presence):
            return _marked(assembly, members, presence, at)
        case HeadsCounted(heads):
            return _seats_follow(_counted(assembly, heads), at)
        case FacilitationHanded(to):
            return replace(assembly, facilitator=to, facilitators=(*assembly.facilitators, to))
        case Moved(step):
            return _moved(assembly, step, at)


def _marked(assembly: Assembly, members: tuple[str, ...], presence: Presence, at: datetime) -> Assembly:
    come = presence is Presence.HERE
    new_arrivals = {one: at for one in members if come and one not in assembly.arrived}
    marked = replace(
        assembly,
        heads=None,
        presence={**assembly.presence, **dict.fromkeys(members, presence)},
        arrived={**assembly.arrived, **new_arrivals},
        stack=assembly.stack if come else tuple(one for one in assembly.stack if one not in members),
        speaker=assembly.speaker if come or assembly.speaker not in members else None,
    )
    return _round_follows(marked, members, come, at)


def _counted(assembly: Assembly, heads: int) -> Assembly:
    most = 0 if assembly.step is Step.GATHER else assembly.most_heads
    return replace(assembly, heads=heads, most_heads=max(most, heads))


def _round_follows(assembly: Assembly, members: tuple[str, ...], come: bool, at: datetime) -> Assembly:
    under_way = assembly.round
    if under_way is None or under_way.anonymous:
        return assembly
    for member in members:
        under_way = under_way.joined_by(member) if come else under_way.without(member, at)
    return assembly.with_round(under_way)


def _seats_follow(assembly: Assembly, at: datetime) -> Assembly:
    under_way = assembly.round
    if under_way is None or not under_way.anonymous:
        return assembly
    seats = people_in_turn(assembly)
    for seat in set(under_way.order) - set(seats):
        under_way = under_way.without(seat, at)
    for seat in seats:
        under_way = under_way.joined_by(seat)
    return assembly.with_round(under_way)


ON_ARRIVAL = {
    Step.CLARIFY: {
        Stage.CLARIFIED: Stage.PRESENTED,
        Stage.REACTED: Stage.PRESENTED,
        Stage.CONSENT: Stage.PRESENTED,
    },
    Step.REACT: {
        Stage.PRESENTED: Stage.CLARIFIED,
        Stage.REACTED: Stage.CLARIFIED,
        Stage.CONSENT: Stage.CLARIFIED,
    },
    Step.DECIDE: {Stage.CLARIFIED: Stage.REACTED},
}
"""What becomes of the present proposal when the room arrives at a step."""


def _moved(assembly: Assembly, step: Step, at: datetime) -> Assembly:
    moved = round_ended(replace(assembly, step=step, speaker=None, minutes_confirmed=False), at)
    proposal = moved.proposal
    if step in {Step.LOTTERY, Step.CLOSE} or (proposal and proposal.stage in SETTLED):
        moved = recusals_over(moved)
    if proposal is None:
        return moved
    stage = ON_ARRIVAL.get(step, {}).get(proposal.stage, proposal.stage)
    return replace(moved, proposals={**moved.proposals, proposal.id: replace(proposal, stage=stage)})


def round_ended(assembly: Assembly, at: datetime) -> Assembly:
    """The assembly with nobody speaking and no round under way."""
    under_way = assembly.round
    if under_way is None:
        return assembly
    return assembly.with_round(replace(under_way.ended(at), closed=True))
