"""Of the texts that were veiled before, those that a changed roll veils otherwise are found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.names_changed import (
    MOST_NAMES,
    Changed,
    Remembered,
    book_may_hold,
    changed,
    may_hold,
    read,
    remembered,
    sought,
    told_as,
)
from store.people import Person
from store.search_words import plain_words
from store.veil import covers_of, veil

DAY = date(2026, 11, 21)
NAMES = (
    *(
        "Anna Berg",
        "Anna",
        "Ana",
        "Will",
        "Jean-Luc Odo",
        "Ludwig van der Berg",
        "Zoë Kovač",
        "Zoe",
        "Łukasz",
    ),
    *(
        "Петров",
        "Анна Петрова",
        "山田太郎",
        "山 田",
        "สมชาย",
        "Straße",
        "İlker",
        "O'Neil",
        "🌻",
        "Å",
        "Pat 🌻",
    ),
)
BETWEEN = ("", " ", "\n", "\\", "\\n", ", ", "-", "№", "7", "_", "™", "\u00ad", "\u0301", '"', "\t", "ª")
PIECES = (
    *NAMES,
    "anna",
    "ANNAS",
    "Анны",
    "manager",
    "n",
    "M001",
    "M002",
    "Zacharias",
    "Bergs",
    "山田さん",
    "u0041",
)


def roll(*people: tuple[str, str]) -> tuple[Person, ...]:
    return tuple(
        Person(f"M{n:03}", name, DAY, label=label) for n, (name, label) in enumerate(people, start=1)
    )


rolls = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(("", "", "Released R.", "Anna", "…"))), max_size=4
).map(lambda people: roll(*people))
texts = st.lists(st.sampled_from((*PIECES, *BETWEEN)), max_size=12).map("".join)


def change(before: Sequence[Person], after: Sequence[Person]) -> Changed:
    kept = read(told_as(remembered(covers_of(before), "salt")))
    assert kept is not None
    return changed(kept, covers_of(after))


def is_found(found: Changed, text: str, before: Sequence[Person]) -> bool:
    shown = " ".join(plain_words(veil(text, before)))
    labels = [" ".join(plain_words(label)) for label in found.labels]
    by_label = any(not label or label in shown for label in labels)
    return found.everything or by_label or may_hold(text, sought(found.names))


@given(text=texts, before=rolls, after=rolls)
def test_what_comes_out_otherwise_is_found(
    text: str, before: tuple[Person, ...], after: tuple[Person, ...]
) -> None:
    same = veil(text, before) == veil(text, after)

    assert same or is_found(change(before, after), text, before)


@given(text=texts, names=rolls, escaped=st.booleans())
def test_what_is_found_in_a_text_is_found_in_the_book_that_says_it(
    text: str, names: tuple[Person, ...], escaped: bool
) -> None:
    wanted = sought(change((), names).names)
    with TemporaryDirectory() as place:
        book = Path(place) / "book.json"
        book.write_text(json.dumps({"text": f"so {text} it"}, ensure_ascii=escaped), encoding="utf-8")

        assert book_may_hold(book, wanted) or not may_hold(text, wanted)


ANNA, BO = roll(("Anna Berg", ""), ("Bo Lund", ""))


@pytest.mark.parametrize(
    ("before", "after", "text", "found"),
    [
        ((), (ANNA,), "The manager sings in Havanna.", False),
        ((), (ANNA,), "We asked ANNA.", True),
        ((ANNA,), (ANNA, BO), "We asked Anna.", False),
        ((ANNA,), (ANNA, replace(BO, name="Anna Lund")), "We asked Anna.", True),
        ((ANNA,), (replace(ANNA, label="Anna B."),), "We asked Anna.", True),
        ((ANNA,), (replace(ANNA, label="Anna B."),), "We asked Bo.", False),
        ((ANNA,), (replace(ANNA, name="Änna Berg"),), "We asked Anna.", False),
        ((ANNA,), (replace(ANNA, name="Hannah Berg"),), "We asked Anna.", True),
        ((ANNA,), (replace(ANNA, tags={"shift": "late"}),), "We asked Anna.", False),
        ((ANNA,), (), "We asked Anna.", True),
    ],
)
def test_only_what_a_change_touches_is_found(
    before: tuple[Person, ...], after: tuple[Person, ...], text: str, found: bool
) -> None:
    assert is_found(change(before, after), text, before) is found


def test_what_is_kept_holds_no_name() -> None:
    kept = told_as(remembered(covers_of((ANNA, BO)), "salt"))

    assert "M001" in kept
    assert not any(part in kept.casefold() for part in ("anna", "berg", "lund"))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '["a", "b", 3]', "f" * 64])
def test_what_an_older_program_kept_says_nothing_of_names(text: str) -> None:
    assert read(text) is None


def test_a_book_that_cannot_be_read_counts_as_touched(tmp_path: Path) -> None:
    (tmp_path / "book.json").write_bytes(b"\xff\xfe \\u00")
    wanted = sought([("anna",)])

    assert book_may_hold(tmp_path / "book.json", wanted)
    assert book_may_hold(tmp_path / "nowhere.json", wanted)


def test_so_many_new_people_that_reading_everything_is_quicker() -> None:
    many = roll(
        *((f"Vor{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}", "") for n in range(999))
    )

    assert len(covers_of(many).by_words) > MOST_NAMES
    assert change((), many).everything
    assert changed(Remembered("salt", {}, "signs"), covers_of((ANNA,))).everything
