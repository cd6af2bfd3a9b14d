"""The people of the circle: the one file with names in it, private and never published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from assembly.said import Said
from assembly.value import value
from store import codec
from store.forms import UnknownForm
from store.problems import Problem, Unusable
from store.storage import PRIVATE, replace_file

VERSION = 1
"""The version of the file that this program writes."""

ID = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
_NUMBERED = re.compile(r"M([0-9]+)")


@value
class NewPerson:
    """Somebody who is about to join."""

    name: str
    tags: Mapping[str, str] = field(default_factory=dict)
    opt_outs: tuple[str, ...] = ()


@value
class Person:
    """Somebody of the circle."""

    id: str
    """Stable, and never given to anybody else: M001."""
    name: str
    joined: date
    tags: Mapping[str, str] = field(default_factory=dict)
    """Such as `shift` and `department`."""
    opt_outs: tuple[str, ...] = ()
    """Roles that the person does not want to be drawn for."""
    left: date | None = None
    label: str = ""
    """What the public record calls the person: the id, until the person releases a name."""

    def __post_init__(self) -> None:
        """Nobody is without a label."""
        if not self.label:
            object.__setattr__(self, "label", self.id)


@value
class Roll:
    """Everyone who is or was in the circle."""

    people: tuple[Person, ...] = ()
    next_number: int = 1
    """The number of the next id; it only grows."""

    @property
    def members(self) -> tuple[Person, ...]:
        """Those who have not left, in the order of the roll."""
        return tuple(person for person in self.people if person.left is None)

    def __getitem__(self, id: str) -> Person:
        """The person with an id.

        Raises:
            KeyError: There is none.
        """
        for person in self.people:
            if person.id == id:
                return person
        raise KeyError(id)

    def joined_by(self, newcomers: Iterable[NewPerson], on: date) -> Roll:
        """The roll with newcomers at its end, each with a new id."""
        numbered = enumerate(newcomers, start=self.next_number)
        joined = [Person(f"M{n:03}", new.name, on, dict(new.tags), new.opt_outs) for n, new in numbered]
        return Roll((*self.people, *joined), self.next_number + len(joined))

    def with_changed(self, changed: Person) -> Roll:
        """The roll with what is known of one person replaced."""
        return replace(
            self, people=tuple(changed if person.id == changed.id else person for person in self.people)
        )

    def beyond(self, ids: Iterable[str]) -> Roll:
        """The roll that gives no newcomer an id that was used in these books."""
        used = (int(match[1]) for one in ids if (match := _NUMBERED.fullmatch(one)))
        return replace(self, next_number=max(self.next_number, max(used, default=0) + 1))


@value
class PeopleFile:
    """The file as it stands on the disk."""

    version: int
    next_number: int
    people: tuple[Person, ...]


def load_people(path: Path) -> Roll:
    """The roll in a file; empty where there is none.

    Raises:
        Unusable: `people-damaged`, `newer-format` or `unreadable`.
    """
    try:
        plain = json.loads(path.read_bytes())
        if isinstance(plain, dict) and type(plain.get("version")) is int and plain["version"] > VERSION:
            raise Unusable(Problem("newer-format", path, needs=plain["version"]))
        return _roll(codec.read(plain, PeopleFile, _no_words))
    except (FileNotFoundError, NotADirectoryError):
        return Roll()
    except OSError as error:
        raise Unusable(Problem("unreadable", path)) from error
    except (ValueError, RecursionError) as error:
        raise Unusable(Problem("people-damaged", path)) from error


def save_people(path: Path, roll: Roll) -> None:
    """Save the roll; a file that cannot be read is never overwritten.

    Raises:
        Unusable: The file there is damaged, or a newer program wrote it.
        OSError: It could not be saved, and is as it was.
    """
    load_people(path)
    plain = codec.write(PeopleFile(VERSION, roll.next_number, roll.people), PeopleFile, _no_digest)
    replace_file(path, (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode(), PRIVATE)


def set_aside(path: Path) -> Path:
    """Give a damaged file another name, so that nothing overwrites it, and say which."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return path.rename(aside)


def _roll(file: PeopleFile) -> Roll:
    ids = [person.id for person in file.people]
    if len(set(ids)) < len(ids) or not all(ID.fullmatch(one) for one in ids):
        raise UnknownForm("people", "ids")
    return Roll(file.people, file.next_number).beyond(ids)


def _no_words(where: str, digest: str) -> Said:
    raise UnknownForm(where, digest)


def _no_digest(where: str, words: Said) -> str:
    raise UnknownForm(where, words)
