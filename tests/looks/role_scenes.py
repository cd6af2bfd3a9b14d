"""The board of roles, and how roles are settled, at moments that show what each screen is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assembly.history import History
from assembly.holdings import EndedBy, Holding
from assembly.roles import Role, Term, TermUnit
from assembly.standard_roles import CONSTELLATION, standard_roles
from tests.looks.moments import proposing
from tests.looks.still import NAMES, Scene, StillDesk
from tests.screens.decided import by_consent, by_vote
from words.roles import role_label

KEYS = Role("keys", "Keeper of the keys", 2, term=Term(TermUnit.DAYS, 182))


def no_roles() -> StillDesk:
    """A circle that has settled none."""
    return StillDesk(NAMES, "Night Bakery")


def with_terms() -> StillDesk:
    """A circle with nine roles: held, ending soon, and without a holder."""
    desk = no_roles()
    roles = (*standard_roles(CONSTELLATION, role_label), KEYS)
    held = (
        Holding("spokesperson", "M004", date(2026, 9, 5), until=date(2026, 12, 5), source="R4M8T"),
        Holding("craft-lead", "M002", date(2026, 8, 1), until=date(2027, 1, 30), source="R4M8T"),
        Holding("liaison", "M003", date(2026, 3, 7), until=date(2026, 9, 5), source="1MPRT"),
        Holding(
            "steward",
            "M001",
            date(2026, 8, 1),
            until=date(2027, 1, 30),
            ended=date(2026, 11, 3),
            why=EndedBy.RESIGNED,
            source="R4M8T",
        ),
        Holding("presenter", "M005", date(2026, 11, 7), assemblies=3, source="P3G7E"),
        Holding("facilitator", "M006", date(2026, 11, 7), assemblies=1, source="P3G7E", counts=False),
        Holding("keys", "M007", date(2026, 8, 1), until=date(2027, 1, 30), source="R4M8T"),
        Holding("keys", "M008", date(2026, 2, 1), until=date(2026, 8, 1), source="1MPRT"),
    )
    desk.the_circle = replace(desk.the_circle, roles=roles)
    desk.past = History(holdings=held, assembly_dates=(date(2026, 8, 1), date(2026, 11, 7)))
    desk.old_decisions = (by_consent(), by_vote())
    return desk


ROLE_SCENES = (
    Scene("roles-none", keys=("w",), desk=no_roles),
    Scene("roles-sets", keys=("w", "enter"), desk=no_roles),
    Scene("roles-making", keys=("w", "enter", "c"), desk=no_roles),
    Scene("roles", keys=("w",), desk=with_terms),
    Scene("roles-role", keys=("w", "down", "down", "down", "enter"), desk=with_terms),
    Scene("roles-end", keys=("w", "e"), desk=with_terms),
    Scene("roles-recall", keys=("w", "e", "d"), desk=with_terms),
    Scene("recall-role", proposing, ("r",), desk=with_terms),
    Scene("recall-proposed", proposing, ("r", "enter", "ctrl+s"), desk=with_terms),
    Scene("roles-editor", keys=("w", "s", "down", "enter"), desk=with_terms),
    Scene("roles-numbers", keys=("w", "s", "enter", "s"), desk=with_terms),
    Scene("roles-changes", keys=("w", "s", "enter", "m", "r", "s", "down", "enter"), desk=with_terms),
    Scene("roles-due", keys=(), desk=with_terms),
    Scene("roles-gather", lambda _telling: None, desk=with_terms),
    Scene("roles-opt-outs", keys=("p", "enter", "r"), desk=with_terms),
)
