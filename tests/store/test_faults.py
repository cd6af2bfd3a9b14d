from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.shelf import Shelf
from store.verification import verify_shelf

HOUSE = Path(__file__).parents[2]
KILLS = 5


def window(deed: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.window", deed, str(folder)],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told_by(deed: str, folder: Path) -> list[str]:
    with window(deed, folder) as process:
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return told.splitlines()


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that other users can reach, as pytest's own cannot be."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="shopmoot-") as folder:
        yield Path(folder)


def killed_while_busy(folder: Path, after: float) -> int:
    """Kill a busy window some time after its first save; the number of the last event it called saved."""
    with window("busy", folder) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    assert all(line.startswith("saved ") for line in whole)
    return max(int(line.split()[1]) for line in whole)


def test_nothing_that_was_saved_is_lost_when_the_window_is_killed(tmp_path: Path) -> None:
    moments = random.Random()
    for _ in range(KILLS):
        saved = killed_while_busy(tmp_path, moments.uniform(0.0, 0.25))
        shelf = Shelf.open(tmp_path)
        book = shelf.unclosed()

        assert book is not None
        assert len(book.entries) >= saved
        assert [one.n for one in book.entries] == list(range(1, len(book.entries) + 1))
        assert shelf.problems == ()
        assert verify_shelf(tmp_path) == ()
        shelf.close()


def test_a_full_disk_is_said_at_once_and_loses_nothing(tmp_path: Path) -> None:
    told = told_by("full", tmp_path)

    failed = next(place for place, line in enumerate(told) if line.startswith("failed"))
    first_unsafe = int(told[failed].split()[2])
    assert told[failed] == f"failed disk-full {first_unsafe}"
    assert f"saved {first_unsafe - 1}" in told[:failed]
    assert "waiting True" in told
    assert told[-2:] == ["saved 40", "safe True"]
    assert verify_shelf(tmp_path) == ()
    assert Shelf.open(tmp_path).books()[0].events == 40


def test_a_folder_that_forbids_writing_is_said_at_once_and_loses_nothing(
    open_to_all: Path,
) -> None:
    told = told_by("locked_out", open_to_all)

    assert told[0] == "failed read-only 2"
    assert told[-3:] == ["saved 10", "safe True", "read-only read-only"]
    assert verify_shelf(open_to_all / "stick") == ()
    assert Shelf.open(open_to_all / "stick").books()[0].events == 10
    assert Shelf.open(open_to_all / "shelf").books()[0].events == 1


def test_a_second_window_reads_and_says_who_holds_the_shelf(tmp_path: Path) -> None:
    with window("holding", tmp_path) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        first.stdout.readline()
        second = Shelf.open(tmp_path)
        told = json.loads((tmp_path / "lock").read_bytes())
        first.stdin.close()

    assert second.read_only
    assert second.holder is not None
    assert second.holder.pid == first.pid
    assert second.holder.since is not None
    assert set(told) == {"host", "pid", "since", "visit"}


def test_the_shelf_of_a_killed_window_can_be_taken_and_says_when_it_was_last_alive(tmp_path: Path) -> None:
    with window("holding", tmp_path) as first:
        assert first.stdout is not None
        first.stdout.readline()
        os.utime(tmp_path / "lock", (0, 0))
        time.sleep(1.3)
        killed = time.time()
        first.kill()
    shelf = Shelf.open(tmp_path)

    assert not shelf.read_only
    assert shelf.last_alive is not None
    assert killed - 3 < shelf.last_alive.timestamp() <= killed + 1
    shelf.close()
