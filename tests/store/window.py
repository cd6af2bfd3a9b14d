"""A window that writes, as a process of its own that can be killed, starved or locked out."""

from __future__ import annotations

import os
import resource
import sys
from itertools import count
from pathlib import Path
from typing import Any

from assembly.acts.sidelines import NoteTaken
from assembly.said import Said
from store.shelf import Shelf
from store.writer import Writer
from tests.store.events import EVENING, entry, opened, until

NOBODY = 65534


SAID: list[str] = []


def say(*words: object) -> None:
    line = " ".join(map(str, words))
    os.write(1, f"{line}\n".encode())  # whole, whichever thread says it
    SAID.append(line)


def busy(folder: Path) -> None:
    """Take notes as fast as they can be put, for ever."""
    shelf = Shelf.open(folder)
    book = shelf.unclosed()
    pen = shelf.resume(book) if book else shelf.new_assembly(opened(), EVENING)
    writer = Writer(pen, lambda n: say("saved", n), lambda code, n: say("failed", code, n))
    for n in count(pen.written + 1):
        writer.put(entry(n, NoteTaken(Said(f"note {n} " + "x" * 50))))
        if n % 5 == 0:
            writer.wait(1.0)


def holding(folder: Path) -> None:
    """Hold the shelf until somebody closes the input."""
    Shelf.open(folder)
    say("holding", os.getpid())
    sys.stdin.read()


def full(folder: Path) -> None:
    """Write until no file may grow, then get more room and go on."""
    shelf = Shelf.open(folder)
    writer = Writer(shelf.new_assembly(opened(), EVENING), lambda n: say("saved", n), _failed)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    take_notes(writer, 2, 40)
    until(lambda: SAID[-1].startswith("failed disk-full"))
    say("waiting", bool(writer.waiting))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    writer.retry()
    say_safe(writer, 40)


def locked_out(folder: Path) -> None:
    """Write where writing is suddenly forbidden, then in another folder."""
    shelf = Shelf.open(folder / "shelf")
    writer = Writer(shelf.new_assembly(opened(), EVENING), lambda n: say("saved", n), _failed)
    if os.geteuid() == 0:  # nothing is forbidden to root
        become_nobody(folder)
    (folder / "shelf" / "assemblies").chmod(0o500)
    take_notes(writer, 2, 10)
    writer.move_to(shelf.shelter(folder / "stick"))
    say_safe(writer, 10)
    (folder / "shelf").chmod(0o500)
    shelf.close()
    (folder / "shelf" / "lock").chmod(0o400)
    say("read-only", *(problem.code for problem in Shelf.open(folder / "shelf").problems))
    (folder / "shelf").chmod(0o700)
    (folder / "shelf" / "assemblies").chmod(0o700)


def become_nobody(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)


def take_notes(writer: Writer[Any], first: int, last: int) -> None:
    for n in range(first, last + 1):
        writer.put(entry(n, NoteTaken(Said(f"note {n} " + "x" * 500))))
        writer.wait(5.0)


def say_safe(writer: Writer[Any], last: int) -> None:
    safe = writer.close()
    until(lambda: SAID[-1] == f"saved {last}")
    say("safe", safe)


def _failed(code: str, n: int) -> None:
    say("failed", code, n)


if __name__ == "__main__":
    {"busy": busy, "holding": holding, "full": full, "locked_out": locked_out}[sys.argv[1]](Path(sys.argv[2]))
