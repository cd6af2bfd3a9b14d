from __future__ import annotations

from pathlib import Path

import pytest

from archive.manifest import NAME
from assembly.journal import Entry
from shopmoot import record
from shopmoot.command import main
from shopmoot.room_pages import RoomPages
from store.book import Book
from store.catalogue import Card
from store.problems import Problem
from store.shelf import Shelf
from store.verification import verify_book
from tests.shopmoot.shelved import NAMES, release, room, shelve, shelve_another

BASE = "https://coop.example/assemblies"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    shelve(tmp_path / "shelf", room())
    return tmp_path / "shelf"


def published(folder: Path) -> str:
    return "".join(path.read_text() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_shelf_becomes_pages(tmp_path: Path, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])

    site = tmp_path / "site"
    assert code == 0
    assert {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} == {
        ".shopmoot-pages",
        "index.html",
        "style.css",
        "verify.js",
        "search.js",
        "search/1.js",
        "search/parts.js",
        "commons.json",
        "schema/commons-1.json",
        "calendar.ics",
        "feed.xml",
        "feed.json",
        "protocols/index.html",
        "roles/index.html",
        "patterns/index.html",
        "D/7K3FQ/index.html",
        "P/7K3FQ/index.html",
        "V/DRAW1/index.html",
        "V/DRAW1/record.txt",
    }
    assert "Written: 18. Unchanged: 0." in capsys.readouterr().out


def test_a_label_turns_no_reading_direction(tmp_path: Path, shelf: Path) -> None:
    for member in ("M001", "M002", "M003", "M004", "M005", "M006", "M007"):
        release(shelf, member, f"\u202e{member}\u2066 L.")

    main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])

    text = published(tmp_path / "site")
    assert "M001 L." in text
    assert not {"\u202e", "\u2066"} & set(text)


def test_publishing_again_writes_nothing(
    tmp_path: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)]
    main(words)
    capsys.readouterr()

    assert main(words) == 0
    assert "Written: 0. Unchanged: 18." in capsys.readouterr().out


def test_after_one_more_assembly_its_book_alone_is_verified_and_those_of_its_part_are_opened(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)]
    main(words)
    verified: list[Path] = []
    opened: list[Card] = []
    read = Shelf.read

    def verifying(path: Path) -> Problem | None:
        verified.append(path)
        return verify_book(path)

    def reading(own: Shelf, card: Card) -> Book[Entry]:
        opened.append(card)
        return read(own, card)

    monkeypatch.setattr(record, "verify_book", verifying)
    monkeypatch.setattr(Shelf, "read", reading)

    main(words)
    assert (verified, opened) == ([], [])
    shelve_another(shelf)
    main(words)

    assert (tmp_path / "site" / "D" / "OTHER" / "index.html").exists()
    assert len(verified) == 1
    assert len(opened) == 2


def test_a_page_that_somebody_changed_or_removed_is_there_again(tmp_path: Path, shelf: Path) -> None:
    words = ["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)]
    main(words)
    before = published(tmp_path / "site" / "D"), published(tmp_path / "site" / "P")
    (tmp_path / "site" / "D" / "7K3FQ" / "index.html").write_text("changed")
    (tmp_path / "site" / "P" / "7K3FQ" / "index.html").unlink()

    main(words)

    assert (published(tmp_path / "site" / "D"), published(tmp_path / "site" / "P")) == before


@pytest.mark.parametrize("spoilt", [b"", b"junk", b"0\n{}"], ids=["empty", "junk", "unsealed"])
def test_a_damaged_memory_of_what_was_published_only_makes_it_slower(
    tmp_path: Path, shelf: Path, spoilt: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)]
    main(words)
    (tmp_path / "site" / NAME).write_bytes(spoilt)
    capsys.readouterr()

    assert main(words) == 0
    assert "Written: 0." in capsys.readouterr().out


