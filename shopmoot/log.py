"""The log: a small file for whoever looks for a fault. It holds ids and numbers, never a name."""

from __future__ import annotations

import logging
import re
import traceback
from copy import copy
from pathlib import Path

from shopmoot.settings import PROGRAM, state_folder

LOG = logging.getLogger(PROGRAM)
LARGEST = 256 * 1024
OLDER = 2
PRIVATE = 0o700
"""Of the folder, because every new log file gets the usual mode."""
HELD_BACK = "…"

_ID = re.compile(r"(?=.*[0-9])[0-9A-Z-]{1,26}")
_ROOMS = frozenset({"archive", "assembly", "screens", "shopmoot", "store", "tui", "words"})


class Word(str):
    """A word of the program itself, such as the code of a problem; never anything that was typed."""

    __slots__ = ()


class Discreet(logging.Filter):
    """Lets numbers, ids and the program's own words pass, and holds everything else back."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace what could be a name; the messages of our own rooms are written in the program."""
        if record.name.partition(".")[0] not in _ROOMS:
            record.msg, record.args = f"{record.name} {HELD_BACK}", ()
        elif isinstance(record.args, tuple):
            record.args = tuple(map(_passed, record.args))
        elif record.args:
            record.args = {key: _passed(value) for key, value in record.args.items()}
        return True


class WithoutWords(logging.Formatter):
    """Writes where an error happened and of what kind it is, without its message: that could hold a name."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text, also after another handler has written the whole error into it."""
        fresh = copy(record)
        fresh.exc_text = None
        return super().format(fresh)

    def formatException(self, ei: object) -> str:  # noqa: N802 - named by the standard library
        """The frames of an error and of those behind it, the innermost last."""
        error = ei[1] if isinstance(ei, tuple) else None
        lines: list[str] = []
        seen: set[int] = set()
        while isinstance(error, BaseException) and id(error) not in seen:
            seen.add(id(error))
            lines = [*_frames(error), f"{type(error).__module__}.{type(error).__qualname__}", *lines]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


class Waiting(logging.Handler):
    """Opens the file when there is something to write: most starts have nothing to say."""

    def __init__(self, path: Path) -> None:
        """Make sure that the file can be written, and remember where it is.

        Raises:
            OSError: It cannot be written.
        """
        super().__init__()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(PRIVATE)
        with path.open("ab"):
            self._path = path
        self._kept: logging.Handler | None = None
        self.addFilter(Discreet())

    def emit(self, record: logging.LogRecord) -> None:
        """Write it."""
        if self._kept is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - see above

            self._kept = RotatingFileHandler(
                self._path, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8", delay=True
            )
            self._kept.setFormatter(WithoutWords("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._kept.emit(record)

    def close(self) -> None:
        """Close the file too."""
        if self._kept is not None:
            self._kept.close()
        super().close()


def log_path() -> Path:
    """The log file, whether it is there or not."""
    return state_folder() / f"{PROGRAM}.log"


def open_log() -> Path | None:
    """Write the log from now on; None where there is no place for it."""
    path, root = log_path(), logging.getLogger()
    try:
        root.addHandler(Waiting(path))
    except OSError:
        # Without any handler warnings would be written across the screen.
        root.addHandler(logging.NullHandler())
        return None
    LOG.setLevel(logging.INFO)
    return path


def _passed(value: object) -> object:
    if isinstance(value, int | float | Word) or (isinstance(value, str) and _ID.fullmatch(value)):
        return value
    return HELD_BACK


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_place(Path(frame.filename))}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _place(path: Path) -> str:
    """A file by its place in its package: what stands before that can hold the name of a user."""
    parts = path.parts
    starts = [place for place, part in enumerate(parts) if part in _ROOMS | {"site-packages"}]
    return "/".join(parts[starts[-1] :]) if starts else path.name
