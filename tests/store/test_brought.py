"""Years from before come along in a book of their own, are verified like others, and can be taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.brought import HistoryBrought
from assembly.holdings import Holding
from store import catalogue
from store.bringing import bring, take_back
from store.chain import START, link, unlink
from store.layout import brought_books_in, shelf_of
from store.problems import Unusable
from store.shelf import Shelf
from store.verification import verify_shelf
from store.vocabulary import BroughtEntry, brought_books
from tests.store.events import EVENING, moments, records_of
from tests.store.test_codec import as_kept

HELD = Holding("notes", "M001", date(2025, 3, 1), until=date(2025, 3, 2), source="8Q2ZV")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf.open(tmp_path / "shelf")


def times_served(shelf: Shelf) -> list[tuple[str, str, int]]:
    return [(one.role, one.member, one.times) for one in shelf.history().served]


def test_what_is_brought_counts_and_verifies_also_after_a_restart(shelf: Shelf) -> None:
    bring(shelf, "8Q2ZV", HistoryBrought((HELD,)), EVENING)
    shelf.close()

    again = Shelf.open(shelf.folder)

    assert again.problems == ()
    assert times_served(again) == [("notes", "M001", 1)]
    assert verify_shelf(shelf.folder) == ()
    (path,) = brought_books_in(shelf.folder)
    assert path.name == f"{EVENING:%Y-%m-%d}-8Q2ZV.json"
    assert shelf_of(path) == shelf.folder.absolute()
    again.close()


def test_what_was_taken_back_counts_no_more_and_its_book_stays(shelf: Shelf) -> None:
    bring(shelf, "8Q2ZV", HistoryBrought((HELD,)), EVENING)

    take_back(shelf, "8Q2ZV", EVENING + timedelta(days=1))

    assert times_served(shelf) == []
    assert verify_shelf(shelf.folder) == ()
    with pytest.raises(Unusable) as refused:
        take_back(shelf, "8Q2ZV", EVENING)
    assert refused.value.problem.code == "already-back"
    shelf.close()


def test_what_was_never_brought_cannot_be_taken_back(shelf: Shelf) -> None:
    with pytest.raises(Unusable) as refused:
        take_back(shelf, "8Q2ZV", EVENING)

    assert refused.value.problem.code == "not-brought"
    shelf.close()


def test_a_changed_year_is_found(shelf: Shelf) -> None:
    bring(shelf, "8Q2ZV", HistoryBrought((HELD,)), EVENING)
    (path,) = brought_books_in(shelf.folder)
    path.write_bytes(path.read_bytes().replace(b"M001", b"M002"))

    assert [(problem.code, problem.n) for problem in verify_shelf(shelf.folder)] == [("event-changed", 2)]
    shelf.close()


def test_a_copy_of_what_was_brought_is_named_and_counts_once(shelf: Shelf) -> None:
    bring(shelf, "8Q2ZV", HistoryBrought((HELD,)), EVENING)
    (path,) = brought_books_in(shelf.folder)
    copy = path.with_name("2026-12-24-AAAAA.json")
    copy.write_bytes(path.read_bytes())

    assert times_served(shelf) == [("notes", "M001", 1)]
    assert [(one.code, one.path) for one in verify_shelf(shelf.folder)] == [("book-twice", copy)]
    take_back(shelf, "8Q2ZV", EVENING)
    assert times_served(shelf) == []
    shelf.close()


def test_what_was_brought_again_while_its_book_was_damaged_counts_once(shelf: Shelf) -> None:
    bring(shelf, "8Q2ZV", HistoryBrought((HELD,)), EVENING)
    (path,) = brought_books_in(shelf.folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    assert times_served(shelf) == []

    bring(shelf, "9R3AW", HistoryBrought((HELD,)), EVENING)
    path.write_bytes(whole)

    assert times_served(shelf) == [("notes", "M001", 1)]
    shelf.close()


def test_a_window_that_only_looks_brings_and_takes_nothing(shelf: Shelf) -> None:
    looking = Shelf.open(shelf.folder, read_only=True)

    for act in (
        partial(bring, looking, "8Q2ZV", HistoryBrought((HELD,)), EVENING),
        partial(take_back, looking, "8Q2ZV", EVENING),
    ):
        with pytest.raises(Unusable) as refused:
            act()
        assert refused.value.problem.code == "shelf-read-only"
    assert brought_books_in(shelf.folder) == ()
    shelf.close()


def test_cards_of_an_older_version_are_made_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(shelf, "8Q2ZV", HistoryBrought((HELD,)), EVENING)
    assert shelf.brought()
    shelf.close()
    monkeypatch.setattr(catalogue, "VERSION", catalogue.VERSION + 1)

    assert catalogue.Catalogue(shelf.folder / "catalogue.sqlite", read_only=True).load() == {}
    again = Shelf.open(shelf.folder)
    assert times_served(again) == [("notes", "M001", 1)]
    again.close()


@pytest.mark.parametrize("kind", brought_books().events.values(), ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data(), at=moments)
def test_every_event_of_things_brought_comes_back(kind: type, data: st.DataObject, at: datetime) -> None:
    event = data.draw(records_of(kind))

    entry = BroughtEntry(2, at, event)
    assert unlink(link(entry, START), brought_books()).event == as_kept(event)
