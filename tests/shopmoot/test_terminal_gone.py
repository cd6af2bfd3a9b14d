"""A window that is closed ends the program, also where nobody passes the signal on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

PROGRAM = str(Path(sys.executable).with_name("shopmoot"))
PATIENCE = 60
DEAF = """trap '' HUP; "$0" --data "$1"; echo $? > "$2"
"""
"""Whoever starts the program hears of the end of the window, and tells nobody."""


@contextmanager
def started(shelf: Path, told: Path) -> Iterator[int]:
    """The program in a terminal of its own, behind a shell that keeps signals to itself."""
    child, window = os.forkpty()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv("/bin/sh", ["sh", "-c", DEAF, PROGRAM, str(shelf), str(told)])
    try:
        yield window
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_closed_window_ends_the_program_also_where_no_signal_comes(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with started(tmp_path / "shelf", told) as window:
        seen = b""
        while b"circle" not in seen:
            seen += os.read(window, 65536)
        os.close(window)
        until = monotonic() + PATIENCE
        while not (told.exists() and told.read_text()) and monotonic() < until:
            sleep(0.1)

    assert told.read_text().strip() == str(128 + signal.SIGHUP)
