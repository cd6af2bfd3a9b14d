"""The first look at a big shelf says how many books it reads; later looks read nothing and say nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assembly.acts.sidelines import NoteTaken
from assembly.brought import HistoryBrought
from assembly.daybook import BookGivenUp, LearningWritten
from assembly.holdings import Holding
from assembly.reviewing import LearningKind
from assembly.said import Said
from shopmoot.demo import write_shelf
from shopmoot.program import say_reading
from store import survey
from store.bringing import bring
from store.layout import CATALOGUE, books_in
from store.shelf import Shelf
from store.verification import verify_shelf
from tests.store.events import EVENING, entry
from tests.store.events import opened as begun


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf that counts as big."""
    write_shelf(tmp_path / "shelf", datetime(2026, 11, 21, 14, 0, tzinfo=UTC))
    monkeypatch.setattr(survey, "MANY", 3)
    return tmp_path / "shelf"


def announced(shelf: Path, books: int = 3) -> list[int]:
    said: list[int] = []
    opened = Shelf.open(shelf, announce=said.append)
    assert len(opened.books()) == books
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


DIVIDER = "7K3FQ"


def book_with(shelf: Path, word: str) -> Path:
    return next(path for path in (shelf / "assemblies").glob("*.json") if word in path.read_text())


def problems(opened: Shelf) -> list[tuple[str, str]]:
    return [(one.code, one.path.name) for one in opened.problems]


