"""A vote rule: a fraction, a comparator, a base and a quorum, none of them left to custom."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from assembly.refusal import RuleBroken
from assembly.value import value
from assembly.votes.quorum import Quorum
from assembly.votes.share import check_share, write_share


class Comparator(Enum):
    """Whether reaching the line is enough."""

    AT_LEAST = "at least"
    """The line itself is enough."""
    MORE_THAN = "more than"
    """The line has to be passed."""


class Base(Enum):
    """What the fraction is a fraction of."""

    YES_NO = "yes+no"
    """Those who said yes or no; abstaining counts for nobody."""
    CAST = "cast"
    """Those who said yes, no or abstain."""
    PRESENT = "present"
    """The entitled who are here, whether they vote or not."""
    ENTITLED = "entitled"
    """All who may vote, here or not."""


@value
class Rule:
    """How many yes it takes; beside it, yes must always outnumber no, so that a tie is never adopted."""

    comparator: Comparator
    fraction: Fraction
    base: Base
    quorum: Quorum

    def __post_init__(self) -> None:
        """Refuse a line that is no share of a room, or that nobody could ever pass."""
        check_share(self.fraction)
        if self.comparator is Comparator.MORE_THAN and self.fraction == 1:
            raise RuleBroken("vote-rule-out-of-reach", fraction=write_share(self.fraction))

    @property
    def line_outnumbers(self) -> bool:
        """Whether the line alone makes sure that yes outnumbers no."""
        half = Fraction(1, 2)
        return self.fraction > half or (self.fraction == half and self.comparator is Comparator.MORE_THAN)

    def __str__(self) -> str:
        """The rule in the notation that `parse_rule` reads."""
        share = write_share(self.fraction)
        return f"{self.comparator.value} {share} of {self.base.value}, {self.quorum}"
