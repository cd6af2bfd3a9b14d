"""How long publishing takes from nothing, and again after one more assembly, in a circle of thousands."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from assembly.acts.opening import Opened
from assembly.decision import decisions_of
from assembly.drawn import draws_of
from assembly.journal import Entry, Journal
from benchmarks.row import Row
from shopmoot.demo import write_shelf
from shopmoot.publishing import publish_into
from shopmoot.record import kept_on
from store.layout import assembly_path
from store.pen import Pen
from store.shelf import Shelf
from store.vocabulary import assembly_books

GOAL = 0.01
NUMBER = 10_000
BASE = "https://night.example"
NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def run() -> Iterator[Row]:
    """Publish everything, let the circle meet once more, publish again."""
    logging.disable(logging.WARNING)
    with TemporaryDirectory() as place:
        shelf, site = Path(place) / "shelf", Path(place) / "site"
        write_shelf(shelf, NOW)
        told = kept_on(Shelf.open(shelf, read_only=True)).journals
        per_round = sum(len(decisions_of(one.assembly)) for one in told)
        rounds = NUMBER * len(told) // per_round
        for number, journal in enumerate(islice(cycle(told), rounds)):
            _write_again(shelf, journal, number)
        _look(shelf)
        first = _seconds(shelf, site)
        _write_again(shelf, told[0], rounds)
        _look(shelf)
        yield Row(f"publish: {NUMBER} decisions again after one / all", _seconds(shelf, site), first, GOAL)
    logging.disable(logging.NOTSET)


def _look(folder: Path) -> None:
    """Bring the index of the books up to date."""
    shelf = Shelf.open(folder)
    shelf.books()
    shelf.close()


def _seconds(folder: Path, site: Path) -> float:
    """From an open shelf to the last page; what the index of the books costs is another promise."""
    shelf = Shelf.open(folder, read_only=True)
    shelf.books()
    started = perf_counter()
    publish_into(site, shelf, BASE)
    return perf_counter() - started


def _write_again(folder: Path, journal: Journal, number: int) -> None:
    """The same assembly under other ids; each a day later than the one before it."""
    assembly = journal.assembly
    ids = [assembly.id, *(one.id for one in decisions_of(assembly)), *(one.id for one in draws_of(assembly))]
    names = {id: f"{number:04X}{place:X}" for place, id in enumerate(ids)}
    earlier = timedelta(days=NUMBER - number + 50)
    entries = [Entry(entry.n, entry.at - earlier, _renamed(entry.event, names)) for entry in journal.entries]
    _write(folder, entries, names[assembly.id])


def _write(folder: Path, entries: Sequence[Entry], id: str) -> None:
    path = assembly_path(folder, entries[0].at.date(), id)
    Pen(path, assembly_books(), ()).append(tuple(entries))


def _renamed(event: Any, names: Mapping[str, str]) -> Any:
    """An event with other ids."""
    if isinstance(event, Opened):
        event = replace(event, previous_seal="")
    if not is_dataclass(event) or isinstance(event, type):
        return event
    told = {field.name: getattr(event, field.name) for field in fields(event)}
    changed = {
        name: names[value] for name, value in told.items() if isinstance(value, str) and value in names
    }
    return replace(event, **changed)
