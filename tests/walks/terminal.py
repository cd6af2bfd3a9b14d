"""A real terminal for the walks: tmux, with its own server, its own size, and nothing of the developer's."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

PATIENCE = 30.0
"""Seconds to wait for words on the screen: only a limit, never a measurement."""


class Terminal:
    """One program in a tmux window that can be typed at, read and killed."""

    def __init__(self, folder: Path, command: str, width: int = 80, height: int = 24) -> None:
        """Start a command in a window of this size; its socket lives in the folder."""
        self._socket = folder / "tmux"
        size = ("-x", str(width), "-y", str(height))
        self._tmux("-f", "/dev/null", "new-session", "-d", "-s", "walk", *size, command)
        self._tmux("set-option", "-g", "remain-on-exit", "on")

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

    def painted(self) -> str:
        """What stands on the screen, with its colours."""
        return self._tmux("capture-pane", "-p", "-e", "-N", "-t", "walk")

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
    def pid(self) -> int:
        """The process that runs in the window."""
        return int(self._tmux("list-panes", "-t", "walk", "-F", "#{pane_pid}"))

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self._tmux("list-panes", "-t", "walk", "-F", "#{pane_dead}").strip() == "1"

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._tmux("resize-window", "-t", "walk", "-x", str(width), "-y", str(height))

    def close(self) -> None:
        """End the server that this terminal started."""
        subprocess.run([_tmux_path(), "-S", str(self._socket), "kill-server"], check=False, capture_output=True)

    def _tmux(self, *words: str) -> str:
        command = [_tmux_path(), "-S", str(self._socket), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _tmux_path() -> str:
    path = shutil.which("tmux")
    assert path, "the marker needs_tmux keeps this test off machines without tmux"
    return path
