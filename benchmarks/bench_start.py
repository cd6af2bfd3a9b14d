"""How soon the first frame stands on the screen, beside the smallest program of the same framework."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.row import Row
from benchmarks.terminal import seconds_until
from shopmoot.demo import write_shelf

ROUNDS = 11
GOAL = 1.3
PROGRAM = str(Path(sys.executable).with_name("shopmoot"))
HELLO = (sys.executable, str(Path(__file__).with_name("hello.py")))
REHEARSAL = (PROGRAM, "--demo")
ON_HOME = "Decisions"
"""A word that only the first page of a shelf shows, with everything on it."""
CHECKOUT = Path(__file__).parents[1]


def newcomer(home: str) -> Mapping[str, str]:
    """The environment of somebody who starts the program for the first time."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {
        **kept,
        "HOME": home,
        "TMPDIR": home,
        "PYTHONPATH": str(CHECKOUT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def run() -> Iterator[Row]:
    """Start all in turn, so that a busy machine is busy for all; the first round only warms up."""
    ours, rehearsal, hello = [], [], []
    with TemporaryDirectory() as home:
        shelf = Path(home, "shelf")
        write_shelf(shelf, datetime.now().astimezone())
        on_shelf = (PROGRAM, "--data", str(shelf))
        for _ in range(ROUNDS + 1):
            ours.append(seconds_until(ON_HOME, on_shelf, newcomer(home)))
            rehearsal.append(seconds_until(ON_HOME, REHEARSAL, newcomer(home)))
            hello.append(seconds_until("HELLO", HELLO, newcomer(home)))
    least = median(hello[1:])
    yield Row("start: first frame on a shelf / of a Textual hello-world", median(ours[1:]), least, GOAL)
    yield Row(
        "start: first frame of --demo, which writes its shelf first / same", median(rehearsal[1:]), least
    )
