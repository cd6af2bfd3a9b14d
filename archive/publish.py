"""Pages into a folder: only what changed, whole or not at all, and nothing that is not ours is touched."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assembly.refusal import RuleBroken
from assembly.value import value

GENERATOR = b'<meta name="generator" content="shopmoot">'
"""How a page of ours is known among the files of other people."""

_PATH = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9_-]*)*/[A-Za-z0-9][A-Za-z0-9_-]*\.(html|css|js|txt|json|xml|ics)")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@value
class Published:
    """What publishing did."""

    written: tuple[str, ...]
    unchanged: int
    orphans: tuple[str, ...]
    """Pages of ours that are no longer part of the record: taken back before the assembly was closed."""


def publish(folder: Path, pages: Mapping[str, bytes]) -> Published:
    """Bring a folder up to date with these pages.

    Everything that changed is first written and synced in a folder beside its place; only when all of it is
    on the disk the files are put in place, the index last. Links are never followed out of the folder.

    Raises:
        RuleBroken: `publish-odd-path`, `publish-not-a-folder`, `publish-link`, `publish-disk-full` or
            `publish-failed`; nothing was put in place, unless the last one says `placed` is not 0.
    """
    for path in pages:
        if not _PATH.fullmatch(path):
            raise RuleBroken("publish-odd-path", path=path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        changed = [path for path in pages if _differs(_place(folder, path), pages[path])]
        _replace(folder, {path: pages[path] for path in sorted(changed, key=_index_last)})
    except FileExistsError:
        raise RuleBroken("publish-not-a-folder", folder=str(folder)) from None
    except OSError as fault:
        raise _refusal(folder, fault, 0) from fault
    return Published(tuple(changed), len(pages) - len(changed), _orphans(folder, pages))


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


def _replace(folder: Path, pages: Mapping[str, bytes]) -> None:
    """Put all of these pages in place, or none of them."""
    if not pages:
        return
    staging = Path(tempfile.mkdtemp(prefix=".shopmoot-", dir=folder))
    try:
        staged = {path: _staged(staging, number, page) for number, (path, page) in enumerate(pages.items())}
        for path in pages:
            _place(folder, path).parent.mkdir(parents=True, exist_ok=True)
        _put(folder, staged)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _staged(staging: Path, number: int, page: bytes) -> Path:
    waiting = staging / str(number)
    with waiting.open("wb") as file:
        file.write(page)
        file.flush()
        os.fsync(file.fileno())
    # Readable for the web server that will serve it.
    waiting.chmod(0o644)
    return waiting


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


def _orphans(folder: Path, pages: Mapping[str, bytes]) -> tuple[str, ...]:
    found = (page for room in ("D", "V") for page in sorted(folder.glob(f"{room}/*/index.html")))
    paths = ((page, f"/{page.relative_to(folder).as_posix()}") for page in found)
    return tuple(path for page, path in paths if path not in pages and GENERATOR in page.read_bytes())
