"""A shelf on a real disk with the book of an assembly, as the program writes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from assembly.acts.opening import Opened
from assembly.daybook import CircleNamed
from assembly.dialects import Position
from store.people import NewPerson, Roll
from store.shelf import Shelf
from tests.archive.staged import BREAKS, START, Room

NAMES = ("Ana Kovač", "Ben [/oops]", "Дмитрий", "Dee", "Eva", "Fay", "Gil")
FOUNDED = date(2026, 1, 5)


def room(*, closed: bool = True) -> Room:
    """An assembly in whose texts somebody is named."""
    draft = replace(BREAKS, what="Ana Kovač gets the keys", why="Дмитрий lost them")
    decided = Room().gathered().told().proposed(draft, stories=(1,))
    decided.consented(("M004", Position.CONCERN, "Dee wants them too")).adopted()
    decided.sealed().locked().revealed()
    return decided.closed() if closed else decided


def shelve(folder: Path, told: Room) -> Path:
    """Write the book of this assembly, and answer with its place."""
    shelf = Shelf.open(folder)
    shelf.save_people(Roll().joined_by([NewPerson(name) for name in NAMES], FOUNDED))
    shelf.write_daybook(CircleNamed("Paint shop", "en"), START)
    first, *others = told.journal.entries
    assert isinstance(first.event, Opened)
    pen = shelf.new_assembly(first.event, first.at)
    pen.append(others)
    shelf.close()
    return pen.path


def release(folder: Path, member: str, label: str) -> None:
    """Let somebody release a name."""
    shelf = Shelf.open(folder)
    shelf.save_people(shelf.roll.with_changed(replace(shelf.roll[member], label=label)))
    shelf.close()


def shelve_another(folder: Path) -> None:
    """Let the circle meet once more and decide something."""
    shelf = Shelf.open(folder)
    first, *others = Room().gathered().proposed(id="OTHER").consented().adopted().closed().journal.entries
    assert isinstance(first.event, Opened)
    pen = shelf.new_assembly(replace(first.event, assembly="BBBBB"), first.at)
    pen.append(others)
    shelf.close()
