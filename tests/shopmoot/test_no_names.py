"""No name of the list of people stands anywhere else: not in books, pages, output, errors or the log."""

from __future__ import annotations

import json
import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assembly.acts.opening import Opened
from assembly.dialects import Position
from assembly.said import Said
from shopmoot.command import main
from shopmoot.demo import write_shelf
from shopmoot.log import log_path, open_log
from store.layout import CATALOGUE, PEOPLE
from store.people import NewPerson, Roll
from store.shelf import Shelf
from tests.archive.staged import BREAKS, START, Room

BASE = "https://coop.example/assemblies"
NAMES = ("Ana Kovač", "Ben [/oops]", "Дмитрий Орлов", "Dee O’Hara", "Will Baker", "李明", "Nguyễn Thị Hoa")


def names_of(shelf: Path) -> list[str]:
    people = json.loads((shelf / PEOPLE).read_text(encoding="utf-8"))["people"]
    return [str(person["name"]) for person in people]


def found(names: list[str], written: bytes) -> list[str]:
    """Names in a text, in any case and with any escapes."""
    plain = unicodedata.normalize("NFC", written.decode("utf-8", "replace")).casefold()
    return [name for name in names if name.casefold() in plain or json.dumps(name)[1:-1].casefold() in plain]


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.name != PEOPLE)


@pytest.fixture
def played(tmp_path: Path) -> Path:
    """A whole assembly in whose proposal and concern everybody is named."""
    said = ", ".join(NAMES)
    draft = replace(BREAKS, what=f"Breaks for {said}", why=f"{said.upper()} asked", who=said, measure=said)
    told = Room().gathered().told().proposed(draft, stories=(1,))
    told.consented(("M004", Position.CONCERN, said)).adopted().sealed().locked().revealed().closed()
    shelf = Shelf.open(tmp_path / "played")
    shelf.save_people(Roll().joined_by([NewPerson(name) for name in NAMES], START.date()))
    first, *others = told.journal.entries
    assert isinstance(first.event, Opened)
    shelf.new_assembly(first.event, first.at).append(others)
    shelf.close()
    return tmp_path / "played"


@pytest.fixture
def rehearsed(tmp_path: Path) -> Path:
    write_shelf(tmp_path / "demo", datetime(2026, 11, 21, 14, 0, tzinfo=UTC))
    return tmp_path / "demo"


@pytest.fixture
def log() -> Iterator[Path]:
    root = logging.getLogger()
    before = list(root.handlers)
    path = open_log()
    assert path == log_path()
    yield path
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()


def test_the_look_for_names_finds_them() -> None:
    assert found(list(NAMES), "ANA KOVAČ, nguyễn thị hoa".encode()) == ["Ana Kovač", "Nguyễn Thị Hoa"]
    assert found(list(NAMES), json.dumps(NAMES[2]).encode()) == [NAMES[2]]


@pytest.mark.parametrize("which", ["played", "rehearsed"])
def test_no_name_is_in_what_is_published_or_said(
    which: str, tmp_path: Path, request: pytest.FixtureRequest, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    shelf: Path = request.getfixturevalue(which)
    site = tmp_path / "site"

    assert main(["publish", str(site), "--base-url", BASE, "--data", str(shelf)]) == 0

    pages = b"".join(path.read_bytes() for path in files(site))
    told = capfdbinary.readouterr()
    assert len(pages) > 5_000
    assert found(names_of(shelf), pages + told.out + told.err) == []


def test_no_name_is_in_a_book_unless_somebody_typed_it(rehearsed: Path) -> None:
    shelf = Shelf.open(rehearsed)
    assert shelf.books()
    shelf.close()

    assert (rehearsed / CATALOGUE).exists()
    assert [found(names_of(rehearsed), path.read_bytes()) for path in files(rehearsed)] == [
        [] for _ in files(rehearsed)
    ]


def test_no_name_is_in_an_error_or_the_log(
    played: Path, tmp_path: Path, log: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    book = next((played / "assemblies").glob("*.json"))
    book.write_bytes(book.read_bytes().replace(b"asked", b"askeD", 1))
    logging.getLogger("shopmoot").warning("%s was here: %s", NAMES[0], Said(NAMES[1]))

    codes = [
        main(["verify", str(played)]),
        main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(played)]),
        main(["redact", str(book), "--event", "1", "--field", "nowhere", "--yes"]),
    ]

    told = capfdbinary.readouterr()
    assert codes[0] == 1
    assert b"was here" in log.read_bytes()
    assert told.out + told.err
    assert found(names_of(played), told.out + told.err + log.read_bytes()) == []
