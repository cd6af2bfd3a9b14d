"""Rules as people write them: "at least 2/3 of present, quorum 1/2 of entitled".

Whatever leaves a question open is refused, with the question and the rules that would answer it.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from assembly.refusal import RuleBroken
from assembly.votes.quorum import AllBut, FixedNumber, FractionOfEntitled, NoQuorum, Quorum
from assembly.votes.readings import MAJORITIES, SUPERMAJORITIES, Heard, open_question
from assembly.votes.rule import Base, Comparator, Rule

LONGEST = 200
"""More than this is a paragraph, not a rule."""

WORDED_SHARES = {
    "one half": "1/2",
    "half": "1/2",
    "one third": "1/3",
    "two thirds": "2/3",
    "one quarter": "1/4",
    "three quarters": "3/4",
    "three fifths": "3/5",
    "four fifths": "4/5",
}
"""Fractions that are as precise in words."""

COMPARATORS = {
    "at least": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "more than": Comparator.MORE_THAN,
    ">": Comparator.MORE_THAN,
}
"""In the order in which they are looked for."""

BASES = {
    "yes+no": Base.YES_NO,
    "yes + no": Base.YES_NO,
    "cast": Base.CAST,
    "present": Base.PRESENT,
    "those present": Base.PRESENT,
    "entitled": Base.ENTITLED,
    "the entitled": Base.ENTITLED,
    "those entitled": Base.ENTITLED,
}
"""Only what reads one way: "votes cast" is missing, as groups differ on whether abstaining is a vote."""

TYPOGRAPHY = str.maketrans({"⁄": "/", "∕": "/", "−": "-", "–": "-", "—": "-", "‑": "-", "≥": ">="})
QUORUM_PART = re.compile(r"(?:^|[ ,;]+)(?=no quorum\b|(?<![ ,;]no )quorum\b)")
FRACTION = re.compile(r"([0-9]{1,9}) ?/ ?([0-9]{1,9})")
PERCENTAGE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))? ?(?:%|percent|per cent)")
ENTITLED_BUT = re.compile(r"entitled ?- ?([0-9]{1,9})")
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")


def parse_rule(text: str) -> Rule:
    """Read a rule, or refuse it with what is wrong or left open.

    Raises:
        RuleBroken: Codes such as `vote-rule-base-open` name the first of the questions left open; their facts
            hold all the `questions` and, as `readings`, the rules that the text may mean.
    """
    plain = _plain(text)
    if len(plain) > LONGEST:
        raise RuleBroken("vote-rule-too-long", longest=LONGEST)
    head, *quorums = QUORUM_PART.split(plain)
    if not head:
        raise RuleBroken("vote-rule-empty")
    if len(quorums) > 1:
        raise RuleBroken("vote-quorum-twice", text=text)
    return _parse_head(head, _parse_quorum(quorums[0]) if quorums else NoQuorum())


def write_rule(rule: Rule) -> str:
    """The rule in the notation that `parse_rule` reads, with nothing left unsaid."""
    return str(rule)


def _plain(text: str) -> str:
    """Lower case, one space between words, and one character for each slash and dash."""
    # Without the space, 1½ would be composed into 11/2.
    spaced = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞])", " ", text)
    composed = unicodedata.normalize("NFKC", spaced).translate(TYPOGRAPHY)
    return " ".join(composed.lower().split()).rstrip(" ,;.")


def _parse_head(text: str, quorum: Quorum) -> Rule:
    comparator, rest = _take_comparator(text)
    words, _, base_words = f" {rest}".partition(" of ")
    words = words.strip()
    base = BASES.get(base_words)
    share = _take_share(words, text)
    if comparator is None or share is None or base is None:
        raise open_question(Heard(text, words, comparator, share, base, quorum))
    return Rule(comparator, share, base, quorum)


def _take_comparator(text: str) -> tuple[Comparator | None, str]:
    for words, comparator in COMPARATORS.items():
        if text.startswith(words):
            return comparator, text.removeprefix(words).strip()
    return None, text


def _take_share(words: str, text: str) -> Fraction | None:
    """The fraction, or None where there is none yet: nothing, or a word such as "majority"."""
    if words in {"", *MAJORITIES, *SUPERMAJORITIES}:
        return None
    share = parse_share(words.removesuffix(" majority"))
    if share is not None:
        return share
    if WHOLE_NUMBER.fullmatch(words):
        raise RuleBroken("vote-fraction-is-number", text=text, number=int(words))
    raise RuleBroken("vote-rule-unreadable", text=text, part=words)


def parse_share(text: str) -> Fraction | None:
    """Read a fraction or a percentage exactly, or answer None when it is neither."""
    plain = WORDED_SHARES.get(text.replace("-", " "), text)
    if match := FRACTION.fullmatch(plain):
        if int(match[2]) == 0:
            raise RuleBroken("vote-fraction-over-zero", text=plain)
        return Fraction(int(match[1]), int(match[2]))
    if match := PERCENTAGE.fullmatch(plain):
        return Fraction(f"{match[1]}.{match[2] or 0}") / 100
    return None


def _parse_quorum(text: str) -> Quorum:
    wanted = text.removeprefix("quorum").removeprefix(":").strip()
    if text == "no quorum" or wanted == "none":
        return NoQuorum()
    if wanted.startswith(("more than", ">")) and not wanted.startswith(">="):
        raise RuleBroken("vote-quorum-more-than", text=text)
    wanted = wanted.removeprefix("at least").removeprefix(">=").strip()
    if match := ENTITLED_BUT.fullmatch(wanted):
        return AllBut(int(match[1]))
    if WHOLE_NUMBER.fullmatch(wanted):
        return FixedNumber(int(wanted))
    return _parse_quorum_share(text, wanted)


def _parse_quorum_share(text: str, wanted: str) -> Quorum:
    middle, _, base = wanted.partition(" of ")
    share = parse_share(middle)
    if share is None:
        raise RuleBroken("vote-quorum-unreadable", text=text)
    quorum = FractionOfEntitled(share)
    if BASES.get(base) is not Base.ENTITLED:
        raise RuleBroken("vote-quorum-base-open", text=text, readings=(str(quorum),))
    return quorum
