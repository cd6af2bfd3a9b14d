"""The pictures of the README: real screens, taken by playing the keys that lead there.

`make pictures` takes them all anew. Chromium turns the screen's drawing into a PNG.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual.app import App

from docs.chromium import CHROMIUM_FLAGS, chromium_path
from docs.evening import Evening, PictureApp

FOLDER = Path(__file__).parent / "pictures"
SIZE = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
PAGE = "<!doctype html><meta charset=utf-8><style>body{margin:0}svg{display:block}</style>"


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen to be taken, and the way there."""

    name: str
    make_app: Callable[[], App[Any]]
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (100, 30)


PICTURES: tuple[Picture, ...] = (
    Picture("gather", partial(PictureApp, Evening.gather)),
    Picture("home", PictureApp),
    Picture("stories", partial(PictureApp, Evening.hear)),
    Picture("decide", partial(PictureApp, partial(Evening.answer, objects="M003"))),
    Picture("vote", partial(PictureApp, Evening.vote)),
    Picture("seal", partial(PictureApp, Evening.seal)),
    Picture("reveal", partial(PictureApp, Evening.reveal)),
    Picture("close", partial(PictureApp, Evening.close)),
    Picture("map", PictureApp, ("m",)),
    Picture("roles", PictureApp, ("w",)),
    Picture("light", partial(PictureApp, Evening.hear, "room-light")),
)
"""In the order of the README."""


def svg_to_png(svg: str, png: Path) -> None:
    """Draw a screen as a PNG, with fonts of this machine only."""
    chromium = chromium_path()
    if chromium is None:
        sys.exit("Taking pictures needs Chromium: apt-get install chromium, then again.")
    shape = SIZE.search(svg)
    if shape is None:
        raise ValueError("a drawing without a viewBox has no size")
    width, height = (round(float(side)) for side in shape.group("width", "height"))
    local = WEB_FONT.sub("", svg).replace("Fira Code", "DejaVu Sans Mono")
    png.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        page = Path(folder) / "screen.html"
        page.write_text(PAGE + local, encoding="utf-8")
        command = [
            chromium,
            *CHROMIUM_FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--window-size={width},{height}",
            "--force-device-scale-factor=1",
            "--hide-scrollbars",
            f"--screenshot={png.absolute()}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)


async def drawing(make_app: Callable[[], App[Any]], keys: Iterable[str], size: tuple[int, int]) -> str:
    """The SVG of the screen that the keys lead to."""
    async with make_app().run_test(size=size) as pilot:
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        return pilot.app.export_screenshot(simplify=True)


def take(make_app: Callable[[], App[Any]], keys: Iterable[str], size: tuple[int, int], out: Path) -> None:
    """Play the keys in a fresh program and keep a picture of where they lead."""
    svg_to_png(asyncio.run(drawing(make_app, keys, size)), out)


def take_all(pictures: Iterable[Picture], folder: Path = FOLDER) -> None:
    """Take each picture in a program of its own."""
    for picture in pictures:
        out = folder / f"{picture.name}.png"
        take(picture.make_app, picture.keys, picture.size, out)
        print(out)


if __name__ == "__main__":
    take_all(PICTURES)
