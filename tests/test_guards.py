"""What tests/conftest.py promises to every other test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]
SKIPPING = {
    "by_its_mark": "import pytest\n@pytest.mark.skip('no stage')\ndef test_it(): pass\n",
    "from_inside": "import pytest\ndef test_it(): pytest.skip('no stage')\n",
    "from_a_fixture": (
        "import pytest\n@pytest.fixture\ndef stage(): pytest.skip('no stage')\ndef test_it(stage): pass\n"
    ),
    "as_a_module": "import pytest\npytest.skip('no stage', allow_module_level=True)\n",
}
MARKED = """
import pytest
@pytest.mark.needs_tmux
def test_walk(): pass
@pytest.mark.needs_chromium
def test_page(): pass
"""
XFAIL = "import pytest\n@pytest.mark.xfail\ndef test_it(): raise AssertionError\n"
PYTEST = (
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-rsxfE",
    "--continue-on-collection-errors",
    "-p",
    "tests.conftest",
)


def run_pytest(folder: Path, files: dict[str, str], **environment: str) -> str:
    """Run test files under our own conftest, as a developer or CI would."""
    for name, source in files.items():
        (folder / f"test_{name}.py").write_text(source, encoding="utf-8")
    command = [*PYTEST, "-c", "pyproject.toml", str(folder)]
    ended = subprocess.run(
        command, cwd=HOUSE, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return ended.stdout


def test_a_skip_fails_where_nothing_may_be_skipped(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, {**SKIPPING, "expected": XFAIL}, SHOPMOOT_NO_SKIPS="1")

    assert told.count("Nothing may be skipped here. ") >= len(SKIPPING)
    assert "1 failed, 1 xfailed, 3 errors" in told


def test_a_skip_says_why_elsewhere(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, SKIPPING)

    assert "4 skipped" in told
    assert told.count("no stage") == len(SKIPPING)


def test_what_a_machine_cannot_play_is_skipped_with_the_reason(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, {"marked": MARKED, "expected": XFAIL}, PATH=str(tmp_path))

    assert "needs tmux, which is not installed here" in told
    assert "needs Chromium, which is not installed here" in told
    assert "2 skipped, 1 xfailed" in told


def test_each_test_has_an_empty_home(own_house: Path) -> None:
    assert Path.home() == own_house
    assert not [file for file in own_house.rglob("*") if file.is_file()]


def test_no_setting_of_the_developer_reaches_a_test() -> None:
    assert not [name for name in os.environ if name.startswith(("SHOPMOOT_", "TEXTUAL", "LC_"))]
    assert all(
        os.environ[name].startswith(os.environ["HOME"]) for name in os.environ if name.startswith("XDG_")
    )
