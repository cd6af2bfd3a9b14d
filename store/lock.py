"""Who may write: one window holds the shelf, and every other one can read who does."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from assembly.value import value
from store.storage import PRIVATE

HEARTBEAT = 1.0
"""Seconds between two signs of life."""
AN_INTERRUPTION = timedelta(hours=1)
"""Whoever comes back within this time, after a crash or an empty battery, goes on with the same visit."""
LONGEST_VISIT = timedelta(hours=8)
"""After this somebody else's shift has begun, however soon the program is opened again."""


@value
class Holder:
    """The window that holds a shelf; nothing in it names a person."""

    host: str
    pid: int | None
    since: datetime | None
    alive: datetime
    """Its last sign of life."""
    visit: datetime | None = None
    """When the visit began that it belongs to."""


class ShelfHeld(Exception):
    """Another window may write on the shelf.

    Attributes:
        holder: Who holds it.
    """

    def __init__(self, holder: Holder) -> None:
        """Remember who."""
        super().__init__(holder)
        self.holder = holder


class Lock:
    """The right to write on a shelf, held until `release` or the end of the process.

    The file is never unlinked: two windows could hold two files of one name. The holder touches it every
    second, so that after a crash the next window knows the last living moment.
    """

    def __init__(self, path: Path, descriptor: int, before: Holder | None) -> None:
        """Begin to show signs of life; use `take`."""
        self.path = path
        self.before = before
        """Who held the shelf before, or None where nobody did."""
        self._descriptor = descriptor
        self._released = Event()
        self._heart = Thread(target=self._beat, name="heartbeat", daemon=True)
        self._heart.start()

    @classmethod
    def take(cls, path: Path) -> Lock:
        """Take the shelf.

        Raises:
            ShelfHeld: Another window holds it.
            OSError: Nobody can write here.
        """
        before = holder_of(path) if path.exists() else None
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise ShelfHeld(holder_of(path)) from None
        with suppress(OSError):  # a full disk: the shelf is held all the same, without saying by whom
            _sign(descriptor, before)
        return cls(path, descriptor, before)

    def release(self) -> None:
        """Let another window write."""
        if not self._released.is_set():
            self._released.set()
            self._heart.join()
            os.close(self._descriptor)

    def _beat(self) -> None:
        while not self._released.wait(HEARTBEAT):
            with suppress(OSError):  # the folder may have gone; the writer says so where it matters
                os.utime(self._descriptor)


def holder_of(path: Path) -> Holder:
    """Who holds a shelf, as far as its lock file says; what it does not say is empty."""
    alive = _touched(path) or datetime.now(UTC)
    try:
        told = json.loads(path.read_bytes())
        since = datetime.fromisoformat(told["since"])
        visit = datetime.fromisoformat(told.get("visit", told["since"])).astimezone(UTC)
        return Holder(str(told["host"]), int(told["pid"]), since, alive, visit)
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("", None, None, alive)


def visit_of(before: Holder | None, now: datetime) -> datetime:
    """When the visit of a window began that is opened now: with the one before, after an interruption."""
    if before is None or before.visit is None:
        return now
    lasted = now - before.visit
    soon = now - before.alive < AN_INTERRUPTION and timedelta() <= lasted < LONGEST_VISIT
    return before.visit if soon else now


def _sign(descriptor: int, before: Holder | None) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    told = {"host": socket.gethostname(), "pid": os.getpid(), "since": now.isoformat()}
    told["visit"] = visit_of(before, now).isoformat()
    content = json.dumps(told).encode()
    os.pwrite(descriptor, content, 0)
    os.ftruncate(descriptor, len(content))


def _touched(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None
