"""What an imprecise rule may mean, so that a circle can choose instead of guess."""

from __future__ import annotations

from fractions import Fraction

from assembly.refusal import RuleBroken
from assembly.value import value
from assembly.votes.quorum import Quorum
from assembly.votes.rule import Base, Comparator, Rule

Line = tuple[Comparator, Fraction]

MORE_THAN_HALF: Line = (Comparator.MORE_THAN, Fraction(1, 2))
EVERYBODY: Line = (Comparator.AT_LEAST, Fraction(1))
MORE_THAN_EVERYBODY: Line = (Comparator.MORE_THAN, Fraction(1))

MAJORITIES: dict[str, Line] = {
    "majority": MORE_THAN_HALF,
    "a majority": MORE_THAN_HALF,
    "the majority": MORE_THAN_HALF,
    "simple majority": MORE_THAN_HALF,
    "a simple majority": MORE_THAN_HALF,
    "absolute majority": MORE_THAN_HALF,
    "an absolute majority": MORE_THAN_HALF,
    "half plus one": MORE_THAN_HALF,
    "half + 1": MORE_THAN_HALF,
    "50%+1": MORE_THAN_HALF,
    "50% + 1": MORE_THAN_HALF,
    "50% plus one": MORE_THAN_HALF,
    "unanimity": EVERYBODY,
    "unanimous": EVERYBODY,
    "all": EVERYBODY,
}
"""Words that suggest a line, and leave open whose majority it is."""

COMMON_THRESHOLDS = (Fraction(3, 5), Fraction(2, 3), Fraction(3, 4))

SUPERMAJORITIES = frozenset(
    {"qualified majority", "a qualified majority", "supermajority", "a supermajority", "super majority"}
)
"""Words that leave open even how much it is."""


@value
class Heard:
    """As much of a rule as was said."""

    text: str
    words: str
    """What stands where the fraction should be."""
    comparator: Comparator | None
    share: Fraction | None
    base: Base | None
    quorum: Quorum


def open_question(heard: Heard) -> RuleBroken:
    """Which question a rule leaves open, with every precise rule that it may mean."""
    questions = _questions(heard)
    return RuleBroken(
        f"vote-rule-{questions[0]}-open", text=heard.text, questions=questions, readings=_readings(heard)
    )


def _questions(heard: Heard) -> tuple[str, ...]:
    """The parts that are not said, the one that divides the readings most in front."""
    parts = {"comparator": heard.comparator, "fraction": heard.share, "base": heard.base}
    missing = [part for part, said in parts.items() if said is None]
    if heard.words in MAJORITIES:
        missing.sort(key=["base", "fraction", "comparator"].index)
    elif heard.share is None:
        missing.sort(key=["fraction", "comparator", "base"].index)
    return tuple(missing)


def _readings(heard: Heard) -> tuple[str, ...]:
    bases = (heard.base,) if heard.base else tuple(Base)
    return tuple(str(Rule(*line, base, heard.quorum)) for line in _lines(heard) for base in bases)


def _lines(heard: Heard) -> tuple[Line, ...]:
    if heard.words in MAJORITIES:
        return (MAJORITIES[heard.words],)
    shares = COMMON_THRESHOLDS if heard.share is None else (heard.share,)
    if heard.comparator is not None:
        return tuple((heard.comparator, share) for share in shares)
    lines = [(comparator, share) for comparator in Comparator for share in shares]
    return tuple(line for line in lines if line != MORE_THAN_EVERYBODY)
