"""Which seats are free: those that nobody holds when today is over, and nobody took today."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.board import Seat, board
from assembly.handed_out import holdings_of
from assembly.hats_today import holders_beyond_today, valid_draws
from assembly.holdings import A_DAY
from assembly.lottery import Draw
from assembly.roles import Role, same_role
from assembly.state import Assembly
from assembly.steps import Occasion


def free_seats(assembly: Assembly, role: Role) -> int:
    """How many seats of a role a draw of today may fill.

    A term that ends today is handed over today; a longer one has to end first, by itself or early.
    """
    return max(0, seats_of(assembly, role) - len(holders_of(assembly, role)))


def holders_of(assembly: Assembly, role: Role) -> frozenset[str]:
    """Members who hold a role beyond today, or took it today, by its id or by its label."""
    held = holders_beyond_today(assembly, role.id)
    today = (taken_in(draw, role) for draw in valid_draws(assembly))
    return held.union(*today) & frozenset(assembly.entitled)


def taken_in(draw: Draw, role: Role) -> frozenset[str]:
    """Who took a seat of a role in a draw."""
    own = (one.id for one in draw.roles if same_role(one, role))
    return frozenset(member for id in own for member in draw.holders(id))


def seats_of(assembly: Assembly, role: Role) -> int:
    """The seats of a role: as the circle settled it, as it was taken today, or as it is asked for."""
    settled = [one.seats for one in assembly.roles if one.id == role.id]
    if settled or not holders_of(assembly, role):
        return settled[0] if settled else role.seats
    drawn = (one for draw in drawn_today(assembly, role) for one in draw.roles if same_role(one, role))
    return max((one.seats for one in drawn), default=role.seats)


def drawn_today(assembly: Assembly, role: Role) -> Iterator[Draw]:
    """The valid draws of today in which a role was drawn, in their order."""
    return (draw for draw in valid_draws(assembly) if any(same_role(one, role) for one in draw.roles))


def seats_tomorrow(assembly: Assembly) -> tuple[Seat, ...]:
    """Every seat of the circle's roles once today is over."""
    today = assembly.opened_at.date()
    dates = (today,) if assembly.purpose is Occasion.ASSEMBLY else ()
    held = (*assembly.holdings, *holdings_of(assembly))
    return board(assembly.roles, held, dates, today + A_DAY)
