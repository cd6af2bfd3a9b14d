"""How often consent was asked, in numbers: without a word about who said what."""

from __future__ import annotations

from assembly.dialects import Position
from assembly.proposals import ConsentRound, Proposal
from assembly.value import value


@value
class Asking:
    """One consent round in numbers."""

    number: int
    version: int
    named: bool
    """Whether each person was asked, or objections were called for and counted."""
    consents: int
    concerns: int
    objections: int

    @property
    def people(self) -> int:
        """How many people answered or were counted."""
        return self.consents + self.concerns + self.objections


def askings_of(proposal: Proposal) -> tuple[Asking, ...]:
    """The consent rounds in numbers, numbered without those in which nobody answered."""
    return tuple(_asking(one, number) for number, one in enumerate(proposal.rounds_held, 1))


def _asking(under_way: ConsentRound, number: int) -> Asking:
    consents, concerns, objections = (under_way.number_of(position) for position in Position)
    return Asking(number, under_way.version, under_way.named, consents, concerns, objections)
