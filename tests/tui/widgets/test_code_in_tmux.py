"""The code that a real terminal shows can be read by a phone."""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from tests.tui.painted import Cell, decoded, painted_cells

SCRIPT = """
import qrcode
from tests.tui.painted import Stage
from tui.widgets.code import Code
code = qrcode.QRCode(border=0)
code.add_data("{address}", optimize=0)
Stage(Code(code.get_matrix(), "{address}"), theme="{theme}").run()
"""
ADDRESS = "HTTP://192.168.178.34:8321/D/7K3FQ"


class Terminal:
    """A tmux of its own, that knows nothing of the developer's."""

    def __init__(self, socket: str) -> None:
        self._socket = socket

    async def tmux(self, *words: str) -> str:
        process = await asyncio.create_subprocess_exec(
            "tmux", "-L", self._socket, "-f", "/dev/null", *words, stdout=asyncio.subprocess.PIPE
        )
        said, _nothing = await process.communicate()
        return said.decode()

    async def cells(self) -> list[list[Cell]]:
        console = Console()
        shown = await self.tmux("capture-pane", "-e", "-p", "-N")
        return [
            [cell for segment in Text.from_ansi(line).render(console) for cell in painted_cells(segment)]
            for line in shown.splitlines()
        ]


@pytest.fixture
async def terminal(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Terminal]:
    monkeypatch.delenv("TMUX", raising=False)
    opened = Terminal(f"shopmoot-{uuid.uuid4().hex[:8]}")
    yield opened
    await opened.tmux("kill-server")


@pytest.mark.needs_tmux
@pytest.mark.parametrize(("size", "theme"), [((80, 24), "room-dark"), ((120, 40), "room-light")])
async def test_a_phone_reads_the_code_in_tmux(
    terminal: Terminal, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    script = tmp_path / "show.py"
    script.write_text(SCRIPT.format(address=ADDRESS, theme=theme), encoding="utf-8")
    width, height = map(str, size)
    root = str(Path(__file__).parents[3])

    await terminal.tmux(
        "new-session", "-d", "-x", width, "-y", height, "-e", f"PYTHONPATH={root}", "-c", root,
        sys.executable, str(script),
    )  # fmt: skip
    seen: list[str] = []
    for _attempt in range(100):
        await asyncio.sleep(0.1)
        painted = [row for row in await terminal.cells() if row]
        seen = decoded(square(painted)) if painted else []
        if seen:
            break

    assert seen == [ADDRESS]


def square(painted: list[list[Cell]]) -> list[list[Cell]]:
    widest = max(len(row) for row in painted)
    return [row + [Cell(" ", row[-1].ink, row[-1].ground)] * (widest - len(row)) for row in painted]
