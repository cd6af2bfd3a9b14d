"""Pages into a folder: only what changed, whole or not at all, and nothing that is not ours is touched."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.leaves import Leaf
from archive.manifest import Laid
from assembly.refusal import RuleBroken
from assembly.value import value

GENERATOR = b'<meta name="generator" content="shopmoot">'
"""How a page of ours is known among the files of other people."""

_PATH = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9_-]*)*/[A-Za-z0-9][A-Za-z0-9_-]*\.(html|css|js|txt|json|xml|ics)")
SYNCED_ALONE = 200
"""Files that are forced to the disk one by one; where there are more, all of them are at once."""
ROOMS = ("D", "P", "V")
"""Folders with a page for each id."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@value
class Published:
    """What publishing did."""

    written: tuple[str, ...]
    unchanged: int
    orphans: tuple[str, ...]
    """Pages of ours that are no longer part of the record: taken back before the assembly was closed."""
    laid: Mapping[str, Laid]
    """Every page as it stands in the folder now."""


def publish(folder: Path, leaves: Iterable[Leaf], known: Mapping[str, Laid]) -> Published:
    """Bring a folder up to date; a page that stands there already is not even made.

    Everything that changed is first written and synced in a folder beside its place; only when all of it is
    on the disk the files are put in place, the index last. Links are never followed out of the folder.

    Args:
        folder: Where the pages stand.
        leaves: All of them.
        known: What the folder held after it was published the last time.

    Raises:
        RuleBroken: `publish-odd-path`, `publish-not-a-folder`, `publish-link`, `publish-disk-full` or
            `publish-failed`; nothing was put in place, unless the last one says `placed` is not 0.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        laid, staged = _brought(folder, leaves, known)
    except FileExistsError:
        raise RuleBroken("publish-not-a-folder", folder=str(folder)) from None
    except OSError as fault:
        raise _refusal(folder, fault, 0) from fault
    return Published(staged, len(laid) - len(staged), _orphans(folder, laid), laid)


def _brought(
    folder: Path, leaves: Iterable[Leaf], known: Mapping[str, Laid]
) -> tuple[dict[str, Laid], tuple[str, ...]]:
    """Put what changed in place, and tell how everything stands there now."""
    laid: dict[str, Laid] = {}
    root = str(folder)
    staging = Path(tempfile.mkdtemp(prefix=".shopmoot-", dir=folder))
    try:
        staged: dict[str, Path] = {}
        for leaf in leaves:
            before = known.get(leaf.path)
            if before is not None and before.key == leaf.key and _stands(f"{root}{leaf.path}", before):
                laid[leaf.path] = before
                continue
            if not _PATH.fullmatch(leaf.path):
                raise RuleBroken("publish-odd-path", path=leaf.path)
            waiting = _compared(folder, leaf, staging / str(len(staged)), synced=len(staged) < SYNCED_ALONE)
            if waiting is not None:
                staged[leaf.path] = waiting
            told = (waiting or _place(folder, leaf.path)).stat()
            laid[leaf.path] = Laid(leaf.key, told.st_size, told.st_mtime_ns)
        _put_all(folder, staged)
        return laid, tuple(staged)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stands(place: str, laid: Laid) -> bool:
    """Whether nobody touched a page since; plain strings, because there may be thirty thousand of them."""
    try:
        told = os.lstat(place)
    except OSError:
        return False
    same = told.st_mtime_ns == laid.changed and told.st_size == laid.size
    return same and stat.S_ISREG(told.st_mode)


def _compared(folder: Path, leaf: Leaf, waiting: Path, *, synced: bool) -> Path | None:
    """A page ready to be put in place, or None where the same bytes stand there already."""
    place, made = _place(folder, leaf.path), leaf.make()
    if not _differs(place, made):
        return None
    with waiting.open("wb") as file:
        file.write(made)
        file.flush()
        if synced:
            os.fsync(file.fileno())
    # Readable for the web server that will serve it.
    waiting.chmod(0o644)
    return waiting


def _put_all(folder: Path, staged: Mapping[str, Path]) -> None:
    if len(staged) > SYNCED_ALONE:
        os.sync()
    for path in staged:
        _place(folder, path).parent.mkdir(parents=True, exist_ok=True)
    _put(folder, {path: staged[path] for path in sorted(staged, key=_index_last)})


def _place(folder: Path, path: str) -> Path:
    """Where a page stands; a link on the way would lead out of the folder."""
    place = folder
    for part in path.split("/")[1:-1]:
        place /= part
        if place.is_symlink():
            raise RuleBroken("publish-link", path=str(place))
    return place / path.rpartition("/")[2]


def _differs(place: Path, page: bytes) -> bool:
    try:
        return place.is_symlink() or place.stat().st_size != len(page) or place.read_bytes() != page
    except FileNotFoundError:
        return True


def _index_last(path: str) -> tuple[bool, str]:
    """Pages before the index that leads to them."""
    return (path.count("/") == 1 and path.endswith(".html"), path)


def _put(folder: Path, staged: Mapping[str, Path]) -> None:
    for placed, (path, waiting) in enumerate(staged.items()):
        try:
            waiting.replace(_place(folder, path))
        except OSError as fault:
            raise _refusal(folder, fault, placed) from fault


def _refusal(folder: Path, fault: OSError, placed: int) -> RuleBroken:
    if fault.errno in _FULL and not placed:
        return RuleBroken("publish-disk-full", folder=str(folder))
    return RuleBroken("publish-failed", folder=str(folder), why=fault.strerror or str(fault), placed=placed)


def _orphans(folder: Path, laid: Mapping[str, Laid]) -> tuple[str, ...]:
    paths = (f"/{room}/{name}/index.html" for room in ROOMS for name in _names_in(folder / room))
    gone = (path for path in paths if path not in laid)
    return tuple(path for path in gone if GENERATOR in _content(folder, path))


def _names_in(room: Path) -> list[str]:
    try:
        return sorted(os.listdir(room))  # noqa: PTH208 - names only, of ten thousand folders
    except OSError:
        return []


def _content(folder: Path, path: str) -> bytes:
    try:
        return Path(f"{folder}{path}").read_bytes()
    except OSError:
        return b""
