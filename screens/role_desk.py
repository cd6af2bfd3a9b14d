"""What the screens ask the world for about roles and who holds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assembly.board import Seat
from assembly.holdings import EndedBy, Holding
from assembly.roles import Role


class RoleDesk(Protocol):
    """The part of the desk that knows the roles of the circle; what a rule refuses is a `RuleBroken`."""

    def settle_roles(self, roles: Sequence[Role], relax_order: Sequence[str], decision: str = "") -> None:
        """Say which roles the circle gives away from now on, by which rules, and what gives way first."""

    def end_term(self, role: str, member: str, on: date, why: EndedBy, decision: str = "") -> None:
        """End a term early; only a recall that was adopted ends it as a recall."""

    def holdings(self) -> tuple[Holding, ...]:
        """Everything that was ever held, early endings included."""

    def board(self) -> tuple[Seat, ...]:
        """Every seat of the circle's roles today: who holds it until when, or since when nobody does."""

    def imports(self) -> frozenset[str]:
        """The ids under which somebody brought roles along from before."""
