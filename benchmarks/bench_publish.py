"""How long the pages take in a circle of three hundred, beside the same pages in a circle of nine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from archive.pages import render
from assembly.daybook import Circle
from assembly.decision import Decision, decisions_of
from benchmarks.row import Row
from shopmoot.demo import PEOPLE_OF_THE_BAKERY, write_shelf
from shopmoot.editions import edition_of
from shopmoot.record import kept_on
from store.people import NewPerson, Roll
from store.shelf import Shelf

ROUNDS = 5
GOAL = 1.5
NUMBER = 400
MANY = 300
DAY = date(2026, 1, 5)


def run() -> Iterator[Row]:
    """Render for both circles in turn, so that a busy machine is busy for both; the first round warms up."""
    decisions = tuple(_decisions(NUMBER))
    few, many = PEOPLE_OF_THE_BAKERY, (*PEOPLE_OF_THE_BAKERY, *_others(MANY - len(PEOPLE_OF_THE_BAKERY)))
    ours, baseline = [], []
    for _ in range(ROUNDS + 1):
        ours.append(_seconds(decisions, many))
        baseline.append(_seconds(decisions, few))
    yield Row(
        f"publish: {NUMBER} decisions, {len(many)} people / {len(few)} people",
        median(ours[1:]),
        median(baseline[1:]),
        GOAL,
    )


def _seconds(decisions: Sequence[Decision], people: Sequence[NewPerson]) -> float:
    roll = Roll().joined_by(people, DAY)
    started = perf_counter()
    render(decisions, (), edition_of(roll, Circle("Night Bakery"), "https://night.example"))
    return perf_counter() - started


def _decisions(number: int) -> Iterator[Decision]:
    """Those of the invented circle over and over, each with words of its own."""
    with TemporaryDirectory() as folder:
        write_shelf(Path(folder), datetime(2026, 11, 21, 14, 0, tzinfo=UTC))
        shelf = Shelf.open(Path(folder), read_only=True)
        told = [one for journal in kept_on(shelf).journals for one in decisions_of(journal.assembly)]
    for place, decision in enumerate(islice(cycle(told), number)):
        last = decision.wordings[-1]
        draft = replace(last.draft, what=f"{last.draft.what} ({place})", why=f"{last.draft.why} ({place})")
        wordings = (*decision.wordings[:-1], replace(last, draft=draft))
        yield replace(decision, id=f"X{place:04}", wordings=wordings)


def _others(number: int) -> Iterator[NewPerson]:
    """People with names that nobody else has."""
    given = ("Ad", "Bel", "Cor", "Dar", "El", "Fat", "Gus", "Hen", "Il", "Jov")
    family = ("a", "en", "ir", "os", "um", "eta", "ino", "ora", "ud", "yl")
    for place in range(number):
        first, second, third = place % 10, place // 10 % 10, place // 100
        yield NewPerson(f"{given[first]}{family[second]} {given[second]}b{family[third]}{family[first]}sen")
