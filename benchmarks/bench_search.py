"""How soon a key in the search is answered and how soon a big shelf opens, beside a scan and an empty one.

For the search, rows go straight into the index, with words as a workplace has them. For the opening, books
are written for up to ten thousand decisions; for a hundred thousand their names and cards stand there, and
every name is a link to one book, because writing them takes minutes and the first frame reads none of them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from assembly.circle import Kind
from assembly.daybook import CircleNamed
from assembly.reviewing import Days
from assembly.search import Query
from benchmarks.bench_save import PER_EVENING, START, evening, opening
from benchmarks.bench_start import newcomer
from benchmarks.row import Row
from benchmarks.terminal import seconds_until
from shopmoot.desk import ShelfDesk
from store.layout import ASSEMBLIES, CATALOGUE
from store.people import NewPerson
from store.search_docs import Doc
from store.search_index import Leaf, SearchIndex
from store.shelf import Shelf
from store.storage import Stamp

DECISIONS = (1_000, 10_000, 100_000)
OPENED = (1_000, 10_000)
LINKED = 100_000
TYPED = ("b", "br", "bre", "bread", "bread s", "bread sat", "shift swap c", "zw", "oven night 2")
FRAME = 0.016
GOAL_OF_OPENING = 1.3
ROUNDS = 5
TODAY = date(2026, 11, 21)
ON_HOME = "Decisions"
WORDS = (
    *(
        "bread",
        "oven",
        "shift",
        "night",
        "swap",
        "coordinator",
        "break",
        "heat",
        "noise",
        "dust",
        "van",
        "key",
    ),
    *(
        "cellar",
        "flour",
        "mill",
        "rye",
        "price",
        "pay",
        "week",
        "rota",
        "clean",
        "kitchen",
        "counter",
        "order",
    ),
    *("customer", "saturday", "market", "machine", "repair", "safety", "training", "window", "door", "keys"),
)


def run() -> Iterator[Row]:
    """Search at three sizes, open at two, and read everything anew."""
    with TemporaryDirectory() as place:
        for decisions in DECISIONS:
            keys, scan = _seconds_for_keys(Path(place) / f"{decisions}.sqlite", decisions)
            yield Row(f"search: a key at {decisions:,} decisions / TinyDB scan", median(keys), scan, 1.0)
            yield Row(f"search: the slowest key at {decisions:,} / a frame", max(keys), FRAME, 1.0)
        yield from _opening(Path(place))


def _seconds_for_keys(path: Path, decisions: int) -> tuple[list[float], float]:
    docs = _docs(decisions)
    index = SearchIndex(path)
    for first in range(0, decisions, 5_000):
        index.put([Leaf(f"{first}", Stamp(1, 1, 1), tuple(docs[first : first + 5_000]))])
    keys = [_seconds(partial(index.find, Query(typed), 100, None, TODAY, str)) for typed in TYPED]
    index.close()
    return keys, _scanned(docs)


def _scanned(docs: Sequence[Doc]) -> float:
    """The same words looked for in every document of a TinyDB that is in memory already."""
    tables = TinyDB(storage=MemoryStorage)
    table = tables.table("decisions")
    table.insert_multiple(
        Document({"text": f"{doc.title} {doc.texts}"}, doc_id=place) for place, doc in enumerate(docs, 1)
    )

    def scan(typed: str) -> None:
        words = typed.split()
        table.search(lambda one: all(word in one["text"] for word in words))
        table.clear_cache()

    return median(_seconds(partial(scan, typed), rounds=1) for typed in TYPED[3:6])


def _seconds(ask: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        ask()
        taken.append(perf_counter() - begun)
    return min(taken)


def _docs(number: int) -> list[Doc]:
    """Decisions of which every hour brings one, each of sixty words."""
    dice = Random(1)
    return [
        Doc(
            id=f"D{place}",
            title=" ".join(dice.choices(WORDS, k=6)),
            texts=" ".join((*dice.choices(WORDS, k=53), f"zw{place}")),
            at=START + timedelta(hours=place),
            days=Days(dice.choice(tuple(Kind)), TODAY + timedelta(days=place % 90 - 30)),
            over=None,
            themes=(dice.choice(WORDS),),
            who=dice.choice(WORDS),
        )
        for place in range(number)
    ]


def _opening(place: Path) -> Iterator[Row]:
    shelves = {0: place / "empty", **{decisions: place / str(decisions) for decisions in OPENED}}
    for decisions, folder in shelves.items():
        _write(folder, decisions // PER_EVENING)
    rebuilt = _seconds_to_read_anew(shelves[OPENED[-1]])
    for folder in shelves.values():
        ShelfDesk(folder).close()
    shelves[LINKED] = place / "linked"
    _link(shelves[OPENED[-1]], shelves[LINKED], LINKED // PER_EVENING)
    taken: dict[int, list[float]] = {decisions: [] for decisions in shelves}
    with TemporaryDirectory() as home:
        for _ in range(ROUNDS + 1):
            for decisions, folder in shelves.items():
                command = (sys.executable, "-m", "shopmoot", "--data", str(folder))
                taken[decisions].append(seconds_until(ON_HOME, command, newcomer(home)))
    empty = median(taken[0][1:])
    for decisions in (*OPENED, LINKED):
        opened = median(taken[decisions][1:])
        yield Row(f"open: {decisions:,} decisions / no decision", opened, empty, GOAL_OF_OPENING)
    yield Row(f"catalogue: read {OPENED[-1]:,} decisions anew / open an empty shelf", rebuilt, empty)


def _seconds_to_read_anew(folder: Path) -> float:
    """Cards and index of a shelf whose catalogue is lost."""
    (folder / CATALOGUE).unlink(missing_ok=True)
    begun = perf_counter()
    desk = ShelfDesk(folder)
    desk.settle(_silent)
    desk.catch_up(_silent)
    taken = perf_counter() - begun
    desk.close()
    return taken


def _silent(_done: int, _number: int) -> None:
    pass


def _write(folder: Path, assemblies: int) -> None:
    """A shelf with copies of one evening under other ids; to chain each anew would take minutes."""
    shelf = Shelf.open(folder)
    shelf.write_daybook(CircleNamed("Bakery", "en"), START)
    shelf.save_people(shelf.roll.joined_by([NewPerson("Anna"), NewPerson("Ben")], TODAY))
    pen = shelf.new_assembly(opening("00000"), START)
    pen.append(evening(PER_EVENING)[1:])
    shelf.close()
    content = pen.path.read_bytes()
    pen.path.unlink()
    for number in range(assemblies):
        told = content.replace(b'"00000"', b'"%05d"' % number).replace(b'"D000', b'"%04d' % number)
        (folder / ASSEMBLIES / _name(number)).write_bytes(told)


def _link(source: Path, folder: Path, assemblies: int) -> None:
    """A larger shelf of links to one book of another, with a card for each name."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("????-??-??-*.json", "lock"))
    book = next((source / ASSEMBLIES).glob("*.json"))
    for number in range(assemblies):
        os.link(book, folder / ASSEMBLIES / _name(number))
    with closing(sqlite3.connect(folder / CATALOGUE)) as tables, tables:
        (card,) = tables.execute("SELECT card FROM books WHERE file LIKE 'assemblies/%' LIMIT 1").fetchone()
        stamp = Stamp.of(book)
        facts = (stamp.node, stamp.size, stamp.changed, card)
        tables.executemany(
            "INSERT OR REPLACE INTO books VALUES (?, ?, ?, ?, ?)",
            [(f"{ASSEMBLIES}/{_name(number)}", *facts) for number in range(assemblies)],
        )


def _name(number: int) -> str:
    return f"{(datetime(1970, 1, 1) + timedelta(days=number)).date()}-{number:05}.json"
