from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as table
from benchmarks.bench_start import HELLO, newcomer
from benchmarks.row import Row
from benchmarks.terminal import seconds_until


def benches(monkeypatch: pytest.MonkeyPatch, *rows: Row) -> None:
    def run() -> Iterator[Row]:
        yield from rows

    monkeypatch.setattr(table, "import_module", lambda name: SimpleNamespace(run=run))


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (Row("at the goal", 1.3, 1.0, 1.3), True),
        (Row("over the goal", 1.31, 1.0, 1.3), False),
        (Row("without a goal", 9.0, 1.0), True),
    ],
)
def test_a_promise_is_kept_up_to_its_goal(row: Row, kept: bool) -> None:
    assert row.kept is kept


def test_the_table_shows_ratio_and_goal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    benches(monkeypatch, Row("save", 0.002, 0.004, 1.0))

    assert table.main(["start"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == [
        "save",
        "2.0",
        "ms",
        "4.0",
        "ms",
        "0.50x",
        "<=",
        "1x",
    ]


def test_a_broken_promise_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    benches(monkeypatch, Row("save", 0.005, 0.004, 1.0), Row("open", 0.001, 0.004, 1.0))

    assert table.main(["start"]) == 1
    assert "MISSED" in capsys.readouterr().out


def test_a_run_that_measured_nothing_fails() -> None:
    assert table.main(["no-such-promise"]) == 1


def test_the_first_frame_of_a_program_is_seen(tmp_path: Path) -> None:
    assert 0.01 < seconds_until("HELLO", HELLO, newcomer(str(tmp_path))) < 30


def test_a_program_that_ends_without_the_word_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="NEVER never came"):
        seconds_until("NEVER", [sys.executable, "-c", "print('goodbye')"], {})
