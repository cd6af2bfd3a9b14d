"""Every word is found, newest first, whatever was typed; what was forgotten leaves no trace."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.circle import Kind
from assembly.reviewing import Days, Standing
from assembly.search import Found, Query
from store.search_docs import Doc
from store.search_index import COUNTED, Leaf, SearchIndex
from store.storage import Stamp

TODAY = date(2026, 11, 21)
DAY = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
STAMP = Stamp(1, 2, 3)


def doc(
    id: str,
    title: str = "Three breaks",
    texts: str = "",
    *,
    at: datetime = DAY,
    kind: Kind = Kind.OPERATIONAL,
    review: date | None = None,
    until: date | None = None,
    over: Standing | None = None,
    themes: tuple[str, ...] = (),
    who: str = "",
) -> Doc:
    return Doc(id, title, texts, at, Days(kind, review, until), over, themes, who)


def leaf(file: str, *docs: Doc) -> Leaf:
    return Leaf(file, STAMP, docs)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex(tmp_path / "catalogue.sqlite")
    yield made
    made.close()


def find(index: SearchIndex, query: Query, limit: int = 50, after: int | None = None) -> Found:
    return index.find(query, limit, after, TODAY, lambda text: text)


def ids(index: SearchIndex, words: str = "", **filters: object) -> list[str]:
    return [row.id for row in find(index, Query(words, **filters)).rows]  # type: ignore[arg-type]


def test_every_word_has_to_stand_there_and_may_be_the_beginning_of_one(index: SearchIndex) -> None:
    index.put([leaf("a", doc("A", "Bread from the mill", "it is better"), doc("B", "Bread at noon"))])

    assert ids(index, "bre") == ["B", "A"]
    assert ids(index, "mill bread") == ["A"]
    assert ids(index, "bett bre") == ["A"]
    assert ids(index, "bread rye") == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Żółta łódź", "zolta lodz"),
        ("ŻÓŁTA ŁÓDŹ", "Żółta"),
        ("Straße", "STRASSE"),
        ("Smørrebrød", "smorre"),
        ("会議は三時から", "三時"),
        ("ห้องประชุม", "ประชุม"),
        ("we bake 🥖 daily", "🥖"),
        ("हिन्दी में", "हिन्दी"),
        ("don't shout", "don't"),
        ("C++ course", "c++"),
        ("22.5 hours", "22.5"),
    ],
)
def test_accents_capitals_scripts_and_signs_do_not_hide_a_word(
    index: SearchIndex, title: str, words: str
) -> None:
    index.put([leaf("a", doc("A", title), doc("B", "something else"))])

    assert ids(index, words) == ["A"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '"bread',
        "bread*",
        "*",
        "NEAR(bread mill)",
        "bread AND",
        "title:bread",
        "-bread",
        "^bread",
        "(",
        "{",
    ],
)
def test_what_looks_like_syntax_is_text(index: SearchIndex, typed: str) -> None:
    index.put([leaf("a", doc("A", "Bread and near title mill"))])

    assert ids(index, typed) == ["A"]


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    index = SearchIndex(None)
    index.put([leaf("a", doc("A", typed, typed))])

    assert ids(index, typed) == ["A"]
    index.close()


def test_pages_follow_one_another_without_a_gap_and_count_what_can_be_counted(index: SearchIndex) -> None:
    docs = [doc(f"D{number}", at=DAY + timedelta(seconds=number // 3)) for number in range(25)]
    index.put([leaf("a", *docs)])

    seen: list[str] = []
    after = None
    while rows := find(index, Query("breaks"), 10, after).rows:
        seen += [row.id for row in rows]
        after = rows[-1].place

    assert seen == [f"D{number}" for number in reversed(range(25))]
    assert find(index, Query("breaks"), 10).total == 25


def test_more_than_can_be_counted_between_two_keys_are_many() -> None:
    index = SearchIndex(None)
    index.put(
        [leaf("a", *(doc(f"D{number}", at=DAY + timedelta(days=number)) for number in range(COUNTED + 1)))]
    )

    assert find(index, Query("breaks"), 10).total is None
    assert find(index, Query(), 10).total is None
    index.put([leaf("a", *(doc(f"D{number}", at=DAY + timedelta(days=number)) for number in range(COUNTED)))])
    assert find(index, Query(), 10).total == COUNTED


def test_filters_narrow_down_together(index: SearchIndex) -> None:
    index.put(
        [
            leaf(
                "a",
                doc("A", kind=Kind.LAB, themes=("heat", "noise"), who="Shift coordinator"),
                doc("B", themes=("Heat",), who="baker", at=DAY + timedelta(days=30)),
                doc("C", at=DAY - timedelta(days=30)),
            )
        ]
    )

    assert ids(index, theme="heat") == ["B", "A"]
    assert ids(index, kind=Kind.LAB) == ["A"]
    assert ids(index, who="shift coordinator", theme="noise") == ["A"]
    assert ids(index, "breaks", kind=Kind.OPERATIONAL) == ["B", "C"]
    assert ids(index, since=DAY.date()) == ["B", "A"]
    assert ids(index, until=DAY.date()) == ["A", "C"]
    assert ids(index, "breaks", since=DAY.date(), until=DAY.date()) == ["A"]


def test_a_theme_is_never_found_by_the_mark_that_stands_for_it(index: SearchIndex) -> None:
    index.put([leaf("a", doc("A", themes=("heat",), kind=Kind.LAB))])

    assert ids(index, "kind") == []
    assert ids(index, "theme") == []


@pytest.mark.parametrize(
    ("kind", "days", "over", "state"),
    [
        (Kind.OPERATIONAL, (None, None), None, Standing.IN_FORCE),
        (Kind.OPERATIONAL, (1, 0), None, Standing.IN_FORCE),
        (Kind.OPERATIONAL, (1, -1), None, Standing.ENDED),
        (Kind.OPERATIONAL, (0, None), None, Standing.REVIEW_DUE),
        (Kind.OPERATIONAL, (-9, 9), None, Standing.REVIEW_DUE),
        (Kind.LAB, (0, None), None, Standing.REVIEW_DUE),
        (Kind.LAB, (-1, None), None, Standing.LAPSED),
        (Kind.LAB, (-1, -1), None, Standing.ENDED),
        (Kind.EXPERIMENT, (-1, None), None, Standing.LAPSED),
        (Kind.EXPERIMENT, (-1, None), Standing.ENDED, Standing.ENDED),
        (Kind.STRATEGIC, (5, -5), Standing.AMENDED, Standing.AMENDED),
    ],
)
def test_the_state_that_is_shown_is_the_one_that_is_filtered_by(
    index: SearchIndex,
    kind: Kind,
    days: tuple[int | None, int | None],
    over: Standing | None,
    state: Standing,
) -> None:
    review, until = (None if some is None else TODAY + timedelta(days=some) for some in days)
    index.put([leaf("a", doc("A", kind=kind, review=review, until=until, over=over))])

    assert [row.state for row in find(index, Query()).rows] == [state]
    assert [one for one in Standing if ids(index, state=one)] == [state]
    assert [one for one in Standing if ids(index, "breaks", state=one)] == [state]


def test_a_book_is_replaced_whole_and_forgotten_whole(index: SearchIndex) -> None:
    index.put([leaf("a", doc("A", "old words", themes=("heat",))), leaf("b", doc("B"))])
    index.put([leaf("a", doc("C", "new words"))])
    assert (ids(index, "words"), ids(index, "old"), index.known().themes) == (["C"], [], ())

    index.put([], gone=["a"])

    assert ids(index) == ["B"]
    assert index.stamps() == {"b": STAMP}


def test_the_most_frequent_themes_and_roles_come_first(index: SearchIndex) -> None:
    index.put([leaf("a", doc("A", themes=("heat",), who="baker"), doc("B", themes=("heat", "dust")))])

    assert index.known().themes == ("heat", "dust")
    assert index.known().whos == ("baker",)
    assert [row.themes for row in find(index, Query()).rows] == [("dust", "heat"), ("heat",)]


def test_a_name_is_found_under_the_label_that_stands_for_it(index: SearchIndex) -> None:
    index.put([leaf("a", doc("A", "M003 gets the keys"), doc("B", "Nobody gets the keys"))])

    found = index.find(Query("Anna"), 9, None, TODAY, lambda text: text.replace("Anna", "M003"))

    assert [row.id for row in found.rows] == ["A"]


def test_what_was_dropped_and_purged_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    index = SearchIndex(path)
    index.put(
        [leaf("a", doc("A", "Xylophonist", "zwieback " * 500, themes=("quagmire",), who="wherewithal"))]
    )
    index.put([leaf(f"b{number}", doc(f"B{number}", f"bread {number}")) for number in range(300)])
    assert b"xylophonist" in path.read_bytes()

    index.put([leaf("a")])
    index.purge()
    index.close()

    content = path.read_bytes().lower()
    assert [word for word in (b"xylo", b"zwieb", b"quagm", b"wherewi") if word in content] == []
    tables = sqlite3.connect(path)
    tables.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, row)")
    assert (
        tables.execute("SELECT term FROM terms WHERE term GLOB '*xyl*' OR term GLOB '*zwi*'").fetchall() == []
    )


@pytest.mark.parametrize("there_before", [False, True])
def test_nobody_else_may_read_the_file(tmp_path: Path, *, there_before: bool) -> None:
    path = tmp_path / "catalogue.sqlite"
    if there_before:
        path.touch(0o644)

    SearchIndex(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    index = SearchIndex(path)
    index.put([leaf("a", doc("A"))])
    index.note("version", "0")
    index.close()

    assert SearchIndex(path).stamps() == {}


def test_damage_is_told_apart_from_an_empty_index(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"no catalogue at all, but long enough to be looked at" * 100)

    with pytest.raises(sqlite3.DatabaseError):
        SearchIndex(path)


def test_a_file_that_was_taken_away_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    index = SearchIndex(path)
    assert not index.replaced()

    path.unlink()

    assert index.replaced()
    index.close()
