"""Where a sealed record comes from: a file, or the book of its draw on the shelf."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from pathlib import Path

from assembly.journal import replaying
from assembly.lottery import Draw
from assembly.value import value
from shopmoot import settings
from shopmoot.command import WRONG_USE
from shopmoot.faults import say_fault
from store.catalogue import Card
from store.layout import ASSEMBLIES
from store.problems import Unusable
from store.shelf import ID_LENGTH, Shelf
from store.verification import verify_book
from words.draws import say_corrections
from words.language import _, n_

LARGEST = 256 * 2**20
"""Bytes; a record of a hundred thousand people is a sixtieth of that."""
RECORD_FILE = "record.txt"
"""What the pages call the record of a draw."""
ID = re.compile(rf"[0-9A-Za-z]{{{ID_LENGTH}}}")
WORD = re.compile(r"[0-9A-Za-z]+")
"""What may be meant as an id, and not as a file."""


class NotFoundError(Exception):
    """There is no draw to check: a sentence, and the exit code that goes with it."""

    def __init__(self, said: str, code: int = 1) -> None:
        """Take what is said and what a script gets."""
        super().__init__(said)
        self.code = code


@value
class Found:
    """A sealed record, and where it was found."""

    sealed: bytes
    line: str
    """The numbers that were locked, or that somebody says were."""
    file: str
    """What a shell reads the record from."""
    fetch: str = ""
    """The command that writes this file; empty where it is there."""
    source: str = ""
    """The book in which it stands; empty for a file."""
    corrected: tuple[str, ...] = ()
    """What was struck out of the throws, and when, as the book has it; a file does not hold it."""


def found(args: argparse.Namespace) -> Found:
    """The record that was asked for, by the path of a file or by the id of a draw.

    Raises:
        NotFoundError: It is not there, or there is nothing to check yet.
    """
    record: str = args.record
    if not _is_id(record):
        return _in_file(record, args.entropy)
    if Path(record).is_file():
        note = _("Note: there is a file {name} here, so the file is read, and no draw of this id.")
        sys.stderr.write(f"{note.format(name=record)}\n")
        return _in_file(record, args.entropy)
    return _locked(_Place(args), args.entropy)


def sealed_on_shelf(args: argparse.Namespace) -> Draw:
    """The draw with this id, however far it came.

    Raises:
        NotFoundError: There is none.
    """
    if not _is_id(args.record):
        raise NotFoundError(_id_sentence(args.record))
    return _Place(args).draw()[0]


class _Place:
    """The shelf on which a draw is looked up by its id."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Find the folder as every other command does."""
        self.id = str(args.record).upper()
        self.folder = settings.read(vars(args)).data
        own = getattr(args, "data", None)
        self.flag = "" if own is None else f" --data {shlex.quote(str(own))}"

    def draw(self) -> tuple[Draw, Card]:
        """The draw and its book, of which every event fits."""
        if not self.folder.is_dir():
            no_shelf = _("There is no shelf in {folder}. Say with --data where it is.")
            raise NotFoundError(no_shelf.format(folder=self.folder))
        shelf = Shelf.open(self.folder, read_only=True)
        for card in shelf.books():
            if self.id in card.ids and (draw := self._in_book(shelf, card)):
                return draw, card
        raise NotFoundError(f"{self._unknown()}{_unread(shelf)}")

    def _in_book(self, shelf: Shelf, card: Card) -> Draw | None:
        try:
            if wrong := verify_book(self.folder / card.file):
                raise Unusable(wrong)
            return replaying(shelf.read(card).entries).assembly.draws.get(self.id)
        except Unusable as unusable:
            raise NotFoundError(say_fault(unusable.problem, str(unusable.problem.path))) from unusable

    def _unknown(self) -> str:
        said = _("There is no draw {id} on the shelf in {folder}, and no file of this name here.")
        return said.format(id=self.id, folder=self.folder)


def _unread(shelf: Shelf) -> str:
    """That it may stand in a book that cannot be read."""
    unread = sum(problem.path.parent.name == ASSEMBLIES for problem in shelf.problems)
    if not unread:
        return ""
    return " " + n_(
        "{number} book there cannot be read; shopmoot verify says why.",
        "{number} books there cannot be read; shopmoot verify says why.",
        unread,
    ).format(number=unread)


def _locked(place: _Place, line: str | None) -> Found:
    draw, card = place.draw()
    known = {"number": draw.number, "id": draw.id}
    if draw.void is not None:
        raise NotFoundError(_("Draw {number} ({id}) was declared void; no names came of it.").format(**known))
    if draw.entropy is None:
        waits = _(
            "Draw {number} ({id}) is sealed and not locked yet: before that there are no names to check."
        )
        raise NotFoundError(waits.format(**known))
    if line is not None and line != draw.entropy:
        other = _("That is not the line that was locked for draw {number} ({id}). This is: {line}")
        raise NotFoundError(other.format(**known, line=draw.entropy))
    fetch = f"shopmoot draw record {draw.id}{place.flag} > {RECORD_FILE}"
    corrected = tuple(say_corrections(draw.corrections))
    return Found(draw.record.encode(), draw.entropy, RECORD_FILE, fetch, card.file, corrected)


def _in_file(path: str, line: str | None) -> Found:
    sealed = _read(path)
    if line is None:
        lacking = _(
            "Something is missing: --entropy, the line that was locked. A record file does not hold it."
        )
        raise NotFoundError(f"{lacking}\n{_('How it is used: shopmoot draw --help')}", WRONG_USE)
    return Found(sealed, line, path)


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            sealed = file.read(LARGEST + 1)
    except FileNotFoundError as fault:
        raise NotFoundError(_id_sentence(path)) from fault
    except (OSError, ValueError) as fault:
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else "no file has such a name"
        raise NotFoundError(f"The record cannot be read: {why}.") from fault
    if len(sealed) > LARGEST:
        raise NotFoundError("Not valid. The file is too large for a record.")
    return sealed


def _id_sentence(given: str) -> str:
    """That nothing is called so: an id has five characters, and everything else is a file."""
    if WORD.fullmatch(given):
        return _("There is no file {name} here, and the id of a draw has five characters.").format(name=given)
    return "The record cannot be read: No such file or directory."


def _is_id(given: str) -> bool:
    return ID.fullmatch(given) is not None
