"""The years before Shopmoot as a table: date, role, person and perhaps an end; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from assembly.holdings import A_DAY, Holding
from assembly.value import value
from store.people import Person
from store.roll_text import RowTrouble
from store.table_text import NoDay, Torn, day_in, first_line, heading_of, lines_in, rows_of, separator_of

COLUMNS: Mapping[str, str] = {
    "date": "date",
    "since": "date",
    "from": "date",
    "role": "role",
    "person": "person",
    "name": "person",
    "end": "end",
    "until": "end",
}
"""Columns by what is left of their heading without case, spaces and dashes."""
NEEDED = ("date", "role", "person")
LONGEST_ROLE = 120


@value
class Known:
    """What a table is read against."""

    people: tuple[Person, ...]
    """Everybody who ever was on the roll."""
    today: date
    role_id: Callable[[str], str]
    """The id of a role for what people call it."""
    held: frozenset[tuple[str, str, date]] = frozenset()
    """Role, member and day of everything that the shelf knows already."""


@value
class HistoryLook:
    """What a table would bring, before anything is kept; with unknown people or troubles nothing comes."""

    holdings: tuple[Holding, ...] = ()
    """Oldest first, without a source."""
    unknown: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Names that are not on the roll, with the rows in which they stand."""
    troubles: tuple[RowTrouble, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    """What the roles are called in the table, by their ids."""

    @property
    def whole(self) -> bool:
        """Whether every row can be kept."""
        return bool(self.holdings) and not self.unknown and not self.troubles


class _Stranger(Exception):
    """A name that is not on the roll."""


class _Bad(Exception):
    """A cell that cannot be read."""


def read_history(text: str, known: Known) -> HistoryLook:
    """What a table would bring."""
    lines = lines_in(text)
    separator = separator_of(first_line(lines))
    try:
        rows = list(rows_of(lines, separator))
    except Torn as torn:
        return HistoryLook(troubles=(RowTrouble(torn.row, "broken-quotes", str(torn)),))
    if not rows:
        return HistoryLook(troubles=(RowTrouble(1, "nothing-there"),))
    (row, heading), *others = rows
    columns = tuple(COLUMNS.get(heading_of(cell), "") for cell in heading)
    if troubles := _heading_troubles(row, heading, columns):
        return HistoryLook(troubles=troubles)
    return _read_rows(others, columns, known)


def _heading_troubles(row: int, heading: Sequence[str], columns: Sequence[str]) -> tuple[RowTrouble, ...]:
    pairs = zip(heading, columns, strict=True)
    troubles = [RowTrouble(row, "unknown-heading", cell) for cell, column in pairs if not column]
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    troubles += [RowTrouble(row, "column-twice", column) for column in twice]
    missing = [column for column in NEEDED if column not in columns]
    return (*troubles, *(RowTrouble(row, "column-missing", column) for column in missing))


def _read_rows(rows: Iterable[tuple[int, list[str]]], columns: Sequence[str], known: Known) -> HistoryLook:
    members = _by_name(known.people)
    held: dict[tuple[str, str, date], Holding] = {}
    strangers: dict[str, list[int]] = {}
    troubles: list[RowTrouble] = []
    called: dict[str, str] = {}
    for row, cells in rows:
        try:
            named = _named(columns, cells)
            one = _holding(named, members, known)
            key = (one.role, one.member, one.since)
            if key in held or key in known.held:
                raise _Bad("known-already", one.since.isoformat())
            held[key] = one
            called.setdefault(one.role, named["role"])
        except _Stranger as stranger:
            strangers.setdefault(str(stranger), []).append(row)
        except _Bad as bad:
            code, what = bad.args
            troubles.append(RowTrouble(row, code, what))
    if not held and not strangers and not troubles:
        troubles.append(RowTrouble(1, "nothing-there"))
    in_order = sorted(held.values(), key=lambda one: (one.since, one.role, one.member))
    unknown = tuple((name, tuple(found)) for name, found in strangers.items())
    return HistoryLook(tuple(in_order), unknown, tuple(troubles), called)


def _named(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    """The cells by their column; a row may end early where only the end is missing."""
    if any(cells[len(columns) :]):
        raise _Bad("too-many-cells", cells[len(columns)])
    named = dict(zip(columns, cells, strict=False))
    for column in NEEDED:
        if not named.get(column):
            raise _Bad("cell-missing", column)
    return named


def _holding(cells: Mapping[str, str], members: Mapping[str, Sequence[str]], known: Known) -> Holding:
    since, end = _day(cells["date"]), cells.get("end", "")
    if since > known.today:
        raise _Bad("date-to-come", cells["date"])
    last = _day(end) if end else since
    if last < since:
        raise _Bad("end-before-date", end)
    if len(cells["role"]) > LONGEST_ROLE:
        raise _Bad("role-too-long", "")
    until = last + A_DAY if last < date.max else last
    return Holding(known.role_id(cells["role"]), _member(cells["person"], members), since, until=until)


def _day(text: str) -> date:
    try:
        return day_in(text)
    except NoDay as wrong:
        raise _Bad(wrong.code, text) from None


def _member(name: str, members: Mapping[str, Sequence[str]]) -> str:
    found = members.get(name.casefold(), ())
    if not found:
        raise _Stranger(name)
    if len(found) > 1:
        raise _Bad("name-shared", ", ".join(found))
    return found[0]


def _by_name(people: Iterable[Person]) -> Mapping[str, Sequence[str]]:
    """Members by name and by id, without case."""
    members: dict[str, list[str]] = {}
    for person in people:
        for name in {person.name.casefold(), person.id.casefold()}:
            members.setdefault(name, []).append(person.id)
    return members
