"""A real terminal for the walks: tmux, with its own server, its own size, and nothing of the developer's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.tui.painted import Cell, decoded, painted_cells

HOUSE = Path(__file__).parents[2]

PATIENCE = 30.0
"""Seconds to wait for words on the screen: only a limit, never a measurement."""


class Terminal:
    """One program in a tmux window that can be typed at, read and killed."""

    def __init__(
        self,
        folder: Path,
        words: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start Python with these words in a window of this size; its socket lives in the folder."""
        self._socket = folder / "tmux"
        width, height = map(str, size)
        given = {"PYTHONPATH": str(HOUSE), **(environment or {})}
        variables = [word for name, value in given.items() for word in ("-e", f"{name}={value}")]
        self._tmux(
            *("-f", "/dev/null", "new-session", "-d", "-s", "walk", "-x", width, "-y", height),
            *("-c", str(HOUSE), *variables, sys.executable, *words),
        )
        self._tmux("set-option", "-g", "remain-on-exit", "on")
        self._tmux("set-option", "-s", "set-clipboard", "on")

    def keys(self, *keys: str, pause: float = 0.35) -> None:
        """Press keys by their tmux names, slower than a bouncing key."""
        for key in keys:
            self._tmux("send-keys", "-t", "walk", key)
            time.sleep(pause)

    def type(self, text: str) -> None:
        """Type a text letter by letter."""
        self._tmux("send-keys", "-t", "walk", "-l", text)
        time.sleep(0.1)

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does, in brackets."""
        self._tmux("set-buffer", "-b", "pasted", "--", text)
        self._tmux("paste-buffer", "-p", "-b", "pasted", "-t", "walk")
        time.sleep(0.1)

    def text(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "walk")

    def cells(self) -> list[list[Cell]]:
        """What stands on the screen, cell by cell with its colours, every line as long as the longest."""
        console = Console()
        shown = self._tmux("capture-pane", "-p", "-e", "-N", "-t", "walk")
        rows = [
            [cell for segment in Text.from_ansi(line).render(console) for cell in painted_cells(segment)]
            for line in shown.splitlines()
        ]
        rows = [row for row in rows if row]
        widest = max((len(row) for row in rows), default=0)
        return [row + [Cell(" ", row[-1].ink, row[-1].ground)] * (widest - len(row)) for row in rows]

    def wait_for_code(self) -> str:
        """What a phone reads from the code on the screen, once there is one."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            painted = self.cells()
            found = decoded(painted) if painted else []
            if found:
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no code on the screen:\n{self.text()}")

    def wait_for(self, *words: str) -> str:
        """The screen once all these words stand on it; a failure shows what stood there instead."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            shown = self.text()
            if all(word in shown for word in words):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"waited for {words}, but the screen shows:\n{self.text()}")

    def wait_until_gone(self, word: str) -> str:
        """The screen once this word no longer stands on it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            shown = self.text()
            if word not in shown:
                return shown
            time.sleep(0.05)
        raise AssertionError(f"still on the screen: {word}\n{self.text()}")

    @property
    def copied(self) -> str:
        """What the program put on the clipboard last."""
        return self._tmux("show-buffer")

    @property
    def pid(self) -> int:
        """The process that runs in the window."""
        return int(self._tmux("list-panes", "-t", "walk", "-F", "#{pane_pid}"))

    def kill(self) -> None:
        """End the program without any warning."""
        os.kill(self.pid, signal.SIGKILL)

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self._tmux("list-panes", "-t", "walk", "-F", "#{pane_dead}").strip() == "1"

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._tmux("resize-window", "-t", "walk", "-x", str(width), "-y", str(height))

    def close(self) -> None:
        """End the server that this terminal started."""
        command = [_tmux_path(), "-S", str(self._socket), "kill-server"]
        subprocess.run(command, check=False, capture_output=True)

    def _tmux(self, *words: str) -> str:
        command = [_tmux_path(), "-S", str(self._socket), *words]
        known = dict(os.environ)  # readline tells the system a size of its own, which Python does not know of
        return subprocess.run(command, check=True, capture_output=True, text=True, env=known).stdout


def _tmux_path() -> str:
    path = shutil.which("tmux")
    assert path, "the marker needs_tmux keeps this test off machines without tmux"
    return path
