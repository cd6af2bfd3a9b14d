"""Filling sentences with facts: a place without a fact stays visible, and nothing typed is obeyed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from words.dates import say_date, say_moment
from words.language import _

PLACE = re.compile(r"\{(\w+)\}")


def fill(sentence: str, facts: Mapping[str, object]) -> str:
    """A sentence with its places filled; a place that no fact fits is left as it stands."""
    return PLACE.sub(lambda place: in_words(facts[place[1]]) if place[1] in facts else place[0], sentence)


def in_words(fact: object) -> str:
    """A fact as people read it: dates with their weekday, lists with commas, and no control codes."""
    match fact:
        case datetime():
            return say_moment(fact)
        case date():
            return say_date(fact)
        case Enum():
            return _(printable(str(fact.value).replace("-", " ").replace("_", " ")))
        case tuple() | list():
            return ", ".join(in_words(one) for one in fact)
        case None:
            return "–"
        case _:
            return printable(str(fact))


def printable(text: str) -> str:
    """The same text without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
