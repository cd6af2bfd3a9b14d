"""The card of a book: what the shelf needs to know of it, read from the book itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assembly.brought import BroughtOpened, brought_of
from assembly.daybook import DaybookClosed, DaybookOpened
from assembly.history import facts_of
from assembly.journal import Entry, replaying
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from store.book import Book, read_book
from store.catalogue import Card
from store.problems import Problem, Unusable
from store.verification import verify_book
from store.vocabulary import BroughtEntry, DaybookEntry, assembly_books, brought_books, daybooks


def card_of(path: Path, file: str) -> Card:
    """The card of a book, read whole.

    Raises:
        Unusable: It cannot be read, or tells of things that cannot have happened.
    """
    if file.startswith("daybook/"):
        return _card_of_month(file, read_book(path, daybooks()))
    if file.startswith("brought/"):
        return _card_of_brought(file, read_book(path, brought_books()))
    return _card_of_assembly(file, read_book(path, assembly_books()))


def _card_of_brought(file: str, book: Book[BroughtEntry]) -> Card:
    if not book.entries or not isinstance(book.entries[0].event, BroughtOpened):
        raise Unusable(_cannot_tell(book.path, book.needs))
    brought = brought_of(entry.event for entry in book.entries)
    return Card(
        file=file,
        assembly="",
        title=brought.id,
        opened_at=book.entries[0].at,
        closed_at=book.entries[-1].at if book.closed else None,
        seal=book.seal or "",
        events=len(book.entries),
        needs=book.needs,
        ids=(brought.id, *(one.id for one in brought.old.decisions)),
        entitled=(),
        facts=None,
        brought=brought,
    )


def _card_of_month(file: str, book: Book[DaybookEntry]) -> Card:
    if not book.entries or not isinstance(book.entries[0].event, DaybookOpened):
        raise Unusable(_cannot_tell(book.path, book.needs))
    last = book.entries[-1]
    return Card(
        file=file,
        assembly="",
        title=book.entries[0].event.month,
        opened_at=book.entries[0].at,
        closed_at=last.at if isinstance(last.event, DaybookClosed) else None,
        seal=book.seal or "",
        events=len(book.entries),
        needs=book.needs,
        ids=(),
        entitled=(),
        facts=None,
    )


def _card_of_assembly(file: str, book: Book[Entry]) -> Card:
    assembly = _replayed(book)
    return Card(
        file=file,
        assembly=assembly.id,
        title=assembly.title,
        opened_at=assembly.opened_at,
        closed_at=assembly.closed_at,
        seal=book.seal or "",
        events=len(book.entries),
        needs=book.needs,
        ids=(assembly.id, *assembly.proposals, *assembly.draws),
        entitled=assembly.entitled,
        facts=facts_of(assembly),
    )


def _replayed(book: Book[Entry]) -> Assembly:
    if not book.entries:
        raise Unusable(_cannot_tell(book.path, book.needs))
    try:
        return replaying(book.entries).assembly
    except (RuleBroken, LookupError, ValueError, TypeError, AttributeError) as error:
        # The fold trusts what it is given; a book that was tampered with can make it stumble anywhere.
        raise Unusable(Problem("does-not-add-up", book.path)) from error


def _cannot_tell(path: Path, needs: int | None) -> Problem:
    return Problem("newer-format", path, needs=needs) if needs else Problem("unparsable", path)


def checked(card: Card, before: Card, path: Path) -> Card:
    """The card of a book that changed since it was last read, with what is wrong where it must not have.

    A closed book only changes when something in it is forgotten, and then it still fits together.
    """
    if before.assembly and before.closed_at is None:
        return card
    sealed = before.fault_seal or before.seal
    wrong = verify_book(path)
    if wrong is None and sealed and card.seal != sealed:
        wrong = Problem("seal-changed", path)
    if wrong is None or wrong.code == "newer-format":
        return card
    return replace(card, fault=wrong.code, fault_at=wrong.n, fault_seal=sealed)
