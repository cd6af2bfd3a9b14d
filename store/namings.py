"""The ways in which people write a name: in capitals, without accents, with the endings of their language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no space between words, or hang particles on a name."""

SHORTEST_PART = 3
"""A part of a name with fewer letters is too often a word of its own."""
SHORTEST_SPACELESS = 2
"""In these scripts two letters are most of a name."""

_HELD = "\u00ad\u200b-\u200f\u2060\ufeff"
"""What stands in a word and is not seen."""
_SILENT = re.compile(f"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u02bc\u02b9{_HELD}]")
"""Accents and points that many people leave out."""
_PLAINER = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})

_OF_A_CONSONANT = ("a", "owi", "ovi", "em", "iem", "om")
_INSTEAD_OF_A = ("ie", "ou", "ii")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CYRILLIC_ENDINGS = (
    *("", "а", "я", "у", "ю", "ы", "и", "і", "е", "о", "ї", "є", "ой", "ей", "ою", "ею", "єю", "ом", "ем"),
    *("ым", "им", "ого", "его", "ому", "ему", "ых", "их", "ов", "ев", "ові", "еві", "ем", "ям", "ин", "ина"),
)
_LONG_ENOUGH_TO_BEND = 4
_STEM = 3


def folded(word: str) -> str:
    """A word without the differences between ways to write it: capitals, accents, invisible characters."""
    if word.isascii():
        return word.lower()
    if SPACELESS.match(word):
        return unicodedata.normalize("NFC", word)
    apart = unicodedata.normalize("NFKD", word.casefold())
    return unicodedata.normalize("NFC", _SILENT.sub("", apart).casefold().translate(_PLAINER))


def bare(text: str) -> str:
    """A text with less left of it than `folded` leaves of its words: what is in a word is still in there."""
    if text.isascii():
        return text.lower()
    apart = _SILENT.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKD", apart.casefold().translate(_PLAINER))


@lru_cache(maxsize=1)
def word_pattern() -> re.Pattern[str]:
    """Words with their marks, and numbers; made once, and only when somebody looks for words."""
    marks = "".join(one for one in map(chr, range(0x300, 0xFFFF)) if unicodedata.category(one)[0] == "M")
    return re.compile(rf"[^\W\d_](?:[^\W\d_]+|[{marks}{_HELD}]+)*|\d+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(folded(word) for word in word_pattern().findall(text))


def spellings(part: str) -> frozenset[str]:
    """A folded word of a name, plain and with its umlauts spelt out."""
    spelt_out = unicodedata.normalize("NFC", part).casefold().translate(_SPELT_OUT)
    return frozenset({folded(part), folded(spelt_out)})


def bent(word: str) -> Iterator[str]:
    """A folded name with the endings that common languages hang on names."""
    if _CYRILLIC.search(word):
        yield from _bent_cyrillic(word)
    elif word[-1].isascii() and word[-1].isalpha():
        yield f"{word}es" if word[-1] in "sxz" else f"{word}s"
        if len(word) >= _LONG_ENOUGH_TO_BEND:
            yield from _bent_latin(word)


def _bent_latin(word: str) -> Iterator[str]:
    if word[-1] == "a":
        yield from (word[:-1] + ending for ending in _INSTEAD_OF_A)
    elif word[-1] not in "eiouy":
        yield from (word + ending for ending in _OF_A_CONSONANT)


def _bent_cyrillic(word: str) -> Iterator[str]:
    stem = word[:-1] if word[-1] in "аяоеиыйьії" else word
    if len(stem) >= _STEM:
        yield from (folded(stem + ending) for ending in _CYRILLIC_ENDINGS)
