"""Files into a folder of somebody else: all of them are ready before the first takes its place."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from assembly.refusal import RuleBroken
from store.storage import flush_folder, replace_file

OURS = ".shopmoot-export"
"""What the last exports wrote here: the digests of each file."""
READABLE = 0o644


def lay(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put files in their places and tell which changed.

    Raises:
        RuleBroken: `export-not-ours`, `export-not-a-folder` or `export-failed`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _laid(folder, files)
    except FileExistsError:
        raise RuleBroken("export-not-a-folder", folder=str(folder)) from None
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise RuleBroken("export-failed", folder=str(folder), why=why) from fault


def _laid(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    known = _known(folder)
    changed = {path: content for path, content in files.items() if _differs(folder, path, content, known)}
    digests = {path: sha256(content).hexdigest() for path, content in files.items()}
    staging = Path(tempfile.mkdtemp(prefix=".shopmoot-", dir=folder))
    try:
        waiting = {path: _written(staging / str(place), changed[path]) for place, path in enumerate(changed)}
        # Whatever happens from here on, both the old and the new file are known as ours.
        _remember(folder, {path: [*known.get(path, []), digest] for path, digest in digests.items()}, known)
        for path, file in waiting.items():
            (folder / path).parent.mkdir(exist_ok=True)
            file.replace(folder / path)
            flush_folder((folder / path).parent)
        _remember(folder, {path: [digest] for path, digest in digests.items()}, known)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(changed)


def _differs(folder: Path, path: str, content: bytes, known: Mapping[str, list[str]]) -> bool:
    """Whether it has to be written; where a file of somebody else stands in its place, nothing is."""
    place = folder / path
    if place.parent.is_symlink() and place.parent != folder:
        raise RuleBroken("export-not-ours", path=str(place.parent))
    if not place.exists() and not place.is_symlink():
        return True
    held = place.read_bytes() if place.is_file() and not place.is_symlink() else None
    if held == content:
        return False
    if held is None or sha256(held).hexdigest() not in known.get(path, []):
        raise RuleBroken("export-not-ours", path=str(place))
    return True


def _written(file: Path, content: bytes) -> Path:
    with file.open("wb") as open_file:
        open_file.write(content)
        open_file.flush()
        os.fsync(open_file.fileno())
    file.chmod(READABLE)
    return file


def _known(folder: Path) -> dict[str, list[str]]:
    try:
        plain = json.loads((folder / OURS).read_bytes())
        return {str(path): [str(one) for one in digests] for path, digests in plain.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _remember(folder: Path, digests: Mapping[str, list[str]], known: Mapping[str, list[str]]) -> None:
    told = json.dumps({**known, **digests}, indent=1, sort_keys=True)
    replace_file(folder / OURS, told.encode(), READABLE)
