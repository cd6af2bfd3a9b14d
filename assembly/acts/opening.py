"""The first line of every book."""

from __future__ import annotations

from datetime import datetime

from assembly.circle import Protocols
from assembly.holdings import Holding
from assembly.missed import Missed
from assembly.roles import Role
from assembly.state import Assembly, Served, Skipped
from assembly.steps import Occasion
from assembly.stopwatch import Stopwatch
from assembly.value import value

FORMAT = 4
"""The version of the record that this program writes."""


@value
class Opened:
    """An assembly was opened under rules that are in force for all of it."""

    format: int
    assembly: str
    circle: str
    title: str
    entitled: tuple[str, ...]
    protocols: Protocols
    served: tuple[Served, ...] = ()
    drawn_facilitator: str | None = None
    """Who was drawn for today by the assembly before."""
    draws_before: int = 0
    last_record: str = "0" * 64
    previous_seal: str = ""
    """Seal of the book that was closed before this one, or empty for the first."""
    minutes_planned: int = 90
    demo: bool = False
    roles: tuple[Role, ...] = ()
    relax_order: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()
    hats_before: tuple[tuple[str, tuple[str, ...]], ...] = ()
    purpose: Occasion = Occasion.ASSEMBLY
    missed: tuple[Missed, ...] = ()
    """Who comes first in a role, because an earlier draw left them out by mistake."""
    skipped: tuple[Skipped, ...] = ()
    """What earlier books of the day left empty after a wrong entry, so that it is not drawn today."""


@value
class Continued:
    """A book that an older program opened goes on in the words of a newer format."""

    format: int


Event = Opened | Continued


def begin(event: Opened, at: datetime) -> Assembly:
    """The state in which an assembly starts."""
    return Assembly(
        id=event.assembly,
        circle=event.circle,
        title=event.title,
        opened_at=at,
        entitled=event.entitled,
        protocols=event.protocols,
        served=event.served,
        drawn_facilitator=event.drawn_facilitator,
        draws_before=event.draws_before,
        last_record=event.last_record,
        previous_seal=event.previous_seal,
        minutes_planned=event.minutes_planned,
        demo=event.demo,
        roles=event.roles,
        relax_order=event.relax_order,
        holdings=event.holdings,
        hats_before=event.hats_before,
        purpose=event.purpose,
        missed=event.missed,
        skipped=event.skipped,
        walk=Stopwatch(since=at),
    )
