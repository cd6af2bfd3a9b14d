"""A big shelf opens as it was last seen, and is looked through behind the first page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assembly.acts.sidelines import NoteTaken
from assembly.circle import Kind
from assembly.daybook import CircleNamed
from assembly.history import History
from assembly.journal import Entry
from assembly.leftovers import Unfinished
from assembly.reviewing import LookBack, Outcome
from assembly.said import Said
from benchmarks.bench_save import START, evening, opening
from shopmoot.desk import ShelfDesk
from store.book import Book, read_book
from store.glance import Glance, read, shortened, told
from store.layout import CATALOGUE
from store.people import NewPerson
from store.shelf import Shelf
from store.survey import FEW
from store.vocabulary import Vocabulary

BOOKS = FEW + 5


def hold(shelf: Shelf, at: datetime, decisions: int = 1, *, closed: bool = True) -> str:
    pen = shelf.new_assembly(opening(shelf.new_id()), at)
    lines = [Entry(one.n, at, one.event) for one in evening(2 if closed else 1)[1:]]
    pen.append(lines[: None if closed else decisions])
    return pen.path.relative_to(shelf.folder).as_posix()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shelf with many books that was opened and closed once."""
    shelf = Shelf.open(tmp_path / "shelf")
    shelf.write_daybook(CircleNamed("Bakery", "en"), START)
    shelf.save_people(shelf.roll.joined_by([NewPerson("Anna")], START.date()))
    for number in range(BOOKS):
        hold(shelf, START + timedelta(days=number))
    shelf.close()
    ShelfDesk(tmp_path / "shelf").close()
    return tmp_path / "shelf"


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Which books have been read since."""
    read: list[str] = []

    def reading(path: Path, words: Vocabulary[Any]) -> Book[Any]:
        read.append(path.name)
        return read_book(path, words)

    monkeypatch.setattr("store.cards.read_book", reading)
    return lambda: read


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[], ShelfDesk]]:
    desks: list[ShelfDesk] = []

    def again() -> ShelfDesk:
        desks.append(ShelfDesk(folder))
        return desks[-1]

    yield again
    for desk in desks:
        desk.close()


def silent(_done: int, _number: int) -> None:
    pass


def test_the_first_page_needs_no_book_and_says_the_same_as_after_the_look(
    opened: Callable[[], ShelfDesk], unread: Callable[[], list[str]]
) -> None:
    desk = opened()
    at_a_glance = desk.history()
    assert (desk.settled, unread()) == (False, [])

    assert desk.settle(silent) == []

    assert desk.settled
    assert desk.history() == at_a_glance
    assert len(at_a_glance.decided) == 2 * BOOKS


def test_a_glance_says_what_is_new_like_the_history_that_it_was_taken_from() -> None:
    trial = Unfinished("review", "Fan", "9OLD1", START.date(), Kind.LAB)
    looked = (LookBack(START, Outcome.KEEP), LookBack(START))
    taken = Glance(History(looked_back=looked, lapsed=(trial,), terms_begun=(START,)))

    assert read(told(taken)) == taken
    assert shortened(taken.history) == taken.history


def test_an_assembly_left_open_by_a_crash_is_taken_up_without_a_look_through_all(
    folder: Path, opened: Callable[[], ShelfDesk]
) -> None:
    shelf = Shelf.open(folder)
    file = hold(shelf, START + timedelta(days=900), closed=False)
    shelf.close()

    desk = opened()

    assert not desk.settled
    journal = desk.unclosed()
    assert journal is not None
    assert journal.assembly.id in file


def test_an_older_one_that_was_left_open_is_found_too(folder: Path, opened: Callable[[], ShelfDesk]) -> None:
    shelf = Shelf.open(folder)
    file = hold(shelf, START - timedelta(days=900), closed=False)
    shelf.close()

    journal = opened().unclosed()

    assert journal is not None
    assert journal.assembly.id in file


def test_what_changed_meanwhile_is_noticed_by_the_look(folder: Path, opened: Callable[[], ShelfDesk]) -> None:
    books = sorted((folder / "assemblies").glob("*.json"))
    books[3].unlink()
    books[5].write_text("{")
    desk = opened()
    assert len(desk.history().decided) == 2 * BOOKS

    troubles = desk.settle(silent)

    assert len(desk.history().decided) == 2 * BOOKS - 4
    assert [books[place].name in said for place, said in zip((5, 3), troubles, strict=True)] == [True] * 2


def test_a_new_assembly_begins_from_the_books_and_not_from_a_glance(
    folder: Path, opened: Callable[[], ShelfDesk]
) -> None:
    sorted((folder / "assemblies").glob("*.json"))[-1].unlink()
    desk = opened()

    desk.begin("Weekly", 90)

    assert desk.settled
    newest = sorted((folder / "assemblies").glob("*.json"))[-2]
    lines = json.loads(newest.read_text())["events"]
    journal = desk.unclosed()
    assert journal is not None
    assert journal.entries[0].event.previous_seal == lines[max(lines, key=int)]["hash"]  # type: ignore[union-attr]


@pytest.mark.parametrize("damage", ["gone", "no catalogue"])
def test_without_a_catalogue_everything_is_read_again(
    folder: Path, opened: Callable[[], ShelfDesk], damage: str
) -> None:
    if damage == "gone":
        (folder / CATALOGUE).unlink()
    else:
        (folder / CATALOGUE).write_bytes(damage.encode() * 500)

    desk = opened()

    assert len(desk.history().decided) == 2 * BOOKS


def test_a_redacted_text_is_not_kept_in_what_was_folded(folder: Path) -> None:
    from store.redaction import redact  # noqa: PLC0415

    shelf = Shelf.open(folder)
    pen = shelf.new_assembly(opening(shelf.new_id()), START + timedelta(days=950))
    pen.append([Entry(2, START, NoteTaken(Said("zwieback")))])
    shelf.close()
    ShelfDesk(folder).close()

    redact(pen.path, 2, "text")

    assert b"zwieback" not in (folder / CATALOGUE).read_bytes()
