from __future__ import annotations

import json
import re
import sqlite3
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assembly.acts.closing import Closed
from assembly.acts.floor import FacilitationHanded
from assembly.acts.opening import FORMAT
from assembly.acts.proposing import Proposed
from assembly.acts.sidelines import NoteTaken
from assembly.circle import Kind
from assembly.daybook import CircleNamed, ProtocolsAdopted
from assembly.journal import Entry
from assembly.proposals import Draft
from assembly.said import Said
from store.lock import Lock, ShelfHeld, holder_of
from store.people import NewPerson
from store.problems import Unusable
from store.redaction import redact
from store.shelf import Shelf
from store.verification import verify_shelf
from tests.store.events import EVENING, entry, opened

MONTH = timedelta(days=31)
DAMAGES = {"other table": "ALTER TABLE books RENAME TO boots", "other cards": "UPDATE books SET card = '{}'"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def hold_assembly(shelf: Shelf, at: datetime = EVENING, *, closed: bool = True, words: str = "a note") -> str:
    """An assembly that M002 facilitates; its id."""
    id = shelf.new_id()
    pen = shelf.new_assembly(opened(id, shelf.previous_seal()), at)
    pen.append([entry(2, FacilitationHanded("M002"), at), entry(3, NoteTaken(Said(words)), at)])
    pen.append([entry(4, Closed(), at)] if closed else [])
    return id


def codes(shelf: Shelf) -> list[tuple[str, str]]:
    return [(problem.code, problem.path.name) for problem in shelf.problems]


def test_an_empty_shelf_is_made_and_has_nothing_to_say(folder: Path) -> None:
    shelf = Shelf.open(folder)

    assert sorted(path.name for path in folder.iterdir()) == ["assemblies", "daybook", "lock"]
    assert (shelf.problems, shelf.books(), shelf.unclosed(), shelf.previous_seal()) == ((), (), None, "")
    assert shelf.roll.people == ()
    assert shelf.circle.name == ""
    assert shelf.last_alive is None
    shelf.close()


def test_books_are_listed_newest_first_with_names_that_sort(folder: Path) -> None:
    shelf = Shelf.open(folder)
    ids = [hold_assembly(shelf, EVENING + MONTH * n) for n in range(3)]

    assert [card.assembly for card in shelf.books()] == ids[::-1]
    assert [card.title for card in shelf.books()] == ["November"] * 3
    assert (folder / "assemblies" / f"2026-11-21-{ids[0]}.json").is_file()
    assert shelf.unclosed() is None
    shelf.close()


def test_an_assembly_that_was_not_closed_is_resumed(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf)
    id = hold_assembly(shelf, EVENING + MONTH, closed=False)
    shelf.close()
    again = Shelf.open(folder)
    book = again.unclosed()
    assert book is not None
    again.resume(book).append([entry(4, Closed(), EVENING + MONTH)])

    assert book.path.stem.endswith(id)
    assert again.unclosed() is None
    assert verify_shelf(folder) == ()
    again.close()


def test_each_book_names_the_seal_of_the_one_before(folder: Path) -> None:
    shelf = Shelf.open(folder)
    shelf.write_daybook(CircleNamed("Bakery", "en"), EVENING)
    hold_assembly(shelf)
    shelf.write_daybook(CircleNamed("Bakers", "de"), EVENING + MONTH)
    hold_assembly(shelf, EVENING + MONTH)

    assert verify_shelf(folder) == ()
    assert shelf.circle.name == "Bakers"
    shelf.close()


def test_a_book_that_was_taken_away_is_missed(folder: Path) -> None:
    shelf = Shelf.open(folder)
    for n in range(2):
        shelf.write_daybook(CircleNamed("Bakery", "en"), EVENING + MONTH * n)
        hold_assembly(shelf, EVENING + MONTH * n)
    follower = Path(shelf.books()[0].file).name
    shelf.close()
    next((folder / "assemblies").glob("2026-11-*")).unlink()
    (folder / "daybook" / "2026-11.json").unlink()

    missed = [(one.code, one.path.name, one.n) for one in verify_shelf(folder)]

    assert missed == [("seal-unknown", follower, 1), ("seal-unknown", "2026-12.json", 1)]


def test_a_new_month_closes_the_one_before(folder: Path) -> None:
    shelf = Shelf.open(folder)
    protocols = shelf.circle.protocols[:2]
    shelf.write_daybook(CircleNamed("Bakery", "en"), EVENING)
    shelf.write_daybook(ProtocolsAdopted(protocols), EVENING)
    first = (folder / "daybook" / "2026-11.json").read_bytes()
    shelf.write_daybook(CircleNamed("Bakers", "en"), EVENING + MONTH)
    shelf.close()
    again = Shelf.open(folder)

    assert sorted(path.name for path in (folder / "daybook").iterdir()) == ["2026-11.json", "2026-12.json"]
    assert len(json.loads(first)["events"]) == 3
    assert (again.circle.name, again.circle.protocols) == ("Bakers", protocols)
    assert verify_shelf(folder) == ()
    again.close()


def test_a_clock_that_was_set_back_keeps_the_open_month(folder: Path) -> None:
    shelf = Shelf.open(folder)
    shelf.write_daybook(CircleNamed("Bakery", "en"), EVENING + MONTH)
    shelf.write_daybook(CircleNamed("Bakers", "en"), EVENING)

    assert [path.name for path in (folder / "daybook").iterdir()] == ["2026-12.json"]
    assert shelf.circle.name == "Bakers"
    shelf.close()


def test_the_history_is_that_of_all_books(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf)
    hold_assembly(shelf, EVENING + MONTH)

    served = shelf.history().served

    assert [(one.role, one.member, one.times, one.last) for one in served] == [
        ("facilitator", "M002", 2, (EVENING + MONTH).date())
    ]
    shelf.close()


@pytest.mark.parametrize("damage", ["missing", "garbage", "empty", "other table", "other cards"])
def test_the_catalogue_is_never_needed(folder: Path, damage: str) -> None:
    shelf = Shelf.open(folder)
    ids = [hold_assembly(shelf, EVENING + MONTH * n) for n in range(2)]
    told = (shelf.books(), shelf.history())
    shelf.close()
    path = folder / "catalogue.sqlite"
    if damage == "missing":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"not a database" * 1000)
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        with sqlite3.connect(path) as books:
            books.execute(DAMAGES[damage])
        books.close()
    again = Shelf.open(folder)

    assert (again.books(), again.history()) == told
    assert again.problems == ()
    assert [card.assembly for card in again.books()] == ids[::-1]
    again.close()
    with sqlite3.connect(path) as books:
        assert books.execute("SELECT count(*) FROM books").fetchone() == (2,)
    books.close()


