"""The first look at a big shelf says how many books it reads; later looks read nothing and say nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopmoot.demo import write_shelf
from shopmoot.program import say_reading
from store import survey
from store.layout import CATALOGUE, books_in
from store.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf that counts as big."""
    write_shelf(tmp_path / "shelf", datetime(2026, 11, 21, 14, 0, tzinfo=UTC))
    monkeypatch.setattr(survey, "MANY", 3)
    return tmp_path / "shelf"


def announced(shelf: Path) -> list[int]:
    said: list[int] = []
    opened = Shelf.open(shelf, announce=said.append)
    assert len(opened.books()) == len(list((shelf / "assemblies").glob("*.json")))
    opened.close()
    return said


def test_a_cold_catalogue_is_announced_once_and_a_warm_one_is_not(shelf: Path) -> None:
    number = len(books_in(shelf))

    assert announced(shelf) == [number]
    assert announced(shelf) == []

    (shelf / CATALOGUE).write_bytes(b"no catalogue")
    assert announced(shelf) == [number]


def test_a_few_new_books_are_read_in_silence(shelf: Path) -> None:
    announced(shelf)
    book = next((shelf / "assemblies").glob("*.json"))
    (shelf / "assemblies" / "2020-01-01-ZZZZZ.json").write_bytes(book.read_bytes())

    assert announced(shelf) == []


def test_the_sentence_stands_outside_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    say_reading(2000)

    assert capsys.readouterr().err == "Reading 2000 books once …\n"
