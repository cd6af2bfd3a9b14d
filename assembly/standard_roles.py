"""Two ready-made sets of roles; what they are called is for the language of the circle to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assembly.roles import FACILITATOR, Role, Term, TermUnit, Turns

HELPERS = "helpers"
"""Whoever helps an assembly along: for one assembly, or for today."""
CONSTELLATION = "constellation"
"""The roles of a circle of eight to twelve people, most powerful first."""

ONE_ASSEMBLY = Term(TermUnit.ASSEMBLIES, 1)
A_QUARTER = Term(TermUnit.DAYS, 91)
HALF_A_YEAR = Term(TermUnit.DAYS, 182)

SETS: Mapping[str, tuple[Role, ...]] = {
    HELPERS: (
        Role(FACILITATOR, FACILITATOR, term=ONE_ASSEMBLY),
        Role("notes", "notes", term=ONE_ASSEMBLY),
        Role("timekeeper", "timekeeper", turns=Turns.NOVICES_FIRST, term=ONE_ASSEMBLY),
        Role("observer", "observer", turns=Turns.NOVICES_FIRST),
    ),
    CONSTELLATION: (
        Role("spokesperson", "spokesperson", term=A_QUARTER, most_terms=4),
        Role("craft-lead", "craft-lead", term=HALF_A_YEAR, most_terms=4),
        Role("liaison", "liaison", term=HALF_A_YEAR, excludes=("spokesperson",)),
        Role("steward", "steward", term=HALF_A_YEAR, excludes=("craft-lead", "spokesperson")),
        Role("navigator", "navigator", term=A_QUARTER, turns=Turns.NOVICES_FIRST),
        Role("presenter", "presenter", term=Term(TermUnit.ASSEMBLIES, 4), turns=Turns.NOVICES_FIRST),
        Role(FACILITATOR, FACILITATOR, term=ONE_ASSEMBLY),
        Role("notes", "notes", term=ONE_ASSEMBLY),
    ),
}
"""Roles by the name of the set; labels are still ids."""


def standard_roles(name: str, called: Callable[[str], str]) -> tuple[Role, ...]:
    """The roles of a set, called what `called` says for their ids."""
    return tuple(replace(role, label=called(role.id)) for role in SETS[name])
