"""A table of who held which role: read whole, or refused with every row that is in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.holdings import Holding
from store.history_text import Known, read_history
from store.people import Person
from store.roll_text import RowTrouble
from store.table_text import decoded

JOINED = date(2020, 1, 1)
PEOPLE = (
    Person("M001", "Ana Kovač", JOINED),
    Person("M002", "Ben", JOINED, left=date(2025, 1, 1)),
    Person("M003", "Kim", JOINED),
    Person("M004", "Kim", JOINED),
)
KNOWN = Known(PEOPLE, date(2026, 11, 21), str.lower)


def held(role: str, member: str, since: date, until: date) -> Holding:
    return Holding(role, member, since, until=until)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_whatever_separates_it(separator: str, line_end: str) -> None:
    rows = ["\ufeffDate,Role,Person,End", "2024-03-01,Notes,ana kovač,2024-05-31", "8.3.2024,Notes,Ben,"]

    look = read_history(line_end.join(rows).replace(",", separator), KNOWN)

    assert look.whole
    assert look.holdings == (
        held("notes", "M001", date(2024, 3, 1), date(2024, 6, 1)),
        held("notes", "M002", date(2024, 3, 8), date(2024, 3, 9)),
    )
    assert look.called == {"notes": "Notes"}


def test_the_end_may_be_left_out_and_columns_stand_in_any_order() -> None:
    look = read_history("person,date,role\nM003,2024-03-01,Notes\n", KNOWN)

    assert look.holdings == (held("notes", "M003", date(2024, 3, 1), date(2024, 3, 2)),)


def test_people_who_are_not_on_the_roll_are_listed_once_with_their_rows() -> None:
    look = read_history("date,role,person\n2024-03-01,Notes,Zoe\n2024-03-02,Notes,Zoe\n", KNOWN)

    assert look.unknown == (("Zoe", (2, 3)),)
    assert not look.whole


@pytest.mark.parametrize(
    ("row", "code", "what"),
    [
        ("2024-13-01,Notes,Ben,", "no-such-day", "2024-13-01"),
        ("2023-02-29,Notes,Ben,", "no-such-day", "2023-02-29"),
        ("11/21/2024,Notes,Ben,", "not-a-date", "11/21/2024"),
        ("2026-11-22,Notes,Ben,", "date-to-come", "2026-11-22"),
        ("2024-03-01,Notes,Ben,2024-02-29", "end-before-date", "2024-02-29"),
        ("2024-03-01,Notes,Ben,soon", "not-a-date", "soon"),
        ("2024-03-01,Notes,Kim,", "name-shared", "M003, M004"),
        ("2024-03-01,,Ben,", "cell-missing", "role"),
        ("2024-03-01,Notes,,", "cell-missing", "person"),
        (",Notes,Ben,", "cell-missing", "date"),
        ("2024-03-01,Notes,Ben,,more", "too-many-cells", "more"),
        (f"2024-03-01,{'x' * 121},Ben,", "role-too-long", ""),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_reason(row: str, code: str, what: str) -> None:
    look = read_history(f"date,role,person,end\n2024-03-01,Notes,Ana Kovač,\n\n{row}\n", KNOWN)

    assert look.troubles == (RowTrouble(4, code, what),)
    assert not look.whole


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["nothing-there"]),
        ("date,role,person\n", ["nothing-there"]),
        ("date,role\n", ["column-missing"]),
        ("date,role,person,mood\n", ["unknown-heading"]),
        ("date,since,role,person\n", ["column-twice"]),
        ('date,role,person\n"2024', ["broken-quotes"]),
    ],
)
def test_a_table_without_its_columns_is_refused(text: str, codes: list[str]) -> None:
    assert [trouble.code for trouble in read_history(text, KNOWN).troubles] == codes


def test_what_is_there_twice_or_known_already_is_refused() -> None:
    table = "date,role,person\n2024-03-01,Notes,Ben\n2024-03-01,notes,M002\n"

    assert [(one.row, one.code) for one in read_history(table, KNOWN).troubles] == [(3, "known-already")]
    known = replace(KNOWN, held=frozenset({("notes", "M002", date(2024, 3, 1))}))
    assert [one.row for one in read_history(table, known).troubles] == [2, 3]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_spreadsheets_write_it(coding: str) -> None:
    assert decoded("date,rôle\n".encode(coding)) == "date,rôle\n"


@given(st.text())
def test_no_text_is_too_strange_to_be_answered(text: str) -> None:
    look = read_history(text, KNOWN)

    assert look.whole or look.unknown or look.troubles


@given(st.lists(st.dates(date(2000, 1, 1), date(2026, 11, 21)), min_size=1, unique=True))
def test_the_order_of_the_rows_does_not_matter(days: list[date]) -> None:
    rows = [f"{day.isoformat()},Notes,Ben" for day in days]
    table, turned = ("\n".join(["date,role,person", *order]) for order in (rows, reversed(rows)))

    assert read_history(table, KNOWN) == read_history(turned, KNOWN)


def test_rows_count_as_in_a_spreadsheet_also_after_a_cell_of_several_lines() -> None:
    text = 'date,role,person\n2024-03-01,"Craft\nlead",Ben\n\n2024-03-02,Notes,Zoe\nnever,Notes,Ben\n'

    look = read_history(text, KNOWN)

    assert look.unknown == (("Zoe", (4,)),)
    assert [one.row for one in look.troubles if one.code == "not-a-date"] == [5]
