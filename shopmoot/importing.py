"""What `shopmoot import` does and says."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assembly.brought import Event, HistoryBrought
from assembly.spans_held import days_settled, spans_of
from screens.lottery_roles import role_id
from shopmoot import settings
from shopmoot.faults import say_fault
from shopmoot.history_words import troubles_of, what_comes, what_is_asked
from shopmoot.troubles import held_by
from store.bringing import bring, take_back
from store.history_text import HistoryLook, Known, read_history
from store.problems import Unusable
from store.shelf import Shelf
from store.table_text import decoded
from words.language import _, use

REFUSED = 2
"""The exit code where nothing was changed."""


def bring_history(folder: Path, file: Path, *, dry_run: bool, sure: bool) -> int:
    """Say what a table would bring, and bring it where that is wanted; answer with the exit code."""
    try:
        text = decoded(file.read_bytes())
    except OSError as error:
        return refused(_("{file} cannot be read: {why}.").format(file=file, why=error.strerror))
    return on_shelf(folder, dry_run, lambda shelf: _bring(shelf, text, dry_run, sure))


def undo(folder: Path, id: str, *, sure: bool) -> int:
    """Take back what was brought along; somebody at a terminal is asked; answer with the exit code."""
    if not sure and sys.stdin.isatty() and not _said_yes(_("Take {id} back? y/n: ").format(id=id)):
        return refused(_("Nothing was changed."))
    return on_shelf(folder, False, lambda shelf: _undo(shelf, id))


def _bring(shelf: Shelf, text: str, dry_run: bool, sure: bool) -> int:
    look = read_history(text, _known(shelf))
    if not look.whole:
        return refused("\n".join(troubles_of(look)))
    labels = {role.id: role.label for role in shelf.circle.roles}
    print("\n".join(what_comes(look, labels)))
    return settled(lambda: _write(shelf, look), dry_run, sure, what_is_asked(look))


def settled(write: Callable[[], None], dry_run: bool, sure: bool, question: str = "") -> int:
    """Bring along what can come, where that is wanted; answer with the exit code."""
    if dry_run:
        print(_("This was a dry run: nothing was changed."))
        return 0
    if not sure and not _agreed(question):
        return refused(_("Nothing was changed."))
    write()
    return 0


def _write(shelf: Shelf, look: HistoryLook) -> None:
    id = shelf.new_id()
    holdings = tuple(replace(one, source=id) for one in look.holdings)
    write_down(shelf, id, HistoryBrought(holdings))


def write_down(shelf: Shelf, id: str, event: Event) -> None:
    """Bring it along, and say how to take it back."""
    bring(shelf, id, event, datetime.now().astimezone())
    print(_("It is brought along as {id}.").format(id=id))
    print(_("To take it back: {command}").format(command=_command(shelf.folder, "import", "undo", id)))


def _command(folder: Path, *words: str) -> str:
    """What can be typed at this shelf; its folder is named where it is not the usual one."""
    usual = settings.read({}).data.absolute()
    named = () if folder.absolute() == usual else ("--data", str(folder.absolute()))
    return shlex.join(("shopmoot", *named, *words))


def _undo(shelf: Shelf, id: str) -> int:
    card = next((card for card in shelf.brought() if card.brought and card.brought.id == id), None)
    worded = card is not None and card.brought is not None and bool(card.brought.old.decisions)
    take_back(shelf, id, datetime.now().astimezone())
    print(_("{id} was taken back: nothing of it counts any more. Its book stays, and says so.").format(id=id))
    if card and worded:
        print(_words_stay().format(file=shlex.quote(str((shelf.folder / card.file).absolute()))))
    return 0


def _words_stay() -> str:
    return _(
        "The words, also names in them, still stand in {file}. If they should go, delete this file, and"
        " catalogue.sqlite on the shelf, which is made anew. Do it while no window is open: shopmoot verify"
        " does not miss them. Copies elsewhere stay."
    )


def _known(shelf: Shelf) -> Known:
    history = shelf.history()
    today = datetime.now().astimezone().date()
    known = frozenset((one.role, one.member, one.since) for one in history.holdings if one.counts)
    labels = {" ".join(role.label.casefold().split()): role.id for role in shelf.circle.roles}

    def id_of(label: str) -> str:
        return labels.get(" ".join(label.casefold().split())) or role_id(label)

    spans = spans_of(history.holdings, history.assembly_dates)
    return Known(shelf.roll.people, today, id_of, known, spans, days_settled(shelf.circle.roles))


def on_shelf(folder: Path, look_only: bool, act: Callable[[Shelf], int]) -> int:
    """Do something with a shelf that has people on its roll, or say why not; answer with the exit code."""
    try:
        with _opened(folder, look_only) as shelf:
            if shelf.holder is not None:
                return refused(f"{held_by(shelf.holder)} {_('Close it first. Nothing was changed.')}")
            if not shelf.roll.people:
                return refused(
                    _("There is nobody on the roll of {folder}. Found the circle first: shopmoot").format(
                        folder=folder
                    )
                )
            return act(shelf)
    except Unusable as unusable:
        said = say_fault(unusable.problem, str(unusable.problem.path))
        return refused(f"{said} {_('Nothing was changed.')}")
    except OSError as error:
        return refused(_("It could not be saved: {why}.").format(why=error.strerror))


@contextmanager
def _opened(folder: Path, look_only: bool) -> Iterator[Shelf]:
    """The shelf; none is made where there is none."""
    shelf = Shelf.open(folder, read_only=look_only or not folder.is_dir())
    use(shelf.circle.language)
    try:
        yield shelf
    finally:
        shelf.close()


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        print(_("Say --yes to bring it along without being asked."), file=sys.stderr)
        return False
    return _said_yes(question or _("Bring all of this along? y/n: "))


def _said_yes(question: str) -> bool:
    try:
        answer = input(question).strip().casefold()
    except EOFError:
        return False
    return answer in {"y", "yes", _("y"), _("yes")}


def refused(said: str) -> int:
    """Say why nothing was changed; answer with the exit code."""
    print(said, file=sys.stderr)
    return REFUSED
