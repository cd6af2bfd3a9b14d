"""What is possible at any time: coming and going, pause, notes, parking list, speaking stack, moving on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from assembly.attendance import people_in_turn, recusals_over, took_part
from assembly.lottery import Draw
from assembly.proposals import SETTLED, Stage
from assembly.refusal import RuleBroken
from assembly.said import Said, need_text
from assembly.state import Assembly, Note, Parked, Presence
from assembly.steps import MOVES, Step


@dataclass(frozen=True, slots=True)
class MarkPresence:
    """Say where people are: here, left, recused, or away after all."""

    members: tuple[str, ...]
    presence: Presence


@dataclass(frozen=True, slots=True)
class PresenceMarked:
    """People came, left or recused themselves."""

    members: tuple[str, ...]
    presence: Presence


@dataclass(frozen=True, slots=True)
class CountHeads:
    """Count the entitled people here instead of ticking names."""

    heads: int


@dataclass(frozen=True, slots=True)
class HeadsCounted:
    """The room was counted."""

    heads: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop every clock."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The clocks stand still."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clocks run again."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clocks run again."""


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """Take out seconds that nobody spent here: a closed lid, a clock that was set, a restart."""

    seconds: int
    why: str


@dataclass(frozen=True, slots=True)
class ClockCorrected:
    """Seconds were taken out of every running clock."""

    seconds: int
    why: str


@dataclass(frozen=True, slots=True)
class TakeNote:
    """Write something down."""

    text: Said


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """Something was written down."""

    text: Said


@dataclass(frozen=True, slots=True)
class ParkThing:
    """Put something aside for later."""

    text: Said


@dataclass(frozen=True, slots=True)
class ThingParked:
    """Something was put aside."""

    text: Said


@dataclass(frozen=True, slots=True)
class SettleParked:
    """Take something off the parking list."""

    number: int


@dataclass(frozen=True, slots=True)
class ParkedSettled:
    """Something was taken off the parking list."""

    number: int


@dataclass(frozen=True, slots=True)
class JoinStack:
    """Put a person on the speaking stack."""

    member: str


@dataclass(frozen=True, slots=True)
class StackJoined:
    """A person waits on the speaking stack."""

    member: str


@dataclass(frozen=True, slots=True)
class LeaveStack:
    """Take a person off the speaking stack."""

    member: str


@dataclass(frozen=True, slots=True)
class StackLeft:
    """A person no longer waits."""

    member: str


@dataclass(frozen=True, slots=True)
class CallFromStack:
    """Give the floor to the person who has spoken least and waited longest."""


@dataclass(frozen=True, slots=True)
class CalledFromStack:
    """A person has the floor."""

    member: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give facilitation to somebody else."""

    to: str


@dataclass(frozen=True, slots=True)
class FacilitationHanded:
    """Somebody else facilitates from now on."""

    to: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """Move to another step of the walk."""

    step: Step


@dataclass(frozen=True, slots=True)
class Moved:
    """The room moved to another step."""

    step: Step


Command = (
    MarkPresence
    | CountHeads
    | Pause
    | Resume
    | CorrectClock
    | TakeNote
    | ParkThing
    | SettleParked
    | JoinStack
    | LeaveStack
    | CallFromStack
    | HandOver
    | GoTo
)
Event = (
    PresenceMarked
    | HeadsCounted
    | Paused
    | Resumed
    | ClockCorrected
    | NoteTaken
    | ThingParked
    | ParkedSettled
    | StackJoined
    | StackLeft
    | CalledFromStack
    | FacilitationHanded
    | Moved
)


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case MarkPresence(members, presence):
            return mark(assembly, members, presence)
        case CountHeads(heads):
            return count(assembly, heads)
        case Pause():
            return _unless(assembly.paused, "already-paused", Paused())
        case Resume():
            return _unless(not assembly.paused, "not-paused", Resumed())
        case CorrectClock(seconds, why):
            return _unless(not seconds, "nothing-changes", ClockCorrected(seconds, why))
        case TakeNote(text):
            return NoteTaken(need_text(text))
        case ParkThing(text):
            return ThingParked(need_text(text))
        case SettleParked(number):
            settled = not any(one.number == number and one.open for one in assembly.parked)
            return _unless(settled, "not-parked", ParkedSettled(number))
        case JoinStack(member):
            need_here(assembly, member)
            return _unless(member in assembly.stack, "already-on-stack", StackJoined(member))
        case LeaveStack(member):
            return _unless(member not in assembly.stack, "not-on-stack", StackLeft(member))
        case CallFromStack():
            return _unless(not assembly.stack, "stack-empty", CalledFromStack(next_on_stack(assembly)))
        case HandOver(to):
            need_here(assembly, to)
            return _unless(to == assembly.facilitator, "already-facilitates", FacilitationHanded(to))
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


def move(assembly: Assembly, step: Step) -> Moved:
    """A step is left when it can rest, and entered when it has what it needs."""
    if step not in MOVES[assembly.step]:
        raise RuleBroken("no-way-there", here=assembly.step, there=step)
    need_people(assembly, step)
    if assembly.proposal and assembly.proposal.stage is Stage.VOTE:
        raise RuleBroken("vote-open")
    if assembly.draw and unfinished(assembly.draw):
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


def unfinished(draw: Draw) -> bool:
    """Whether a sealed draw still waits for its dice or for an answer."""
    return draw.void is None and not draw.finished


def next_on_stack(assembly: Assembly) -> str:
    """Whoever has spoken least, and among those whoever waited longest."""
    return min(assembly.stack, key=lambda member: assembly.spoken.get(member, 0), default="")


def need_here(assembly: Assembly, member: str) -> None:
    """Refuse what is asked for somebody who is not in the room."""
    ticked = assembly.presence.get(member) in {Presence.HERE, Presence.RECUSED}
    if member not in assembly.entitled or not (ticked or assembly.counted_only):
        raise RuleBroken("not-here")


def _unless(broken: bool, code: str, event: Event) -> Event:
    if broken:
        raise RuleBroken(code)
    return event


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened on the floor."""
    match event:
        case PresenceMarked(members, presence):
            return _marked(assembly, members, presence, at)
        case HeadsCounted(heads):
            return _seats_follow(replace(assembly, heads=heads), at)
        case Paused():
            return _with_clocks(replace(assembly, paused=True), at, running=False)
        case Resumed():
            return _with_clocks(replace(assembly, paused=False), at, running=True)
        case ClockCorrected(seconds, _):
            return _forgiven(assembly, seconds)
        case NoteTaken(text):
            return replace(assembly, notes=(*assembly.notes, Note(assembly.step, text)))
        case ThingParked(text):
            return replace(assembly, parked=(*assembly.parked, Parked(len(assembly.parked) + 1, text)))
        case ParkedSettled(number):
            return replace(
                assembly,
                parked=tuple(replace(one, open=one.open and one.number != number) for one in assembly.parked),
            )
        case StackJoined(member):
            return replace(assembly, stack=(*assembly.stack, member))
        case StackLeft(member):
            return _off_stack(assembly, member)
        case CalledFromStack(member):
            spoken = {**assembly.spoken, member: assembly.spoken.get(member, 0) + 1}
            return replace(_off_stack(assembly, member), spoken=spoken, speaker=member)
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


