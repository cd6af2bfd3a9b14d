"""Books that an older Shopmoot wrote still open, verify and go on."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assembly.acts.opening import FORMAT, Continued
from assembly.acts.sidelines import NoteTaken
from assembly.daybook import CircleNamed
from assembly.draw.throws import Correction, Moment
from assembly.journal import Entry, replaying
from assembly.said import Said
from store.book import read_book
from store.layout import assembly_books_in, daybooks_in
from store.pen import Pen
from store.problems import Unusable
from store.shelf import Shelf
from store.verification import verify_book, verify_shelf
from store.vocabulary import assembly_books, daybooks

KEPT = Path(__file__).parent / "kept"
LATER = datetime(2026, 11, 28, 15, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KEPT / "format-1", tmp_path / "shelf"))


def test_a_shelf_of_format_1_opens_whole_and_verifies(folder: Path) -> None:
    shelf = Shelf.open(folder)

    assert verify_shelf(folder) == ()
    assert shelf.problems == ()
    assert shelf.circle.name == "Paint shop"
    assert [(card.title, card.needs) for card in shelf.books()] == [
        ("A week later", None),
        ("Weekly assembly", None),
    ]
    shelf.close()


def test_an_open_book_of_format_1_has_the_seal_it_was_left_with(folder: Path) -> None:
    shelf = Shelf.open(folder)
    book = shelf.unclosed()

    assert book is not None
    assert book.format == 1
    draw = replaying(book.entries).assembly.draw
    assert draw is not None
    assert [(role.id, role.seats) for role in draw.roles] == [("facilitator", 1), ("notes", 2)]
    assert draw.witnessed
    shelf.close()


def test_the_draws_of_format_2_tell_what_was_corrected_and_called(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(KEPT / "format-2", tmp_path / "shelf"))
    assert verify_shelf(folder) == ()

    first, second, last = (
        draw
        for path in assembly_books_in(folder)
        for draw in replaying(read_book(path, assembly_books()).entries).assembly.draws.values()
    )
    assert (first.called, first.whole) == (4, False)
    assert second.corrections == (Correction(25, "5", "4", Moment.READ),)
    assert second.finished
    assert (last.readers, last.whole, last.throws[-1]) == (1, True, "5")


def test_what_goes_on_in_an_older_book_says_which_format_it_takes(folder: Path) -> None:
    path = assembly_books_in(folder)[-1]
    pen = Pen.resume(path, assembly_books())
    pen.append([Entry(pen.written + 1, LATER, Continued(FORMAT))])
    pen.append([Entry(pen.written + 1, LATER, NoteTaken(Said("it goes on")))])

    book = read_book(path, assembly_books())

    assert (book.format, book.needs) == (FORMAT, None)
    assert verify_book(path) is None


def test_a_book_that_a_newer_program_went_on_with_opens_read_only(folder: Path) -> None:
    path = assembly_books_in(folder)[-1]
    pen = Pen.resume(path, assembly_books())
    pen.append([Entry(pen.written + 1, LATER, Continued(FORMAT + 7))])

    with pytest.raises(Unusable) as refused:
        Pen.resume(path, assembly_books())

    assert refused.value.problem.code == "newer-format"
    assert refused.value.problem.needs == FORMAT + 7
    problem = verify_book(path)
    assert problem is not None
    assert problem.code == "newer-format"


def test_a_daybook_of_format_1_is_closed_before_anything_is_added(folder: Path) -> None:
    shelf = Shelf.open(folder)
    shelf.write_daybook(CircleNamed("Press shop", "en"), LATER)
    shelf.write_daybook(CircleNamed("Paint shop", "de"), LATER)

    months = [read_book(path, daybooks()) for path in daybooks_in(folder)]

    assert [(book.path.stem, book.format, book.closed) for book in months] == [
        ("2026-10", 1, True),
        ("2026-11", 1, True),
        ("2026-12", FORMAT, False),
    ]
    assert len(months[-1].entries) == 3
    assert shelf.circle.language == "de"
    assert verify_shelf(folder) == ()
    shelf.close()
