"""How soon the first frame stands on the screen, beside the smallest program of the same framework."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.row import Row
from benchmarks.terminal import seconds_until

ROUNDS = 11
GOAL = 1.3
HELLO = (sys.executable, "-m", "benchmarks.hello")
OURS = (str(Path(sys.executable).with_name("shopmoot")), "--demo")
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
    """Start both in turn, so that a busy machine is busy for both; the first round only warms up."""
    ours, hello = [], []
    with TemporaryDirectory() as home:
        for _ in range(ROUNDS + 1):
            ours.append(seconds_until("DEMO", OURS, newcomer(home)))
            hello.append(seconds_until("HELLO", HELLO, newcomer(home)))
    yield Row(
        "start: first frame of --demo / of a Textual hello-world", median(ours[1:]), median(hello[1:]), GOAL
    )
