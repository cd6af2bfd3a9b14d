"""The daybook: one book for each month, and the circle that they tell of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from assembly.acts.opening import FORMAT
from assembly.daybook import Circle, DaybookClosed, DaybookOpened, Event, circle_of
from store.book import Book, read_book
from store.layout import daybook_path, daybooks_in
from store.pen import Pen
from store.problems import Problem, Unusable
from store.vocabulary import DaybookEntry, daybooks

MONTH = len("2026-11")
"""So long is the name of a month."""


def read_months(folder: Path) -> tuple[tuple[Book[DaybookEntry], ...], tuple[Problem, ...]]:
    """Every book of a month that can be read, oldest first, and what is wrong with the others."""
    months, problems = [], []
    copies = set(_copies_in(folder))
    for path in daybooks_in(folder):
        if path in copies:  # named by whoever looks through the books
            continue
        try:
            book = read_book(path, daybooks())
        except Unusable as unusable:
            problems.append(unusable.problem)
            continue
        months.append(book)
        if book.needs is not None:
            problems.append(Problem("newer-format", path, needs=book.needs))
    return tuple(months), tuple(problems)


def circle_in(months: tuple[Book[DaybookEntry], ...]) -> Circle:
    """The circle as its daybooks tell it."""
    return circle_of(entry.event for book in months for entry in book.entries)


def add_to_month(folder: Path, event: Event, at: datetime) -> None:
    """Write down what happened between assemblies; the first thing in a month closes the month before.

    A book in the words of an older format is closed too, so that what it says of its format stays true.

    Raises:
        OSError: It could not be saved, and the book is as it was.
        Unusable: The newest book of a month cannot be added to.
    """
    copies = set(_copies_in(folder))
    paths = [path for path in daybooks_in(folder) if path not in copies]
    newest = read_book(paths[-1], daybooks()) if paths else None
    month, seal = _month_after(newest, at), newest.tip if newest else ""
    if newest is not None and not newest.closed:
        pen = Pen.resume(newest.path, daybooks())
        # The clock may have been set back: what is open stays open.
        if newest.path.stem >= month and newest.format == FORMAT:
            pen.append([DaybookEntry(pen.written + 1, at, event)])
            return
        pen.append([DaybookEntry(pen.written + 1, at, DaybookClosed())])
        seal = pen.tip
        month = _month_after(replace(newest, closed=True), at)
    opening = DaybookEntry(1, at, DaybookOpened(FORMAT, month, seal))
    pen = Pen.begin(daybook_path(folder, month), daybooks(), opening)
    pen.append([DaybookEntry(2, at, event)])


def _copies_in(folder: Path) -> Iterator[Path]:
    """Files beside the book of a month that begin with its name, as a copy or a sync folder leaves them."""
    paths = daybooks_in(folder)
    names = {path.stem for path in paths}
    yield from (path for path in paths if path.stem[:MONTH] in names and len(path.stem) > MONTH)


def _month_after(newest: Book[DaybookEntry] | None, at: datetime) -> str:
    """The month of a moment, or the one after the newest book where that one is closed already."""
    month = f"{at:%Y-%m}"
    if newest is None or not newest.closed or newest.path.stem < month:
        return month
    last = date.fromisoformat(f"{newest.path.stem}-01")
    return f"{date(last.year + last.month // 12, last.month % 12 + 1, 1):%Y-%m}"