def test_a_book_changed_behind_our_back_stays_named_until_it_is_put_back(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    opened.books()
    held = book_with(shelf, DIVIDER)
    whole = held.read_bytes()
    held.write_bytes(whole.replace(b"twelve months", b"eleven months"))

    assert [problems(opened) for _ in range(2)] == [[("event-changed", held.name)]] * 2
    opened.close()
    again = Shelf.open(shelf)
    assert problems(again) == [("event-changed", held.name)]
    held.write_bytes(whole)
    assert problems(again) == []
    again.close()


def test_a_book_that_lost_its_end_or_was_written_anew_is_named(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    opened.books()
    held = book_with(shelf, DIVIDER)
    whole = held.read_bytes()
    lines = whole.splitlines(keepends=True)
    closing = next(place for place, line in enumerate(lines) if b'"Closed"' in line)
    lines[closing - 1 : closing + 1] = [lines[closing - 1].rstrip(b",\n") + b"\n"]
    held.write_bytes(b"".join(lines))

    assert problems(opened) == [("seal-changed", held.name)]
    held.write_bytes(whole)
    assert problems(opened) == []
    opened.close()


def test_a_book_that_goes_on_is_not_suspected(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    pen = opened.new_assembly(begun("5ABCD"), EVENING)
    opened.books()
    pen.append([entry(2, NoteTaken(Said("more")))])

    assert (problems(opened), opened.books()[0].events) == ([], 2)
    opened.close()


@pytest.mark.parametrize("part", ["assemblies", "brought"])
def test_a_book_that_was_taken_away_is_named_while_the_window_stays_open(shelf: Path, part: str) -> None:
    opened = Shelf.open(shelf)
    bring(opened, "8Q2ZV", HistoryBrought((Holding("notes", "M001", EVENING.date()),)), EVENING)
    opened.books()
    held = next((shelf / part).glob("*.json"))
    away = held.rename(shelf / held.name)

    assert [problems(opened) for _ in range(2)] == [[("book-gone", held.name)]] * 2
    away.rename(held.with_name(f"renamed {held.name}"))
    assert problems(opened) == []
    opened.close()


def again(opened: Shelf) -> Shelf:
    folder = opened.folder
    opened.close()
    return Shelf.open(folder)


def test_a_book_that_was_taken_away_stays_named_from_start_to_start_until_it_is_back(shelf: Path) -> None:
    Shelf.open(shelf).close()
    opened = Shelf.open(shelf)
    opened.books()
    held, month = book_with(shelf, DIVIDER), next((shelf / "daybook").glob("*.json"))
    opened = again(opened)
    away = held.rename(shelf / held.name)

    for _ in range(3):
        assert problems(opened) == [("book-gone", held.name)]
        opened = again(opened)
    assert "twelve months" not in dump(shelf, "lost")
    away.rename(held)
    month.unlink()
    for _ in range(2):
        assert problems(opened) == [("book-gone", month.name)]
        opened = again(opened)
    opened.close()


def dump(shelf: Path, table: str) -> str:
    with closing(sqlite3.connect(shelf / CATALOGUE)) as tables:
        return repr(tables.execute(f"SELECT * FROM {table}").fetchall())


def test_without_the_catalogue_nobody_knows_what_is_missed_and_all_is_well(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    opened.books()
    book_with(shelf, DIVIDER).unlink()
    assert problems(opened) != []
    (shelf / CATALOGUE).unlink()

    opened = again(opened)
    assert (problems(opened), len(opened.books())) == ([], 2)
    opened.close()


def test_a_window_that_only_looks_names_what_is_missed_too(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    opened.books()
    book_with(shelf, DIVIDER).unlink()
    opened.books()

    looking = Shelf.open(shelf, read_only=True)
    assert [code for code, _name in problems(looking)] == ["book-gone"]
    opened.close()


def test_a_book_that_is_gone_for_good_is_named_no_more_and_counts_again_when_it_is_back(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    before = opened.books()
    held = book_with(shelf, DIVIDER)
    away = held.rename(shelf / held.name)
    opened.books()
    opened.write_daybook(BookGivenUp(opened.surveyor.lost[0].book), EVENING)

    for _ in range(2):
        assert (problems(opened), opened.surveyor.lost, len(opened.books())) == ([], (), 2)
        opened = again(opened)
    assert verify_shelf(shelf)[0].code == "seal-unknown"
    away.rename(held)
    assert (opened.books(), problems(opened), verify_shelf(shelf)) == (before, [], ())
    opened.close()


def test_a_card_of_another_version_whose_book_is_gone_is_not_read_anew_at_every_start(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    opened.books()
    opened.close()
    with closing(sqlite3.connect(shelf / CATALOGUE)) as tables, tables:
        tables.execute("UPDATE books SET card = '[0, {}]'")
    book_with(shelf, DIVIDER).unlink()

    number = len(books_in(shelf))
    assert [announced(shelf, 2) for _ in range(2)] == [[number], []]


@pytest.mark.parametrize("name", ["{stem} (copy).json", "{stem}_old.json", "a copy.json", "zzz.json"])
def test_a_copied_book_is_named_and_counts_once(shelf: Path, name: str) -> None:
    opened = Shelf.open(shelf)
    bring(opened, "8Q2ZV", HistoryBrought((Holding("notes", "M001", EVENING.date()),)), EVENING)
    before = opened.history(), opened.books()
    copies = []
    for part in ("assemblies", "brought"):
        held = next((shelf / part).glob("*.json"))
        copies.append(held.with_name(name.format(stem=held.stem)))
        copies[-1].write_bytes(held.read_bytes())

    assert (opened.history(), opened.books()) == before
    assert problems(opened) == [("book-twice", one.name) for one in copies]
    opened.close()


@pytest.mark.parametrize("name", ["{stem} (copy).json", "{stem}_old.json"])
def test_a_copied_month_tells_nothing_twice_and_is_never_written_in(shelf: Path, name: str) -> None:
    held = max((shelf / "daybook").glob("*.json"))
    copy = held.with_name(name.format(stem=held.stem))
    copy.write_bytes(held.read_bytes())
    opened = Shelf.open(shelf)
    for word in ("one", "two"):
        opened.write_daybook(LearningWritten(DIVIDER, LearningKind.LEARNING, Said(word), EVENING), EVENING)

    assert [one.text.text for one in opened.circle.learnings] == ["one", "two"]
    assert problems(opened) == [("book-twice", copy.name)]
    assert copy.read_bytes() not in [path.read_bytes() for path in books_in(shelf) if path != copy]
    opened.close()


def test_a_shelf_whose_folder_is_gone_forgets_nothing(shelf: Path) -> None:
    opened = Shelf.open(shelf)
    known = opened.books(), opened.history()
    away = shelf.rename(shelf.with_name("away"))

    assert (opened.books(), opened.history()) == known
    assert problems(opened) == [("folder-gone", shelf.name)]
    away.rename(shelf)
    assert (opened.books(), problems(opened)) == (known[0], [])
    opened.close()
