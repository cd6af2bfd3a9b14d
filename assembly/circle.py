"""The circle and the table of protocols that it gave itself."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from assembly.dialects import DIALECTS, Dialect
from assembly.value import value
from assembly.votes import Base, Comparator, FractionOfEntitled, Quorum, Rule


class Kind(Enum):
    """The kinds of decision a protocol can be written for."""

    OPERATIONAL = "operational"
    STRATEGIC = "strategic"
    EXPERIMENT = "experiment"
    LAB = "lab"


@value
class Protocol:
    """How one kind of decision is made.

    With a dialect the room decides by consent, and may go over to a vote if there is a rule too; without a
    dialect it decides by vote.
    """

    kind: Kind
    dialect_name: str | None
    rule: Rule | None
    quorum: Quorum
    """Who must be here for any decision of this kind, also by consent."""
    review_within_weeks: int | None = None
    """The longest time until the review, or None for no limit; with a limit a review date is required."""

    @property
    def dialect(self) -> Dialect | None:
        """The consent switches, or None when this kind is decided by vote."""
        return DIALECTS[self.dialect_name] if self.dialect_name else None


Protocols = tuple[Protocol, ...]
"""One protocol for each kind, in the order of `Kind`."""


def default_protocols() -> Protocols:
    """What a new circle is offered.

    Operational: consent. Strategic: at least two thirds of those present. Experiments and labs: consent, and
    a review within six weeks. Quorum: half of the entitled.
    """
    half = FractionOfEntitled(Fraction(1, 2))
    two_thirds = Rule(Comparator.AT_LEAST, Fraction(2, 3), Base.PRESENT, half)
    return (
        Protocol(Kind.OPERATIONAL, "s3", two_thirds, half),
        Protocol(Kind.STRATEGIC, None, two_thirds, half),
        Protocol(Kind.EXPERIMENT, "s3", None, half, review_within_weeks=6),
        Protocol(Kind.LAB, "s3", None, half, review_within_weeks=6),
    )


def protocol_for(protocols: Protocols, kind: Kind) -> Protocol:
    """The protocol in force for a kind of decision."""
    return next(protocol for protocol in protocols if protocol.kind is kind)
