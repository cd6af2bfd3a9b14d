"""What a count means under a rule."""

from __future__ import annotations

from enum import Enum

from assembly.value import value
from assembly.votes.count import Count, check_number
from assembly.votes.rule import Base, Comparator, Rule
from assembly.votes.share import least_whole


class Outcome(Enum):
    """What the numbers say."""

    ADOPTED = "ADOPTED"
    REJECTED = "REJECTED"
    NO_QUORUM = "NO_QUORUM"
    """Too few are here to decide anything."""
    NO_DECISION = "NO_DECISION"
    """The base is nobody: there is nothing to take a fraction of."""


@value
class Verdict:
    """An outcome with everything needed to check it by hand."""

    outcome: Outcome
    """What the numbers say as they stand; only `carries` says whether they may be relied on."""
    rule: Rule
    count: Count
    base: int
    """How many people the fraction was taken of."""
    needed: int
    """The fewest yes that can carry at this base."""
    quorum_needed: int
    gap: int
    """How many more people were counted than are present; below zero, how many are missing."""

    @property
    def reconciled(self) -> bool:
        """Whether yes, no, abstain and not voting add up to those present."""
        return self.gap == 0

    @property
    def carries(self) -> bool:
        """Whether the proposal may be adopted on these numbers."""
        return self.outcome is Outcome.ADOPTED and self.reconciled

    @property
    def short_by(self) -> int:
        """How many yes are missing to the number needed."""
        return max(0, self.needed - self.count.yes)

    @property
    def quorum_short_by(self) -> int:
        """How many people are missing to the quorum."""
        return max(0, self.quorum_needed - self.count.present)

    @property
    def tied(self) -> bool:
        """Whether as many said yes as no, and somebody did."""
        return self.count.yes == self.count.no > 0


def verdict_of(rule: Rule, count: Count) -> Verdict:
    """What a count means under a rule, with the numbers that say so."""
    base = base_of(rule.base, count)
    needed = needed_of(rule, base)
    quorum_needed = rule.quorum.needed(count.entitled)
    outcome = _outcome(count, base, needed, quorum_needed)
    return Verdict(outcome, rule, count, base, needed, quorum_needed, count.gap)


def _outcome(count: Count, base: int, needed: int, quorum_needed: int) -> Outcome:
    if count.present < quorum_needed:
        return Outcome.NO_QUORUM
    if base == 0:
        return Outcome.NO_DECISION
    # Asking only that yes and no differ would let a low line be lost by one more yes: 3 to 4 would be adopted
    # under 1/3 and 4 to 4 would not. So yes has to outnumber no.
    if count.yes >= needed and count.yes > count.no:
        return Outcome.ADOPTED
    return Outcome.REJECTED


def base_of(base: Base, count: Count) -> int:
    """How many people a base is, in a count."""
    match base:
        case Base.YES_NO:
            return count.yes + count.no
        case Base.CAST:
            return count.cast
        case Base.PRESENT:
            return count.present
        case Base.ENTITLED:
            return count.entitled


def needed_of(rule: Rule, base: int) -> int:
    """The fewest yes that can carry at a base.

    Reaching the line is not always enough: nothing is adopted without a yes, and where only yes and no are
    counted, half of them is a tie.
    """
    check_number("base", base)
    majority = base // 2 + 1 if rule.base is Base.YES_NO else 1
    return max(_line(rule, base), majority)


def _line(rule: Rule, base: int) -> int:
    match rule.comparator:
        case Comparator.AT_LEAST:
            return least_whole(rule.fraction, base)
        case Comparator.MORE_THAN:
            return rule.fraction.numerator * base // rule.fraction.denominator + 1


@value
class Need:
    """How many yes a vote will take, said before it is taken."""

    rule: Rule
    base: int
    """The base, or the largest that it can become when the rule counts only those who vote."""
    number: int
    """The fewest yes that can carry at that base."""
    certain: bool
    """Whether the base is known already; if not, fewer may be enough when fewer vote."""


def need_before(rule: Rule, present: int, entitled: int) -> Need:
    """How many yes a vote will take among those present, as far as it can be known before it."""
    nobody_yet = Count(yes=0, no=0, abstain=0, present=present, entitled=entitled)
    certain = rule.base in {Base.PRESENT, Base.ENTITLED}
    base = base_of(rule.base, nobody_yet) if certain else present
    return Need(rule, base, needed_of(rule, base), certain)
