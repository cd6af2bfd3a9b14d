"""The lines of a book: each carries the digest of the one before, and words stand beside their digest.

A line is `{n, at, zone, type, fields, prev, hash}` and `said`. `hash` is the SHA-256 of the canonical form
(RFC 8785) of the line without `hash` and `said`; `prev` is the `hash` of the line before. In `fields` a text
that may have to be forgotten is only a digest: the SHA-256 of the canonical form of `{salt, text}`. Salt and
text stand in `said` under the name of the field; redacting leaves null there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeAlias

from assembly.said import Said
from assembly.value import value
from store import codec
from store.forms import Plain, Reveal, UnknownForm, writable
from store.vocabulary import R, Recorded, Vocabulary

Line: TypeAlias = Mapping[str, Plain]
"""One event as it stands in the file."""

Salt = Callable[[], str]

PARTS = frozenset({"n", "at", "zone", "type", "fields", "prev", "hash", "said"})
OUTSIDE = frozenset({"hash", "said"})
"""Parts that the digest of a line does not cover."""

START = ""
"""What the first line has for `prev`."""


@value
class Misfit:
    """The first line that does not fit, and why."""

    n: int
    code: str


def new_salt() -> str:
    """Sixteen bytes that nobody can guess."""
    return os.urandom(16).hex()


def link(recorded: Recorded, prev: str, salt: Salt = new_salt) -> Line:
    """The line for an event after the line with the digest `prev`.

    Raises:
        UnknownForm: The event holds something that the record has no form for.
    """
    said: dict[str, Plain] = {}

    def conceal(where: str, words: Said) -> str:
        spice, text = salt(), writable(words.text or "")
        said[where] = None if words.text is None else {"salt": spice, "text": text}
        return digest_of_words(spice, text)

    fields = codec.write(recorded.event, type(recorded.event), conceal)
    line: dict[str, Plain] = {
        "n": recorded.n,
        **_moment(recorded.at),
        "type": type(recorded.event).__name__,
        "fields": fields,
        "prev": prev,
    }
    return {**line, "hash": digest_of(line), **({"said": said} if said else {})}


def unlink(line: Line, vocabulary: Vocabulary[R]) -> R:
    """The entry that a line holds.

    Raises:
        UnknownForm: The line was not written by this program, or by one that knows more.
    """
    kind = vocabulary.events.get(str(line.get("type")))
    if kind is None or not set(line) <= PARTS:
        raise UnknownForm("type", line.get("type"))
    said = said_in(line)

    def reveal(where: str, digest: str) -> Said:
        if where not in said:
            raise UnknownForm(where, digest)
        return Said(said[where].text)

    event = codec.read(line.get("fields"), kind, reveal)
    return vocabulary.entry(number_of(line), moment_of(line), event)


@value
class Beside:
    """Words as they stand beside their digest; both parts are None where they were redacted."""

    text: str | None
    salt: str | None


def said_in(line: Line) -> Mapping[str, Beside]:
    """The words beside a line, by field."""
    said = line.get("said", {})
    if not isinstance(said, dict):
        raise UnknownForm("said", said)
    return {str(where): _beside(words) for where, words in said.items()}


def redacted(line: Line, where: str) -> Line:
    """The line without the words of a field: text and salt are gone, a marked gap stays."""
    said = line.get("said")
    gaps = said if isinstance(said, dict) else {}
    return {**line, "said": {**gaps, where: None}}


def first_misfit(lines: Sequence[Line], vocabulary: Vocabulary[R]) -> Misfit | None:
    """The first line that does not fit the ones before it, or None."""
    prev = START
    for place, line in enumerate(lines, start=1):
        code = misfit(line, place, prev, vocabulary)
        if code:
            return Misfit(place, code)
        prev = str(line["hash"])
    return None


def misfit(line: Line, place: int, prev: str, vocabulary: Vocabulary[R]) -> str | None:
    """Why a line does not fit at a place, or None."""
    if line.get("n") != place or line.get("prev") != prev:
        return "chain-broken"
    try:
        if line.get("hash") != digest_of(line):
            return "event-changed"
        moment_of(line)
        return None if _words_fit(line, vocabulary) else "words-changed"
    except (UnknownForm, KeyError):
        return "event-unknown"


def _words_fit(line: Line, vocabulary: Vocabulary[R]) -> bool:
    """Whether beside a line stand the words of its digests, each salted or a gap, and nothing else."""
    digests: dict[str, str] = {}
    codec.read(line.get("fields"), vocabulary.events[str(line.get("type"))], _collecting(digests))
    said = said_in(line)
    if not set(line) <= PARTS or set(digests) != set(said) or ("said" in line) is not bool(said):
        return False
    return all(fits(words, digests[where]) for where, words in said.items())


def fits(words: Beside, digest: str) -> bool:
    """Whether words are those of a digest; a marked gap fits every digest."""
    if words.text is None or words.salt is None:
        return True
    return digest_of_words(words.salt, words.text) == digest


def digest_of(line: Line) -> str:
    """The SHA-256 of the part of a line that can never change, in lower-case hex."""
    kept = {name: part for name, part in line.items() if name not in OUTSIDE}
    return _digest(kept)


def digest_of_words(salt: str, text: str) -> str:
    """The salted digest that stands for words."""
    return _digest({"salt": salt, "text": text})


def number_of(line: Line) -> int:
    """The number of a line."""
    n = line.get("n")
    if type(n) is not int:
        raise UnknownForm("n", n)
    return n


def moment_of(line: Line) -> datetime:
    """The moment of a line, in the zone it was written in."""
    at, zone = line.get("at"), line.get("zone")
    try:
        utc = datetime.fromisoformat(str(at))
        offset = datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").utcoffset()
    except ValueError as error:
        raise UnknownForm("at", at) from error
    if utc.utcoffset() != timedelta(0) or offset is None:
        raise UnknownForm("at", at)
    return utc.astimezone(timezone(offset))


def _moment(at: datetime) -> Mapping[str, Plain]:
    if at.utcoffset() is None:
        raise UnknownForm("at", at)
    return {
        "at": at.astimezone(UTC).isoformat(),
        "zone": at.isoformat()[len(at.replace(tzinfo=None).isoformat()) :],
    }


def _beside(words: Plain) -> Beside:
    if words is None:
        return Beside(None, None)
    if not isinstance(words, dict) or set(words) != {"salt", "text"}:
        raise UnknownForm("said", words)
    salt, text = words["salt"], words["text"]
    if not isinstance(salt, str) or not isinstance(text, str):
        raise UnknownForm("said", words)
    return Beside(text, salt)


def _collecting(found: dict[str, str]) -> Reveal:
    def reveal(where: str, digest: str) -> Said:
        found[where] = digest
        return Said(None)

    return reveal


def _digest(plain: Plain) -> str:
    from hashlib import sha256  # noqa: PLC0415 - a start checks no digest

    import rfc8785  # noqa: PLC0415

    try:
        return sha256(rfc8785.dumps(plain)).hexdigest()
    except ValueError as error:  # floats, numbers no other program can read, halves of characters
        raise UnknownForm("", plain) from error
