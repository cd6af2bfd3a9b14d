"""The whole program in a real terminal: it opens, ends cleanly, and tells nobody's name when it breaks."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import pytest

from benchmarks.terminal import read, watch
from screens.stage import REHEARSE
from shopmoot import command, program
from shopmoot.asked import Asked
from shopmoot.demo import MEMORY, PEOPLE_OF_THE_BAKERY
from shopmoot.desk import Terms
from shopmoot.log import log_path

HOUSE = Path(__file__).parents[2]
PATIENCE = 60.0
OWN_SCREEN, OWN_SCREEN_LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_LEFT = b"\x1b[?1003l"


class Window:
    """A program in a terminal of 24 lines."""

    def __init__(self, words: Sequence[str]) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.program = subprocess.Popen(
            [sys.executable, *words],
            cwd=HOUSE,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def wait_for(self, word: str) -> None:
        watch(self.ours, word.encode(), perf_counter() + PATIENCE)

    def rest(self) -> bytes:
        """What is painted until the program ends."""
        seen = b""
        while part := read(self.ours):
            seen += part
        self.program.wait(timeout=PATIENCE)
        return seen


@pytest.fixture
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window with the program that the test names."""
    opened = Window(request.param)
    yield opened
    opened.program.kill()
    opened.program.wait()
    os.close(opened.ours)


def rehearsals_of(pid: int) -> list[Path]:
    locks = [*MEMORY.glob("shopmoot-demo-*/lock"), *Path("/tmp").glob("shopmoot-demo-*/lock")]
    return [lock.parent for lock in locks if pid_in(lock) == pid]


def pid_in(lock: Path) -> int:
    try:
        return int(json.loads(lock.read_text())["pid"])
    except (OSError, ValueError, KeyError):
        return 0


@pytest.mark.parametrize("window", [("-m", "shopmoot", "--demo")], indirect=True)
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_rehearsal_that_is_ended_leaves_a_clean_terminal_and_no_trace(
    window: Window, ending: signal.Signals
) -> None:
    window.wait_for("DEMO")
    there = rehearsals_of(window.program.pid)
    window.program.send_signal(ending)
    rest = window.rest()
    words = {word for one in PEOPLE_OF_THE_BAKERY for word in re.findall(r"\w{3,}", one.name)}
    log = log_path().read_text("utf-8")

    assert len(there) == 1
    assert window.program.returncode == 128 + ending
    assert OWN_SCREEN_LEFT in rest
    assert MOUSE_LEFT in rest
    assert not there[0].exists()
    assert not [word for word in words if word in log]


@pytest.mark.parametrize("window", [("-m", "shopmoot")], indirect=True)
def test_an_empty_machine_is_asked_for_a_circle(window: Window, own_house: Path) -> None:
    window.wait_for("first run")
    window.program.send_signal(signal.SIGTERM)
    window.rest()

    assert window.program.returncode == 128 + signal.SIGTERM
    assert not (own_house / ".local/share/shopmoot/people.json").exists()


BREAKS = """
import sys
from textual.app import App
from shopmoot.log import open_log
from shopmoot.program import run

class Breaks(App):
    def on_mount(self):
        name = "Ana Novak"
        raise ValueError(name)

open_log()
sys.exit(run(Breaks()))
"""


@pytest.mark.parametrize("window", [("-c", BREAKS)], indirect=True)
def test_a_fault_on_the_screen_is_one_sentence_and_no_name_is_shown_or_logged(window: Window) -> None:
    painted = window.rest()
    log = log_path().read_text("utf-8")

    assert window.program.returncode == command.BROKEN
    assert painted.rpartition(OWN_SCREEN_LEFT)[2].count(b"Something is broken in Shopmoot.") == 1
    assert str(log_path()).encode() in painted
    assert b"Novak" not in painted
    assert "builtins.ValueError" in log
    assert "Novak" not in log


def test_the_rehearsal_that_the_first_run_offers_is_opened_beside_the_shelf(
    monkeypatch: pytest.MonkeyPatch, own_house: Path
) -> None:
    opened: list[tuple[Path, bool]] = []

    def run_on(folder: Path, terms: Terms, _theme: str) -> int:
        opened.append((folder, terms.demo))
        return 0 if terms.demo else REHEARSE

    monkeypatch.setattr(program, "_run_on", run_on)
    code = program.open_program(Asked(data=str(own_house / "shelf")))
    (own, own_demo), (rehearsed, rehearsed_demo) = opened

    assert (code, own_demo, rehearsed_demo) == (0, False, True)
    assert own == own_house / "shelf"
    assert not rehearsed.exists()
