"""Rounds: everyone once, passing is fine; and the stories that are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.attendance import people_in_turn
from assembly.refusal import RuleBroken
from assembly.rounds import Purpose, Round, seating
from assembly.said import Said, need_text
from assembly.state import Assembly, Story
from assembly.steps import Step
from assembly.value import value

EXTRA_SECONDS = 30

PURPOSE_OF: dict[Step, Purpose] = {
    Step.STORIES: Purpose.STORIES,
    Step.CLARIFY: Purpose.CLARIFY,
    Step.REACT: Purpose.REACT,
    Step.CLOSE: Purpose.WORD,
}

ABOUT_A_PROPOSAL = frozenset({Purpose.CLARIFY, Purpose.REACT})


@value
class BeginRound:
    """Begin a round in the present step."""


@value
class RoundBegan:
    """A round began, in this order."""

    purpose: Purpose
    order: tuple[str, ...]


@value
class BeginTurn:
    """Give the word to a person; whoever is speaking has ended."""

    member: str


@value
class TurnBegan:
    """A person has the word."""

    member: str


@value
class EndTurn:
    """The person who was speaking has ended."""


@value
class TurnEnded:
    """The person who was speaking has ended."""


@value
class PassTurn:
    """The person who was asked passes and may come back."""


@value
class TurnPassed:
    """The person who was asked passed."""


@value
class AddTime:
    """Give the speaker half a minute more, once a turn."""


@value
class TimeAdded:
    """The speaker got more time."""

    seconds: int


@value
class CloseRound:
    """End the round."""


@value
class RoundClosed:
    """The round ended."""


@value
class TellStory:
    """Write down a story, or write it anew when its number is given."""

    member: str | None
    grievance: Said
    response: Said
    theme: str = ""
    department: str = ""
    number: int | None = None


@value
class StoryTold:
    """A story was written down."""

    number: int
    member: str | None
    grievance: Said
    response: Said
    theme: str = ""
    department: str = ""


Command = BeginRound | BeginTurn | EndTurn | PassTurn | AddTime | CloseRound | TellStory
Event = RoundBegan | TurnBegan | TurnEnded | TurnPassed | TimeAdded | RoundClosed | StoryTold


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case BeginRound():
            return begin_round(assembly)
        case BeginTurn(member):
            return begin_turn(assembly, member)
        case EndTurn():
            need_speaker(assembly)
            return TurnEnded()
        case PassTurn():
            need_speaker(assembly)
            return TurnPassed()
        case AddTime():
            return add_time(need_speaker(assembly))
        case CloseRound():
            need_round(assembly)
            return RoundClosed()
        case TellStory():
            return tell(assembly, command)


def begin_round(assembly: Assembly) -> RoundBegan:
    """One round at a time; first person and direction change from round to round."""
    if assembly.round:
        raise RuleBroken("round-open")
    people = people_in_turn(assembly)
    if not people:
        raise RuleBroken("nobody-here")
    purpose = PURPOSE_OF[assembly.step]
    number = len(assembly.rounds_of(purpose)) + 1
    return RoundBegan(purpose, seating(people, number))


def begin_turn(assembly: Assembly, member: str) -> TurnBegan:
    """Nobody speaks twice in a round; those who passed may come back while they are here."""
    under_way = need_round(assembly)
    here = under_way.order if under_way.anonymous else assembly.here
    if member not in under_way.order or member not in here:
        raise RuleBroken("not-here")
    if member in under_way.heard:
        raise RuleBroken("already-heard")
    if member == under_way.speaking:
        raise RuleBroken("already-speaking")
    return TurnBegan(member)


def add_time(under_way: Round) -> TimeAdded:
    """More time is given once a turn."""
    if under_way.extra:
        raise RuleBroken("time-already-added", seconds=EXTRA_SECONDS)
    return TimeAdded(EXTRA_SECONDS)


def tell(assembly: Assembly, story: TellStory) -> StoryTold:
    """A story has at least a grievance; an older one is written anew under its number."""
    need_text(story.grievance)
    following = len(assembly.stories) + 1
    number = following if story.number is None else story.number
    if not 0 < number <= following:
        raise RuleBroken("no-such-story", number=number)
    return StoryTold(number, story.member, story.grievance, story.response, story.theme, story.department)


def need_round(assembly: Assembly) -> Round:
    """The round under way."""
    if assembly.round is None:
        raise RuleBroken("no-round")
    return assembly.round


def need_speaker(assembly: Assembly) -> Round:
    """The round under way, with somebody speaking."""
    under_way = need_round(assembly)
    if under_way.speaking is None:
        raise RuleBroken("nobody-speaks")
    return under_way


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened in a round."""
    match event:
        case RoundBegan(purpose, order):
            number = len(assembly.rounds_of(purpose)) + 1
            about = assembly.current if purpose in ABOUT_A_PROPOSAL else None
            return replace(assembly, rounds=(*assembly.rounds, Round(purpose, number, order, about)))
        case StoryTold():
            return _with_story(assembly, event)
        case _:
            return assembly.with_round(_turned(assembly, event, at))


def _turned(
    assembly: Assembly, event: TurnBegan | TurnEnded | TurnPassed | TimeAdded | RoundClosed, at: datetime
) -> Round:
    under_way = assembly.rounds[-1]
    match event:
        case TurnBegan(member):
            return under_way.begun(member, at, paused=assembly.paused)
        case TurnEnded():
            return under_way.ended(at)
        case TurnPassed():
            return under_way.ended(at, passed=True)
        case TimeAdded(seconds):
            return replace(under_way, extra=under_way.extra + seconds)
        case RoundClosed():
            return replace(under_way.ended(at), closed=True)


def _with_story(assembly: Assembly, told: StoryTold) -> Assembly:
    story = Story(told.number, told.member, told.grievance, told.response, told.theme, told.department)
    kept = tuple(one for one in assembly.stories if one.number != told.number)
    return replace(assembly, stories=tuple(sorted((*kept, story), key=lambda one: one.number)))
