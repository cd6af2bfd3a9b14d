"""What every test may rely on: an empty house of its own, and no skip where nothing may be skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from docs.chromium import chromium_path

pytest_plugins = ["tests.browser"]

NOTHING_IS_SKIPPED = os.environ.get("SHOPMOOT_NO_SKIPS") == "1"
OF_THE_DEVELOPER = ("SHOPMOOT_", "TEXTUAL", "LC_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TMUX")
FOLDERS = {
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}

# No test needs a given speed; in CI the examples are the same in every run.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def own_house(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the developer's machine out: an empty home, a plain terminal, no settings of ours."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(OF_THE_DEVELOPER)]:
        monkeypatch.delenv(name)
    for name, folder in FOLDERS.items():
        monkeypatch.setenv(name, str(home / folder))
    (home / FOLDERS["XDG_RUNTIME_DIR"]).mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return home


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make snapshots` accept the looks of the screens."""
    parser.addoption("--accept-looks", action="store_true", help="accept what the screens look like now")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, with the reason, what this machine cannot play."""
    if item.get_closest_marker("needs_tmux") and not shutil.which("tmux"):
        pytest.skip("needs tmux, which is not installed here")
    if item.get_closest_marker("needs_chromium") and not chromium_path():
        pytest.skip("needs Chromium, which is not installed here")


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where nothing may be skipped."""
    if NOTHING_IS_SKIPPED and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at each test's report before it is counted."""
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at each file's report: a whole module can skip itself."""
    report = yield
    refuse_skip(report)
    return report
