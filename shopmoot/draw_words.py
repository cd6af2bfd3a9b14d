"""Sentences for everything that can be wrong with a draw."""

from __future__ import annotations

from collections.abc import Mapping

from assembly.draw.verify import Remark
from assembly.refusal import RuleBroken

SENTENCES: Mapping[str, str] = {
    # The record as a whole.
    "draw-not-a-record": "This is not the record of a draw: its first line is not hat-draw/1.",
    "draw-record-version": "The record is of version {version}; this program knows hat-draw/1.",
    "draw-record-byte-order-mark": "The file begins with a byte order mark: it was changed after the seal.",
    "draw-record-not-utf8": "There is something that is not text.",
    "draw-record-line-ends": "The line ends were changed; a record has a line feed only.",
    "draw-record-cut-off": "The record is cut off: it must close with a line that says end.",
    "draw-record-after-end": "There is something after the end of the record.",
    "draw-line-expected": "The line that begins with “{expected}” is missing here.",
    "draw-line-fields": "The line needs {expected} fields between tabs and has {found}.",
    "draw-seal-differs": "The seal is {found}, not {expected}: this is not the record that was sealed.",
    # Its heading.
    "draw-number": "The number of the draw must be a whole number from 1.",
    "draw-date": "The date must be a day of the calendar, written like 2026-11-21.",
    "draw-previous": "The seal of the draw before must be 64 characters, 0 to 9 and a to f.",
    "draw-promise": "The sources of chance are not named as they must be.",
    "draw-text-broken": "A text holds half a character, which cannot be written down.",
    # Hats and members.
    "draw-no-hats": "There is no hat to draw from.",
    "draw-hat-id": "A hat has an id that is not allowed: a to z, 0 to 9, dots and dashes, at most 32.",
    "draw-hat-twice": "The hat {hat} is there twice.",
    "draw-hat-unknown": "There is no hat {hat}.",
    "draw-seats": "The seats of {hat} must be a whole number from 0.",
    "draw-member-id": "A member has an id that is not allowed: A to Z, 0 to 9 and dashes, at most 16.",
    "draw-member-twice": "The member {member} is there twice.",
    "draw-members-order": "The members are not in the order of their ids: {member} comes too late.",
    "draw-member-unknown": "There is no member {member} in this record.",
    "draw-group-name": "The group here must be called {expected}.",
    "draw-groups-order": "The groups are not in the order of their hats: {group} comes too late or twice.",
    "draw-group-hats-order": "The hats of a group are not in the order of the record.",
    "draw-group-unknown": "The member {member} is in a group that does not exist.",
    "draw-group-empty": "The group {group} has no members.",
    # The table of chances.
    "draw-too-few-people": "Too few people: {hats} together need {seats} and have {people}.",
    "draw-scale": "The scale must be a whole number from 1 to 9007199254740992.",
    "draw-table-number": "The numbers of group {group} are not whole numbers with single blanks between.",
    "draw-table-length": "Group {group} needs {expected} numbers, one for each hat, and has {found}.",
    "draw-table-outside": "Group {group} has a chance in a hat that it is not in.",
    "draw-table-row": "Group {group} is promised more seats than it has people ({found} of {most}).",
    "draw-table-column": "The chances for {hat} add up to {found}, not to {expected}.",
    "draw-table-scale": "The scale must be {expected}, and it is {found}.",
    "draw-table-not-equal": "Group {group} does not have the same chances as everybody else in its hats.",
    # The numbers thrown in the room.
    "draw-entropy-empty": "The line of numbers is empty.",
    "draw-entropy-line-break": "The numbers must be on one line, without line breaks.",
    "draw-entropy-not-ascii": "The line of numbers has a character that cannot be in it, at place {place}.",
    "draw-entropy-blanks": "Between the numbers there must be single blanks; see place {place}.",
    "draw-entropy-source": "“{word}” is no source of chance: called, dice, d10, cards or drand-quicknet.",
    "draw-entropy-nothing": "Nothing stands after “{kind}”.",
    "draw-entropy-number": "Number {place} after “{kind}” cannot be {word}.",
    "draw-entropy-leading-zero": "Number {place} after “{kind}” must have no leading zero: {word}.",
    "draw-card": "Card {place} is no card: {word}. Write the rank A23456789TJQK, then the suit S, H, D or C.",
    "draw-card-twice": "Card {place} is {word}, which was already drawn.",
    "draw-beacon": "The beacon needs its round and 64 characters, 0 to 9 and a to f.",
    "draw-promise-count": "After “{kind}” there must be one whole number from 1.",
    "draw-entropy-too-little": "That is {bits} bits of chance, and a draw needs {needed_bits}.",
    "draw-entropy-sources": "The seal names these sources: {expected}. The line has: {found}.",
    "draw-entropy-too-few": "The seal names {expected} for “{kind}”, and the line has {found}.",
    "draw-beacon-round": "The seal names round {expected} of the beacon, and the line has round {found}.",
}

REMARKS: Mapping[Remark, str] = {
    Remark.NO_DATE: "the record has no date.",
    Remark.NO_SOURCES: "the record does not name its sources, so they could be chosen after the seal.",
    Remark.NO_POLICY: "the record does not say what happens when somebody declines.",
    Remark.UNCLEAN_TEXT: "a title or label holds invisible characters or doubled blanks.",
    Remark.CALLED_LATE: (
        "numbers are called after a throw, and whoever calls last can choose the names;"
        " ask who called, and when."
    ),
    Remark.MORE_THROWN: "there are more numbers than the seal names; ask who decided to go on.",
    Remark.BEACON_UNCHECKED: "the value of the beacon is not checked here; look its round up at drand.love.",
    Remark.CROWDED: (
        "people of one hat do not all have the same chance: the hats are crowded;"
        " the chances stand in the record."
    ),
}


def refusal_sentence(refusal: RuleBroken) -> str:
    """What is wrong, and on which line of the record."""
    facts = {name: _said(fact) for name, fact in _facts(refusal).items()}
    codes = [refusal.code, facts["why"]] if "why" in facts else [refusal.code]
    said = " ".join(SENTENCES[code].format_map(facts) for code in codes)
    line = refusal.facts.get("line")
    return f"Line {line}: {said}" if line else said


def remark_sentence(remark: Remark) -> str:
    """What a valid record leaves open."""
    return REMARKS[remark]


def _facts(refusal: RuleBroken) -> dict[str, object]:
    facts = dict(refusal.facts)
    have, needed = facts.get("millibits"), facts.get("needed")
    if isinstance(have, int) and isinstance(needed, int):
        facts |= {"bits": f"{have // 1000}.{have % 1000 // 100}", "needed_bits": needed // 1000}
    return facts


def _said(fact: object) -> str:
    text = ", ".join(map(str, fact)) if isinstance(fact, tuple) else str(fact)
    return "".join(letter if letter.isprintable() else "?" for letter in text)
