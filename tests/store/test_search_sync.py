"""The index follows the books, new, changed or missing; whatever breaks is told and made anew."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assembly.reviewing import Afterwards, Learning, LearningKind, Standing
from assembly.said import Said
from assembly.search import Query
from shopmoot.demo import write_shelf
from store.layout import CATALOGUE, VEIL
from store.people import Person
from store.redaction import redact, redactables
from store.search_sync import AT_ONCE, Indexer, in_memory
from store.shelf import Shelf
from store.storage import PRIVATE

TODAY = date(2026, 11, 21)
ANNA = Person("M001", "Anna", TODAY)
OTHERS: Sequence[Person] = (ANNA,)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    write_shelf(tmp_path / "shelf", datetime(2026, 11, 21, 14, 0, tzinfo=UTC))
    return tmp_path / "shelf"


@pytest.fixture
def indexer(shelf: Path) -> Iterator[Indexer]:
    made = Indexer(shelf, lambda: OTHERS, read_only=False)
    yield made
    made.close()


def silent(_done: int, _of: int) -> None:
    pass


def ids(indexer: Indexer, words: str = "") -> list[str]:
    return [row.id for row in indexer.index().find(Query(words), 99, None, TODAY, indexer.veil).rows]


def books(shelf: Path) -> list[Path]:
    return sorted((shelf / "assemblies").glob("*.json"))


def test_everything_on_the_shelf_is_found_and_the_second_look_reads_nothing(
    shelf: Path, indexer: Indexer
) -> None:
    told: list[tuple[int, int]] = []

    assert indexer.catch_up(lambda *far: told.append(far), "", {}).changed
    assert (told[0], told[-1]) == ((0, len(books(shelf))), (len(books(shelf)),) * 2)
    assert ids(indexer) == ["M1C5V", "X9D2H", "7K3FQ"]
    assert ids(indexer, "7k3fq") == ["7K3FQ"]

    told.clear()
    assert not indexer.catch_up(lambda *far: told.append(far), "", {}).changed
    assert told == []


def test_the_newest_books_are_read_first_and_are_found_while_the_others_are_read(
    shelf: Path, indexer: Indexer
) -> None:
    newest = books(shelf)[-1]
    for number in range(AT_ONCE + 1):
        shutil.copy(books(shelf)[0], shelf / "assemblies" / f"2019-01-01-{number:05}.json")
    seen: list[list[str]] = []

    indexer.catch_up(lambda _done, _of: seen.append(ids(indexer)), "", {})

    assert seen[0] == []
    assert newest.stem.startswith("2026")
    assert seen[1][:3] == ["M1C5V", "X9D2H", "7K3FQ"]


def test_a_book_that_was_taken_away_is_found_no_more(shelf: Path, indexer: Indexer) -> None:
    indexer.catch_up(silent, "", {})
    next(path for path in books(shelf) if "7K3FQ" in path.read_text()).unlink()

    assert indexer.catch_up(silent, "", {}).changed

    assert "7K3FQ" not in ids(indexer)


def test_what_two_files_hold_is_found_once(shelf: Path, indexer: Indexer) -> None:
    indexer.catch_up(silent, "", {})
    held = next(path for path in books(shelf) if "7K3FQ" in path.read_text())
    for place, name in enumerate(("2026-08-01 copy.json", "zzz.json")):
        held.with_name(name).write_bytes(held.read_bytes())
        indexer.catch_up(silent, "", {}, {f"assemblies/{name}"} if place else ())

        assert sorted(ids(indexer)) == ["7K3FQ", "M1C5V", "X9D2H"]


def test_without_the_folder_nothing_is_forgotten_and_everything_is_still_found(
    shelf: Path, indexer: Indexer
) -> None:
    indexer.catch_up(silent, "", {})
    (shelf / "assemblies").rename(shelf / "elsewhere")

    caught = indexer.catch_up(silent, "", {})

    assert caught.folder_gone
    assert len(ids(indexer)) == 3
    (shelf / "elsewhere").rename(shelf / "assemblies")
    assert not indexer.catch_up(silent, "", {}).folder_gone


def test_without_the_whole_shelf_what_was_read_is_still_found(shelf: Path, indexer: Indexer) -> None:
    indexer.catch_up(silent, "", {})
    shelf.rename(shelf.with_name("elsewhere"))

    assert indexer.catch_up(silent, "", {}).folder_gone
    assert len(ids(indexer)) == 3


@pytest.mark.parametrize("damage", ["gone", "no catalogue", "cut off", "in the middle"])
def test_a_damaged_index_is_made_anew(shelf: Path, indexer: Indexer, damage: str) -> None:
    indexer.catch_up(silent, "", {})
    indexer.close()
    path = shelf / CATALOGUE
    content = path.read_bytes()
    match damage:
        case "gone":
            path.unlink()
        case "no catalogue":
            path.write_bytes(b"no catalogue " * 1_000)
        case "cut off":
            path.write_bytes(content[: len(content) // 2])
        case _:
            middle = len(content) // 2
            path.write_bytes(content[:middle] + b"\xff" * 9_000 + content[middle + 9_000 :])

    indexer.catch_up(silent, "", {})

    assert ids(indexer) == ["M1C5V", "X9D2H", "7K3FQ"]


def test_a_catalogue_that_is_taken_away_while_it_is_open_is_made_anew(shelf: Path, indexer: Indexer) -> None:
    indexer.catch_up(silent, "", {})
    (shelf / CATALOGUE).unlink()

    indexer.catch_up(silent, "", {})

    assert (shelf / CATALOGUE).exists()
    assert len(ids(indexer)) == 3


def test_a_window_that_may_only_look_leaves_the_file_alone(shelf: Path, indexer: Indexer) -> None:
    looking = Indexer(shelf, lambda: OTHERS, read_only=True)
    before = (shelf / CATALOGUE).exists()
    looking.catch_up(silent, "", {})
    assert len(ids(looking)) == 3
    assert (shelf / CATALOGUE).exists() is before

    indexer.catch_up(silent, "", {})
    taken_over = in_memory(shelf / CATALOGUE)

    assert len(taken_over.stamps()) == len(books(shelf))


def test_without_a_list_of_people_nothing_is_written_that_may_hold_their_names(shelf: Path) -> None:
    (shelf / CATALOGUE).unlink(missing_ok=True)
    nameless = Indexer(shelf, tuple, read_only=False)
    nameless.catch_up(silent, "", {})

    assert len(ids(nameless)) == 3
    assert not (shelf / CATALOGUE).exists()


def test_a_name_that_comes_onto_the_roll_goes_out_of_the_index(shelf: Path) -> None:
    people: list[tuple[Person, ...]] = [(ANNA,)]
    indexer = Indexer(shelf, lambda: people[0], read_only=False)
    indexer.catch_up(silent, "", {})
    title = indexer.index().find(Query(), 1, None, TODAY, str).rows[0].title
    word = max(title.split(), key=len)
    assert ids(indexer, word)

    people[0] = (ANNA, Person("M002", word, TODAY))
    indexer.catch_up(silent, "", {})

    assert "M002" in indexer.index().find(Query(), 1, None, TODAY, str).rows[0].title
    assert indexer.index().find(Query(word), 9, None, TODAY, str).rows == ()
    assert ids(indexer, word), "whoever types the name is led to the label"
    assert word.encode() not in (shelf / CATALOGUE).read_bytes()


WOMBATS = Learning(
    "X9D2H", LearningKind.MISTAKE, Said("Anna counted wombats"), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
)
LATER = {"X9D2H": Afterwards(learnings=(WOMBATS,))}
ROLLS: tuple[tuple[tuple[Person, ...], int], ...] = (
    ((ANNA,), 3),
    ((ANNA, Person("M002", "Zacharias Quint", TODAY)), 0),
    ((ANNA, Person("M002", "Divider Quint", TODAY)), 1),
    ((Person("M001", "Anna", TODAY, label="Anna B."), Person("M002", "Divider Quint", TODAY)), 1),
    ((Person("M001", "Hanna", TODAY, label="Anna B."), Person("M002", "Nowherington Quint", TODAY)), 2),
    ((Person("M001", "Wombats", TODAY), Person("M002", "🌻", TODAY)), 3),
)
"""Rolls, one after the other, and how many books say something that is covered otherwise then."""


def test_after_each_change_of_the_roll_the_index_is_as_if_made_anew_and_few_books_were_read(
    shelf: Path, tmp_path: Path
) -> None:
    people: list[tuple[Person, ...]] = [()]
    indexer = Indexer(shelf, lambda: people[0], read_only=False)
    other = Path(shutil.copytree(shelf, tmp_path / "other"))
    for roll, touched in ROLLS:
        people[0] = roll
        read: list[int] = []
        indexer.catch_up(lambda _done, of, read=read: read.append(of), "", LATER)  # type: ignore[misc]
        (other / CATALOGUE).unlink(missing_ok=True)
        fresh = Indexer(other, lambda roll=roll: roll, read_only=False)  # type: ignore[misc]
        fresh.catch_up(silent, "", LATER)

        assert (read[-1] if read else 0) == touched
        assert content(shelf) == content(other)
        fresh.close()
    indexer.close()


def looked(indexer: Indexer) -> int:
    """How many books a look through the shelf reads."""
    read: list[int] = []
    indexer.catch_up(lambda _done, of: read.append(of), "", {})
    return read[-1] if read else 0


def test_digests_of_names_stand_in_a_private_file_and_not_in_the_index(shelf: Path, indexer: Indexer) -> None:
    indexer.catch_up(silent, "", {})
    indexer.close()

    kept = shelf / VEIL
    _salt, _signs, covered = json.loads(kept.read_text())
    index = (shelf / CATALOGUE).read_bytes()
    assert kept.stat().st_mode & 0o777 == PRIVATE
    assert {label[1:] for label in covered.values()} == {"M001"}
    assert not any(digest.encode() in index for digest in covered)


@pytest.mark.parametrize("lost", ["", "[]", '["salt", {}, "signs"]'])
def test_where_nobody_knows_which_names_were_left_out_every_book_is_read_again(
    shelf: Path, indexer: Indexer, lost: str
) -> None:
    indexer.catch_up(silent, "", {})
    indexer.close()
    if lost:
        (shelf / VEIL).write_text(lost)
    else:
        (shelf / VEIL).unlink()
    again = Indexer(shelf, lambda: (ANNA, Person("M002", "Zacharias Quint", TODAY)), read_only=False)

    assert looked(again) == len(books(shelf))
    again.close()


def test_a_window_that_may_only_read_keeps_nothing_of_the_names(shelf: Path) -> None:
    reading = Indexer(shelf, lambda: OTHERS, read_only=True)

    assert looked(reading) == len(books(shelf))
    reading.close()
    assert not (shelf / VEIL).exists()


def content(shelf: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(shelf / CATALOGUE)) as tables:
        rows = tables.execute(
            "SELECT decided.id, decided.title, who, words.title, texts, marks FROM decided "
            "JOIN words ON words.rowid = place ORDER BY id"
        ).fetchall()
        return [*rows, *tables.execute("SELECT what, text FROM tags ORDER BY what, text")]


def test_a_book_that_cannot_be_read_keeps_nothing_else_from_being_found(
    shelf: Path, indexer: Indexer
) -> None:
    (shelf / "assemblies" / "2026-11-20-ZZZZZ.json").write_text("{")

    indexer.catch_up(silent, "", {})

    assert len(ids(indexer)) == 3
    assert not indexer.catch_up(silent, "", {}).changed


def test_what_was_learned_and_reviewed_later_is_found_under_the_decision(
    shelf: Path, indexer: Indexer
) -> None:
    indexer.catch_up(silent, "", {})
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    learned = Learning("X9D2H", LearningKind.MISTAKE, Said("Anna counted wombats"), at)
    afterwards = {"X9D2H": Afterwards(learnings=(learned,), amended_by=("M1C5V",))}

    assert indexer.catch_up(silent, "", afterwards).changed
    assert ids(indexer, "wombat") == ["X9D2H"]
    found = indexer.index().find(Query(state=Standing.AMENDED), 9, None, TODAY, str)
    assert [row.id for row in found.rows] == ["X9D2H"]
    assert not indexer.catch_up(silent, "", afterwards).changed

    assert indexer.catch_up(silent, "", {}).changed
    assert ids(indexer, "wombat") == []
    assert b"womb" not in (shelf / CATALOGUE).read_bytes()


def test_the_cards_of_the_same_file_are_left_in_peace(shelf: Path, indexer: Indexer) -> None:
    opened = Shelf.open(shelf)
    number = len(opened.books())
    indexer.catch_up(silent, "", {})
    opened.close()
    indexer.close()

    again = Shelf.open(shelf, announce=lambda _n: pytest.fail("the cards are gone"))
    assert len(again.books()) == number
    again.close()


def test_a_redacted_objection_is_gone_from_the_index_at_once_and_the_rest_is_still_found(
    shelf: Path, indexer: Indexer
) -> None:
    book, text = next(
        (path, one)
        for path in books(shelf)
        for one in redactables(path)
        if one.event == "PositionTaken" and "counter" in str(one.text)
    )
    words = "nothing to sell"
    indexer.catch_up(silent, "", {})
    assert ids(indexer, words)
    before = ids(indexer)
    indexer.close()

    redact(book, text.n, text.field)

    assert words.encode() not in (shelf / CATALOGUE).read_bytes().lower()
    assert ids(indexer, words) == []
    indexer.catch_up(silent, "", {})
    assert (ids(indexer), ids(indexer, words)) == (before, [])
