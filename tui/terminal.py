"""Notices that the terminal is gone where no signal says so, as when its window closes around `make run`."""

from __future__ import annotations

import os


class Terminal:
    """The terminal that was there at the beginning, if there was one."""

    def __init__(self, source: int = 0) -> None:
        """Look whether keys come from a terminal.

        Args:
            source: The number of the file that they are read from.
        """
        self._source = source
        self._was_there = os.isatty(source)

    @property
    def gone(self) -> bool:
        """Whether it was there and is not any more; what hung up is no terminal."""
        return self._was_there and not os.isatty(self._source)
