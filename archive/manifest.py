"""What stands in a published folder: each page with what it is made of, so that next time little is made.

It stands beside the pages and holds nothing that they do not. Without it, or where somebody changed it,
everything is made anew and compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from archive.volumes import Contents, DecisionRow, DrawRow
from assembly.value import value

NAME = ".shopmoot-pages"
FORMAT = 1


@value
class Laid:
    """A page on the disk."""

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
        {path: Laid(*laid) for path, laid in plain["pages"].items()},
        {assembly: (key, _contents(told)) for assembly, (key, told) in plain["contents"].items()},
    )


def written_manifest(manifest: Manifest) -> bytes:
    """A manifest as it stands in the folder: a digest on the first line, then what it seals."""
    plain = {
        "format": FORMAT,
        "pages": {path: [laid.key, laid.size, laid.changed] for path, laid in manifest.pages.items()},
        "contents": {one: [key, _row(told)] for one, (key, told) in manifest.contents.items()},
    }
    told = json.dumps(plain, separators=(",", ":")).encode()
    return sha256(told).hexdigest().encode() + b"\n" + told


def _row(told: Contents) -> list[Any]:
    return [
        *_fields(told, _HEAD),
        [_fields(row, _DECISION) for row in told.decisions],
        [_fields(row, _DRAW) for row in told.draws],
    ]


def _contents(row: list[Any]) -> Contents:
    *head, decisions, draws = row
    told = Contents(*head)
    return replace(
        told,
        decisions=tuple(DecisionRow(*one) for one in decisions),
        draws=tuple(DrawRow(*one) for one in draws),
    )


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _fields(row: object, names: Iterable[str]) -> list[Any]:
    return [getattr(row, name) for name in names]


_HEAD = tuple(name for name in _names(Contents) if name not in {"decisions", "draws"})
_DECISION = _names(DecisionRow)
_DRAW = _names(DrawRow)
