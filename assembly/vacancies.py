"""Which seats are empty from tomorrow on: what a draw of today may fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from assembly.board import Seat, board
from assembly.handed_out import holdings_of
from assembly.holdings import A_DAY
from assembly.state import Assembly
from assembly.steps import Occasion


def empty_seats(assembly: Assembly) -> Mapping[str, int]:
    """By role of the circle, how many of its seats nobody holds beyond today; full roles are not named."""
    return Counter(seat.role for seat in seats_tomorrow(assembly) if seat.holder is None)


def seats_tomorrow(assembly: Assembly) -> tuple[Seat, ...]:
    """Every seat of the circle's roles once today is over."""
    today = assembly.opened_at.date()
    dates = (today,) if assembly.purpose is Occasion.ASSEMBLY else ()
    held = (*assembly.holdings, *holdings_of(assembly))
    return board(assembly.roles, held, dates, today + A_DAY)
