"""The years before Shopmoot as a table: date, role, person and perhaps an end; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from assembly.holdings import A_DAY, LONGEST_TERM, Holding
from assembly.spans_held import Span, last_day, spans_of
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
    spans: tuple[Span, ...] = ()
    """When those who ever held a role held it, early endings included."""
    longest: Mapping[str, int] = field(default_factory=dict)
    """The days that a term of a role lasts, for the roles whose term the circle settled in days."""


@value
class Running:
    """A row whose term goes on: its authority begins to count when it comes."""

    row: int
    name: str
    """What the person is called on the roll."""
    holding: Holding


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
    running: tuple[Running, ...] = ()
    """The rows whose term runs beyond today, in the order of the table."""

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
    reading = _Reading(columns, known)
    for row, cells in rows:
        reading.take(row, cells)
    return reading.look()


class _Reading:
    """What the rows have come to so far."""

    def __init__(self, columns: Sequence[str], known: Known) -> None:
        """Nothing is read."""
        self._columns, self._known = columns, known
        self._members = _by_name(known.people)
        self._names = {person.id: person.name for person in known.people}
        self._held: dict[int, Holding] = {}
        self._strangers: dict[str, list[int]] = {}
        self._troubles: list[RowTrouble] = []
        self._called: dict[str, str] = {}
        self._spans: dict[tuple[str, str], list[tuple[int, Span]]] = {}
        for span in known.spans:
            self._spans.setdefault((span.role, span.member), []).append((0, span))

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Keep what a row says, or why it cannot be kept."""
        try:
            named = _named(self._columns, cells)
            one = _holding(named, self._members, self._known)
            _check_length(one, self._known)
            self._check_known(row, one)
        except _Stranger as stranger:
            self._strangers.setdefault(str(stranger), []).append(row)
        except _Bad as bad:
            code, what = bad.args
            self._troubles.append(RowTrouble(row, code, what))
        else:
            self._held[row] = one
            self._called.setdefault(one.role, named["role"])

    def look(self) -> HistoryLook:
        """What all rows come to."""
        held, unknown, troubles = self._held, self._strangers, self._troubles
        if not held and not unknown and not troubles:
            troubles.append(RowTrouble(1, "nothing-there"))
        in_order = sorted(held.values(), key=lambda one: (one.since, one.role, one.member))
        listed = tuple((name, tuple(rows)) for name, rows in unknown.items())
        running = tuple(
            Running(row, self._names[one.member], one)
            for row, one in held.items()
            if _runs_on(one, self._known.today)
        )
        return HistoryLook(tuple(in_order), listed, tuple(troubles), self._called, running)

    def _check_known(self, row: int, one: Holding) -> None:
        """Nobody holds a role twice at a time: a second holding would move the end of the first."""
        if (one.role, one.member, one.since) in self._known.held:
            raise _Bad("known-already", one.since.isoformat())
        (span,) = spans_of((one,), ())
        before = self._spans.setdefault((one.role, one.member), [])
        for earlier, other in before:
            if not span.meets(other):
                continue
            if earlier and span.since == other.since:
                raise _Bad("known-already", one.since.isoformat())
            raise _Bad(
                "held-in-row" if earlier else "held-already", str(earlier) if earlier else _days(other)
            )
        before.append((row, span))


def _check_length(one: Holding, known: Known) -> None:
    """A term that begins to count lasts no longer than the circle settled, and never without measure."""
    if not _runs_on(one, known.today) or one.until is None:
        return
    settled = known.longest.get(one.role)
    (span,) = spans_of((one,), ())
    last = last_day(span, LONGEST_TERM if settled is None else settled)
    if one.until > last + A_DAY:
        raise _Bad("term-endless" if settled is None else "term-too-long", last.isoformat())


def _runs_on(one: Holding, today: date) -> bool:
    """Whether somebody holds it beyond today."""
    return one.until is not None and one.until > today + A_DAY


def _days(span: Span) -> str:
    """From when to when; without an end where nobody knows it yet."""
    return f"{span.since} – {span.until - A_DAY if span.until else '…'}"


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
