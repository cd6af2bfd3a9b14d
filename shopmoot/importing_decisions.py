"""What `shopmoot import decisions` does and says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from assembly.brought import DecisionsBrought
from assembly.circle import Kind
from assembly.decision import Decision
from assembly.leftovers import same_words
from shopmoot.decision_import_words import troubles_of, what_comes
from shopmoot.importing import on_shelf, refused, settled, write_down
from store import decisions_look
from store.decisions_json import read_commons
from store.decisions_look import Came, DecisionsLook, Shelved, kept_ids
from store.decisions_text import Table, read_table
from store.shelf import Shelf
from store.table_text import decoded
from store.veil import veil_for
from words.decisions import kind_of
from words.language import _

MOST_BYTES = 2**30
"""Several times what fifty thousand decisions need; more is no record, and no computer reads it at once."""
NOON = time(12)
ZIPPED = b"PK\x03\x04"
"""How the files of spreadsheets begin that are no tables for other programs."""


def bring_decisions(folder: Path, files: Sequence[Path], *, dry_run: bool, sure: bool) -> int:
    """Say what files would bring together, and bring it where that is wanted; answer with the exit code.

    Args:
        folder: Of the shelf.
        files: A table, or a record with all its parts.
        dry_run: Whether only to say so.
        sure: Whether not to ask.
    """
    try:
        texts = {file: _read(file) for file in files}
    except _NotRead as refusal:
        return refused(str(refusal))
    return on_shelf(folder, dry_run, lambda shelf: _bring(shelf, texts, dry_run, sure))


class _NotRead(Exception):
    """A file that cannot be read, with a sentence that says why."""


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _NotRead(_("{file} is too big to be a record of decisions.").format(file=file))
        content = file.read_bytes()
    except OSError as error:
        raise _NotRead(_("{file} cannot be read: {why}.").format(file=file, why=error.strerror)) from error
    if content.startswith(ZIPPED):
        said = _("{file} is a spreadsheet's own file. Save it there as CSV, and bring that along.")
        raise _NotRead(said.format(file=file))
    return decoded(content)


def _bring(shelf: Shelf, texts: Mapping[Path, str], dry_run: bool, sure: bool) -> int:
    known = _shelved(shelf)
    look = _look(texts, shelf, known)
    if not look.whole:
        return refused("\n".join(troubles_of(look)))
    named = _named(look, shelf)
    print("\n".join(what_comes(look, len(kept_ids(look, known)), named, known.today)))
    return settled(lambda: _write(shelf, look, known), dry_run, sure)


def _look(texts: Mapping[Path, str], shelf: Shelf, known: Shelved) -> DecisionsLook:
    """A file alone is a table or a record; only a record has parts."""
    first, *others = texts.values()
    if others:
        return read_commons({str(file): text for file, text in texts.items()}, known)
    if first.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return read_commons({"": first}, known)
    return read_table(first, Table(known, shelf.circle.name, _kinds(), _at_noon))


def _write(shelf: Shelf, look: DecisionsLook, known: Shelved) -> None:
    id = _new_id(shelf, look)
    decisions = decisions_look.settled(look, known, id, shelf.new_id)
    write_down(shelf, id, DecisionsBrought(decisions, known.today))


def _new_id(shelf: Shelf, look: DecisionsLook) -> str:
    """An id for the import that none of its decisions brings along."""
    given = {one.decision.id for one in look.came}
    while (id := shelf.new_id()) in given:
        continue
    return id


def _shelved(shelf: Shelf) -> Shelved:
    cards = (*shelf.books(), *shelf.brought())
    decided = frozenset((same_words(one.title), one.at.date()) for one in shelf.history().decided)
    ids = frozenset(id for card in cards for id in card.ids)
    return Shelved(datetime.now().astimezone().date(), ids, decided)


def _named(look: DecisionsLook, shelf: Shelf) -> tuple[Came, ...]:
    """Those in which somebody who is on the roll is named."""
    veil = veil_for(shelf.roll.people)
    return tuple(one for one in look.came if any(veil(text) != text for text in _texts(one.decision)))


def _texts(decision: Decision) -> tuple[str, ...]:
    draft = decision.draft
    return draft.what, draft.why, draft.who, draft.measure, *draft.conditions


def _kinds() -> Mapping[str, Kind]:
    """Kinds by their words, in English and as the circle speaks."""
    english = {kind.value: kind for kind in Kind}
    return (
        english
        | {f"{kind.value} decision": kind for kind in Kind}
        | {kind_of(kind).casefold(): kind for kind in Kind}
    )


def _at_noon(day: date) -> datetime:
    """Nobody wrote down the hour; at noon the day is the same far around.

    Before there were zones, clocks differed by seconds too, which no standard lets anybody write down.
    """
    at = datetime.combine(day, NOON).astimezone()
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    return at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
