"""The code that a real terminal shows can be read by a phone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.walks.terminal import Terminal

SCRIPT = """
import qrcode
from tests.tui.painted import Stage
from tui.widgets.code import Code
code = qrcode.QRCode(border=0)
code.add_data("{address}", optimize=0)
Stage(Code(code.get_matrix(), "{address}"), theme="{theme}").run()
"""
ADDRESS = "HTTP://192.168.178.34:8321/D/7K3FQ"


@pytest.mark.needs_tmux
@pytest.mark.parametrize(("size", "theme"), [((80, 24), "room-dark"), ((120, 40), "room-light")])
def test_a_phone_reads_the_code_in_tmux(tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    script = tmp_path / "show.py"
    script.write_text(SCRIPT.format(address=ADDRESS, theme=theme), encoding="utf-8")

    with closing(Terminal(tmp_path, [str(script)], size)) as terminal:
        assert terminal.wait_for_code() == ADDRESS
