"""What happened, in order, and the state that it adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TypeAlias

from assembly import rules
from assembly.acts.opening import Continued, Opened, begin
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.value import value


@value
class TakenBack:
    """An earlier event no longer counts; the book keeps it."""

    of: int


Event: TypeAlias = "Opened | Continued | TakenBack | rules.Happening"


@cache
def stands() -> tuple[type[Event], ...]:
    """Events that undo passes over, whatever a book says: no sealed draw is repeated until it pleases."""
    from assembly.acts import closing, drawing, sidelines, throwing  # noqa: PLC0415 - a start takes nothing back

    return (
        Opened,
        Continued,
        TakenBack,
        closing.Closed,
        sidelines.ClockCorrected,
        drawing.DrawSealed,
        drawing.EntropyLocked,
        drawing.DrawVoided,
        *throwing.Event.__args__,
    )


@value
class Entry:
    """One line of a book: its number from 1, its moment with the zone's offset, and what happened."""

    n: int
    at: datetime
    event: Event


@value
class Journal:
    """All entries of one assembly with the state that they add up to."""

    entries: tuple[Entry, ...]
    assembly: Assembly

    def grown(self, event: rules.Happening | TakenBack | Continued, at: datetime) -> Journal:
        """The journal with one more event."""
        entry = Entry(len(self.entries) + 1, at, event)
        entries = (*self.entries, entry)
        if isinstance(event, TakenBack):
            return replaying(entries)
        if isinstance(event, Continued):
            return replace(self, entries=entries)
        return replace(self, entries=entries, assembly=rules.evolve(self.assembly, event, at))

    @property
    def last(self) -> Entry:
        """The newest entry."""
        return self.entries[-1]


def opened(event: Opened, at: datetime) -> Journal:
    """A journal with its first entry."""
    return Journal((Entry(1, at, event),), begin(event, at))


def replaying(entries: Iterable[Entry]) -> Journal:
    """The journal that these entries make: what was taken back is skipped.

    Raises:
        RuleBroken: The first entry is not the opening.
    """
    all_entries = tuple(entries)
    if not all_entries or not isinstance(all_entries[0].event, Opened):
        raise RuleBroken("book-without-opening")
    assembly = begin(all_entries[0].event, all_entries[0].at)
    for entry in standing(all_entries[1:]):
        if not isinstance(entry.event, Opened | Continued | TakenBack):
            assembly = rules.evolve(assembly, entry.event, entry.at)
    return Journal(all_entries, assembly)


def standing(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that still count."""
    gone = {entry.event.of for entry in entries if isinstance(entry.event, TakenBack)}
    return tuple(entry for entry in entries if entry.n not in gone or isinstance(entry.event, stands()))


def undoable(journal: Journal) -> Entry | None:
    """The entry that undo would take back now, or None.

    Undo stops at the seal, the first throw and the lock of a valid draw: what the room did before is in what
    was sealed. It stops at the answers of a draw after which another was sealed, because that stands on them.
    """
    if journal.assembly.closed_at is not None:
        return None
    for entry in reversed(standing(journal.entries)):
        if _holds(journal, entry):
            return None
        if not isinstance(entry.event, stands()):
            return entry
    return None


def _holds(journal: Journal, entry: Entry) -> bool:
    from assembly.acts import drawing, throwing  # noqa: PLC0415 - a start takes nothing back

    match entry.event:
        case drawing.DrawSealed(id) | drawing.EntropyLocked(id):
            return journal.assembly.draws[id].void is None
        case _ if isinstance(entry.event, throwing.Event):
            return journal.assembly.draws[entry.event.id].void is None
        case drawing.SeatRevealed(id) | drawing.SeatAnswered(id):
            return journal.assembly.draw != journal.assembly.draws[id]
        case _:
            return False


def take_back(journal: Journal) -> TakenBack:
    """Take back the newest thing that can be taken back."""
    entry = undoable(journal)
    if entry is None and journal.assembly.closed_at:
        raise RuleBroken("assembly-closed")
    if entry is None:
        valid = any(draw.void is None for draw in journal.assembly.draws.values())
        raise RuleBroken("undo-stops-at-draw" if valid else "nothing-to-undo")
    return TakenBack(entry.n)
