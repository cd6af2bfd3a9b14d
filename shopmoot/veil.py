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

    Whole names are found in any spelling of capitals. Each part of a name, such as a first name, is found where it
    is written with a capital: a text with "Rose" loses a rose rather than a Rose being published.
    """
    labels: dict[str, list[str]] = {}
    for person in people:
        if _composed(person.label) != _composed(person.name):
            for called in (_key(person.name), *_parts(person.name)):
                if person.label not in labels.setdefault(called, []):
                    labels[called].append(person.label)
    if not labels:
        return _composed
    wanted = re.compile("|".join(_patterns(labels)), re.IGNORECASE)

    def replaced(match: re.Match[str]) -> str:
        found = match.group()
        known = labels.get(found) or labels.get(_key(found))
        return " or ".join(known) if known else found

    return lambda text: wanted.sub(replaced, _composed(text))


def _patterns(labels: Iterable[str]) -> Iterator[str]:
    """The longest first, so that a whole name is found before its parts."""
    for called in sorted(set(map(str.casefold, labels)), key=len, reverse=True):
        written = r"\s+".join(re.escape(word) for word in called.split())
        yield rf"(?<!\w){re.sub(APOSTROPHES, lambda _: APOSTROPHES, written)}(?!\w)"


def _parts(name: str) -> Iterator[str]:
    """The words of a name that are written with a capital, and the halves of a double name."""
    for word in re.findall(rf"\w+(?:(?:-|{APOSTROPHES})\w+)*", _composed(name)):
        for part in {word, *word.split("-")}:
            if len(part) >= SHORTEST_PART and part[0] != part[0].lower():
                yield _plain(part)


def _key(text: str) -> str:
    return " ".join(_plain(_composed(text)).casefold().split())


def _plain(text: str) -> str:
    return re.sub(APOSTROPHES, "'", text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
