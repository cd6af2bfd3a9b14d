from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from assembly.acts.closing import Closed
from assembly.acts.sidelines import NoteTaken
from assembly.said import Said
from shopmoot import redact_command, verify_command
from store.shelf import Shelf
from store.verification import verify_shelf
from tests.store.events import EVENING, entry, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shelf with one closed assembly, in which a note names Anna."""
    shelf = Shelf.open(tmp_path / "shelf")
    pen = shelf.new_assembly(opened(), EVENING)
    pen.append([entry(2, NoteTaken(Said("Anna \x1b[31mwept"))), entry(3, NoteTaken(Said("b" * 90)))])
    pen.append([entry(4, Closed())])
    shelf.close()
    return tmp_path / "shelf"


def book_on(folder: Path) -> Path:
    return folder / "assemblies" / "2026-11-21-7K3FQ.json"


def run(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    verify_command.add_parser(commands)
    redact_command.add_parser(commands)
    args = parser.parse_args(words, argparse.Namespace(data=folder))
    return int(args.run(args))


def test_a_shelf_that_fits_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "verify") == 0
    assert capsys.readouterr().out == "1 book: every event fits.\n"


@pytest.mark.parametrize("by", ["default", "shelf", "book"])
def test_verify_names_book_and_event(folder: Path, by: str, capsys: pytest.CaptureFixture[str]) -> None:
    book = book_on(folder)
    book.write_bytes(book.read_bytes().replace(b"wept", b"sang"))
    what = {"default": [], "shelf": [str(folder)], "book": [str(book)]}[by]

    assert run(folder, "verify", *what) == 1
    assert capsys.readouterr().out == f"{book}, event 2: its words are not those that were written.\n"


def test_a_folder_without_books_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "verify") == 1
    assert run(tmp_path, "verify", str(tmp_path / "nowhere.json")) == 1
    told = capsys.readouterr()
    assert told.err == f"There is no book in {tmp_path}.\n"
    assert told.out.endswith("nowhere.json: there is no such file.\n")


@pytest.mark.parametrize(
    "name", ["7K3FQ", "2026-11-21-7K3FQ", "2026-11-21-7K3FQ.json", "assemblies/2026-11-21-7K3FQ.json"]
)
def test_texts_are_listed_with_what_to_type(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "redact", name, "--list") == 0
    assert capsys.readouterr().out == (
        f"--event 2 --field text  NoteTaken: Anna [31mwept\n--event 3 --field text  NoteTaken: {'b' * 59}…\n"
    )


def test_a_text_is_forgotten_and_the_shelf_still_fits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "redact", str(book_on(folder)), "--event", "2", "--field", "text", "--yes") == 0
    assert "marked gap" in capsys.readouterr().out
    assert "Anna" not in book_on(folder).read_text(encoding="utf-8")
    assert verify_shelf(folder) == ()
    assert run(folder, "redact", "7K3FQ", "--list") == 0
    assert "--event 2 --field text  NoteTaken: (forgotten)\n" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "code"), [("yes", 0), (" YES ", 0), ("y", 2), ("", 2), (None, 2)])
def test_it_asks_before_it_forgets(
    folder: Path, answer: str | None, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(question: str) -> str:
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", typed)

    assert run(folder, "redact", "7K3FQ", "--event", "2", "--field", "text") == code
    assert ("Anna" in book_on(folder).read_text(encoding="utf-8")) is (code == 2)


def test_nothing_is_forgotten_while_a_window_holds_the_shelf(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Shelf.open(folder)

    assert run(folder, "redact", "7K3FQ", "--event", "2", "--field", "text", "--yes") == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert "Anna" in book_on(folder).read_text(encoding="utf-8")
    window.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["7K3FQ"], "Say which text"),
        (["7K3FQ", "--event", "1", "--field", "title", "--yes"], "it has no text with this name"),
        (["nowhere", "--event", "1", "--field", "title", "--yes"], "there is no such file"),
        (["nowhere", "--list"], "there is no such file"),
    ],
)
def test_what_cannot_be_forgotten_is_refused(
    folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "redact", *words) == 2
    assert said in capsys.readouterr().err
