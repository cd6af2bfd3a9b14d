"""Old decisions as a table: however a spreadsheet saves it, and every fault with its row."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from assembly.circle import Kind
from assembly.decision import Decision, Imported
from store.decisions_look import LONGEST_TEXT, DecisionsLook, Shelved, kept_ids, settled
from store.decisions_text import Table, read_table
from store.table_text import decoded

TODAY = date(2026, 11, 21)
SHELF = Shelved(TODAY, frozenset({"7K3FQ"}), frozenset({("old words", date(2020, 1, 1))}))
HEADING = "date,what,why,kind,who,start,until,review,measure,conditions,themes,rule,id\n"


def look(text: str, shelf: Shelved = SHELF) -> DecisionsLook:
    kinds = {kind.value: kind for kind in Kind}
    return read_table(text, Table(shelf, "Bakery", kinds, lambda day: datetime.combine(day, time(12), UTC)))


def troubles(text: str) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in look(text).troubles]


def only(text: str) -> Decision:
    (came,) = look(text).came
    assert look(text).troubles == ()
    return came.decision


def test_a_row_becomes_a_decision_with_all_its_columns() -> None:
    row = '2021-05-03,Two breaks,Heat,lab,Lead,2021-06-01,2021-09-30,2021-07-01,Fainting,"a\nb",x; y,2/3'

    one = only(f"{HEADING}{row},9XY2Z\n")

    draft = one.draft
    assert (one.id, one.kind, one.adopted.date()) == ("9XY2Z", Kind.LAB, date(2021, 5, 3))
    assert (draft.what, draft.why, draft.who, draft.measure) == ("Two breaks", "Heat", "Lead", "Fainting")
    assert (draft.start, draft.until, draft.review) == (date(2021, 6, 1), date(2021, 9, 30), date(2021, 7, 1))
    assert (draft.conditions, one.themes, one.how) == (("a", "b"), ("x", "y"), Imported("2/3"))


def test_only_the_text_and_the_date_are_needed() -> None:
    one = only("Title;Date\nTwo breaks;3.5.2021\n")

    assert (one.title, one.kind, one.id) == ("Two breaks", Kind.OPERATIONAL, "")


def test_a_heading_of_its_own_stands_before_the_text() -> None:
    assert only("title,text,date\nBreaks,Two of them,2021-05-03\n").draft.what == "Breaks\nTwo of them"
    assert only("title,text,date\nBreaks,Breaks: two,2021-05-03\n").draft.what == "Breaks: two"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_however_a_spreadsheet_saves_it(encoding: str, ends: str, between: str) -> None:
    lines = [f"date{between}what", f'2021-05-03{between}"Käse{between} zwei Pausen', 'und Brötchen"', ""]

    one = only(decoded(ends.join(lines).encode(encoding)))

    assert one.draft.what == f"Käse{between} zwei Pausen\nund Brötchen"


def test_a_formula_that_an_export_made_harmless_is_itself_again() -> None:
    assert only("date,what\n2021-05-03,'=1+1\n").draft.what == "=1+1"
    assert only("date,what\n2021-05-03,''=1+1\n").draft.what == "'=1+1"


def test_a_hundred_thousand_letters_are_kept_and_one_more_is_refused_with_its_row() -> None:
    assert len(only(f"date,what\n2021-05-03,{'x' * LONGEST_TEXT}\n").draft.what) == LONGEST_TEXT
    assert troubles(f"date,what\n2021-05-03,{'x' * (LONGEST_TEXT + 1)}\n") == [(2, "text-too-long")]
    assert [code for _row, code in troubles(f"date,what\n2021-05-03,{'x' * 200_000}\n")] == ["text-too-long"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2021-02-30,a", "no-such-day"),
        ("yesterday,a", "not-a-date"),
        ("1.3.24,a", "short-year"),
        ("24-03-01,a", "short-year"),
        (",a", "cell-missing"),
        ("2021-05-03,", "cell-missing"),
        ("2026-11-22,a", "date-to-come"),
        ("9999-12-31,a", "date-to-come"),
        ("0001-01-01,a", "date-too-early"),
        ("2021-05-03,a,,strange", "unknown-kind"),
        ("2021-05-03,a,,,,,,2021-05-02", "review-before-date"),
        ("2021-05-03,a,,,,,,9999-12-31", "date-too-far"),
        ("2021-05-03,a,,,,,2021-05-02", "until-before-start"),
        ("2021-05-03,a,,,,2021-07-01,2021-06-01", "until-before-start"),
        ("2020-01-01,Old   WORDS", "known-already"),
        ("2021-05-03,a,,,,,,,,,,,,too many", "too-many-cells"),
    ],
)
def test_a_faulty_row_is_named_with_its_reason(row: str, code: str) -> None:
    found = look(f"{HEADING}2021-01-01,fine\n{row}\n")

    assert [(one.row, one.code) for one in found.troubles] == [(3, code)]
    assert not found.whole


def test_every_fault_of_a_row_is_named_at_once() -> None:
    row = "1.3.24,,,strange,,soon,2021-02-30,,,,,,,too many"

    assert troubles(f"{HEADING}{row}\n") == [
        (2, "too-many-cells"),
        (2, "short-year"),
        (2, "cell-missing"),
        (2, "not-a-date"),
        (2, "no-such-day"),
        (2, "unknown-kind"),
    ]


def test_the_same_words_on_one_day_are_one_decision_and_years_later_another() -> None:
    text = "date,what\n2021-05-03,The budget\n2022-05-03,The budget\n2022-05-03,the  BUDGET\n"

    assert troubles(text) == [(4, "words-twice")]


def test_an_id_that_stands_there_twice_is_refused() -> None:
    assert troubles("date,what,id\n2021-05-03,a,9XY2Z\n2021-05-04,b,9xy2z\n") == [(3, "id-twice")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["nothing-there"]),
        ("date,what\n", ["nothing-there"]),
        ("date,what,colour\n2021-05-03,a,red\n", ["unknown-heading"]),
        ("date,what,what\n2021-05-03,a,b\n", ["column-twice"]),
        ("why,kind\nb,lab\n", ["column-missing", "column-missing"]),
        ('date,what\n2021-05-03,"never closed\n', ["broken-quotes"]),
        ("\x00\x01\x02", ["unknown-heading", "column-missing", "column-missing"]),
    ],
)
def test_what_is_no_such_table_is_refused(text: str, codes: list[str]) -> None:
    assert [code for _row, code in troubles(text)] == codes


def test_ids_are_kept_where_they_are_free_and_well_formed() -> None:
    text = "date,what,id\n2021-01-01,a,9XY2Z\n2021-01-02,b,7K3FQ\n2021-01-03,c,2021-7\n2021-01-04,d,\n"
    fresh = iter(("9XY2Z", "AAAAA", "BBBBB", "CCCCC"))

    kept = settled(look(text), SHELF, "BR0UG", lambda: next(fresh))

    assert kept_ids(look(text), SHELF) == {"9XY2Z"}
    assert [one.id for one in kept] == ["9XY2Z", "AAAAA", "BBBBB", "CCCCC"]
    assert {one.brought for one in kept} == {one.source.assembly for one in kept} == {"BR0UG"}


def test_rows_count_as_in_a_spreadsheet_also_after_a_cell_of_several_lines_and_an_empty_row() -> None:
    text = 'date,what\n2021-05-03,"one\n\ntwo"\n\nyesterday,a\n2021-05-03,b\n2021-05-04,"open\n\n'

    assert troubles(text) == [(6, "broken-quotes")]
    assert troubles(f'{text}"\nno day,c\n') == [(4, "not-a-date"), (7, "not-a-date")]
