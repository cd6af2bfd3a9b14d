"""What `shopmoot tally` prints: a verdict with its sum, for people or for programs."""

from __future__ import annotations

import argparse
import json
import re
import sys

from assembly.refusal import RuleBroken
from assembly.votes import Count, Verdict, verdict_of
from assembly.votes.notation import parse_rule
from tui.rule_words import say_refusal
from words.sums import say_outcome, say_quorum, say_sum

REFUSED = 2
"""The exit code for a rule or for numbers that cannot be."""

LONGEST_NUMBER = 12
"""More digits than this are no number of people."""


def tally(args: argparse.Namespace) -> int:
    """Print the verdict and its sum, or the reason why there is none; answer with the exit code."""
    try:
        verdict = verdict_of(parse_rule(args.rule), _count(args))
    except RuleBroken as refusal:
        print(say_refusal(refusal), file=sys.stderr)
        return REFUSED
    print(_as_json(verdict) if args.json else _as_text(verdict))
    return 0


def _count(args: argparse.Namespace) -> Count:
    return Count(
        yes=_whole("yes", args.yes),
        no=_whole("no", args.no),
        abstain=_whole("abstain", args.abstain),
        present=_whole("present", args.present),
        entitled=_whole("entitled", args.entitled),
        not_voting=None if args.not_voting is None else _whole("not_voting", args.not_voting),
    )


def _whole(which: str, text: str) -> int:
    """Read a whole number; whether it can be a number of people is for the count to say."""
    if not re.fullmatch(r"[+-]?[0-9]+", text.strip()):
        raise RuleBroken("vote-count-not-whole", which=which, value=text)
    if len(text.strip()) > LONGEST_NUMBER:
        raise RuleBroken("vote-count-too-large", which=which, value=text[:LONGEST_NUMBER] + "…")
    return int(text)


def _as_json(verdict: Verdict) -> str:
    return json.dumps(
        {
            "verdict": verdict.outcome.value,
            "needed": verdict.needed,
            "base": verdict.base,
            "yes": verdict.count.yes,
            "quorum_needed": verdict.quorum_needed,
            "reconciled": verdict.reconciled,
            "gap": verdict.gap,
            "sum": say_sum(verdict),
        },
        ensure_ascii=False,
    )


def _as_text(verdict: Verdict) -> str:
    quorum = say_quorum(verdict.count.present, verdict.quorum_needed)
    return "\n".join([say_outcome(verdict), say_sum(verdict), f"rule: {verdict.rule}", f"quorum: {quorum}"])
