"""How wide a code stands beside its words."""

from __future__ import annotations

from textual.geometry import Size

from tui.widgets.code import QUIET, Matrix


def code_width(matrix: Matrix, room: Size, beside: int) -> int:
    """Columns for a code in a room that also needs `beside` columns for words; 0 where it does not fit."""
    if not matrix:
        return 0
    across = len(matrix) + 2 * QUIET
    if room.width >= 2 * across + beside and room.height >= across:
        return 2 * across
    fits = room.width >= across + beside and room.height >= (across + 1) // 2
    return across if fits else 0
