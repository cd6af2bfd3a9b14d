from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly import daybook
from assembly.said import Said
from store import codec
from store.chain import START, link, unlink
from store.codec import by_name
from store.forms import UnknownForm, writable
from store.vocabulary import DaybookEntry, assembly_books, daybooks
from tests.store.events import entry, moments, values_of

EVENTS = tuple(assembly_books().events.values())
BOOKS = Path(__file__).parent / "books"


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    colour: Colour
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stone:
    weight: int


@dataclass(frozen=True, slots=True)
class Typed:
    type: str


def no_words(*_: object) -> Any:
    raise AssertionError


def written(value: object, annotation: object) -> Any:
    return codec.write(value, annotation, no_words)


def as_kept(event: Any) -> Any:
    """The event as a file can keep it: words and texts without halves of characters."""
    if isinstance(event, str):
        return writable(event)
    if isinstance(event, tuple):
        return tuple(as_kept(one) for one in event)
    if hasattr(event, "__dataclass_fields__"):
        return type(event)(*(as_kept(getattr(event, name)) for name in event.__dataclass_fields__))
    return event


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data(), at=moments)
def test_every_event_comes_back_as_it_was(kind: type, data: st.DataObject, at: datetime) -> None:
    event = data.draw(values_of(kind))

    back = unlink(link(entry(1, event, at), START), assembly_books())

    assert back.event == as_kept(event)
    assert back.n == 1


@pytest.mark.parametrize("kind", daybooks().events.values(), ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data(), at=moments)
def test_every_event_of_a_daybook_comes_back(kind: type, data: st.DataObject, at: datetime) -> None:
    event = data.draw(values_of(kind))

    assert unlink(link(DaybookEntry(4, at, event), START), daybooks()).event == as_kept(event)


@given(moments)
def test_a_moment_keeps_its_zone(at: datetime) -> None:
    back = unlink(link(DaybookEntry(1, at, daybook.DaybookClosed()), START), daybooks())

    assert back.at == at
    assert back.at.utcoffset() == at.utcoffset()


def test_the_names_of_format_1_are_still_known() -> None:
    names = (BOOKS / "format-1-events.txt").read_text(encoding="utf-8").split()

    assert set(names) <= set(assembly_books().events)


def test_no_two_events_of_all_books_have_one_name() -> None:
    names = [*assembly_books().events, *daybooks().events]

    assert len(names) == len(set(names))


def test_two_classes_with_one_name_are_refused() -> None:
    twin: type = dataclass(frozen=True)(type("Leaf", (), {"__annotations__": {}}))

    with pytest.raises(UnknownForm):
        by_name((Leaf, twin))


def test_a_field_called_like_the_tag_is_refused() -> None:
    with pytest.raises(UnknownForm):
        by_name((Typed, Leaf))


@pytest.mark.parametrize(
    ("annotation", "value", "plain"),
    [
        (Fraction, Fraction(2, 3), "2/3"),
        (date, date(2026, 11, 21), "2026-11-21"),
        (datetime, datetime(2026, 11, 21, 18, tzinfo=UTC), "2026-11-21T18:00:00+00:00"),
        (Leaf, Leaf(Colour.RED, ("a", "b")), {"colour": "red", "names": ["a", "b"]}),
        (Leaf | Stone, Stone(3), {"type": "Stone", "weight": 3}),
        (Stone | None, None, None),
        (tuple[int, str], (1, "a"), [1, "a"]),
        (frozenset[str], frozenset({"b", "a"}), ["a", "b"]),
        (dict[str, bool], {"b": True, "a": False}, [["b", True], ["a", False]]),
    ],
)
def test_each_form_is_plain_json_and_comes_back(annotation: Any, value: Any, plain: Any) -> None:
    assert written(value, annotation) == plain
    assert codec.read(plain, annotation, no_words) == value


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (int, True),
        (int, "1"),
        (str, None),
        (bool, 1),
        (datetime, datetime(2026, 11, 21)),  # no time zone
        (date, datetime(2026, 11, 21, tzinfo=UTC)),
        (tuple[str, ...], ["a"]),
        (tuple[int, str], (1,)),
        (Leaf, Stone(1)),
        (Leaf | Stone, "leaf"),
        (Colour, "red"),
        (float, 1.5),
        (Leaf | int, 1),
        (list[int], [1]),
    ],
)
def test_what_has_no_form_is_refused(annotation: Any, value: Any) -> None:
    with pytest.raises(UnknownForm):
        written(value, annotation)


@pytest.mark.parametrize(
    ("annotation", "plain"),
    [
        (int, 1.0),
        (int, True),
        (Fraction, "2/0"),
        (Fraction, "two thirds"),
        (date, "2026-13-01"),
        (datetime, "2026-11-21T18:00:00"),
        (Colour, "blue"),
        (Leaf, {"names": []}),
        (Leaf, {"colour": "red", "names": [], "more": 1}),
        (Leaf, ["red"]),
        (Leaf | Stone, {"type": "Cloud"}),
        (Leaf | Stone, {"type": ["Leaf"]}),
        (tuple[int, str], [1, "a", 2]),
        (tuple[str, ...], "abc"),
        (dict[str, int], {"a": 1}),
        (Said, 3),
    ],
)
def test_what_nobody_wrote_is_refused(annotation: Any, plain: Any) -> None:
    with pytest.raises(UnknownForm):
        codec.read(plain, annotation, no_words)


def test_a_field_that_an_older_program_did_not_know_has_its_default() -> None:
    assert codec.read({"colour": "red"}, Leaf, no_words) == Leaf(Colour.RED)


def test_a_refusal_says_where() -> None:
    with pytest.raises(UnknownForm, match=r"names\.1"):
        codec.read({"colour": "red", "names": ["a", 2]}, Leaf, no_words)


def test_a_half_of_a_character_does_not_stop_a_save() -> None:
    assert written("a\ud83ea", str) == "a\ufffda"
