"""How many must be here before anything can be decided."""

from __future__ import annotations

from fractions import Fraction

from assembly.refusal import RuleBroken
from assembly.value import value
from assembly.votes.share import check_share, least_whole, write_share


@value
class FractionOfEntitled:
    """At least a share of those entitled to vote."""

    fraction: Fraction

    def __post_init__(self) -> None:
        """Refuse a fraction that is no share."""
        check_share(self.fraction)

    def needed(self, entitled: int) -> int:
        """How many must be here."""
        return least_whole(self.fraction, entitled)

    def __str__(self) -> str:
        """The quorum as a rule writes it."""
        return f"quorum {write_share(self.fraction)} of entitled"


@value
class AllBut:
    """All who are entitled, except for at most so many."""

    missing: int

    def __post_init__(self) -> None:
        """Refuse a number that cannot be missing."""
        if self.missing < 0:
            raise RuleBroken("vote-quorum-negative", number=self.missing)

    def needed(self, entitled: int) -> int:
        """How many must be here; nobody, where all may be missing."""
        return max(0, entitled - self.missing)

    def __str__(self) -> str:
        """The quorum as a rule writes it."""
        return f"quorum entitled - {self.missing}"


@value
class FixedNumber:
    """A number of people, however many are entitled."""

    number: int

    def __post_init__(self) -> None:
        """Refuse a number that asks for nobody: that is no quorum, and has to be said."""
        if self.number < 0:
            raise RuleBroken("vote-quorum-negative", number=self.number)
        if self.number == 0:
            raise RuleBroken("vote-quorum-zero")

    def needed(self, entitled: int) -> int:  # noqa: ARG002 - the quorums answer one question
        """How many must be here."""
        return self.number

    def __str__(self) -> str:
        """The quorum as a rule writes it."""
        return f"quorum {self.number}"


@value
class NoQuorum:
    """However few are here, they decide."""

    def needed(self, entitled: int) -> int:  # noqa: ARG002 - the quorums answer one question
        """Nobody must be here."""
        return 0

    def __str__(self) -> str:
        """The quorum as a rule writes it."""
        return "no quorum"


Quorum = FractionOfEntitled | AllBut | FixedNumber | NoQuorum
"""The ways to say how many must be here; each answers `needed(entitled)`."""
