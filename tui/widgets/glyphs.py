"""Letters and digits as blocks, large enough to be read from the back of a room."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style

ROWS = 5
INK = "#"

_DRAWN = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "### .#. .#. .#. ###",
    "J": "..## ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...",
    "Q": ".##.. #..#. #..#. #.##. .####",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "#### ...# .##. #... ####",
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ":": ". # . # .",
    ".": ". . . . #",
    "'": "# # . . .",
    "’": "# # . . .",
    "+": "... .#. ### .#. ...",
    "-": "... ... ### ... ...",
    " ": ".. .. .. .. ..",
}

GLYPHS: Mapping[str, tuple[str, ...]] = {letter: tuple(drawn.split()) for letter, drawn in _DRAWN.items()}
"""Five rows for each letter; `#` is ink."""


def blocks(text: str) -> tuple[str, ...] | None:
    """Five rows of ink for a text, or None when a letter has no drawing: a letter is never dropped."""
    if not text or any(letter not in GLYPHS for letter in text):
        return None
    return tuple(".".join(GLYPHS[letter][row] for letter in text) for row in range(ROWS))


def scale(drawn: tuple[str, ...], width: int, height: int) -> int:
    """How many times larger a drawing can be in a room of cells; a dot is two columns by one row."""
    return min(width // (2 * len(drawn[0])), height // len(drawn))


def painted(row: str, across: int, ink: Style, ground: Style) -> list[Segment]:
    """One row of a drawing as cells: blanks on coloured ground, which no font can thin out."""
    return [Segment(" " * across, ink if dot == INK else ground) for dot in row]
