"""Covers names: nothing that is published holds a name that nobody released."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from store.people import Person

SHORTEST_PART = 3
"""A part of a name with fewer letters is too often a word of its own."""

_LETTERS = re.compile(r"[^\W\d_]+")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no space between words."""


def veil(text: str, people: Iterable[Person]) -> str:
    """The text with the public label of a person in the place of each name."""
    return veil_for(people)(text)


def veil_for(people: Iterable[Person]) -> Callable[[str], str]:
    """What covers the names of these people in any text.

    Full names and single parts of them are covered as whole words, in upper and lower case, with and without
    accents. A part that several people share becomes the labels of all of them.
    """
    labels = _labels(tuple(people))
    if not labels:
        return lambda text: text
    longest_first = sorted(labels, key=len, reverse=True)
    pattern = re.compile("|".join(_whole_words(name) for name in longest_first), re.IGNORECASE)
    by_key = {_key(name): label for name, label in labels.items()}

    def covered(match: re.Match[str]) -> str:
        return by_key.get(_key(match[0]), "")

    return lambda text: pattern.sub(covered, unicodedata.normalize("NFC", text))


def _labels(people: Sequence[Person]) -> Mapping[str, str]:
    """The label that covers each way to write a name or a part of one."""
    owners: dict[str, dict[str, None]] = {}
    for person in people:
        for written in _names(person.name):
            owners.setdefault(_key(written), {})[person.label] = None
    every_way = dict.fromkeys(written for person in people for written in _names(person.name))
    return {written: "/".join(owners[_key(written)]) for written in every_way}


def _names(name: str) -> Iterator[str]:
    composed = unicodedata.normalize("NFC", name).strip()
    parts = [*composed.split(), *_LETTERS.findall(composed)]
    for written in (composed, *(part for part in parts if len(part) >= SHORTEST_PART)):
        if written:
            yield from (written, written.upper(), written.lower(), written.casefold(), _plain(written))


def _plain(name: str) -> str:
    """The name without accents."""
    apart = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(one for one in apart if not unicodedata.combining(one)))


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _whole_words(name: str) -> str:
    body = r"\s+".join(re.escape(part) for part in name.split())
    before = "" if _SPACELESS.match(name[0]) else r"(?<![^\W\d_])"
    after = "" if _SPACELESS.match(name[-1]) else r"(?![^\W\d_])"
    return f"{before}{body}{after}"
