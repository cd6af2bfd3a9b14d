"""Covers names: nothing that is published holds a name that nobody released.

A full name of several words is covered however it is written. A name of one word, or one part of a name, is
covered in capitals and in small letters alike, unless it is also an ordinary word (`store.ordinary`): then
only with a capital, for "we M007 meet" would garble the text and give Will away besides. With the endings
that languages hang on names ("Annas", "Петровой") a single word is covered with a capital only. Letters of
scripts without capitals count as capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from store.namings import (
    SHORTEST_PART,
    SHORTEST_SPACELESS,
    SPACELESS,
    bent,
    folded,
    spellings,
    word_pattern,
    words_of,
)
from store.ordinary import ORDINARY
from store.people import Person

MOST_LABELS = 3
"""So many people are told apart where several share a part of a name."""

_WIDEST_GAP = 2
"""So many signs, besides space, may stand between two words of a name."""

_ORDINARY = frozenset(folded(word) for word in ORDINARY)
"""Words are compared folded: without this the й of a word would make it a name."""

Words: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What is set in the place of a name, and when."""

    label: str
    only_with_capital: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text, and what covers it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Covers:
    """Everything that is looked up for the words of a text."""

    by_words: Mapping[Words, Cover]
    beginnings: frozenset[Words]
    """What the names of several words begin with."""
    spaceless: frozenset[Words]
    """Names in scripts that set no space between words."""
    lengths: tuple[int, ...]
    """How many letters those have, the longest first."""
    signs: re.Pattern[str] | None
    """Names in which there is no letter, such as an emoji."""
    sign_labels: Mapping[str, str]


def veil(text: str, people: Iterable[Person]) -> str:
    """The text with the public label of a person in the place of each name."""
    return veil_for(people)(text)


def veil_for(people: Iterable[Person]) -> Callable[[str], str]:
    """What covers the names of these people in any text, in one pass over its words.

    A part that several people share becomes the labels of all of them. A text without names comes back as it
    is.
    """
    everybody = tuple(people)
    if not everybody:
        return lambda text: text
    covers = covers_of(everybody)
    return lambda text: _covered(text, covers)


def _covered(text: str, covers: Covers) -> str:
    composed = unicodedata.normalize("NFC", text)
    told: list[str] = []
    done = 0
    for hit in _hits(composed, covers):
        told += (composed[done : hit.start], hit.label)
        done = hit.end
    without = "".join((*told, composed[done:])) if told else text
    if covers.signs is None:
        return without
    return covers.signs.sub(lambda sign: covers.sign_labels[sign[0]], without)


def _hits(text: str, covers: Covers) -> Iterator[Hit]:
    found = list(word_pattern().finditer(text))
    words = [folded(one[0]) for one in found]
    place = 0
    while place < len(words):
        many = _longest(text, found, words, place, covers)
        if many:
            first, last = found[place], found[place + many - 1]
            cover = covers.by_words[tuple(words[place : place + many])]
            yield Hit(first.start(), last.end(), cover.label)
        elif covers.lengths and SPACELESS.search(words[place]):
            yield from _inside(found[place], covers)
        place += many or 1


def _longest(
    text: str, found: Sequence[re.Match[str]], words: Sequence[str], place: int, covers: Covers
) -> int:
    """How many words from here on are a name, the most there can be."""
    name: Words = (words[place],)
    many = int(_stands_alone(covers.by_words.get(name), text[found[place].start()]))
    following = place + 1
    while name in covers.beginnings and following < len(words):
        gap = text[found[following - 1].end() : found[following].start()]
        if len("".join(gap.split())) > _WIDEST_GAP:
            break
        name = (*name, words[following])
        following += 1
        if name in covers.by_words:
            many = len(name)
    return many


def _stands_alone(cover: Cover | None, initial: str) -> bool:
    return cover is not None and not (cover.only_with_capital and initial.islower())


def _inside(word: re.Match[str], covers: Covers) -> Iterator[Hit]:
    """The names in a run of letters that knows no spaces."""
    letters, place = word[0], 0
    while place < len(letters):
        pieces = ((letters[place : place + length],) for length in covers.lengths)
        name = next((piece for piece in pieces if piece in covers.spaceless), None)
        if name is not None:
            start = word.start() + place
            yield Hit(start, start + len(name[0]), covers.by_words[name].label)
        place += len(name[0]) if name else 1


def covers_of(people: Iterable[Person]) -> Covers:
    """What is looked up for the names of these people."""
    whole, bending, signs = _owners(), _owners(), _owners()
    for person in people:
        name = unicodedata.normalize("NFC", person.name).strip()
        for words in _ways(name):
            whole[words][person.label] = None
            for last in bent(words[-1]):
                bending[*words[:-1], last][person.label] = None
        if name and not words_of(name):
            signs[name,][person.label] = None
    by_words = {words: Cover(_joined(labels), len(words) == 1) for words, labels in bending.items()}
    for words, labels in whole.items():
        by_words[words] = Cover(_joined(labels), len(words) == 1 and words[0] in _ORDINARY)
    beginnings = frozenset(words[:end] for words in by_words for end in range(1, len(words)))
    spaceless = frozenset(words for words in by_words if _is_spaceless(words))
    lengths = sorted({len(words[0]) for words in spaceless}, reverse=True)
    return Covers(by_words, beginnings, spaceless, tuple(lengths), *_signs(signs))


def _owners() -> defaultdict[Words, dict[str, None]]:
    return defaultdict(dict)


def _is_spaceless(words: Words) -> bool:
    return len(words) == 1 and len(words[0]) > 1 and SPACELESS.match(words[0]) is not None


def _signs(signs: Mapping[Words, Iterable[str]]) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    labels = {name: _joined(owners) for (name,), owners in signs.items()}
    longest_first = sorted(labels, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, longest_first))) if labels else None), labels


def _joined(labels: Iterable[str]) -> str:
    shown = list(labels)
    return "/".join(shown if len(shown) <= MOST_LABELS else [*shown[:MOST_LABELS], "…"])


def _ways(name: str) -> Iterator[Words]:
    """The whole name and the parts by which people call somebody, as folded words."""
    whole = words_of(name)
    if not whole:
        return
    yield whole
    yield from _spelt(whole, name)
    called = [part for part in name.split() if not _is_particle(part, name)]
    for part in called:
        words = words_of(part)
        if len(words) > 1:
            yield from (words, ("".join(words),))
        for one in word_pattern().findall(part):
            if _long_enough(one):
                yield from ((spelling,) for spelling in spellings(one))
    if SPACELESS.match(name) and len(whole) > 1:
        yield ("".join(whole),)


def _spelt(whole: Words, name: str) -> Iterator[Words]:
    spelt_out = tuple(max(spellings(one), key=len) for one in word_pattern().findall(name))
    if spelt_out != whole:
        yield spelt_out


def _is_particle(part: str, name: str) -> bool:
    """Whether a part stands in small letters in a name with capitals, as "van der" does."""
    return part.islower() and not name.islower()


def _long_enough(part: str) -> bool:
    return len(part) >= (SHORTEST_SPACELESS if SPACELESS.match(part) else SHORTEST_PART)
