"""Both looks can be read by tired eyes: every text role at 7:1 or better on every ground."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from tests.tui.painted import contrast
from tui.themes import ROOM_THEMES

TEXTS = (
    "foreground",
    "foreground-muted",
    "foreground-disabled",
    "text",
    "text-muted",
    "text-disabled",
    "text-primary",
    "text-secondary",
    "text-accent",
    "text-success",
    "text-warning",
    "text-error",
    "footer-foreground",
    "footer-description-foreground",
    "footer-key-foreground",
    "markdown-h6-color",
)
GROUNDS = ("background", "surface", "panel")
FIXED = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("button-color-foreground", "primary"),
    ("button-color-foreground", "success"),
    ("button-color-foreground", "warning"),
    ("button-color-foreground", "error"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color-hover", "link-background-hover"),
    ("foreground", "block-hover-background"),
    ("foreground", "input-selection-background"),
    *((f"text-{name}", f"{name}-muted") for name in ("primary", "accent", "success", "warning", "error")),
)


def seen(value: str, ground: Color) -> Color:
    """The colour that reaches the eye, with `auto` and transparency worked out."""
    if value.startswith("auto"):
        share = float(value.split()[1].rstrip("%")) / 100
        return ground + ground.get_contrast_text(share)
    return ground + Color.parse(value)


def variables(theme: Theme) -> dict[str, str]:
    room: App[None] = App()
    room.register_theme(theme)
    room.theme = theme.name
    return room.get_css_variables()


@pytest.mark.parametrize("theme", ROOM_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    colours = variables(theme)
    under = Color.parse(colours[ground])

    assert contrast(seen(colours[text], under), under) >= 7


@pytest.mark.parametrize("theme", ROOM_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), FIXED)
def test_every_text_can_be_read_on_its_own_ground(theme: Theme, text: str, ground: str) -> None:
    colours = variables(theme)
    under = Color.parse(colours["background"]) + Color.parse(colours[ground])

    assert contrast(seen(colours[text], under), under) >= 7


def test_the_measure_is_that_of_the_standard() -> None:
    black, white, grey = Color.parse("#000000"), Color.parse("#ffffff"), Color.parse("#767676")

    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)
