"""The fractions that rules are made of: exact, above zero, at most the whole."""

from __future__ import annotations

from fractions import Fraction

from assembly.refusal import RuleBroken

FINEST = 1_000_000
"""The largest denominator; no room can check a finer line, and a rounded float is not a rule."""


def check_share(share: Fraction) -> None:
    """Refuse a fraction that is no share of a room."""
    if share == 0:
        raise RuleBroken("vote-fraction-zero", fraction=write_share(share))
    if not 0 < share <= 1:
        raise RuleBroken("vote-fraction-outside", fraction=write_share(share))
    if share.denominator > FINEST:
        raise RuleBroken("vote-fraction-too-fine", fraction=write_share(share), finest=FINEST)


def write_share(share: Fraction) -> str:
    """A fraction as p/q, also the whole: "at least 1 of present" would read as one person."""
    return f"{share.numerator}/{share.denominator}"


def least_whole(share: Fraction, of: int) -> int:
    """The smallest whole number that is at least a share of another."""
    return -(-share.numerator * of // share.denominator)
