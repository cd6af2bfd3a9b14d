"""A role, and the rules by which it goes round."""

from __future__ import annotations

from enum import Enum, StrEnum

from assembly.value import value

FACILITATOR = "facilitator"
"""The id of the role of whoever leads an assembly."""


class Turns(StrEnum):
    """Who comes first for a role."""

    FEWEST_FIRST = "fewest-first"
    """Nobody twice before everybody once."""
    NOVICES_FIRST = "novices-first"
    """Those who never did it, then everybody else."""
    EVERYBODY = "everybody"


class TermUnit(Enum):
    """What a term is counted in."""

    DAYS = "days"
    ASSEMBLIES = "assemblies"


@value
class Term:
    """How long somebody holds a role; then the authority ends by itself."""

    unit: TermUnit
    number: int


@value
class Role:
    """A role that is given away by lot, and its rules."""

    id: str
    """Lower-case letters, digits and dashes; its hats add a dot and the tier or the stratum."""
    label: str
    seats: int = 1
    turns: Turns = Turns.FEWEST_FIRST
    twice_in_a_row: bool = False
    """Whether the last holder may be drawn again."""
    term: Term | None = None
    """None where it ends with the assembly."""
    most_terms: int | None = None
    """How often one person may hold it in all, or None for no limit."""
    strata: str | None = None
    """A tag of people, such as `shift`: at least one seat for each of its values."""
    excludes: tuple[str, ...] = ()
    """Roles whose present holders may not have this one."""
    excluded: tuple[str, ...] = ()
    """Members who may not have it."""


def same_role(one: Role, other: Role) -> bool:
    """Whether two roles have the same id or are called the same."""
    return one.id == other.id or one.label.casefold().split() == other.label.casefold().split()
