"""Saves whoever makes much that stays what Python would spend on looking for garbage in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_nothing() -> None:
    """Look for no garbage from here on: what is imported stays, and to search it is a sixth of the start."""
    gc.disable()


def collect_again() -> None:
    """Look for garbage again, and never in what was made until now: it lasts as long as the program."""
    gc.freeze()
    gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage while much is made that stays."""
    collect_nothing()
    try:
        yield
    finally:
        collect_again()