def test_a_name_that_is_taken_back_leaves_every_page(tmp_path: Path, shelf: Path) -> None:
    words = ["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)]
    release(shelf, "M001", "Ana K.")
    main(words)
    assert "Ana K." in published(tmp_path / "site")
    release(shelf, "M001", "M001")

    main(words)

    assert "Ana K." not in published(tmp_path / "site")


def test_no_name_is_on_any_page(tmp_path: Path, shelf: Path) -> None:
    main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])

    pages = published(tmp_path / "site")
    assert not [name for name in NAMES if name in pages]
    assert not [part for name in NAMES for part in name.split() if len(part) > 2 and part in pages]
    assert "M001 gets the keys" in pages


def test_a_released_name_is(tmp_path: Path, shelf: Path) -> None:
    release(shelf, "M001", "Ana")

    main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])

    assert "Ana gets the keys" in published(tmp_path / "site")


def test_publishing_leaves_the_shelf_as_it_is(tmp_path: Path, shelf: Path) -> None:
    before = {path: path.read_bytes() for path in shelf.rglob("*.json")}

    main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])

    assert {path: path.read_bytes() for path in shelf.rglob("*.json")} == before


def test_a_book_that_somebody_changed_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shelve(tmp_path / "shelf", room())
    book.write_text(book.read_text().replace("gets the keys", "gets the money"))

    code = main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(tmp_path / "shelf")])

    assert code == 1
    assert book.name in capsys.readouterr().err
    assert "gets the money" not in published(tmp_path / "site")


def test_nobody_is_told_to_remove_the_pages_of_a_book_that_cannot_be_read_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shelve(tmp_path / "shelf", room())
    words = ["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(tmp_path / "shelf")]
    main(words)
    capsys.readouterr()
    book.write_text(book.read_text().replace("gets the keys", "gets the money"))

    assert main(words) == 1

    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("3 pages stay as they are")
    assert second.startswith("Not on the pages: ")
    assert (tmp_path / "site" / "D" / "7K3FQ" / "index.html").exists()


@pytest.mark.parametrize("damage", ["unreadable", "gone"])
def test_without_the_list_of_names_nothing_is_published(
    tmp_path: Path, shelf: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people = shelf / "people.json"
    if damage == "gone":
        people.unlink()
    else:
        people.write_text("{ not json")

    code = main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])

    assert code == 1
    assert "Without the names" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("folder", ["shelf", "shelf/public", "."])
def test_pages_do_not_go_where_the_names_are(
    tmp_path: Path, shelf: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["publish", str(tmp_path / folder), "--base-url", BASE, "--data", str(shelf)])

    assert code == 1
    assert "holds names" in capsys.readouterr().err
    assert not list(tmp_path.rglob("index.html"))


@pytest.mark.parametrize(
    "url", ["coop.example", "ftp://coop.example", "https://", "https://a.example/?x", ""]
)
def test_an_address_that_is_none_is_said(
    tmp_path: Path, shelf: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["publish", str(tmp_path / "site"), "--base-url", url, "--data", str(shelf)])

    assert code == 1
    assert "https://" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_shelf_that_is_not_there_is_said_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(tmp_path / "nowhere")])

    assert code == 1
    assert "no shelf" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_place_of_the_folder_is_said(
    tmp_path: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").write_text("a file")

    assert main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)]) == 1
    assert "is a file" in capsys.readouterr().err


def test_the_pages_for_the_room_are_those_that_are_published(tmp_path: Path, shelf: Path) -> None:
    main(["publish", str(tmp_path / "site"), "--base-url", BASE, "--data", str(shelf)])
    site = tmp_path / "site"
    files = (path for path in site.rglob("*") if path.is_file() and path.name != NAME)

    pages = RoomPages(Shelf.open(shelf, read_only=True)).all(None, BASE)

    assert pages == {f"/{path.relative_to(site).as_posix()}": path.read_bytes() for path in files}


def test_an_assembly_under_way_replaces_what_the_shelf_knew_of_it(tmp_path: Path) -> None:
    shelve(tmp_path / "shelf", room(closed=False))
    pages = RoomPages(Shelf.open(tmp_path / "shelf", read_only=True))

    assert b"still open" in pages.all(None, BASE)["/D/7K3FQ/index.html"]
    assert b"still open" not in pages.all(room().journal, BASE)["/D/7K3FQ/index.html"]
