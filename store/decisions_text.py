"""Old decisions as a table: one row each, as a spreadsheet saves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from assembly.circle import Kind
from assembly.decision import Decision, Imported, Source, Wording
from assembly.proposals import Draft
from assembly.value import value
from store.decisions_look import LONGEST_TEXT, Bad, Came, DecisionsLook, Shelved, fitting, looked_at
from store.roll_text import RowTrouble
from store.table_text import NoDay, Torn, day_in, first_line, heading_of, lines_in, rows_of, separator_of
from words.cells import as_typed
from words.steady import cleaned

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "what": ("what", "decision", "text"),
    "title": ("title",),
    "date": ("date", "day", "adopted", "decidedon"),
    "kind": ("kind", "type"),
    "why": ("why", "reason", "reasons"),
    "who": ("who", "responsible"),
    "start": ("start", "from"),
    "until": ("until", "end", "ends"),
    "review": ("review", "reviewdate", "reviewon"),
    "measure": ("measure", "howwewillknow"),
    "conditions": ("conditions", "condition"),
    "themes": ("themes", "theme", "tags", "tag"),
    "rule": ("rule", "how", "decidedby"),
    "id": ("id",),
    "": ("url", "imported", "standing"),
}
"""What a column may be called, without case, spaces and dashes; the last ones are passed over."""
CALLED = {name: column for column, names in COLUMNS.items() for name in names}


@value
class Table:
    """How a table is read."""

    shelf: Shelved
    circle: str
    kinds: Mapping[str, Kind]
    """By what people call them, in small letters."""
    moment: Callable[[date], datetime]
    """A moment on a day; nobody wrote down the hour."""


def read_table(text: str, table: Table) -> DecisionsLook:
    """What a table would bring."""
    lines = lines_in(text)
    try:
        rows = list(rows_of(lines, separator_of(first_line(lines)), typed))
    except Torn as torn:
        code = "text-too-long" if "field larger" in str(torn) else "broken-quotes"
        return DecisionsLook(troubles=(RowTrouble(torn.row, code, ""),))
    if not rows:
        return DecisionsLook(troubles=(RowTrouble(0, "nothing-there"),))
    (row, heading), *others = rows
    if troubles := tuple(_heading_troubles(row, heading)):
        return DecisionsLook(troubles=troubles)
    columns = tuple(CALLED[heading_of(cell)] for cell in heading)
    came, wrong = _read_rows(others, columns, table)
    return looked_at(came, wrong, table.shelf, numbered=False)


def typed(cell: str) -> str:
    """A cell as it was typed, without what steers a screen; its lines stay."""
    return cleaned(as_typed(cell)).strip()


def _heading_troubles(row: int, heading: Sequence[str]) -> Iterator[RowTrouble]:
    columns = [CALLED.get(heading_of(cell)) for cell in heading]
    for cell, column in zip(heading, columns, strict=True):
        if column is None:
            yield RowTrouble(row, "unknown-heading", cell)
    for column in sorted({one for one in columns if one and columns.count(one) > 1}):
        yield RowTrouble(row, "column-twice", column)
    if "what" not in columns and "title" not in columns:
        yield RowTrouble(row, "column-missing", "what")
    if "date" not in columns:
        yield RowTrouble(row, "column-missing", "date")


def _read_rows(
    rows: Iterable[tuple[int, list[str]]], columns: Sequence[str], table: Table
) -> tuple[list[Came], list[RowTrouble]]:
    came, wrong = [], []
    for row, cells in rows:
        named, found = _named(columns, cells), [*_outside(columns, cells)]
        found += _wrong(named, table)
        wrong += [RowTrouble(row, *bad.args) for bad in found]
        if not found:
            came.append(Came(row, _decision(named, table)))
    return came, wrong


def _outside(columns: Sequence[str], cells: Sequence[str]) -> Iterator[Bad]:
    """What stands beside the columns."""
    if any(cells[len(columns) :]):
        yield Bad("too-many-cells", next(filter(None, cells[len(columns) :]))[:40])


def _wrong(cells: Mapping[str, str], table: Table) -> Iterator[Bad]:
    """Everything that is wrong with a row, not only what is found first."""
    parts: Iterable[Callable[[], object]] = (
        *(partial(fitting, cell, column) for column, cell in cells.items()),
        partial(_adopted, cells, table),
        partial(_what, cells),
        *(partial(_day, cells, column) for column in ("start", "until", "review")),
        partial(_kind, cells.get("kind", ""), table.kinds),
    )
    for part in parts:
        try:
            part()
        except Bad as bad:
            yield bad


def _named(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    """The cells by their column; a row may end early."""
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


def _decision(cells: Mapping[str, str], table: Table) -> Decision:
    draft, adopted = _draft(cells), _adopted(cells, table)
    return Decision(
        id=cells.get("id", "").upper(),
        source=Source("", table.circle, "", adopted, True),
        kind=_kind(cells.get("kind", ""), table.kinds),
        wordings=(Wording(1, draft, adopted),),
        adopted=adopted,
        how=Imported(cells.get("rule", "")),
        rounds=(),
        votes_before=(),
        objections=(),
        concerns=(),
        themes=tuple(dict.fromkeys(_parts(cells.get("themes", ""), r"[;,\n]"))),
        draws=(),
    )


def _adopted(cells: Mapping[str, str], table: Table) -> datetime:
    day = _day(cells, "date")
    if day is None:
        raise Bad("cell-missing", "date")
    return _moment(day, table)


def _what(cells: Mapping[str, str]) -> str:
    what, title = cells.get("what", ""), cells.get("title", "")
    if title and not what.startswith(title):
        what = f"{title}\n{what}".strip()
        if max(len(title), len(cells.get("what", ""))) <= LONGEST_TEXT:
            fitting(what, "what")
    if not what:
        raise Bad("cell-missing", "what")
    return what


def _draft(cells: Mapping[str, str]) -> Draft:
    return Draft(
        what=_what(cells),
        why=cells.get("why", ""),
        who=cells.get("who", ""),
        start=_day(cells, "start"),
        until=_day(cells, "until"),
        review=_day(cells, "review"),
        measure=cells.get("measure", ""),
        conditions=_parts(cells.get("conditions", ""), "\n"),
    )


def _day(cells: Mapping[str, str], column: str) -> date | None:
    text = cells.get(column, "")
    try:
        return day_in(text) if text else None
    except NoDay as wrong:
        raise Bad(wrong.code, text[:40]) from None


def _moment(day: date, table: Table) -> datetime:
    try:
        return table.moment(day)
    except (OverflowError, ValueError, OSError):
        raise Bad("date-too-early", day.isoformat()) from None


def _kind(text: str, kinds: Mapping[str, Kind]) -> Kind:
    found = kinds.get(" ".join(text.casefold().split())) if text else Kind.OPERATIONAL
    if found is None:
        raise Bad("unknown-kind", text[:40])
    return found


def _parts(text: str, between: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in re.split(between, text))))
