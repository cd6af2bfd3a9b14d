from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembly.acts.sidelines import NoteTaken
from assembly.said import Said
from store.book import lines_of
from store.chain import digest_of, link
from store.redaction import redact
from store.storage import content_of
from store.verification import verify_book
from tests.store.events import entry, evening
from tests.store.test_book import written

Events = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A closed book with a gap in it."""
    path = written(tmp_path_factory.mktemp("whole") / "book.json", evening(4))
    redact(path, 3, "text")
    return path.read_bytes()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_anywhere_is_found(whole: bytes, tmp_path: Path, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    path = tmp_path / "book.json"
    path.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])

    assert verify_book(path) is not None


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_byte_more_or_less_is_found(whole: bytes, tmp_path: Path, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    more = data.draw(st.binary(max_size=1))
    rest = whole[place:] if more else whole[place + 1 :]
    path = tmp_path / "book.json"
    path.write_bytes(whole[:place] + more + rest)

    assert verify_book(path) is not None


def drop(events: Events) -> None:
    del events["3"]


def drop_and_renumber(events: Events) -> None:
    kept = [events[key] for key in sorted(events) if key != "3"]
    events.clear()
    events |= {str(n): {**line, "n": n} for n, line in enumerate(kept, start=1)}


def swap(events: Events) -> None:
    events["3"], events["4"] = events["4"], events["3"]


def put_in(events: Events) -> None:
    events["4"] = dict(link(entry(4, NoteTaken(Said("never said"))), events["3"]["hash"]))


def change_a_field(events: Events) -> None:
    events["2"]["fields"]["theme"] = "money"


def change_and_hash_again(events: Events) -> None:
    events["2"]["fields"]["theme"] = "money"
    events["2"]["hash"] = digest_of(events["2"])


def change_words(events: Events) -> None:
    events["2"]["said"]["response"]["text"] = "Anna kündigen"


def take_words_away(events: Events) -> None:
    del events["2"]["said"]["response"]


def put_words_in(events: Events) -> None:
    events["1"]["said"] = {"note": None}


def put_a_part_in(events: Events) -> None:
    events["2"]["remark"] = "hello"


def open_twice(events: Events) -> None:
    events["1"]["n"] = True


def add_after_the_end(events: Events) -> None:
    last = len(events)
    more = entry(last + 1, NoteTaken(Said("one more thing")))
    events[str(last + 1)] = dict(link(more, events[str(last)]["hash"]))


def floats(events: Events) -> None:
    events["2"]["fields"]["number"] = 1.5


def too_large(events: Events) -> None:
    events["2"]["fields"]["number"] = 2**60


def half_a_character(events: Events) -> None:
    events["2"]["said"]["response"]["text"] = "\ud83e"


@pytest.mark.parametrize(
    ("forge", "code", "n"),
    [
        (drop, "chain-broken", 3),
        (drop_and_renumber, "chain-broken", 3),
        (swap, "chain-broken", 3),
        (put_in, "chain-broken", 5),
        (change_a_field, "event-changed", 2),
        (change_and_hash_again, "chain-broken", 3),
        (change_words, "words-changed", 2),
        (take_words_away, "words-changed", 2),
        (put_words_in, "words-changed", 1),
        (put_a_part_in, "event-changed", 2),
        (open_twice, "event-changed", 1),
        (add_after_the_end, "after-closing", 6),
        (floats, "event-changed", 2),
        (too_large, "event-unknown", 2),
        (half_a_character, "event-unknown", 2),
    ],
)
def test_verify_names_the_first_event_that_does_not_fit(
    tmp_path: Path, forge: Callable[[Events], None], code: str, n: int
) -> None:
    path = written(tmp_path / "book.json", evening())
    tables = json.loads(path.read_bytes())
    forge(tables["events"])
    path.write_text(json.dumps(tables), encoding="utf-8")

    wrong = verify_book(path)

    assert wrong is not None
    assert (wrong.code, wrong.n, wrong.path) == (code, n, path)


def test_the_same_book_in_other_bytes_was_written_by_somebody_else(tmp_path: Path) -> None:
    path = written(tmp_path / "book.json", evening())
    path.write_bytes(path.read_bytes().replace(b'{"n": 4', b'{ "n": 4'))

    wrong = verify_book(path)

    assert wrong is not None
    assert (wrong.code, wrong.n) == ("written-otherwise", 4)


def test_a_book_without_its_opening_is_found(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(content_of({"events": {"1": dict(link(entry(1, NoteTaken(Said("hello"))), ""))}}))

    wrong = verify_book(path)

    assert wrong is not None
    assert (wrong.code, wrong.n) == ("opening-misplaced", 1)


def test_a_cut_off_end_changes_the_seal(tmp_path: Path) -> None:
    whole = lines_of(written(tmp_path / "whole.json", evening()))
    cut = lines_of(written(tmp_path / "cut.json", evening(1)))

    assert whole[-1]["hash"] != cut[-1]["hash"]
