"""A terminal that watches: starts a program and says when a word stood on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter

GIVE_UP = 30.0
LINES, COLUMNS = 24, 80


def seconds_until(word: str, command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from the start of a program until a word is painted; the program is ended then.

    Raises:
        RuntimeError: The program ended, or half a minute went by, without the word.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    started = perf_counter()
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(environment), start_new_session=True
    )
    os.close(theirs)
    try:
        painted = watch(ours, word.encode(), started + GIVE_UP)
    finally:
        end(program)
        os.close(ours)
    return painted - started


def watch(terminal: int, word: bytes, give_up: float) -> float:
    """The moment at which a word has come out of the terminal."""
    seen = b""
    while select.select([terminal], [], [], max(0.0, give_up - perf_counter()))[0]:
        part = read(terminal)
        seen += part
        if word in seen:
            return perf_counter()
        if not part:
            break
    raise RuntimeError(f"{word.decode()} never came. Last: {seen[-500:]!r}")


def read(terminal: int) -> bytes:
    """What came out; nothing when the program has closed its side."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says end of file for a terminal
        return b""


def end(program: subprocess.Popen[bytes]) -> None:
    """End the program, if need be by force."""
    program.kill()
    program.wait()
