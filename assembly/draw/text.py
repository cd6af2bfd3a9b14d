"""Text made harmless before it enters a sealed record."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from assembly.refusal import RuleBroken

_BLANKS = (
    (0x0009, 0x000D),
    (0x0020, 0x0020),
    (0x0085, 0x0085),
    (0x00A0, 0x00A0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
)
_REMOVED = (
    (0x0000, 0x001F),
    (0x007F, 0x009F),
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
)


def _points(ranges: tuple[tuple[int, int], ...]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


# White space wins where both lists name a character, because it is turned to blanks first.
_CLEANING: dict[int, str | None] = {
    **dict.fromkeys(_points(_REMOVED)),
    **dict.fromkeys(_points(_BLANKS), " "),
}


def clean(text: str) -> str:
    """Text on one line, in NFC, without invisible characters and without doubled or outer blanks."""
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise RuleBroken("draw-text-broken")
    composed = unicodedata.normalize("NFC", text.translate(_CLEANING))
    return " ".join(part for part in composed.split(" ") if part)
