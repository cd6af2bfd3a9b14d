"""What a changed roll means for texts that were veiled before: which of them may come out otherwise.

The index has no name in it, also not the names of before. A salted digest of each name is kept with the label
that covers it, in a private file beside the roll: whoever has a digest can try names on it. What is new or
covered otherwise is looked for in the books as they are; what is covered no more, by its label in the index.
Whatever may be different is read again, rather too much than too little.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from assembly.value import value
from store.namings import SPACELESS, bare, words_of
from store.veil import Covers, Words

DIGITS = 20
"""So many hex digits of a digest tell names apart."""
MOST_NAMES = 2_000
"""To look for more names than so many takes longer than to read every book again."""

_ESCAPED = re.compile(r"\\.", re.DOTALL)


@value
class Remembered:
    """The names that the index leaves out, without the names."""

    salt: str
    covered: Mapping[str, str]
    """By the digest of a name, what is set in its place and when."""
    signs: str
    """The digest of all names in which there is no letter."""


@value
class Changed:
    """What is different between two rolls."""

    names: tuple[Words, ...] = ()
    """Names that are new, or covered by something else."""
    labels: frozenset[str] = frozenset()
    """What covered names that are names no more."""
    everything: bool = False
    """Whether any text may come out otherwise."""


@value
class Sought:
    """Names as they are looked for."""

    names: tuple[Words, ...]
    pieces: tuple[Words, ...]
    """What is in every text in which one of the names is, whatever else it is in."""


def remembered(covers: Covers, salt: str) -> Remembered:
    """What to keep of these names."""
    covered = {_digest(salt, words): label for words, label in _covered(covers)}
    return Remembered(salt, covered, _digest(salt, sorted(covers.sign_labels.items())))


def changed(before: Remembered, covers: Covers) -> Changed:
    """What is different now."""
    now = remembered(covers, before.salt)
    known = before.covered
    names = tuple(
        words for words, label in _covered(covers) if known.get(_digest(before.salt, words)) != label
    )
    if now.signs != before.signs or len(names) > MOST_NAMES:
        return Changed(everything=True)
    return Changed(names, frozenset(known[one][1:] for one in known.keys() - now.covered.keys()))


def sought(names: Iterable[Words]) -> Sought:
    """How to look for names; of two of which one is in the other, the shorter is enough to begin with."""
    whole = tuple(names)
    pieces: list[Words] = []
    plain = {tuple(map(bare, name)) for name in whole}
    for one in sorted(plain, key=lambda name: (len(name), sum(map(len, name)), name)):
        if not any(all(any(part in word for word in one) for part in piece) for piece in pieces):
            pieces.append(one)
    return Sought(whole, tuple(pieces))


def may_hold(text: str, names: Sought) -> bool:
    """Whether any of these names may be covered in a text; never no where one is."""
    plain = bare(text)
    if not any(all(part in plain for part in piece) for piece in names.pieces):
        return False
    words = frozenset(words_of(unicodedata.normalize("NFC", text)))
    return any(
        all(word in words or (SPACELESS.search(word) and bare(word) in plain) for word in name)
        for name in names.names
    )


def book_may_hold(path: Path, names: Sought) -> bool:
    """The same for everything that a book says; yes where it cannot be read."""
    try:
        content = path.read_text(encoding="utf-8")
        if "\\u" in content:  # another program wrote it
            content = json.dumps(json.loads(content), ensure_ascii=False)
    except (OSError, ValueError):
        return True
    return may_hold(_ESCAPED.sub(" ", content), names)


def told_as(names: Remembered) -> str:
    """The same as text."""
    return json.dumps([names.salt, names.signs, dict(names.covered)], ensure_ascii=False)


def read(text: str) -> Remembered | None:
    """What was told, or None where nothing was."""
    try:
        salt, signs, covered = json.loads(text)
        return Remembered(str(salt), {str(one): str(label) for one, label in covered.items()}, str(signs))
    except (ValueError, TypeError, AttributeError):
        return None


def _covered(covers: Covers) -> Iterator[tuple[Words, str]]:
    for words, cover in covers.by_words.items():
        yield words, f"{'A' if cover.only_with_capital else 'a'}{cover.label}"


def _digest(salt: str, what: object) -> str:
    return sha256(f"{salt}{what!r}".encode()).hexdigest()[:DIGITS]
