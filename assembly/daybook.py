"""What happens between assemblies: the circle's name and the protocols in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assembly.circle import Protocols, default_protocols
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
class DaybookClosed:
    """The month is over; nothing is added to its book."""


Event = DaybookOpened | CircleNamed | ProtocolsAdopted | DaybookClosed


@value
class Circle:
    """A circle as its daybooks tell it."""

    name: str = ""
    language: str = "en"
    protocols: Protocols = default_protocols()


def circle_of(events: Iterable[Event]) -> Circle:
    """The circle that these events add up to."""
    circle = Circle()
    for event in events:
        match event:
            case CircleNamed(name, language):
                circle = replace(circle, name=name, language=language)
            case ProtocolsAdopted(protocols, _):
                circle = replace(circle, protocols=protocols)
            case DaybookOpened() | DaybookClosed():
                pass
    return circle
