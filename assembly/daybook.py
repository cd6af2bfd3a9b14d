"""What happens between assemblies: the circle's name and the protocols in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from assembly.circle import Protocols, default_protocols
from assembly.reviewing import Learning, LearningKind
from assembly.said import Said
from assembly.value import value


@value
class DaybookOpened:
    """The book of a month was opened."""

    format: int
    month: str
    """For example 2026-11."""
    previous_seal: str = ""


@value
class CircleNamed:
    """The circle has this name and speaks this language."""

    name: str
    language: str


@value
class ProtocolsAdopted:
    """The circle decides by these protocols from now on."""

    protocols: Protocols
    decision: str = ""
    """Id of the decision that adopted them; empty at the founding."""


@value
class LearningWritten:
    """What was learned from a decision was written down between assemblies, without a name."""

    decision: str
    kind: LearningKind
    text: Said
    at: datetime


@value
class DaybookClosed:
    """The month is over; nothing is added to its book."""


Event = DaybookOpened | CircleNamed | ProtocolsAdopted | LearningWritten | DaybookClosed


@value
class Circle:
    """A circle as its daybooks tell it."""

    name: str = ""
    language: str = "en"
    protocols: Protocols = default_protocols()
    learnings: tuple[Learning, ...] = ()
    """What was learned between assemblies, in the order in which it was written down."""


def circle_of(events: Iterable[Event]) -> Circle:
    """The circle that these events add up to."""
    circle = Circle()
    for event in events:
        match event:
            case CircleNamed(name, language):
                circle = replace(circle, name=name, language=language)
            case ProtocolsAdopted(protocols, _):
                circle = replace(circle, protocols=protocols)
            case LearningWritten(decision, kind, text, at):
                learned = Learning(decision, kind, text, at)
                circle = replace(circle, learnings=(*circle.learnings, learned))
            case DaybookOpened() | DaybookClosed():
                pass
    return circle