def test_a_book_that_changed_is_read_again(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf, closed=False)
    before = shelf.books()[0].events
    book = shelf.unclosed()
    assert book is not None
    shelf.resume(book).append([entry(4, NoteTaken(Said("more")))])

    assert (before, shelf.books()[0].events) == (3, 4)
    shelf.close()


def test_a_forgotten_text_is_gone_from_everywhere_on_the_shelf(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf, words="Anna weinte")
    shelf.history()
    path = folder / shelf.books()[0].file
    with pytest.raises(ShelfHeld):
        redact(path, 3, "text")
    shelf.close()
    redact(path, 3, "text")

    assert not [file for file in folder.rglob("*") if file.is_file() and b"Anna weinte" in file.read_bytes()]
    assert verify_shelf(folder) == ()
    again = Shelf.open(folder)
    assert again.read(again.books()[0]).entries[2].event == NoteTaken(Said(None))
    again.close()


def test_what_cannot_be_read_is_reported_and_the_rest_opens(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf)
    broken = folder / "assemblies" / f"2026-12-01-{hold_assembly(shelf)}.json"
    broken.write_bytes(b"{")
    (folder / "daybook" / "2026-11.json").write_bytes(b"[]")
    shelf.close()
    again = Shelf.open(folder)

    assert len(again.books()) == 2
    assert set(codes(again)) == {("unparsable", broken.name), ("unparsable", "2026-11.json")}
    assert broken.read_bytes() == b"{"
    assert not again.read_only
    again.close()


def test_a_newer_book_is_listed_and_never_resumed(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf, closed=False)
    path = folder / shelf.books()[0].file
    ours, newer = (f'{{"format": {number}'.encode() for number in (FORMAT, FORMAT + 1))
    path.write_bytes(path.read_bytes().replace(ours, newer))

    assert shelf.unclosed() is None
    assert [(one.code, one.needs) for one in shelf.problems] == [("newer-format", FORMAT + 1)]
    shelf.close()


def test_a_book_whose_chain_broke_is_resumed_and_reported(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf, closed=False, words="a note")
    path = folder / shelf.books()[0].file
    path.write_bytes(path.read_bytes().replace(b"a note", b"a lie."))

    assert shelf.unclosed() is not None
    assert [(one.code, one.n) for one in shelf.problems] == [("words-changed", 3)]
    shelf.close()


def test_a_book_that_does_not_add_up_is_reported(folder: Path) -> None:
    shelf = Shelf.open(folder)
    pen = shelf.new_assembly(opened(), EVENING)
    pen.append([entry(2, Proposed("AAAAA", Kind.LAB, Draft("Bread"))), entry(3, Closed())])
    path = pen.path
    path.write_bytes(re.sub(rb'"type": "Proposed"', b'"type": "Chosen"', path.read_bytes()))

    assert [code for code, _ in codes(shelf)] == ["event-unknown"]
    shelf.close()


