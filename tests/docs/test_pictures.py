from __future__ import annotations

import struct
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Label

from docs.pictures import Picture, drawing, svg_to_png, take_all

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100"/></svg>'
)


class Doorbell(App[None]):
    """Says which keys were pressed."""

    def compose(self) -> ComposeResult:
        yield Label("silent")

    def key_r(self) -> None:
        self.query_one(Label).update("rung")


def png_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


async def test_a_drawing_shows_where_the_keys_lead() -> None:
    assert "rung" in await drawing(Doorbell, ["r"], (40, 10))
    assert "silent" in await drawing(Doorbell, [], (40, 10))


@pytest.mark.needs_chromium
def test_a_picture_has_the_size_of_its_drawing(tmp_path: Path) -> None:
    svg_to_png(SQUARE, tmp_path / "square.png")

    assert png_size((tmp_path / "square.png").read_bytes()) == (200, 100)


@pytest.mark.needs_chromium
def test_every_picture_is_taken(tmp_path: Path) -> None:
    take_all([Picture("still", Doorbell), Picture("rung", Doorbell, ("r",))], tmp_path)

    assert sorted(picture.name for picture in tmp_path.iterdir()) == ["rung.png", "still.png"]
    assert (tmp_path / "still.png").read_bytes() != (tmp_path / "rung.png").read_bytes()


def test_a_drawing_without_a_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docs.pictures.chromium_path", lambda: "chromium")

    with pytest.raises(ValueError, match="no size"):
        svg_to_png("<svg/>", tmp_path / "none.png")
