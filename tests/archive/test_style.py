from __future__ import annotations

import re

import pytest

from archive.pages import STYLE_SHEET

PAIRS = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("quiet", "paper"),
    ("quiet", "sheet"),
    ("link", "paper"),
    ("link", "sheet"),
    ("mark", "mark-paper"),
    ("ink", "heat-1"),
    ("ink", "heat-2"),
    ("ink", "heat-3"),
    ("ink", "heat-4"),
]
LINES = [("line", "paper")]


def schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE_SHEET.read_text(), re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"--([\w-]+): (#\w+)", body))
        for name, body in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_every_text_can_be_read_by_weak_eyes(scheme: str, front: str, back: str) -> None:
    colours = schemes()[scheme]

    assert contrast(colours[front], colours[back]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), LINES)
def test_every_line_can_be_seen(scheme: str, front: str, back: str) -> None:
    colours = schemes()[scheme]

    assert contrast(colours[front], colours[back]) >= 3
