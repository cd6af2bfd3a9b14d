"""How soon a key is answered while three hundred phones read the pages, beside the same with no phone."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.bench_keys import answered, found
from benchmarks.bench_start import newcomer
from benchmarks.phones import PHONES
from benchmarks.row import Row
from benchmarks.terminal import COLUMNS, GIVE_UP, LINES, end, read, watch

KEYS = 40
ROUNDS = 3
PHONES_SECONDS = 8.0
"""After that the phones go home by themselves, whatever happens here."""
FEWEST_ANSWERS = 3 * PHONES
"""Each phone has read a page with what belongs to it; with less, nothing was measured."""
GOAL = 1.5


def run() -> Iterator[Row]:
    """Tick people by keys with the pages open, in turn without and with phones."""
    with TemporaryDirectory() as home:
        found(Path(home) / "shelf", PHONES)
        without, with_phones = _seconds_for_a_tick(home)
    yield Row(f"key: while {PHONES} phones read / while none does", with_phones, without, GOAL)


def _seconds_for_a_tick(home: str) -> tuple[float, float]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    command = [sys.executable, "-m", "shopmoot", "--data", f"{home}/shelf"]
    environment = {**newcomer(home), "SHOPMOOT_ADDRESS": "127.0.0.1", "SHOPMOOT_PORT": "0"}
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    try:
        watch(ours, b"GATHER", perf_counter() + GIVE_UP)
        port = _opened(ours)
        return _in_turn(ours, port)
    finally:
        end(program)
        os.close(ours)


def _opened(terminal: int) -> int:
    """Go home, open the pages, and come back to the assembly; the port of the pages."""
    for key, word in ((b"q", b"Leave"), (b"y", b"Phones")):
        os.write(terminal, key)
        watch(terminal, word, perf_counter() + GIVE_UP)
    sleep(0.5)
    os.write(terminal, b"o")
    seen = b""
    while (port := re.search(rb"127\.0\.0\.1:(\d+)", seen)) is None:
        seen += read(terminal)
    os.write(terminal, b"\x1b")
    watch(terminal, b"Decisions", perf_counter() + GIVE_UP)
    os.write(terminal, b"\r")
    watch(terminal, b"GATHER", perf_counter() + GIVE_UP)
    return int(port[1])


def _in_turn(terminal: int, port: int) -> tuple[float, float]:
    without: list[float] = []
    with_phones: list[float] = []
    for _ in range(ROUNDS):
        without += [answered(terminal, b" ") for _ in range(KEYS // ROUNDS)]
        command = [sys.executable, "-m", "benchmarks.phones", str(port), str(PHONES_SECONDS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as phones:
            sleep(0.5)
            while phones.poll() is None:
                with_phones.append(answered(terminal, b" "))
            answers = int(phones.communicate()[0])
        if answers < FEWEST_ANSWERS:
            raise RuntimeError(f"The phones had only {answers} answers.")
    return median(without), median(with_phones)
