"""One thread that writes, so that a slow disk never slows a key."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from typing import Generic

from store.pen import Pen
from store.problems import Unusable, why
from store.vocabulary import R

LOG = logging.getLogger(__name__)

Saved = Callable[[int], None]
"""Called with the number of the last event that is safe on the disk."""
Failed = Callable[[str, int], None]
"""Called with a code and the number of the first event that is not safe."""


class Writer(Generic[R]):
    """Appends in order; what queued up in the meantime is saved together.

    `saved` and `failed` are called on the writer's own thread. After a failure every event stays in memory,
    and is tried again with the next one, on `retry`, or in another folder after `move_to`.
    """

    def __init__(self, pen: Pen[R], saved: Saved, failed: Failed) -> None:
        """Start the thread; the pen belongs to it from now on."""
        self._pen = pen
        self._saved = saved
        self._failed = failed
        self._waiting: list[R] = []
        self._folder: Path | None = None
        self._wanted = False
        self._closing = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """The book that is written in."""
        return self._pen.path

    @property
    def waiting(self) -> tuple[R, ...]:
        """The events that are not safe yet, oldest first."""
        with self._changed:
            return tuple(self._waiting)

    def put(self, entry: R) -> None:
        """Save an event soon; returns at once."""
        with self._changed:
            self._waiting.append(entry)
            self._wake()

    def retry(self) -> None:
        """Try again what could not be saved."""
        with self._changed:
            self._wake()

    def move_to(self, folder: Path) -> None:
        """Continue in another folder, with the whole book."""
        with self._changed:
            self._folder = folder
            self._wake()

    def wait(self, timeout: float) -> bool:
        """Wait until everything is safe; False when a save failed or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: not self._wanted, timeout)
            return not self._wanted and not self._waiting

    def close(self, timeout: float = 10.0) -> bool:
        """Save what is waiting, then end the thread; False when something is not safe."""
        safe = self.wait(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        return safe

    def _wake(self) -> None:
        self._wanted = True
        self._changed.notify_all()

    def _run(self) -> None:
        while self._wait_for_work():
            with self._changed:
                entries = tuple(self._waiting)
                folder, self._folder = self._folder, None
            if folder is not None:
                self._pen.move_to(folder)
            trouble = self._attempt(entries)
            self._settle(len(entries), trouble)
            self._tell(trouble)

    def _wait_for_work(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._closing)
            return self._wanted

    def _attempt(self, entries: tuple[R, ...]) -> str | None:
        try:
            self._pen.append(entries)
        except OSError as error:
            return why(error)
        except Unusable as refused:
            return refused.problem.code
        except Exception:  # the thread lives on, whatever it was: the events are still in memory
            LOG.exception("A save failed for a reason that nobody foresaw")
            return "save-failed"
        return None

    def _settle(self, tried: int, trouble: str | None) -> None:
        """Let go of whoever waits before anybody is called back: the two may wait for each other."""
        with self._changed:
            if trouble is None:
                del self._waiting[:tried]
            more = len(self._waiting) > (0 if trouble is None else tried)
            self._wanted = more or self._folder is not None
            self._changed.notify_all()

    def _tell(self, trouble: str | None) -> None:
        try:
            if trouble is None:
                self._saved(self._pen.written)
            else:
                self._failed(trouble, self._pen.written + 1)
        except Exception:
            LOG.exception("Nobody could be told how a save went")
