"""Names out of texts: whoever has not released a name appears under the public label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

SHORTEST_PART = 2
"""A single letter of a name says too little, and stands in too many words."""

APOSTROPHES = "['’ʼ`]"


class Named(Protocol):
    """Somebody with a name and with what may be published of it."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def label(self) -> str:
        """What may be published."""


def veil_of(people: Iterable[Named]) -> Callable[[str], str]:
    """What replaces the names of these people in a text.

    A name of several words is found in any spelling of capitals. A single word, such as a first name, is
    found where it begins with a capital: a Rose may lose her flower, but she is not published.
    """
    labels: dict[str, list[str]] = {}
    spellings: list[str] = []
    for person in people:
        if _composed(person.label) != _composed(person.name):
            for called in _ways_to_call(person.name):
                spellings.append(called)
                known = labels.setdefault(_key(called), [])
                known.extend({person.label}.difference(known))
    if not spellings:
        return _composed
    wanted = re.compile("|".join(_patterns(spellings)), re.IGNORECASE)

    def replaced(match: re.Match[str]) -> str:
        found = match.group()
        if not re.search(r"\s", found) and found[0] == found[0].lower() != found[0].upper():
            return found
        return " or ".join(labels.get(_key(found), [found]))

    return lambda text: wanted.sub(replaced, _composed(text))


def _patterns(spellings: Iterable[str]) -> Iterator[str]:
    """The longest first, so that a whole name is found before its parts."""
    for called in sorted(set(spellings), key=lambda called: (-len(called), called)):
        written = r"\s+".join(re.escape(word) for word in called.split())
        yield rf"(?<!\w){re.sub(APOSTROPHES, lambda _: APOSTROPHES, written)}(?!\w)"


def _ways_to_call(name: str) -> Iterator[str]:
    """The whole name, its words that are written with a capital, and the halves of a double name."""
    whole = _composed(name).strip()
    if whole:
        yield whole
    for word in re.findall(rf"\w+(?:(?:-|{APOSTROPHES})\w+)*", whole):
        for part in {word, *word.split("-")}:
            if len(part) >= SHORTEST_PART and part[0] != part[0].lower():
                yield part


def _key(text: str) -> str:
    return " ".join(re.sub(APOSTROPHES, "'", _composed(text)).casefold().split())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
