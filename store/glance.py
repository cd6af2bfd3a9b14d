"""What is shown of a big shelf before its books have been looked through: what the last look came to."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from assembly.history import History
from assembly.said import Said
from assembly.value import value
from store import codec
from store.forms import UnknownForm

NEWEST = 100
"""So much of what grows with every assembly is shown before the books have been looked through."""


@value
class Glance:
    """What the last look through the books came to; it may be behind."""

    history: History = History()
    unclosed: tuple[str, ...] = ()
    """Books that were not closed then."""


def shortened(history: History) -> History:
    """A history without most of what only a new assembly needs: before one begins, it is computed anew."""
    return replace(
        history,
        decided=history.decided[:NEWEST],
        holdings=history.holdings[-NEWEST:],
        assembly_dates=history.assembly_dates[-NEWEST:],
        looked_back=history.looked_back[:NEWEST],
        lapsed=history.lapsed[-NEWEST:],
        terms_begun=history.terms_begun[-NEWEST:],
    )


def may_be_open(glance: Glance, known: Collection[str], there: Collection[str]) -> list[str]:
    """The books in which an assembly may be open, newest first: those that were, the new ones, the newest."""
    new = set(there).difference(known)
    return sorted(new.union(glance.unclosed, sorted(there)[-1:]).intersection(there), reverse=True)


def told(glance: Glance) -> str:
    """A glance as text."""
    return json.dumps(codec.write(glance, Glance, _no_digest), ensure_ascii=False)


def read(text: str) -> Glance:
    """The glance that was told.

    Raises:
        ValueError: It was told by another version.
    """
    glance = codec.read(json.loads(text), Glance, _no_words)
    if not isinstance(glance, Glance):
        raise UnknownForm("glance", glance)
    return glance


def _no_words(where: str, digest: str) -> Said:
    raise UnknownForm(where, digest)


def _no_digest(where: str, words: Said) -> str:
    raise UnknownForm(where, words)
