"""A table of who held which role: read whole, or refused with every row that is in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.holdings import A_DAY, LONGEST_TERM, Holding
from assembly.roles import Role, Term, TermUnit
from assembly.spans_held import days_settled, spans_of
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


HELD = Holding("notes", "M002", date(2026, 9, 1), until=date(2026, 12, 1), source="DRAW1")


def known_with(*holdings: Holding) -> Known:
    return replace(KNOWN, spans=spans_of(holdings, ()))


@pytest.mark.parametrize(
    ("row", "code", "what"),
    [
        ("2026-10-01,Notes,Ben,2031-01-01", "held-already", "2026-09-01 – 2026-11-30"),
        ("2026-10-01,Notes,Ben,", "held-already", "2026-09-01 – 2026-11-30"),
        ("2026-08-01,Notes,Ben,2026-09-01", "held-already", "2026-09-01 – 2026-11-30"),
        ("2026-06-01,Notes,Ben,2026-08-31", None, ""),
        ("2026-10-01,Notes,Ana Kovač,2026-11-20", None, ""),
        ("2026-10-01,Keys,Ben,2026-11-20", None, ""),
    ],
)
def test_a_row_never_prolongs_what_the_same_person_holds_already(
    row: str, code: str | None, what: str
) -> None:
    look = read_history(f"date,role,person,end\n{row}\n", known_with(HELD))

    assert look.troubles == ((RowTrouble(2, code, what),) if code else ())
    assert look.whole is (code is None)


def test_a_term_without_a_known_end_is_overlapped_by_any_later_day_and_one_cut_short_by_none() -> None:
    table = "date,role,person,end\n2026-10-01,Notes,Ben,2026-11-20\n"
    counted = replace(HELD, until=None, assemblies=3)
    recalled = replace(HELD, ended=date(2026, 9, 15))

    (trouble,) = read_history(table, known_with(counted)).troubles
    assert (trouble.code, trouble.what) == ("held-already", "2026-09-01 – …")
    assert read_history(table, known_with(recalled)).whole
    assert read_history(table, known_with(replace(HELD, ended=HELD.since))).whole


def test_a_row_never_prolongs_another_row_of_the_same_person() -> None:
    rows = ("2024-03-01,Notes,Ben,2024-05-31", "2024-05-31,notes,M002,2024-08-31", "2024-06-01,Notes,Ben,")

    look = read_history("\n".join(("date,role,person,end", *rows)), KNOWN)

    assert look.troubles == (RowTrouble(3, "held-in-row", "2"),)


def test_every_row_that_runs_beyond_today_is_named_as_one_that_begins_to_count() -> None:
    rows = ("2026-01-01,Notes,ben,2026-11-22", "2026-01-01,Keys,M001,2026-11-21", "2020-01-01,Post,Ben,")

    look = read_history("\n".join(("date,role,person,end", *rows)), KNOWN)

    (one,) = look.running
    assert (one.row, one.name, one.holding.role) == (2, "Ben", "notes")
    assert look.whole


@pytest.mark.parametrize(
    ("since", "end", "trouble"),
    [
        ("2026-11-01", "2026-11-30", None),
        ("2026-11-01", "2026-12-01", ("term-too-long", "2026-11-30")),
        ("2025-01-01", "2031-01-01", ("term-too-long", "2025-01-30")),
        ("2020-01-01", "2024-12-31", None),
    ],
)
def test_a_term_that_begins_to_count_is_no_longer_than_the_circle_settled(
    since: str, end: str, trouble: tuple[str, str] | None
) -> None:
    known = replace(KNOWN, longest={"notes": 30})

    look = read_history(f"date,role,person,end\n{since},Notes,Ben,{end}\n", known)

    assert [(one.code, one.what) for one in look.troubles] == ([trouble] if trouble else [])


def test_no_term_that_begins_to_count_is_endless_even_where_none_was_settled() -> None:
    look = read_history("date,role,person,end\n2026-11-01,Notes,Ben,9999-12-31\n", KNOWN)

    assert [one.code for one in look.troubles] == ["term-endless"]


DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 10))
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


@given(SPANS, st.lists(SPANS, max_size=5))
def test_what_comes_never_shares_a_day_with_what_the_same_person_holds(
    held: tuple[date, date], rows: list[tuple[date, date]]
) -> None:
    table = "\n".join(("date,role,person,end", *(f"{first},Notes,Ben,{last}" for first, last in rows)))
    before = Holding("notes", "M002", held[0], until=held[1] + A_DAY)

    look = read_history(table, known_with(before))

    taken = [(one.since, one.until or one.since) for one in (before, *look.holdings)]
    days = [since + place * A_DAY for since, until in taken for place in range((until - since).days)]
    assert len(days) == len(set(days))
    assert len(look.holdings) + len(look.troubles) == max(1, len(rows))


def test_only_terms_in_days_say_how_long_a_role_is_held() -> None:
    roles = (
        Role("notes", "Notes", term=Term(TermUnit.DAYS, 30)),
        Role("keys", "Keys", term=Term(TermUnit.DAYS, 99_999)),
        Role("post", "Post", term=Term(TermUnit.ASSEMBLIES, 3)),
        Role("post2", "Post"),
    )

    assert days_settled(roles) == {"notes": 30, "keys": LONGEST_TERM}


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
