"""What happens beside the walk, at any time: pauses, notes, the parking list, the speaking stack."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.attendance import need_here
from assembly.refusal import RuleBroken
from assembly.said import Said, need_text
from assembly.state import Assembly, Note, Parked
from assembly.value import value


@value
class Pause:
    """Stop every clock."""


@value
class Paused:
    """The clocks stand still."""


@value
class Resume:
    """Let the clocks run again."""


@value
class Resumed:
    """The clocks run again."""


RESTART = "restart"
"""Why a clock was corrected: the program was not running."""


@value
class CorrectClock:
    """Take out seconds that nobody spent here: a closed lid, a clock that was set, a restart."""

    seconds: int
    why: str


@value
class ClockCorrected:
    """Seconds were taken out of every running clock."""

    seconds: int
    why: str


@value
class TakeNote:
    """Write something down."""

    text: Said


@value
class NoteTaken:
    """Something was written down."""

    text: Said


@value
class ParkThing:
    """Put something aside for later."""

    text: Said


@value
class ThingParked:
    """Something was put aside."""

    text: Said


@value
class SettleParked:
    """Take something off the parking list."""

    number: int


@value
class ParkedSettled:
    """Something was taken off the parking list."""

    number: int


@value
class JoinStack:
    """Put a person on the speaking stack."""

    member: str


@value
class StackJoined:
    """A person waits on the speaking stack."""

    member: str


@value
class LeaveStack:
    """Take a person off the speaking stack."""

    member: str


@value
class StackLeft:
    """A person no longer waits."""

    member: str


@value
class CallFromStack:
    """Give the floor to the person who has spoken least and waited longest."""


@value
class CalledFromStack:
    """A person has the floor."""

    member: str


Command = (
    Pause
    | Resume
    | CorrectClock
    | TakeNote
    | ParkThing
    | SettleParked
    | JoinStack
    | LeaveStack
    | CallFromStack
)
Event = (
    Paused
    | Resumed
    | ClockCorrected
    | NoteTaken
    | ThingParked
    | ParkedSettled
    | StackJoined
    | StackLeft
    | CalledFromStack
)


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
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


def next_on_stack(assembly: Assembly) -> str:
    """Whoever has spoken least, and among those whoever waited longest."""
    return min(assembly.stack, key=lambda member: assembly.spoken.get(member, 0), default="")


def _unless(broken: bool, code: str, event: Event) -> Event:
    if broken:
        raise RuleBroken(code)
    return event


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened beside the walk."""
    match event:
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


def _with_clocks(assembly: Assembly, at: datetime, *, running: bool) -> Assembly:
    walk = assembly.walk.started(at) if running else assembly.walk.stopped(at)
    paused = replace(assembly, walk=walk)
    under_way = paused.round
    if under_way is None or under_way.speaking is None:
        return paused
    watch = under_way.watch.started(at) if running else under_way.watch.stopped(at)
    return paused.with_round(replace(under_way, watch=watch))


def _forgiven(assembly: Assembly, seconds: int) -> Assembly:
    corrected = replace(assembly, walk=assembly.walk.forgiven(seconds))
    under_way = corrected.round
    if under_way is None:
        return corrected
    return corrected.with_round(replace(under_way, watch=under_way.watch.forgiven(seconds)))


def _off_stack(assembly: Assembly, member: str) -> Assembly:
    return replace(assembly, stack=tuple(one for one in assembly.stack if one != member))
