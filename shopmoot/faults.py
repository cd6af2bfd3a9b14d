"""One sentence for every code with which the store says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from store.problems import Problem
from words.language import _


def say_fault(problem: Problem, place: str) -> str:
    """What is wrong, in a sentence that begins with the file and the event."""
    if problem.n is not None:
        place = _("{path}, event {n}").format(path=place, n=problem.n)
    return f"{place}: {fault_sentence(problem.code, problem.needs)}"


def fault_sentence(code: str, needs: int | None = None) -> str:
    """What a code means and what to do, to be read after the name of the file."""
    said = fault_sentences().get(code, _("it cannot be used ({code})."))
    return said.format(code=code, needs=needs)


def fault_sentences() -> Mapping[str, str]:
    """The sentences by code; a sentence may hold `{needs}`."""
    return {**_of_files(), **_of_chains(), **_of_saving()}


def _of_files() -> Mapping[str, str]:
    return {
        "missing": _("there is no such file."),
        "unreadable": _("this file cannot be read."),
        "unparsable": _("this is no book, or it was damaged. Nothing overwrites it."),
        "people-damaged": _("the list of people is damaged. Nothing overwrites it."),
        "newer-format": _("this needs a newer Shopmoot, one that knows format {needs}."),
        "event-unknown": _("this program does not know what it says."),
        "does-not-add-up": _("it holds things that cannot have happened."),
        "shelf-read-only": _("the shelf cannot be written to from this window."),
        "book-gone": _(
            "this book was taken away. Put it back from a copy; the other books are well. If it is gone for "
            "good, press G on the first page."
        ),
        "book-twice": _("another file is the same book. It counts once; take one of the two away."),
        "not-brought": _("nothing with this id was ever brought along."),
        "already-back": _("this was taken back before."),
        "no-such-text": _("it has no text with this name that could be forgotten. Look with --list."),
    }


def _of_chains() -> Mapping[str, str]:
    return {
        "chain-broken": _(
            "it does not follow the event before it. Something was taken out, put in or changed."
        ),
        "event-changed": _("it was changed after it was written."),
        "words-changed": _("its words are not those that were written."),
        "opening-misplaced": _("a book has one opening, as its first event."),
        "after-closing": _("it was added after the book was closed."),
        "seal-changed": _("its seal is another one than before. It was written anew."),
        "written-otherwise": _("it says the same, but another program wrote it."),
        "seal-unknown": _("it names the seal of a book before it, and no book here has this seal."),
    }


def _of_saving() -> Mapping[str, str]:
    return {
        "disk-full": _("the disk is full. Delete something, or choose another folder."),
        "folder-gone": _("the folder of the shelf is gone. Put the stick back in, or choose another folder."),
        "read-only": _("the shelf cannot be written to. Make it writable, or choose another folder."),
        "save-failed": _("it cannot be saved, and nobody foresaw why. Choose another folder."),
        "book-changed": _("another program changed the book of this assembly. Choose another folder."),
        "book-closed": _("the book of this assembly is closed; nothing can be added to it."),
        "out-of-order": _("the book of this assembly has a gap. Choose another folder."),
    }
