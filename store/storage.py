"""How files of the shelf are written: whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from tinydb import Storage

from assembly.value import value

Tables: TypeAlias = dict[str, dict[str, Any]]

PRIVATE = 0o600
_FLUSH_DRIVE = getattr(fcntl, "F_FULLFSYNC", None)
"""On macOS a plain fsync stops at the drive's own memory."""


class Unparsable(ValueError):
    """A file does not hold what this program writes."""


@value
class Stamp:
    """Tells whether a file is the one that was read or written before."""

    node: int
    size: int
    changed: int
    """In nanoseconds."""

    @classmethod
    def of(cls, path: str | Path) -> Stamp:
        """The stamp of a file as it is now."""
        told = os.stat(path)  # noqa: PTH116 - asked of ten thousand books at a time
        return cls(told.st_ino, told.st_size, told.st_mtime_ns)


class AtomicStorage(Storage):
    """A TinyDB storage that a crash, a full disk or a pulled plug leaves as it was or as it should be.

    Writes beside the file, forces it to the disk, renames it over the old one and forces the folder to the
    disk. While nobody else changes the file it is not read again, so that a late save costs as little as an
    early one.
    """

    def __init__(self, path: Path) -> None:
        """Remember where; nothing is opened."""
        self.path = path
        self._stamp: Stamp | None = None
        self._tables: Tables = {}
        self._rows: dict[int, tuple[object, str]] = {}

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet; whoever changes them changes a copy."""
        try:
            stamp = Stamp.of(self.path)
            if stamp != self._stamp:
                self._tables = parsed(self.path.read_bytes())
                self._stamp = stamp
                self._rows.clear()
        except FileNotFoundError:
            return None
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Replace the file."""
        self._stamp = None
        replace_file(self.path, content_of(data, self._row))
        self._tables = dict(data)
        self._stamp = Stamp.of(self.path)

    def _row(self, document: object) -> str:
        """The text of a document; one that was written before is not written out again."""
        written = self._rows.get(id(document))
        if written is None or written[0] is not document:
            written = self._rows[id(document)] = (document, as_json(document))
        return written[1]


def parsed(content: bytes) -> Tables:
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


def as_json(document: object) -> str:
    """A document on one line."""
    return json.dumps(document, ensure_ascii=False)


def content_of(tables: Tables, row: Callable[[object], str] = as_json) -> bytes:
    """The content of a file: plain JSON with one document on each line, for people who read or compare it."""
    parts = []
    for name, table in tables.items():
        rows = ",\n".join(f"{as_json(str(key))}: {row(document)}" for key, document in table.items())
        parts.append(f"{as_json(name)}: {{\n{rows}\n}}")
    return ("{" + ",\n".join(parts) + "}\n").encode()


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(document, dict) for document in table.values())


def keep_private(path: Path) -> None:
    """Let nobody else read a file that another library writes; it is made where it is missing."""
    with suppress(OSError):  # whoever opens it next finds the same trouble, and says so
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
        path.chmod(PRIVATE)


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
