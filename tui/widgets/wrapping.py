"""Breaking words over lines by the cells they fill, and cutting what is too long."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"
JOINERS = "\u200c\u200d"
"""Not printable, and part of how names and emoji are written."""


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """The lines of a text; a word longer than a line is broken, and nothing is lost."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            if line and cell_len(line) + 1 + cell_len(word) > width:
                lines.append(line)
                line = ""
            *full, rest = _pieces(word, width)
            lines.extend(full)
            line = f"{line} {rest}" if line else rest
        lines.append(line)
    return tuple(lines)


def fitted(text: str, width: int) -> str:
    """A text in exactly so many cells: padded, or cut with an ellipsis."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, max(0, width - 1)).rstrip() + ELLIPSIS, width)


def drawn_in(text: str, width: int) -> str:
    """A text in so many cells at most; of what is too long the middle goes, so that its end can be read."""
    if cell_len(text) <= width:
        return text
    end = ""
    for letter in reversed(text):
        if cell_len(letter + end) > width // 2:
            break
        end = letter + end
    whole = end.partition(" ")[2]
    end = f" {whole}" if whole else end
    return fitted(text, max(1, width - cell_len(end))).rstrip() + end


def one_line(text: str) -> str:
    """A text without line breaks and control codes, for a row of its own."""
    return "".join(letter if letter.isprintable() or letter in JOINERS else " " for letter in text)


def clipped(text: str, cells: int = 40) -> str:
    """A text to be quoted in a sentence: in one line, and of a long one only the beginning."""
    line = one_line(text)
    return line if cell_len(line) <= cells else fitted(line, cells).rstrip()


def _pieces(word: str, width: int) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and cell_len(piece + letter) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
