"""Finding a name however it is typed: accents, case, apostrophes and blanks do not matter."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def folded(text: str) -> str:
    """What is left of a text for finding it: letters and digits without marks, in small letters."""
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    letters = "".join(letter for letter in parts if letter.isalnum())
    return letters or "".join(letter for letter in parts if not letter.isspace())
