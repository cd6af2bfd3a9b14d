"""The draws of an assembly: what was sealed, thrown, revealed and answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Role:
    """A role that is given away by lot."""

    id: str
    """A hat id: lower case letters, digits, dots and dashes."""
    label: str
    seats: int = 1


class Answer(Enum):
    """What a drawn person says; no reason is asked."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    INELIGIBLE = "ineligible"
    """A wrong entry found after the entropy was locked: skipped, never a new draw."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A seat offered to a person, in the order of the reveal."""

    hat: str
    member: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """One numbered draw, from its seal to the last answer."""

    id: str
    number: int
    record: str
    """The sealed text, `hat-draw/1`."""
    roles: tuple[Role, ...]
    witnessed: bool = False
    """Two observers said that they have the seal."""
    entropy: str | None = None
    void: str | None = None
    """Why it was declared void, or None while it is valid."""
    offers: tuple[Offer, ...] = ()

    @property
    def pending(self) -> Offer | None:
        """The seat that waits for its answer."""
        return next((offer for offer in self.offers if offer.answer is None), None)


@dataclass(frozen=True, slots=True)
class Hatting:
    """What goes into the hats before anything is sealed."""

    roles: tuple[Role, ...] = ()
    unwilling: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Members who do not want a role today, by role id."""
