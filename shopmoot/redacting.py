"""What `shopmoot redact` does and says."""

from __future__ import annotations

import sys
from pathlib import Path

from shopmoot.faults import say_fault
from shopmoot.troubles import held_by
from store.layout import ASSEMBLIES
from store.lock import ShelfHeld
from store.problems import Unusable
from store.redaction import redact, redactables
from words.language import _

REFUSED = 2
"""The exit code where nothing was changed."""
SHOWN = 60
"""So much of a text is shown."""


def find(book: Path, shelf: Path) -> Path:
    """The book with this path, with this place on the shelf, or of the assembly with this id."""
    books = shelf / ASSEMBLIES
    places = (book, shelf / book, books / book, books / f"{book}.json", *books.glob(f"*-{book}.json"))
    return next((place for place in places if place.is_file()), book)


def show(book: Path) -> int:
    """List the texts that can be forgotten, and the gaps; answer with the exit code."""
    try:
        texts = redactables(book)
    except Unusable as unusable:
        return _refused(say_fault(unusable.problem, str(unusable.problem.path)))
    for one in texts:
        if one.text != "":
            told = _("(forgotten)") if one.text is None else _short(one.text)
            print(f"--event {one.n} --field {one.field}  {one.event}: {told}")
    if not any(one.text != "" for one in texts):
        print(_("There is nothing in this book that could be forgotten."))
    return 0


def forget(book: Path, event: int | None, field: str | None, *, sure: bool) -> int:
    """Forget one text; answer with the exit code."""
    if event is None or field is None:
        return _refused(_("Say which text, with --event and --field. Look with --list."))
    if not sure and not _agreed(event, field):
        return _refused(_("Nothing was changed."))
    try:
        redact(book, event, field)
    except ShelfHeld as held:
        return _refused(f"{held_by(held.holder)} {_('Close it first. Nothing was changed.')}")
    except Unusable as unusable:
        return _refused(
            f"{say_fault(unusable.problem, str(unusable.problem.path))} {_('Nothing was changed.')}"
        )
    except OSError as error:
        return _refused(_("It could not be saved: {why}.").format(why=error.strerror))
    print(_("The text is gone. Event {n} keeps a marked gap, and the chain still fits.").format(n=event))
    print(_("Copies, backups and published pages are not reached from here."))
    return 0


def _agreed(event: int, field: str) -> bool:
    question = _("Delete “{field}” of event {n} for good? This cannot be undone. Type yes: ")
    try:
        return input(question.format(field=field, n=event)).strip().lower() in {"yes", _("yes")}
    except EOFError:
        return False


def _short(text: str) -> str:
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _refused(said: str) -> int:
    print(said, file=sys.stderr)
    return REFUSED
