"""Close: minutes read back, one word each, a victory, the next date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assembly.acts.floor import round_ended
from assembly.deadlines import LAST_YEAR
from assembly.proposals import Stage
from assembly.recurrence import rule_of
from assembly.refusal import RuleBroken
from assembly.said import Said, need_text
from assembly.state import Assembly, NextDate
from assembly.steps import Step
from assembly.value import value


@value
class SayWord:
    """Write down somebody's closing word."""

    member: str
    word: Said


@value
class WordSaid:
    """Somebody's closing word was written down."""

    member: str
    word: Said


@value
class NameVictory:
    """Name something to celebrate."""

    text: Said


@value
class VictoryNamed:
    """Something to celebrate was named."""

    text: Said


@value
class SetNextDate:
    """Say when and where the circle meets again, once or by a rule."""

    at: datetime
    place: str = ""
    rule: str = ""
    zone: str = ""


@value
class NextDateSet:
    """It is known when and where the circle meets again, once or by a rule."""

    at: datetime
    place: str = ""
    rule: str = ""
    zone: str = ""

    def __post_init__(self) -> None:
        """A rule is one that every page and screen can count with."""
        if self.rule:
            rule_of(self.rule)


@value
class ConfirmMinutes:
    """The minutes were read back and the room agrees with them."""


@value
class MinutesConfirmed:
    """The minutes were read back and confirmed."""


@value
class CloseAssembly:
    """End the assembly and seal its book."""


@value
class Closed:
    """The assembly ended; nothing is added to its book."""


Command = SayWord | NameVictory | SetNextDate | ConfirmMinutes | CloseAssembly
Event = WordSaid | VictoryNamed | NextDateSet | MinutesConfirmed | Closed


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case SayWord(member, word):
            return WordSaid(member, need_text(word))
        case NameVictory(text):
            return VictoryNamed(need_text(text))
        case SetNextDate():
            return set_date(assembly, command)
        case ConfirmMinutes():
            if assembly.minutes_confirmed:
                raise RuleBroken("minutes-already-confirmed")
            return MinutesConfirmed()
        case CloseAssembly():
            return close(assembly)


def set_date(assembly: Assembly, wanted: SetNextDate) -> NextDateSet:
    """The next assembly is after this one, in a sensible year."""
    if wanted.at.year > LAST_YEAR:
        raise RuleBroken("date-too-far", which="next", date=wanted.at)
    if wanted.at <= assembly.opened_at:
        raise RuleBroken("date-in-the-past", which="next", date=wanted.at)
    return NextDateSet(wanted.at, wanted.place, wanted.rule, wanted.zone)


def close(assembly: Assembly) -> Closed:
    """Nothing is left open, and the room has confirmed its minutes."""
    if assembly.step is not Step.CLOSE:
        raise RuleBroken("not-in-this-step", step=assembly.step)
    if any(proposal.stage is Stage.VOTE for proposal in assembly.proposals.values()):
        raise RuleBroken("vote-open")
    for draw in assembly.draws.values():
        if draw.unfinished:
            raise RuleBroken("draw-unfinished", number=draw.number)
    if not assembly.minutes_confirmed:
        raise RuleBroken("minutes-not-confirmed")
    return Closed()


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:
    """The assembly after something happened while closing."""
    match event:
        case WordSaid(member, word):
            return replace(assembly, words={**assembly.words, member: word})
        case VictoryNamed(text):
            return replace(assembly, victory=text)
        case NextDateSet(when, place, rule, zone):
            return replace(assembly, next_date=NextDate(when, place, rule, zone))
        case MinutesConfirmed():
            return replace(assembly, minutes_confirmed=True)
        case Closed():
            return replace(round_ended(assembly, at), closed_at=at, walk=assembly.walk.stopped(at))
