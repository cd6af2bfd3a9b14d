"""What `shopmoot verify` does and says."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from store.layout import books_in
from store.problems import Problem
from store.verification import verify_book, verify_shelf
from tui.language import _

BROKEN = 1
"""The exit code for anything that does not fit."""


def verify(path: Path) -> int:
    """Check a shelf or a book; answer with the exit code."""
    if path.is_dir():
        books = len(books_in(path))
        if not books:
            print(_("There is no book in {path}.").format(path=path), file=sys.stderr)
            return BROKEN
        return _tell(verify_shelf(path), books)
    problem = verify_book(path)
    return _tell((problem,) if problem else (), 1)


def _tell(problems: tuple[Problem, ...], books: int) -> int:
    for problem in problems:
        print(say_fault(problem))
    if problems:
        return BROKEN
    if books == 1:
        print(_("1 book: every event fits."))
    else:
        print(_("{books} books: every event fits.").format(books=books))
    return 0


def say_fault(problem: Problem) -> str:
    """What does not fit, in a sentence that begins with the book and the event."""
    place = str(problem.path)
    if problem.n is not None:
        place = _("{path}, event {n}").format(path=problem.path, n=problem.n)
    said = _sentences().get(problem.code, problem.code)
    return f"{place}: {said.format(needs=problem.needs)}"


def _sentences() -> Mapping[str, str]:
    return {
        "missing": _("there is no such file."),
        "unreadable": _("this file cannot be read."),
        "unparsable": _("this is no book, or it was damaged."),
        "newer-format": _("this needs a newer Shopmoot, one that knows format {needs}."),
        "chain-broken": _(
            "it does not follow the event before it. Something was taken out, put in or changed."
        ),
        "event-changed": _("it was changed after it was written."),
        "event-unknown": _("this program does not know what it says."),
        "words-changed": _("its words are not those that were written."),
        "opening-misplaced": _("a book has one opening, as its first event."),
        "after-closing": _("it was added after the book was closed."),
        "written-otherwise": _("it says the same, but another program wrote it."),
        "seal-unknown": _("it names the seal of a book before it, and no book here has this seal."),
        "no-such-text": _("it has no text with this name that could be forgotten. Look with --list."),
    }
