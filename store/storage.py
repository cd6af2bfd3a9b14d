"""How files of the shelf are written: whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb import Storage

PRIVATE = 0o600
_FLUSH_DRIVE = getattr(fcntl, "F_FULLFSYNC", None)
"""On macOS a plain fsync stops at the drive's own memory."""


class Unparsable(ValueError):
    """A file does not hold what this program writes."""


class AtomicStorage(Storage):
    """A TinyDB storage that a crash, a full disk or a pulled plug leaves as it was or as it should be.

    Writes beside the file, forces it to the disk, renames it over the old one and forces the folder to the
    disk.
    """

    def __init__(self, path: Path) -> None:
        """Remember where; nothing is opened."""
        self.path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, or None where there is no file yet."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        return parsed(content)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file."""
        replace_file(self.path, serialised(data))


def parsed(content: bytes) -> dict[str, dict[str, Any]]:
    """The tables that a file holds.

    Raises:
        Unparsable: It does not hold tables.
    """
    try:
        tables = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unparsable from error
    if not isinstance(tables, dict) or not all(_is_table(table) for table in tables.values()):
        raise Unparsable
    return tables


def serialised(tables: dict[str, dict[str, Any]]) -> bytes:
    """The content of a file: plain JSON with one document on each line, for people who read or compare it."""
    parts = (f"{_json(name)}: {{\n{_lines(table)}\n}}" for name, table in tables.items())
    return ("{" + ",\n".join(parts) + "}\n").encode()


def _lines(table: dict[str, Any]) -> str:
    return ",\n".join(f"{_json(str(key))}: {_json(document)}" for key, document in table.items())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(document, dict) for document in table.values())


def replace_file(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Put content in the place of a file, whole or not at all.

    Raises:
        OSError: It could not be saved; the file is as it was.
    """
    beside = part_of(path)
    try:
        _write_through(beside, content, mode)
        beside.replace(path)
    except OSError:
        with suppress(OSError):  # on a full disk the half-written part is in the way of the next attempt
            beside.unlink()
        raise
    flush_folder(path.parent)


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its name."""
    return path.with_name(f".{path.name}.part")


def _write_through(path: Path, content: bytes, mode: int) -> None:
    with open(path, "wb", opener=_opener(mode)) as file:
        file.write(content)
        file.flush()
        flush(file.fileno())


def _opener(mode: int) -> Callable[[str, int], int]:
    return lambda name, flags: os.open(name, flags, mode)


def flush(descriptor: int) -> None:
    """Force what was written onto the disk."""
    if _FLUSH_DRIVE is not None:
        fcntl.fcntl(descriptor, _FLUSH_DRIVE)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Force the names in a folder onto the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
