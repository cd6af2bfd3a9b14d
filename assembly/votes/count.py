"""What the tellers counted."""

from __future__ import annotations

from assembly.refusal import RuleBroken
from assembly.value import value


@value
class Count:
    """The numbers of one vote, as counted: numbers that do not add up are kept, with their gap."""

    yes: int
    no: int
    abstain: int
    present: int
    """The entitled who were here when the vote opened."""
    entitled: int
    """All who may vote, here or not."""
    not_voting: int | None = None
    """Those present who kept their hands down; None when nobody counted them and they are what is left."""

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be."""
        for which in ("yes", "no", "abstain", "present", "entitled"):
            check_number(which, getattr(self, which))
        if self.not_voting is not None:
            check_number("not_voting", self.not_voting)
        if self.present > self.entitled:
            raise RuleBroken("vote-more-present-than-entitled", present=self.present, entitled=self.entitled)

    @property
    def cast(self) -> int:
        """How many said yes, no or abstain."""
        return self.yes + self.no + self.abstain

    @property
    def accounted(self) -> int:
        """How many people the numbers speak of."""
        if self.not_voting is None:
            return max(self.cast, self.present)
        return self.cast + self.not_voting

    @property
    def gap(self) -> int:
        """How many more people were counted than are present; below zero, how many are missing."""
        return self.accounted - self.present


def check_number(which: str, number: object) -> None:
    """Refuse what is not a whole number of people."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise RuleBroken("vote-count-not-whole", which=which, value=number)
    if number < 0:
        raise RuleBroken("vote-count-negative", which=which, value=number)
