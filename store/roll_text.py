"""Names as people paste them: one on each line, or a table with a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assembly.value import value
from store.people import NewPerson, Person
from store.table_text import Torn, first_line, heading_of, lines_in, rows_of, separator_of, tidy

COLUMNS: Mapping[str, str] = {
    "name": "name",
    "shift": "shift",
    "department": "department",
    "optouts": "opt-outs",
    "optout": "opt-outs",
}
"""Columns by what is left of their heading without case, spaces and dashes."""

LONGEST_NAME = 120


@value
class RowTrouble:
    """Why a row cannot be read."""

    row: int
    """Counted from 1, with the heading and the empty rows, as a spreadsheet does; 0 is the whole file."""
    code: str
    """In a list of people `unknown-column`, `column-twice`, `no-name-column`, `no-heading`, `no-name`,
    `name-too-long`, `too-many-cells`, `too-few-cells` or `broken-quotes`."""
    what: str = ""
    file: str = ""
    """Which one, where several are read together."""


class RollRefused(ValueError):
    """Nothing was read, because some rows cannot be.

    Attributes:
        troubles: Every row that is in the way.
    """

    def __init__(self, troubles: Sequence[RowTrouble]) -> None:
        """Remember the rows."""
        super().__init__(troubles)
        self.troubles = tuple(troubles)


@value
class SameName:
    """Several people have one name; that is allowed, and worth a question."""

    name: str
    times: int


def read_roll(text: str) -> tuple[NewPerson, ...]:
    """The people in a pasted text, in its order; two people may have one name.

    Raises:
        RollRefused: Some rows cannot be read; it names every one of them.
    """
    lines = lines_in(text)
    first = first_line(lines)
    separator = separator_of(first)
    heading = [heading_of(cell) for cell in first.split(separator)]
    if any(cell in COLUMNS for cell in heading):
        return _read_table(lines, separator)
    return _read_list(lines)


def same_names(newcomers: Iterable[NewPerson], already: Iterable[Person] = ()) -> tuple[SameName, ...]:
    """Names that stand more than once among newcomers and the circle, upper and lower case alike."""
    new = [person.name for person in newcomers]
    everyone = [*new, *(person.name for person in already)]
    times: dict[str, int] = {}
    for name in everyone:
        times[name.casefold()] = times.get(name.casefold(), 0) + 1
    found = {name.casefold(): name for name in reversed(new) if times[name.casefold()] > 1}
    return tuple(SameName(name, times[folded]) for folded, name in reversed(found.items()))


def _read_list(lines: Sequence[str]) -> tuple[NewPerson, ...]:
    troubles, people = [], []
    for row, line in enumerate(lines, start=1):
        name = tidy(line)
        # "Garcia, Ana" is a name; more separators are a table that does not say what its columns are.
        if ";" in line or "\t" in line.strip() or line.count(",") > 1 or re.search(r",\S", line):
            troubles.append(RowTrouble(row, "no-heading", name))
        elif len(name) > LONGEST_NAME:
            troubles.append(RowTrouble(row, "name-too-long"))
        elif name:
            people.append(NewPerson(name))
    return _all_or_nothing(people, troubles)


def _read_table(lines: Sequence[str], separator: str) -> tuple[NewPerson, ...]:
    rows = rows_of(lines, separator)
    try:
        row, cells = next(rows)
        columns = _columns(row, cells)
        troubles, people = [], []
        for row, cells in rows:
            trouble = _trouble(row, columns, cells)
            if trouble:
                troubles.append(trouble)
            else:
                people.append(_person(dict(zip(columns, cells, strict=True))))
    except Torn as torn:
        raise RollRefused([RowTrouble(torn.row, "broken-quotes", str(torn))]) from torn
    return _all_or_nothing(people, troubles)


def _columns(row: int, cells: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(COLUMNS.get(heading_of(cell), "") for cell in cells)
    pairs = zip(cells, columns, strict=True)
    troubles = [RowTrouble(row, "unknown-column", cell) for cell, column in pairs if not column]
    twice = {column for column in columns if column and columns.count(column) > 1}
    troubles += [RowTrouble(row, "column-twice", column) for column in sorted(twice)]
    if "name" not in columns:
        troubles.append(RowTrouble(row, "no-name-column"))
    if troubles:
        raise RollRefused(troubles)
    return columns


def _trouble(row: int, columns: Sequence[str], cells: Sequence[str]) -> RowTrouble | None:
    if len(cells) > len(columns):
        return RowTrouble(row, "too-many-cells", cells[len(columns)])
    if len(cells) < len(columns):
        return RowTrouble(row, "too-few-cells", cells[0])
    name = cells[columns.index("name")]
    if not name:
        return RowTrouble(row, "no-name")
    return RowTrouble(row, "name-too-long") if len(name) > LONGEST_NAME else None


def _person(cells: Mapping[str, str]) -> NewPerson:
    tags = {tag: cells[tag] for tag in ("shift", "department") if cells.get(tag)}
    opt_outs = (one.strip() for one in re.split(r"[;,|]", cells.get("opt-outs", "")))
    return NewPerson(cells["name"], tags, tuple(one for one in opt_outs if one))


def _all_or_nothing(people: Sequence[NewPerson], troubles: Sequence[RowTrouble]) -> tuple[NewPerson, ...]:
    if troubles:
        raise RollRefused(troubles)
    return tuple(people)
