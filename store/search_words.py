"""Words as the index knows them: no capitals, no accents, and nothing that could be taken for its syntax."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from store.namings import SPACELESS

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_WORD = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Co", "So"})
"""What words are made of: letters, numbers, and signs such as an emoji."""
_MARKS = frozenset({"Mn", "Mc", "Me"})
_ALONE = frozenset({"So", "Co"})

LONGEST_QUERY = 16
"""So many words are looked for; who types more has found it or never will."""


def plain_words(text: str) -> list[str]:
    """The words of a text for finding it; of scripts without spaces every letter counts as one."""
    if text.isascii():
        return "".join(sign if sign.isalnum() else " " for sign in text.lower()).split()
    return "".join(map(_plain, unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN))).split()


def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _MARKS:
        # A vowel of an Indic script is a letter of its word; an accent is nothing.
        return "" if category == "Mn" else sign
    if category not in _WORD:
        return " "
    return f" {sign} " if category in _ALONE or SPACELESS.match(sign) else sign


def matching(words: str, veiled: str) -> str:
    """The expression that finds every word of a query, or the label that stands for it; empty for no word.

    Each word may be the beginning of a longer one. What was typed is only ever a quoted word.
    """
    typed, hidden = plain_words(words), plain_words(veiled)
    if not typed:
        return ""
    expression = _all_of(typed)
    return f"({expression}) OR ({_all_of(hidden)})" if hidden and hidden != typed else expression


def _all_of(words: list[str]) -> str:
    wanted = dict.fromkeys(words[:LONGEST_QUERY])
    return " AND ".join(f'{{title texts}} : "{word}" *' for word in wanted)


def mark_of(what: str, text: str) -> str:
    """A word that stands for a theme, a role or a kind; no typed word is like it."""
    return what + sha256(" ".join(plain_words(text)).encode()).hexdigest()[:16]


def marked(*marks: str) -> str:
    """The expression that finds what has every mark."""
    return " AND ".join(f'marks : "{mark}"' for mark in marks)
