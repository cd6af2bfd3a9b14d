"""Brings years from before Shopmoot to a shelf, in a book of their own, and takes them back."""

from __future__ import annotations

from datetime import datetime

from assembly.acts.opening import FORMAT
from assembly.brought import BroughtBack, BroughtOpened, Event
from store.layout import BROUGHT, brought_path
from store.pen import Pen
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.vocabulary import BroughtEntry, brought_books


def bring(shelf: Shelf, id: str, event: Event, at: datetime) -> None:
    """Write down what is brought along; all of it is on the disk when this returns, or nothing.

    Raises:
        Unusable: The shelf is read-only.
        OSError: It could not be saved.
    """
    _need_pen(shelf)
    path = brought_path(shelf.folder, at.date(), id)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    opening = BroughtOpened(FORMAT, id, shelf.circle.name)
    pen = Pen(path, brought_books(), ())
    pen.append([BroughtEntry(1, at, opening), BroughtEntry(2, at, event)])


def take_back(shelf: Shelf, id: str, at: datetime) -> None:
    """Let nothing of what was brought along count any more; its book stays, and says so.

    Raises:
        Unusable: `not-brought`, `already-back`, or the shelf is read-only.
        OSError: It could not be saved.
    """
    _need_pen(shelf)
    card = next((card for card in shelf.brought() if card.brought and card.brought.id == id), None)
    if card is None:
        raise Unusable(Problem("not-brought", shelf.folder / BROUGHT))
    if card.closed_at is not None:
        raise Unusable(Problem("already-back", shelf.folder / card.file))
    pen = Pen.resume(shelf.folder / card.file, brought_books())
    pen.append([BroughtEntry(pen.written + 1, at, BroughtBack())])


def _need_pen(shelf: Shelf) -> None:
    if shelf.read_only:
        raise Unusable(Problem("shelf-read-only", shelf.folder))
