"""A rehearsal: an invented circle of nine people with a history, gone with the program."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree

from assembly.acts.opening import FORMAT
from assembly.circle import default_protocols
from assembly.daybook import Circle, CircleNamed, DaybookOpened, Event, ProtocolsAdopted, RolesSettled
from assembly.history import BookFacts, facts_of, history_of
from assembly.journal import Journal
from shopmoot.demo_evenings import EVENINGS, ROLES, Evening, Told
from shopmoot.opening import Before, Plan, opening
from store.layout import PEOPLE, assembly_path, build, daybook_path
from store.pen import Pen
from store.people import NewPerson, Roll, save_people
from store.vocabulary import DaybookEntry, assembly_books, daybooks

CIRCLE = Circle("Night Bakery", "en", default_protocols(), roles=ROLES)
MINUTES = 90
BEGINNING = 18
"""The hour at which the circle meets."""

PEOPLE_OF_THE_BAKERY = (
    NewPerson("Amara Okafor", {"shift": "early", "department": "counter"}),
    NewPerson("Siobhán O'Neill", {"shift": "night", "department": "ovens"}),
    NewPerson("Оксана Коваль", {"shift": "night", "department": "ovens"}),
    NewPerson("Mehmet [Memo] Yıldız", {"shift": "early", "department": "deliveries"}),
    NewPerson("Lena Brandt", {"shift": "early", "department": "counter"}, ("keys",)),
    NewPerson("Tomasz Wiśniewski", {"shift": "night", "department": "deliveries"}),
    NewPerson("Nguyễn Thị Hoa", {"shift": "late", "department": "counter"}),
    NewPerson("José Luis Ferreira", {"shift": "night", "department": "ovens"}),
    NewPerson("Priya Raman", {"shift": "late", "department": "office"}),
)

MEMORY = Path("/dev/shm")
"""A folder in memory, where the system has one: no disk is asked for what nobody keeps."""


@contextmanager
def rehearsal(now: datetime) -> Iterator[Path]:
    """A shelf with the invented circle, gone when this ends, also when the program is asked to end."""
    before = {ending: signal.signal(ending, _leave) for ending in (signal.SIGTERM, signal.SIGHUP)}
    folder = Path(tempfile.mkdtemp(prefix="shopmoot-demo-", dir=_fast_place()))
    try:
        write_shelf(folder, now)
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
        for ending, handler in before.items():
            signal.signal(ending, handler)


def write_shelf(folder: Path, now: datetime) -> None:
    """Write people, rules and past assemblies of the invented circle; dates are counted back from now."""
    build(folder)
    evenings = [(told, _evening_of(now, told)) for told in EVENINGS]
    founded = evenings[0][1] - timedelta(weeks=4)
    roll = Roll().joined_by(PEOPLE_OF_THE_BAKERY, founded.date())
    save_people(folder / PEOPLE, roll)
    _write_daybook(folder, founded)
    entitled = tuple(person.id for person in roll.people)
    past: list[BookFacts] = []
    seal = ""
    for place, (told, at) in enumerate(evenings):
        following = evenings[place + 1][1] if place + 1 < len(evenings) else now
        plan = Plan(told.id, told.title, MINUTES, demo=True)
        before = Before(history_of(past), seal, at.date())
        beginning = opening(plan, CIRCLE, entitled, before)
        journal = told.tell(Evening(beginning, at), following)
        seal = _write_book(folder, journal)
        past.append(facts_of(journal.assembly))


def _evening_of(now: datetime, told: Told) -> datetime:
    day = now - timedelta(weeks=told.weeks_ago)
    return day.replace(hour=BEGINNING, minute=0, second=0, microsecond=0)


def _write_book(folder: Path, journal: Journal) -> str:
    """Write a whole book at once; its seal."""
    assembly = journal.assembly
    path = assembly_path(folder, assembly.opened_at.date(), assembly.id)
    pen = Pen(path, assembly_books(), ())
    pen.append(journal.entries)
    return pen.tip


def _write_daybook(folder: Path, at: datetime) -> None:
    month = at.strftime("%Y-%m")
    happened: tuple[Event, ...] = (
        DaybookOpened(FORMAT, month),
        CircleNamed(CIRCLE.name, CIRCLE.language),
        ProtocolsAdopted(CIRCLE.protocols),
        RolesSettled(CIRCLE.roles),
    )
    pen = Pen(daybook_path(folder, month), daybooks(), ())
    pen.append([DaybookEntry(n, at, event) for n, event in enumerate(happened, start=1)])


def _fast_place() -> Path | None:
    return MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) else None


def _leave(signal_number: int, _: object) -> None:
    sys.exit(128 + signal_number)
