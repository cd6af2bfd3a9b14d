"""What stands in a published folder: each page with what it is made of, so that next time little is made.

It stands beside the pages and holds nothing that they do not. Without it, or where somebody changed it,
everything is made anew and compared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from archive.rows import DecisionRow, DrawRow
from archive.volumes import Contents
from assembly.value import value

NAME = ".shopmoot-pages"
FORMAT = 5


class Laid(NamedTuple):
    """A page on the disk; a plain row, because there may be thirty thousand of them."""

    key: str
    size: int
    changed: int
    """In nanoseconds."""


@value
class Manifest:
    """What was published before."""

    pages: Mapping[str, Laid]
    contents: Mapping[str, tuple[str, Contents]]
    """By assembly: the key of its volume, and what it leaves to the lists."""


NOTHING_KNOWN = Manifest({}, {})


def read_manifest(folder: Path) -> Manifest:
    """What a folder says of itself; nothing where it says nothing that can be trusted."""
    try:
        seal, _, told = (folder / NAME).read_bytes().partition(b"\n")
        if sha256(told).hexdigest().encode() != seal:
            return NOTHING_KNOWN
        plain = json.loads(told)
    except (OSError, ValueError):
        return NOTHING_KNOWN
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        return NOTHING_KNOWN
    return Manifest(
        {path: Laid._make(laid) for path, laid in plain["pages"].items()},
        {assembly: (key, _contents(told)) for assembly, (key, told) in plain["contents"].items()},
    )


def written_manifest(manifest: Manifest) -> bytes:
    """A manifest as it stands in the folder: a digest on the first line, then what it seals."""
    plain = {
        "format": FORMAT,
        "pages": manifest.pages,
        "contents": manifest.contents,
    }
    told = json.dumps(plain, separators=(",", ":")).encode()
    return sha256(told).hexdigest().encode() + b"\n" + told


def _contents(row: Sequence[Any]) -> Contents:
    *head, decisions, draws = row
    rows = tuple(map(DecisionRow._make, decisions)), tuple(map(DrawRow._make, draws))
    return Contents._make((*head, *rows))
