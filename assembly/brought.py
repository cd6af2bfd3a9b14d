"""What somebody brought along from before Shopmoot: one book for each time, which can be taken back whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
class BroughtBack:
    """What was brought along was taken back: nothing of it counts, and nothing is added to its book."""


Event = BroughtOpened | HistoryBrought | BroughtBack


@value
class Brought:
    """What a book of things brought along adds up to."""

    id: str = ""
    holdings: tuple[Holding, ...] = ()
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
            case BroughtBack():
                brought = Brought(brought.id, back=True)
    return brought
