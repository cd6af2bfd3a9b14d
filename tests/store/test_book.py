from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assembly.acts.sidelines import NoteTaken
from assembly.acts.turns import StoryTold
from assembly.journal import Entry
from assembly.said import Said
from store.book import read_book
from store.pen import Pen
from store.problems import Unusable
from store.redaction import redact, redactables
from store.storage import AtomicStorage, part_of, replace_file
from store.verification import verify_book
from store.vocabulary import assembly_books
from tests.store.events import entry, evening

BOOKS = Path(__file__).parent / "books"


def written(path: Path, entries: tuple[Entry, ...]) -> Path:
    pen = Pen.begin(path, assembly_books(), entries[0])
    pen.append(entries[1:])
    return path


def problem_of(refused: pytest.ExceptionInfo[Unusable]) -> tuple[str, int | None]:
    return refused.value.problem.code, refused.value.problem.n


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path / "book.json", evening())


@pytest.fixture
def running(tmp_path: Path) -> Path:
    return written(tmp_path / "running.json", evening(closed=False))


def test_a_book_comes_back_as_it_was_written(book: Path) -> None:
    held = read_book(book, assembly_books())

    assert held.entries == evening()
    assert held.closed
    assert held.seal == held.tip
    assert verify_book(book) is None


def test_a_book_is_plain_json_with_an_event_on_each_line(book: Path) -> None:
    rows = book.read_text(encoding="utf-8").splitlines()

    assert len(json.loads(book.read_bytes())["events"]) == len(evening())
    assert sum('"NoteTaken"' in row for row in rows) == 2
    assert "🥖" in rows[3]


def test_the_words_stand_outside_what_is_hashed(book: Path) -> None:
    story = json.loads(book.read_bytes())["events"]["2"]

    assert "Anna" not in json.dumps({name: part for name, part in story.items() if name != "said"})
    assert story["said"]["grievance"]["text"] == "Anna kommt jeden Tag zu spät"


def test_the_same_words_have_another_digest_each_time(tmp_path: Path) -> None:
    same = (*evening(0, closed=False), entry(3, NoteTaken(Said("yes"))), entry(4, NoteTaken(Said("yes"))))
    events = json.loads(written(tmp_path / "book.json", same).read_bytes())["events"]

    assert events["3"]["fields"]["text"] != events["4"]["fields"]["text"]


def test_a_closed_book_takes_nothing_more(book: Path) -> None:
    with pytest.raises(Unusable) as refused:
        Pen.resume(book, assembly_books())

    assert problem_of(refused) == ("book-closed", None)


def test_the_pen_that_closed_a_book_adds_nothing_either(tmp_path: Path) -> None:
    pen = Pen.begin(tmp_path / "book.json", assembly_books(), evening()[0])
    pen.append(evening()[1:])
    before = pen.path.read_bytes()

    with pytest.raises(Unusable) as refused:
        pen.append([entry(6, NoteTaken(Said("more")))])

    assert problem_of(refused) == ("book-closed", 6)
    assert pen.closed
    assert pen.path.read_bytes() == before


def test_a_resumed_book_goes_on_where_it_was(running: Path) -> None:
    pen = Pen.resume(running, assembly_books())
    pen.append([entry(pen.written + 1, NoteTaken(Said("after the break")))])

    assert len(read_book(running, assembly_books()).entries) == 5
    assert verify_book(running) is None


def test_an_event_out_of_order_is_refused(running: Path) -> None:
    with pytest.raises(Unusable) as refused:
        Pen.resume(running, assembly_books()).append([entry(9, NoteTaken(Said("gap")))])

    assert problem_of(refused) == ("out-of-order", 9)


def test_a_new_book_never_takes_the_place_of_another(book: Path) -> None:
    with pytest.raises(FileExistsError):
        Pen.begin(book, assembly_books(), evening()[0])


def test_a_book_that_vanished_is_written_anew_from_memory(running: Path) -> None:
    pen = Pen.resume(running, assembly_books())
    running.unlink()
    pen.append([entry(5, NoteTaken(Said("still here")))])

    assert len(read_book(running, assembly_books()).entries) == 5
    assert verify_book(running) is None


