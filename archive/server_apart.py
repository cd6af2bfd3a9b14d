"""The room's server, run beside the program: three hundred phones take no time from a key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from archive.addresses import Address
from archive.server import PORT, reaches
from archive.server_process import Done, Extend, Failed, Open, Order, Show
from archive.site import NONE, Notices
from assembly.refusal import RuleBroken

PATIENCE = 20.0
"""Seconds after which a process that does not answer is given up."""


class ServerApart:
    """Shows pages to the room from another process, until a moment; off until it is started.

    May be asked from several threads; everything but `open` and `url` may take a while.
    """

    def __init__(self, until: datetime, now: Callable[[], datetime], notices: Notices = NONE) -> None:
        """Remember for how long; nothing runs yet."""
        self.until = until
        self.port = 0
        self._now = now
        self._pages: Mapping[str, bytes] = {}
        self._whole = True
        self._notices = dict(notices)
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._one_at_a_time = Lock()

    @property
    def open(self) -> bool:
        """Whether it listens, and its time is not over."""
        process = self._process
        runs = process is not None and process.poll() is None
        return runs and bool(self.port) and self._now() < self.until

    def start(self, port: int = PORT) -> int:
        """Listen on this port, or on a free one where it is taken, and say which.

        Raises:
            RuleBroken: `room-closed` when its time is over, `room-no-network`, or `room-ended`: the process
                did not come up.
        """
        ours, theirs = Pipe()
        try:
            self._process = _started(theirs)
        except OSError as fault:
            ours.close()
            raise RuleBroken("room-ended") from fault
        finally:
            theirs.close()
        self._line, self._pages, self._whole = ours, {}, True
        try:
            self.port = self._order(Open(port, self.until, self._notices))
        except RuleBroken:
            self.stop()
            raise
        return self.port

    def show(self, pages: Mapping[str, bytes], *, whole: bool = True) -> None:
        """Show these pages from now on; only what changed is handed over.

        Args:
            pages: What can be fetched.
            whole: Whether these are all, and no more are being made.
        """
        changed = {path: bytes(body) for path, body in pages.items() if self._pages.get(path) != body}
        gone = tuple(path for path in self._pages if path not in pages)
        if changed or gone or whole != self._whole:
            self._order(Show(changed, gone, whole))
            self._pages, self._whole = dict(pages), whole

    def extend(self, until: datetime) -> None:
        """Stay open until another moment."""
        if until != self.until:
            self._order(Extend(until))
            self.until = until

    def stop(self) -> None:
        """Close the door, also in the middle of an answer; does nothing when it is closed."""
        process, line, self.port = self._process, self._line, 0
        if process is None or line is None:
            return
        process.kill()
        process.wait()
        # Whoever waits for an answer hears the end of the line first.
        with self._one_at_a_time:
            line.close()
        self._process = self._line = None

    def reachable(self, address: Address, seconds: float = 2.0) -> bool:
        """Whether our index comes back through an address; a wall beyond this machine is not seen."""
        index = self._pages.get("/index.html")
        return self.open and index is not None and reaches(address, self.port, index, seconds)

    def url(self, address: Address) -> str:
        """The base address of the pages through one of our addresses."""
        return f"http://{address.host}:{self.port}"

    def _order(self, order: Order) -> int:
        answer: Done | Failed | None = None
        with self._one_at_a_time, suppress(EOFError, OSError):
            line = self._line
            if line is not None:
                line.send(order)
                answer = line.recv() if line.poll(PATIENCE) else None
        match answer:
            case Done(port):
                return port
            case Failed(code):
                raise RuleBroken(code)
            case None:
                self.stop()
                raise RuleBroken("room-ended")


def _started(line: Connection) -> subprocess.Popen[bytes]:
    """The process, with nothing of ours but its end of the line; a signal for us does not end it."""
    house = str(Path(__file__).parents[1])
    known = os.environ.get("PYTHONPATH", "")
    return subprocess.Popen(
        [sys.executable, "-P", "-c", f"from archive.server_process import main; main({line.fileno()})"],
        pass_fds=[line.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (house, known)))},
        start_new_session=True,
    )
