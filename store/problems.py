"""What can be wrong with a shelf, as values; the words for a code live elsewhere."""

from __future__ import annotations

import errno
from pathlib import Path

from assembly.value import value


@value
class Problem:
    """One thing that is wrong with a file of the shelf."""

    code: str
    path: Path
    n: int | None = None
    """The first event that does not fit, or None where the whole file is meant."""
    needs: int | None = None
    """The format version that a newer book needs."""
    aside: Path | None = None
    """Where a damaged file was put, so that nothing overwrites it."""


class Unusable(Exception):
    """A file cannot be used for what was asked.

    Attributes:
        problem: What is wrong, and with which file.
    """

    def __init__(self, problem: Problem) -> None:
        """Remember what is wrong."""
        super().__init__(problem)
        self.problem = problem


GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.EISDIR})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
LOCKED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def why(error: OSError) -> str:
    """The code for a save that the system refused: `disk-full`, `folder-gone`, `read-only`, `save-failed`."""
    if error.errno in FULL:
        return "disk-full"
    if error.errno in GONE:
        return "folder-gone"
    return "read-only" if error.errno in LOCKED else "save-failed"