def test_a_book_that_another_hand_changed_is_left_alone(running: Path) -> None:
    pen = Pen.resume(running, assembly_books())
    running.write_bytes(running.read_bytes().replace(b"note 1", b"nota 1"))
    changed = running.read_bytes()

    with pytest.raises(Unusable) as refused:
        pen.append([entry(5, NoteTaken(Said("more")))])

    assert problem_of(refused) == ("book-changed", None)
    assert running.read_bytes() == changed


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"events": {"1": {"n"', id="cut"),
        pytest.param(b"[]", id="list"),
        pytest.param(b"null", id="null"),
        pytest.param(b'{"events": []}', id="no table"),
        pytest.param(b'{"events": {}}', id="no event"),
        pytest.param(b'{"events": {"x": {}}}', id="no number"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[" * 100_000, id="too deep"),
    ],
)
def test_what_is_no_book_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(content)

    with pytest.raises(Unusable) as refused:
        read_book(path, assembly_books())

    assert problem_of(refused)[0] == "unparsable"
    assert path.read_bytes() == content
    wrong = verify_book(path)
    assert wrong is not None
    assert wrong.code == "unparsable"


def test_an_event_that_nobody_knows_is_named(running: Path) -> None:
    running.write_bytes(running.read_bytes().replace(b'"NoteTaken"', b'"NoteSung"'))

    with pytest.raises(Unusable) as refused:
        read_book(running, assembly_books())

    assert problem_of(refused) == ("event-unknown", 3)


def newer(path: Path, **more: Any) -> Path:
    tables = json.loads(path.read_bytes())
    tables["events"]["1"]["fields"] |= {"format": 7, **more}
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


@pytest.mark.parametrize(("more", "entries"), [({}, 4), ({"moon": "full"}, 0)])
def test_a_newer_book_opens_read_only(running: Path, more: dict[str, str], entries: int) -> None:
    path = newer(running, **more)
    held = read_book(path, assembly_books())
    before = path.read_bytes()

    with pytest.raises(Unusable) as refused:
        Pen.resume(path, assembly_books())

    assert held.needs == 7
    assert len(held.entries) == entries
    assert refused.value.problem.code == "newer-format"
    assert refused.value.problem.needs == 7
    assert path.read_bytes() == before


def test_an_old_book_with_every_event_still_opens() -> None:
    names = (BOOKS / "format-1-events.txt").read_text(encoding="utf-8").split()
    held = read_book(BOOKS / "2026-11-21-7K3FQ.json", assembly_books())

    assert verify_book(held.path) is None
    assert held.closed
    assert [type(one.event).__name__ for one in held.entries] == names


def test_a_forgotten_text_leaves_a_gap_and_the_chain_fits(book: Path) -> None:
    sealed = read_book(book, assembly_books()).seal
    redact(book, 2, "grievance")
    held = read_book(book, assembly_books())

    assert "Anna kommt" not in book.read_text(encoding="utf-8")
    assert held.entries[1].event == StoryTold(1, "M002", Said(None), Said("mit Anna reden"), "time")
    assert held.seal == sealed
    assert verify_book(book) is None
    assert json.loads(book.read_bytes())["events"]["2"]["said"]["grievance"] is None


def test_what_can_be_forgotten_is_listed(book: Path) -> None:
    redact(book, 3, "text")

    told = [(one.n, one.event, one.field, one.text) for one in redactables(book)]

    assert told == [
        (2, "StoryTold", "grievance", "Anna kommt jeden Tag zu spät"),
        (2, "StoryTold", "response", "mit Anna reden"),
        (3, "NoteTaken", "text", None),
        (4, "NoteTaken", "text", "note 2 — «ё» 🥖"),
    ]


@pytest.mark.parametrize(("n", "field"), [(1, "title"), (2, "theme"), (9, "text"), (0, "text"), (-1, "text")])
def test_only_a_text_can_be_forgotten(book: Path, n: int, field: str) -> None:
    before = book.read_bytes()

    with pytest.raises(Unusable) as refused:
        redact(book, n, field)

    assert problem_of(refused) == ("no-such-text", n)
    assert book.read_bytes() == before


def test_a_forgotten_text_cannot_be_put_back_otherwise(book: Path) -> None:
    redact(book, 2, "grievance")
    lie = b'"grievance": {"salt": "00", "text": "Ben came late"}'
    book.write_bytes(book.read_bytes().replace(b'"grievance": null', lie))

    wrong = verify_book(book)

    assert wrong is not None
    assert (wrong.code, wrong.n) == ("words-changed", 2)


def test_nothing_is_forgotten_in_a_book_that_does_not_fit(book: Path) -> None:
    book.write_bytes(book.read_bytes().replace(b"time", b"lime"))

    with pytest.raises(Unusable) as refused:
        redact(book, 3, "text")

    assert problem_of(refused) == ("event-changed", 2)


def test_a_save_that_fails_leaves_no_part_behind(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.mkdir()

    with pytest.raises(IsADirectoryError):
        replace_file(path, b"{}")

    assert not part_of(path).exists()


def test_a_book_is_for_its_owner_only(book: Path) -> None:
    assert book.stat().st_mode & 0o077 == 0


def test_a_storage_without_a_file_is_empty(tmp_path: Path) -> None:
    assert AtomicStorage(tmp_path / "book.json").read() is None


def test_a_storage_reads_again_what_another_hand_wrote(tmp_path: Path) -> None:
    mine, theirs = AtomicStorage(tmp_path / "book.json"), AtomicStorage(tmp_path / "book.json")
    mine.write({"events": {"1": {"n": 1}}})
    theirs.write({"events": {"1": {"n": 2}}})

    assert mine.read() == {"events": {"1": {"n": 2}}}
    mine.write({"events": {"1": {"n": 2}, "2": {"n": 3}}})
    assert theirs.read() == {"events": {"1": {"n": 2}, "2": {"n": 3}}}


def test_a_save_that_failed_is_forgotten(tmp_path: Path) -> None:
    storage = AtomicStorage(tmp_path / "shelf" / "book.json")
    storage.path.parent.mkdir()
    storage.write({"events": {"1": {"n": 1}}})
    part_of(storage.path).mkdir()

    with pytest.raises(IsADirectoryError):
        storage.write({"events": {"1": {"n": 1}, "2": {"n": 2}}})

    assert storage.read() == {"events": {"1": {"n": 1}}}
