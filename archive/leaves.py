"""A page before it is set: where it will stand, what it is made of, and how it is made when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parents[1]
MADE_OF = ("archive", "assembly", "words")
"""Rooms whose templates, sources and translations decide what a page looks like."""


class Leaf(NamedTuple):
    """A page that is set only where it is not there already; a plain row, as there may be many thousands."""

    path: str
    """Begins with a slash."""
    key: str
    """The same key, the same page."""
    make: Callable[[], bytes]


def key_of(*parts: str) -> str:
    """A digest of everything that a page is made of, in this order."""
    told = "".join([f"{len(part)}:{part}" for part in parts])
    return sha256(told.encode(errors="surrogatepass")).hexdigest()[:24]


@cache
def house_key() -> str:
    """A digest of the program that sets the pages; another version sets them all anew."""
    digest = sha256()
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:24]


def _sources() -> Iterable[Path]:
    for room in MADE_OF:
        for path in sorted((HOUSE / room).rglob("*")):
            if path.suffix in {".py", ".j2", ".css", ".js", ".mo", ".json"}:
                yield path
