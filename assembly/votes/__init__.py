"""Votes: the rule, the count, and the verdict with the sum that says so.

How a rule is written down and read stands in `assembly.votes.notation`, which few need.
"""

from __future__ import annotations

from assembly.votes.count import Count
from assembly.votes.quorum import AllBut, FixedNumber, FractionOfEntitled, NoQuorum, Quorum
from assembly.votes.rule import Base, Comparator, Rule
from assembly.votes.verdict import Need, Outcome, Verdict, base_of, need_before, needed_of, verdict_of

__all__ = [
    "AllBut",
    "Base",
    "Comparator",
    "Count",
    "FixedNumber",
    "FractionOfEntitled",
    "Need",
    "NoQuorum",
    "Outcome",
    "Quorum",
    "Rule",
    "Verdict",
    "base_of",
    "need_before",
    "needed_of",
    "verdict_of",
]
