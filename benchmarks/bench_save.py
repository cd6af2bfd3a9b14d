"""How long one saved keypress takes, beside the same append into one big default TinyDB file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tinydb import TinyDB

from assembly.acts.closing import Closed
from assembly.acts.consenting import Adopted, ConsentAsked, PositionTaken
from assembly.acts.opening import FORMAT, Opened
from assembly.acts.proposing import Proposed
from assembly.acts.sidelines import NoteTaken
from assembly.circle import Kind, default_protocols
from assembly.dialects import Position
from assembly.journal import Entry
from assembly.proposals import Draft
from assembly.said import Said
from benchmarks.row import Row
from store.book import lines_of
from store.layout import books_in
from store.shelf import Shelf
from store.writer import Writer

DECISIONS = (10, 1_000, 10_000)
PER_EVENING = 5
SAVES = 21
BIG_SAVES = 5
FLAT = 1.5
"""So much may a save on a large shelf take of one on a small shelf: the noise of a busy disk."""
START = datetime(2026, 1, 1, 18, tzinfo=UTC)
MEMBERS = tuple(f"M{n:03}" for n in range(1, 10))


def run() -> Iterator[Row]:
    """Save on three shelves; the last row says whether the size of the shelf matters."""
    ours = {}
    with TemporaryDirectory() as place:
        for decisions in DECISIONS:
            folder = Path(place) / str(decisions)
            fill(folder, decisions)
            ours[decisions] = seconds_of_ours(folder)
            big = seconds_of_one_file(folder, Path(place) / f"{decisions}.json")
            yield Row(f"save: {decisions:,} decisions / in one default TinyDB file", ours[decisions], big)
            shutil.rmtree(folder)
    few, many = DECISIONS[0], DECISIONS[-1]
    yield Row(f"save: {many:,} decisions / {few} decisions", ours[many], ours[few], FLAT)


def seconds_of_ours(folder: Path) -> float:
    """From a key to the word that it is safe, in an assembly under way."""
    shelf = Shelf.open(folder)
    told: SimpleQueue[int | str] = SimpleQueue()
    pen = shelf.new_assembly(opening(shelf.new_id()), START)
    writer = Writer(pen, told.put, lambda code, _: told.put(code))
    taken = []
    for entry in under_way():
        begun = perf_counter()
        writer.put(entry)
        if told.get() != entry.n:
            raise RuntimeError("a save failed")
        taken.append(perf_counter() - begun)
    writer.close()
    shelf.close()
    return median(taken[-SAVES:])


def seconds_of_one_file(folder: Path, path: Path) -> float:
    """The same events of the whole shelf in one file with TinyDB's own storage, and one more."""
    lines = [dict(line) for book in books_in(folder) for line in lines_of(book)]
    table = {str(place): line for place, line in enumerate(lines, start=1)}
    path.write_text(json.dumps({"_default": table}), encoding="utf-8")
    taken = []
    with TinyDB(path) as tables:
        for _ in range(BIG_SAVES):
            taken.append(seconds_to_insert(tables, lines[-1]))
    path.unlink()
    return median(taken)


def seconds_to_insert(tables: TinyDB, line: Mapping[str, Any]) -> float:
    """One append, which TinyDB's own storage forces onto the disk as well."""
    begun = perf_counter()
    tables.insert(line)
    return perf_counter() - begun


def fill(folder: Path, decisions: int) -> None:
    """A shelf with so many decisions, a few of them in each assembly."""
    shelf = Shelf.open(folder)
    for number in range(decisions // PER_EVENING):
        pen = shelf.new_assembly(opening(shelf.new_id()), START + timedelta(days=number))
        pen.append(evening(PER_EVENING)[1:])
    shelf.close()


def under_way() -> list[Entry]:
    """A decision, and the notes whose saving is measured."""
    decided = evening(1)
    first = len(decided) + 1
    return decided[1:] + [Entry(n, START, NoteTaken(Said(f"note {n}"))) for n in range(first, first + SAVES)]


def opening(assembly: str) -> Opened:
    """How an assembly of the benchmark begins."""
    return Opened(FORMAT, assembly, "Bakery", "Evening", MEMBERS, default_protocols())


def evening(decisions: int) -> list[Entry]:
    """An assembly of nine that decides by consent, each by name."""
    events: list[Any] = [opening("00000")]
    for number in range(decisions):
        id = f"D{number:04}"
        events.append(Proposed(id, Kind.OPERATIONAL, Draft("Bread from the mill", "It is better", "baker")))
        events.append(ConsentAsked(id, 1, True, MEMBERS))
        events += [PositionTaken(id, member, Position.CONSENT) for member in MEMBERS]
        events.append(Adopted(id, 1))
    events += [Closed()] if decisions > 1 else []
    return [Entry(n, START, event) for n, event in enumerate(events, start=1)]
