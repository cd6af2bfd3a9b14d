"""The events that each kind of book may hold, by the names under which they are written for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Generic, Protocol, TypeVar, get_args

from assembly import brought, daybook, journal, rules
from assembly.acts.opening import FORMAT, Continued, Opened
from assembly.value import value
from store.codec import by_name


class Recorded(Protocol):
    """One line of a book: its number from 1, its moment with the zone's offset, and what happened."""

    @property
    def n(self) -> int:
        """Its number from 1."""
        ...

    @property
    def at(self) -> datetime:
        """Its moment, with the zone's offset."""
        ...

    @property
    def event(self) -> Any:
        """What happened."""
        ...


R = TypeVar("R", bound=Recorded)


@value
class DaybookEntry:
    """One line of a daybook."""

    n: int
    at: datetime
    event: daybook.Event


@value
class BroughtEntry:
    """One line of a book of things brought along."""

    n: int
    at: datetime
    event: brought.Event


@value
class Vocabulary(Generic[R]):
    """What a kind of book is made of."""

    name: str
    format: int
    """The newest version of the record that this program knows."""
    events: Mapping[str, type]
    opening: type
    closing: type
    entry: Callable[[int, datetime, Any], R]


@cache
def assembly_books() -> Vocabulary[journal.Entry]:
    """The books of assemblies."""
    from assembly.acts.closing import Closed  # noqa: PLC0415 - the rules are not read before a book is

    events = by_name((Opened, Continued, journal.TakenBack, *get_args(rules.Happening)))
    return Vocabulary("assembly", FORMAT, events, Opened, Closed, journal.Entry)


@cache
def daybooks() -> Vocabulary[DaybookEntry]:
    """The books of what happens between assemblies."""
    events = by_name(get_args(daybook.Event))
    return Vocabulary("daybook", FORMAT, events, daybook.DaybookOpened, daybook.DaybookClosed, DaybookEntry)


@cache
def brought_books() -> Vocabulary[BroughtEntry]:
    """The books of what was brought along from before."""
    events = by_name(get_args(brought.Event))
    return Vocabulary("brought", FORMAT, events, brought.BroughtOpened, brought.BroughtBack, BroughtEntry)
