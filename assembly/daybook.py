"""What happens between assemblies: the circle's name and the protocols in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from assembly.circle import Protocols, default_protocols
from assembly.holdings import EndedBy, Ending
from assembly.reviewing import Learning, LearningKind
from assembly.roles import Role
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
class RolesSettled:
    """The circle gives away these roles from now on, by their rules."""

    roles: tuple[Role, ...]
    """Most powerful first."""
    relax_order: tuple[str, ...] = ()
    """The rules that may be relaxed where a hat is short of people, the first to go first."""
    decision: str = ""
    """Id of the decision that settled them; empty at the founding."""


@value
class TermEnded:
    """Somebody stopped holding a role before the term was over."""

    role: str
    member: str
    on: date
    """The first day without it."""
    why: EndedBy
    decision: str = ""
    """Id of the decision, where it was a recall."""


@value
class BookGivenUp:
    """A book was taken away from the shelf, and the circle says that it is gone for good."""

    book: str
    """The id of the assembly or of what was brought along, or the month."""


@value
class DaybookClosed:
    """The month is over; nothing is added to its book."""


Event = (
    DaybookOpened
    | CircleNamed
    | ProtocolsAdopted
    | LearningWritten
    | RolesSettled
    | TermEnded
    | BookGivenUp
    | DaybookClosed
)


@value
class Circle:
    """A circle as its daybooks tell it."""

    name: str = ""
    language: str = "en"
    protocols: Protocols = default_protocols()
    learnings: tuple[Learning, ...] = ()
    """What was learned between assemblies, in the order in which it was written down."""
    roles: tuple[Role, ...] = ()
    """What the circle gives away by lot, most powerful first."""
    relax_order: tuple[str, ...] = ()
    endings: tuple[Ending, ...] = ()
    """Who stopped before a term was over."""
    given_up: tuple[str, ...] = ()
    """The books that are gone for good, so that nobody looks for them any more."""


def circle_of(events: Iterable[Event]) -> Circle:
    """The circle that these events add up to."""
    circle = Circle()
    for event in events:
        circle = _after(circle, event)
    return circle


def _after(circle: Circle, event: Event) -> Circle:
    match event:
        case CircleNamed(name, language):
            circle = replace(circle, name=name, language=language)
        case ProtocolsAdopted(protocols, _):
            circle = replace(circle, protocols=protocols)
        case LearningWritten(decision, kind, text, at):
            learned = Learning(decision, kind, text, at)
            circle = replace(circle, learnings=(*circle.learnings, learned))
        case RolesSettled(roles, relax_order, _):
            circle = replace(circle, roles=roles, relax_order=relax_order)
        case TermEnded(role, member, on, why, decision):
            ending = Ending(role, member, on, why, decision)
            circle = replace(circle, endings=(*circle.endings, ending))
        case BookGivenUp(book):
            circle = replace(circle, given_up=(*circle.given_up, book))
        case DaybookOpened() | DaybookClosed():
            pass
    return circle
