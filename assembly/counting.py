"""What was counted in a vote, by one teller, by two, or by calling the roll."""

from __future__ import annotations

from collections import Counter

from assembly.proposals import Choice, Method, Vote
from assembly.refusal import RuleBroken
from assembly.votes import Count

TELLERS = (1, 2)
"""Counts are kept under the number of their teller."""


def count_of(vote: Vote, yes: int, no: int, abstain: int, not_voting: int) -> Count:
    """What was counted, on the base that was frozen when the vote opened."""
    return Count(yes, no, abstain, vote.present, vote.entitled, not_voting)


def final_count(vote: Vote) -> Count:
    """The count on which the verdict stands: both tellers agree, everybody on the roll answered."""
    if vote.method is Method.ROLL_CALL:
        return roll_count(vote)
    wanted = len(TELLERS) if vote.method is Method.TELLERS else 1
    if len(vote.counts) < wanted:
        raise RuleBroken("count-missing", wanted=wanted, given=len(vote.counts))
    if vote.disputed:
        raise RuleBroken("tellers-differ")
    return vote.counts[1]


def roll_count(vote: Vote) -> Count:
    """The sum of a roll call in which everybody answered."""
    if missing := set(vote.roll) - set(vote.choices):
        raise RuleBroken("roll-incomplete", number=len(missing))
    said = Counter(vote.choices.values())
    return count_of(vote, said[Choice.YES], said[Choice.NO], said[Choice.ABSTAIN], said[Choice.NOT_VOTING])


def counted(vote: Vote) -> bool:
    """Whether the vote has the numbers for a verdict."""
    try:
        final_count(vote)
    except RuleBroken:
        return False
    return True
