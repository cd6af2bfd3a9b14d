"""How the circle decides now: the protocols in force, in sentences."""

from __future__ import annotations

from functools import partial

from archive.edition import Edition
from archive.leaves import Leaf
from archive.setting import page
from words.protocols import kind_heading, protocol_sentences


def protocols_leaf(edition: Edition, edition_key: str) -> Leaf:
    """The page of the protocols in force."""
    return Leaf("/protocols/index.html", edition_key, partial(_page, edition))


def _page(edition: Edition) -> bytes:
    told = tuple(
        (kind_heading(protocol.kind), tuple(protocol_sentences(protocol))) for protocol in edition.protocols
    )
    return page("protocols.html.j2", edition, "../", protocols=told)
