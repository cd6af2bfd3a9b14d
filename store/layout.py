"""Where things stand on a shelf."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

PEOPLE = "people.json"
ASSEMBLIES = "assemblies"
DAYBOOK = "daybook"
BROUGHT = "brought"
"""Made when something is brought along for the first time."""
CATALOGUE = "catalogue.sqlite"
DRAFTS = "drafts.json"
VEIL = "veil.json"
"""Which names the catalogue leaves out, as digests; private, and made again where it is missing."""
LOCK = "lock"


def build(folder: Path) -> None:
    """Make the folders of a shelf where they are missing.

    Raises:
        OSError: They cannot be made here.
    """
    for part in (ASSEMBLIES, DAYBOOK):
        (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)


def assembly_path(folder: Path, day: date, assembly: str) -> Path:
    """The book of an assembly."""
    return folder / ASSEMBLIES / f"{day.isoformat()}-{assembly}.json"


def daybook_path(folder: Path, month: str) -> Path:
    """The book of a month."""
    return folder / DAYBOOK / f"{month}.json"


def brought_path(folder: Path, day: date, id: str) -> Path:
    """The book of what was brought along on a day."""
    return folder / BROUGHT / f"{day.isoformat()}-{id}.json"


def brought_books_in(folder: Path) -> tuple[Path, ...]:
    """The books of what was brought along, oldest first."""
    return _books(folder, BROUGHT)


def assembly_books_in(folder: Path) -> tuple[Path, ...]:
    """The books of assemblies, oldest first."""
    return _books(folder, ASSEMBLIES)


def names_of_assemblies(folder: Path) -> list[str]:
    """The same as places on the shelf."""
    return names_in(folder, ASSEMBLIES)


def names_in(folder: Path, part: str) -> list[str]:
    """The books of one part of a shelf as places on it, oldest first."""
    return [f"{part}/{name}" for name in sorted(_names(folder / part, ".json")) if not name.startswith(".")]


def daybooks_in(folder: Path) -> tuple[Path, ...]:
    """The books of months, oldest first."""
    return _books(folder, DAYBOOK)


def books_in(folder: Path) -> tuple[Path, ...]:
    """All books of a shelf."""
    return (*assembly_books_in(folder), *daybooks_in(folder), *brought_books_in(folder))


def shelf_of(book: Path) -> Path | None:
    """The shelf that a book stands on, or None for a book that lies about."""
    folder = book.absolute().parent
    on_shelf = folder.name in {ASSEMBLIES, DAYBOOK, BROUGHT}
    return folder.parent if on_shelf else None


def leftovers_in(folder: Path) -> tuple[Path, ...]:
    """Parts of files that a crash kept from taking their names."""
    places = (folder, folder / ASSEMBLIES, folder / DAYBOOK, folder / BROUGHT)
    return tuple(place / name for place in places for name in _names(place, ".part") if name.startswith("."))


def _books(folder: Path, part: str) -> tuple[Path, ...]:
    return tuple(folder / file for file in names_in(folder, part))


def _names(folder: Path, ending: str) -> list[str]:
    """What stands in a folder, as quickly as the system can tell; nothing where there is none."""
    try:
        with os.scandir(folder) as entries:
            return [one.name for one in entries if one.name.endswith(ending)]
    except OSError:
        return []
