"""The desk finds decisions on a real shelf, also what was decided a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assembly.search import Query
from shopmoot.demo import write_shelf
from shopmoot.desk import ShelfDesk
from store.layout import CATALOGUE
from tests.shopmoot.shelved import NAMES, room, shelve


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[[], ShelfDesk]]:
    write_shelf(tmp_path / "demo", datetime(2026, 11, 21, 14, 0, tzinfo=UTC))
    opened: list[ShelfDesk] = []

    def again() -> ShelfDesk:
        opened.append(ShelfDesk(tmp_path / "demo"))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def silent(_done: int, _number: int) -> None:
    pass


def test_everything_is_found_after_the_books_were_read(desk: Callable[[], ShelfDesk]) -> None:
    bakery = desk()
    assert bakery.find(Query(), 10).rows == ()

    assert bakery.catch_up(silent) == []

    assert [row.id for row in bakery.find(Query(), 10).rows] == ["M1C5V", "X9D2H", "7K3FQ"]
    assert [row.id for row in bakery.find(Query("dough divider"), 10).rows] == ["7K3FQ"]
    assert bakery.known().whos


def test_one_decision_is_read_and_an_unknown_one_is_none(desk: Callable[[], ShelfDesk]) -> None:
    bakery = desk()
    read = bakery.decision("7K3FQ")

    assert read is not None
    assert "dough divider" in read.title
    assert (bakery.decision("ZZZZZ"), bakery.stories("ZZZZZ")) == (None, ())


@pytest.mark.parametrize("closed", [True, False])
def test_the_stories_that_led_to_a_decision_are_kept_with_it(tmp_path: Path, *, closed: bool) -> None:
    told = room(closed=closed)
    shelve(tmp_path, told)
    desk = ShelfDesk(tmp_path)
    desk.unclosed()
    (decision,) = desk.decisions(None)

    assert [story.number for story in desk.stories(decision.id)] == [1]
    desk.close()


def test_what_is_decided_under_way_is_found_at_once_and_after_a_restart(tmp_path: Path) -> None:
    shelve(tmp_path, room(closed=False))
    under_way = ShelfDesk(tmp_path)
    assert under_way.unclosed() is not None
    under_way.catch_up(silent)
    found = under_way.find(Query("keys"), 9).rows
    under_way.close()

    again = ShelfDesk(tmp_path)
    again.catch_up(silent)

    assert [row.id for row in found] == [row.id for row in again.find(Query("keys"), 9).rows]
    assert len(found) == 1
    again.close()


def test_no_name_enters_the_index_and_whoever_types_one_is_led_to_its_label(tmp_path: Path) -> None:
    shelve(tmp_path, room())
    desk = ShelfDesk(tmp_path)
    desk.catch_up(silent)

    (row,) = desk.find(Query("Ana Kovač"), 9).rows
    assert row.title == "M001 gets the keys"
    assert [desk.find(Query(name), 9).rows != () for name in NAMES[:3:2]] == [True, True]
    desk.close()


def test_a_book_that_was_taken_away_is_said_in_a_sentence(
    tmp_path: Path, desk: Callable[[], ShelfDesk]
) -> None:
    bakery = desk()
    bakery.catch_up(silent)
    book = sorted((tmp_path / "demo" / "assemblies").glob("*.json"))[0]
    book.unlink()

    (said,) = bakery.catch_up(silent)

    assert said.startswith(book.name)
    assert "taken away" in said


def test_a_catalogue_that_breaks_while_it_is_open_breaks_nothing(
    tmp_path: Path, desk: Callable[[], ShelfDesk]
) -> None:
    bakery = desk()
    bakery.catch_up(silent)
    (tmp_path / "demo" / CATALOGUE).write_bytes(b"broken" * 5000)

    bakery.find(Query(), 10)
    bakery.catch_up(silent)

    assert len(bakery.find(Query(), 10).rows) == 3


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"broken" * 5000)])
def test_what_is_found_says_whether_the_books_were_read_since_the_catalogue_was_lost(
    tmp_path: Path, desk: Callable[[], ShelfDesk], damage: Callable[[Path], object]
) -> None:
    bakery = desk()
    bakery.catch_up(silent)
    assert bakery.find(Query(), 10).whole

    damage(tmp_path / "demo" / CATALOGUE)

    assert not bakery.find(Query(), 10).whole
    bakery.catch_up(silent)
    assert bakery.find(Query(), 10).whole


def test_of_a_folder_that_was_taken_away_nobody_says_that_the_books_are_well(tmp_path: Path) -> None:
    shelve(tmp_path / "shelf", room(closed=False))
    desk = ShelfDesk(tmp_path / "shelf")
    desk.unclosed()
    desk.catch_up(silent)
    (tmp_path / "shelf").rename(tmp_path / "pulled")

    (said,) = desk.catch_up(silent)

    (tmp_path / "pulled").rename(tmp_path / "shelf")
    desk.close()
    assert "the folder of the shelf is gone" in said
