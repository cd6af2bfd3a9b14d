"""The same book in several files, as a sync folder or a careful hand leaves them: it counts once."""

from __future__ import annotations

from collections.abc import Sequence

from store.catalogue import Card


def each_once(cards: Sequence[Card]) -> tuple[Sequence[Card], Sequence[Card]]:
    """The books, each as one of its files, and the files that hold one of them again."""
    if len({card.book for card in cards}) == len(cards):
        return cards, ()
    files = {card.book: card.file for card in sorted(cards, key=_trust)}
    counted = set(files.values())
    return tuple(c for c in cards if c.file in counted), tuple(c for c in cards if c.file not in counted)


def _trust(card: Card) -> tuple[bool, bool, int]:
    """A closed book goes before an open one, then the file that this program named, then the longer one."""
    named_by_us = card.file.endswith(f"{card.book}.json")
    return card.closed_at is not None, named_by_us, card.events