def test_damaged_people_are_set_aside_and_their_ids_stay_theirs(folder: Path) -> None:
    shelf = Shelf.open(folder)
    shelf.save_people(shelf.roll.joined_by([NewPerson("Anna"), NewPerson("Ben")], EVENING.date()))
    hold_assembly(shelf)
    shelf.close()
    (folder / "people.json").write_text("{damaged", encoding="utf-8")
    again = Shelf.open(folder)
    problem = again.problems[0]
    again.save_people(again.roll.joined_by([NewPerson("Cem")], EVENING.date()))

    assert problem.code == "people-damaged"
    assert problem.aside is not None
    assert problem.aside.read_text(encoding="utf-8") == "{damaged"
    assert [one.id for one in again.roll.people] == ["M004"]
    again.close()


def test_people_are_saved_and_loaded(folder: Path) -> None:
    shelf = Shelf.open(folder)
    shelf.save_people(shelf.roll.joined_by([NewPerson("Anna")], EVENING.date()))
    shelf.close()

    assert Shelf.open(folder, read_only=True).roll["M001"].name == "Anna"


def test_new_ids_can_be_read_aloud_and_are_never_given_twice(folder: Path) -> None:
    shelf = Shelf.open(folder)
    ids = [shelf.new_id() for _ in range(500)]

    assert len(set(ids)) == 500
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{5}", id) for id in ids)
    shelf.close()


def test_a_read_only_shelf_changes_nothing(folder: Path) -> None:
    first = Shelf.open(folder)
    hold_assembly(first, closed=False)
    book = first.unclosed()
    first.books()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    second = Shelf.open(folder)
    assert book is not None

    assert second.holder is not None
    assert second.books() == first.books()
    for write in (
        lambda: second.new_assembly(opened(), EVENING),
        lambda: second.resume(book),
        lambda: second.write_daybook(CircleNamed("x", "en"), EVENING),
        lambda: second.save_people(second.roll),
    ):
        with pytest.raises(Unusable) as refused:
            write()
        assert refused.value.problem.code == "shelf-read-only"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    first.close()


def test_a_shelf_that_was_closed_can_be_taken(folder: Path) -> None:
    Shelf.open(folder).close()
    again = Shelf.open(folder)

    assert not again.read_only
    assert again.last_alive is not None
    again.close()


def test_where_no_folder_can_be_made_the_shelf_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    shelf = Shelf.open(tmp_path / "file" / "shelf")

    assert shelf.read_only
    assert [problem.code for problem in shelf.problems] == ["folder-gone"]


def test_looking_at_a_shelf_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    shelf = Shelf.open(tmp_path / "nowhere", read_only=True)

    assert shelf.books() == ()
    assert not (tmp_path / "nowhere").exists()


def test_what_a_crash_left_behind_is_swept_away(folder: Path) -> None:
    Shelf.open(folder).close()
    leftover = folder / "assemblies" / ".2026-11-21-7K3FQ.json.part"
    leftover.write_bytes(b"{")
    Shelf.open(folder).close()

    assert not leftover.exists()


def test_a_shelter_is_a_shelf_on_which_the_assembly_goes_on(folder: Path, tmp_path: Path) -> None:
    shelf = Shelf.open(folder)
    shelf.save_people(shelf.roll.joined_by([NewPerson("Anna")], EVENING.date()))
    shelf.write_daybook(CircleNamed("Bakery", "en"), EVENING)
    pen = shelf.new_assembly(opened(), EVENING)
    pen.move_to(shelf.shelter(tmp_path / "stick"))
    pen.append([entry(2, NoteTaken(Said("on the stick")))])
    shelf.close()
    stick = Shelf.open(tmp_path / "stick")
    book = stick.unclosed()

    assert book is not None
    assert [type(one.event).__name__ for one in book.entries] == ["Opened", "NoteTaken"]
    assert (stick.circle.name, stick.roll["M001"].name) == ("Bakery", "Anna")
    stick.close()


def test_the_lock_shows_a_sign_of_life_every_second(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path / "lock")
    first = holder_of(tmp_path / "lock").alive
    time.sleep(1.3)

    assert holder_of(tmp_path / "lock").alive > first
    assert (tmp_path / "lock").exists()
    lock.release()
    lock.release()
    assert (tmp_path / "lock").exists()


def test_a_lock_file_that_says_nothing_is_still_a_lock(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path / "lock")
    (tmp_path / "lock").write_bytes(b"")

    with pytest.raises(ShelfHeld) as held:
        Lock.take(tmp_path / "lock")

    assert (held.value.holder.host, held.value.holder.pid) == ("", None)
    lock.release()


def test_an_entry_is_what_comes_back(folder: Path) -> None:
    shelf = Shelf.open(folder)
    hold_assembly(shelf)

    assert all(isinstance(one, Entry) for one in shelf.read(shelf.books()[0]).entries)
    shelf.close()
