"""What a terminal shows: the painted cells of a running app, with their colours, and pixels of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import zxingcpp
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widget import Widget

import tui
from tui.themes import ROOM_THEMES, STYLES

ACROSS, DOWN = 8, 16
"""Pixels of a cell, in the proportion of a terminal."""
HALF = "▀"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the terminal; the second one of a wide letter is empty."""

    letter: str
    ink: Color
    ground: Color


class Stage(App[None]):
    """An app with the widgets of a test on it, dressed as the room is."""

    CSS_PATH = Path(tui.__path__[0]) / STYLES

    def __init__(self, *widgets: Widget, theme: str = "room-dark") -> None:
        super().__init__()
        self.widgets = widgets
        for look in ROOM_THEMES:
            self.register_theme(look)
        self.theme = theme
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield from self.widgets


def cells(app: App[Any]) -> list[list[Cell]]:
    """Every cell that is painted, line by line."""
    strips = app.screen._compositor.render_strips()
    return [[cell for segment in strip for cell in painted_cells(segment)] for strip in strips]


def lines(app: App[Any]) -> list[str]:
    """What is written, line by line."""
    return ["".join(cell.letter for cell in row).rstrip() for row in cells(app)]


def decoded(painted: Iterable[list[Cell]]) -> list[str]:
    """The texts of the codes that a phone finds in the painted cells."""
    rows = [row for line in painted for row in _pixels(line)]
    picture = memoryview(b"".join(rows)).cast("B", (len(rows), len(rows[0])))
    return [barcode.text for barcode in zxingcpp.read_barcodes(picture)]


def luminance(color: Color) -> float:
    """As WCAG 2.2 defines relative luminance."""
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


@cache
def contrast(text: Color, ground: Color) -> float:
    """As WCAG 2.2 defines contrast."""
    brighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def faint(app: App[Any]) -> list[str]:
    """The letters that are painted at less than 7:1, with their colours; frames and bars are no text."""
    return [
        f"{cell.letter} {cell.ink.hex} on {cell.ground.hex}: {contrast(cell.ink, cell.ground):.1f}"
        for row in cells(app)
        for cell in row
        if _is_text(cell.letter) and contrast(cell.ink, cell.ground) < 7
    ]


def _is_text(letter: str) -> bool:
    return (
        bool(letter.strip())
        and not "\u2500" <= letter <= "\u259f"
        and not "\U0001fb00" <= letter <= "\U0001fbff"
    )


def painted_cells(segment: Segment) -> list[Cell]:
    """The cells of a run of letters."""
    style = segment.style or Style()
    ink, ground = _colour(style.color), _colour(style.bgcolor)
    return [
        cell
        for letter in segment.text
        for cell in (Cell(letter, ink, ground), *[Cell("", ink, ground)] * (cell_len(letter) - 1))
    ]


def _colour(color: RichColor | None) -> Color:
    return Color(0, 0, 0) if color is None else Color(*color.get_truecolor())


def _pixels(line: list[Cell]) -> list[bytes]:
    upper = bytes(
        _grey(cell.ink if cell.letter == HALF else cell.ground) for cell in line for _ in range(ACROSS)
    )
    lower = bytes(_grey(cell.ground) for cell in line for _ in range(ACROSS))
    return [upper] * (DOWN // 2) + [lower] * (DOWN // 2)


def _grey(color: Color) -> int:
    return round(255 * luminance(color))
