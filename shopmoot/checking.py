"""What `shopmoot verify` does and says."""

from __future__ import annotations

import sys
from pathlib import Path

from shopmoot.faults import say_fault
from store.layout import books_in
from store.problems import Problem
from store.verification import verify_book, verify_shelf
from words.language import _

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
        print(say_fault(problem, str(problem.path)))
    if problems:
        return BROKEN
    if books == 1:
        print(_("1 book: every event fits."))
    else:
        print(_("{books} books: every event fits.").format(books=books))
    return 0
