"""Typed text as it may be shown: nothing in it steers a screen or turns the direction of what follows."""

from __future__ import annotations

import unicodedata

_STEERING = frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC), 0xFEFF))
)
"""Characters that turn the reading direction of what follows, or annotate it unseen."""


def cleaned(text: str) -> str:
    """Text without characters that steer a screen or turn its direction; line breaks stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate({0x2028: "\n", 0x2029: "\n", 0x85: "\n"})
    return "".join(_harmless(letter) for letter in unicodedata.normalize("NFC", lines))


def _harmless(letter: str) -> str:
    if letter in "\n\t":
        return letter
    if "\ud800" <= letter <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return "" if letter in _STEERING or unicodedata.category(letter) == "Cc" else letter