def _round_follows(assembly: Assembly, members: tuple[str, ...], come: bool, at: datetime) -> Assembly:
    under_way = assembly.round
    if under_way is None or under_way.anonymous:
        return assembly
    for member in members:
        under_way = under_way.joined_by(member) if come else under_way.without(member, at)
    return replace(assembly, rounds=(*assembly.rounds[:-1], under_way))


def _seats_follow(assembly: Assembly, at: datetime) -> Assembly:
    under_way = assembly.round
    if under_way is None or not under_way.anonymous:
        return assembly
    seats = people_in_turn(assembly)
    for seat in set(under_way.order) - set(seats):
        under_way = under_way.without(seat, at)
    for seat in seats:
        under_way = under_way.joined_by(seat)
    return replace(assembly, rounds=(*assembly.rounds[:-1], under_way))


def _with_clocks(assembly: Assembly, at: datetime, *, running: bool) -> Assembly:
    walk = assembly.walk.started(at) if running else assembly.walk.stopped(at)
    paused = replace(assembly, walk=walk)
    under_way = paused.round
    if under_way is None or under_way.speaking is None:
        return paused
    watch = under_way.watch.started(at) if running else under_way.watch.stopped(at)
    return replace(paused, rounds=(*paused.rounds[:-1], replace(under_way, watch=watch)))


def _forgiven(assembly: Assembly, seconds: int) -> Assembly:
    corrected = replace(assembly, walk=assembly.walk.forgiven(seconds))
    under_way = corrected.round
    if under_way is None:
        return corrected
    under_way = replace(under_way, watch=under_way.watch.forgiven(seconds))
    return replace(corrected, rounds=(*corrected.rounds[:-1], under_way))


def _off_stack(assembly: Assembly, member: str) -> Assembly:
    return replace(assembly, stack=tuple(one for one in assembly.stack if one != member))


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


def round_ended(assembly: Assembly, at: datetime) -> Assembly:
    """The assembly with nobody speaking and no round under way."""
    under_way = assembly.round
    if under_way is None:
        return assembly
    closed = replace(under_way.ended(at), closed=True)
    return replace(assembly, rounds=(*assembly.rounds[:-1], closed))


def _moved(assembly: Assembly, step: Step, at: datetime) -> Assembly:
    moved = round_ended(replace(assembly, step=step, speaker=None, minutes_confirmed=False), at)
    proposal = moved.proposal
    if step in {Step.LOTTERY, Step.CLOSE} or (proposal and proposal.stage in SETTLED):
        moved = recusals_over(moved)
    if proposal is None:
        return moved
    stage = ON_ARRIVAL.get(step, {}).get(proposal.stage, proposal.stage)
    return replace(moved, proposals={**moved.proposals, proposal.id: replace(proposal, stage=stage)})
