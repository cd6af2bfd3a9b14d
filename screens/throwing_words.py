"""What the sources of chance are called."""

from __future__ import annotations

from assembly.draw.entropy import Kind, Promise
from words.language import _, n_

METHODS: tuple[Promise, ...] = (Promise(Kind.DICE, 25), Promise(Kind.D10, 20), Promise(Kind.CARDS, 12))
"""What a room can throw; each is worth 64 bits or more."""


def promise_words(promise: Promise) -> str:
    """How much of what is thrown: 25 six-sided dice."""
    many = {
        Kind.CALLED: n_(
            "{number} number called by the room", "{number} numbers called by the room", promise.count
        ),
        Kind.DICE: n_("{number} throw of a die", "{number} throws of a die, 1 to 6", promise.count),
        Kind.D10: n_(
            "{number} throw of a ten-sided die", "{number} throws of a ten-sided die, 0 to 9", promise.count
        ),
        Kind.CARDS: n_(
            "{number} card of a shuffled pack", "{number} cards of a shuffled pack", promise.count
        ),
        Kind.BEACON: _("the public beacon, round {number}"),
    }
    return many[promise.kind].format(number=promise.count)


def keys_words(promise: Promise) -> str:
    """How the throws of a source are typed."""
    return {
        Kind.CALLED: _("Type each number, then a blank. Backspace or E corrects, on record."),
        Kind.DICE: _("Type each throw as read out: 1 to 6. Backspace or E corrects, on record."),
        Kind.D10: _("Type each throw as read out: 0 to 9. Backspace or E corrects, on record."),
        Kind.CARDS: _(
            "Type rank and suit: QH is the queen of hearts, TS the ten of spades. "
            "Backspace or E corrects, on record."
        ),
        Kind.BEACON: _("Type the round and its value."),
    }[promise.kind]
