"""How soon a key is answered in a room of 300, beside a room of 7: every key asks the rules and saves."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.bench_start import newcomer
from benchmarks.row import Row
from benchmarks.terminal import COLUMNS, GIVE_UP, LINES, end, read, watch
from shopmoot.desk import ShelfDesk, Terms

SMALL, LARGE = 7, 300
KEYS = 40
GOAL = 2.0
STILL = 0.25
"""Seconds without output after which the screen has said everything."""


def run() -> Iterator[Row]:
    """Tick people in both rooms, key by key."""
    with TemporaryDirectory() as home:
        small, large = (_seconds_for_a_tick(Path(home) / str(people), people) for people in (SMALL, LARGE))
    yield Row(f"key: tick one of {LARGE} people / one of {SMALL}", large, small, GOAL)


def _seconds_for_a_tick(folder: Path, people: int) -> float:
    """The median time from a key to the first thing that the terminal paints in answer."""
    found(folder / "shelf", people)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    command = [sys.executable, "-m", "shopmoot", "--data", str(folder / "shelf")]
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=newcomer(str(folder)), start_new_session=True
    )
    os.close(theirs)
    try:
        watch(ours, b"GATHER", perf_counter() + GIVE_UP)
        return median([answered(ours, b" ") for _ in range(KEYS)])
    finally:
        end(program)
        os.close(ours)


def answered(terminal: int, key: bytes) -> float:
    """Seconds from a key to the first thing that is painted after it."""
    while select.select([terminal], [], [], STILL)[0]:
        read(terminal)
    pressed = perf_counter()
    os.write(terminal, key)
    select.select([terminal], [], [], GIVE_UP)
    answered = perf_counter() - pressed
    sleep(0.05)
    return answered


def found(shelf: Path, people: int) -> None:
    """A shelf with an assembly that was left while gathering."""
    desk = ShelfDesk(shelf, Terms())
    roll = "\n".join(f"Person {number}" for number in range(people))
    desk.found("Paint shop", "en", roll, desk.circle().protocols)
    desk.begin("Weekly", 90)
    desk.close()
