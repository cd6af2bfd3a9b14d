"""What somebody brought along from before Shopmoot: one book for each time, which can be taken back whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assembly.adopted import OldFacts, old_facts_of
from assembly.decision import Decision
from assembly.holdings import Holding
from assembly.value import value


@value
class BroughtOpened:
    """A book was opened for what is brought along."""

    format: int
    id: str
    circle: str


@value
class HistoryBrought:
    """Roles were held in the years before."""

    holdings: tuple[Holding, ...]


@value
class DecisionsBrought:
    """These decisions were taken before this record began; no seal vouches for them."""

    decisions: tuple[Decision, ...]
    on: date
    """The day on which they came: what was over by then is put before no assembly."""


@value
class BroughtBack:
    """What was brought along was taken back: nothing of it counts, and nothing is added to its book."""


Event = BroughtOpened | HistoryBrought | DecisionsBrought | BroughtBack


@value
class Brought:
    """What a book of things brought along adds up to."""

    id: str = ""
    holdings: tuple[Holding, ...] = ()
    old: OldFacts = OldFacts()
    """What is known of the decisions in it."""
    back: bool = False
    """Whether it was taken back."""


def brought_of(events: Iterable[Event]) -> Brought:
    """What these events add up to; what was taken back holds nothing."""
    brought = Brought()
    for event in events:
        match event:
            case BroughtOpened(_, id):
                brought = replace(brought, id=id)
            case HistoryBrought(holdings):
                brought = replace(brought, holdings=(*brought.holdings, *holdings))
            case DecisionsBrought(decisions, on):
                brought = replace(brought, old=old_facts_of(decisions, on))
            case BroughtBack():
                brought = Brought(brought.id, back=True)
    return brought


def decisions_in(events: Iterable[Event]) -> tuple[Decision, ...]:
    """The decisions that these events brought, the newest first; none where they were taken back."""
    known = tuple(events)
    if any(isinstance(event, BroughtBack) for event in known):
        return ()
    found = (one for event in known if isinstance(event, DecisionsBrought) for one in event.decisions)
    return tuple(sorted(found, key=lambda one: one.adopted, reverse=True))
