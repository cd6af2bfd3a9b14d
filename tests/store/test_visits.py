"""When a visit began: news is counted from there, also after a crash in the middle of the evening."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.lock import Holder, Lock, holder_of, visit_of

BEGAN = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)


def alive_for(hours: float) -> Holder:
    """A window of a visit that began at five, with its last sign of life so many hours later."""
    return Holder("laptop", 7, BEGAN, BEGAN + timedelta(hours=hours), BEGAN)


@pytest.mark.parametrize(
    ("hours", "later", "same"),
    [(1, 1.1, True), (1, 1.9, True), (1, 2.1, False), (1, 15, False), (8, 8.1, False)],
)
def test_a_window_belongs_to_the_visit_before_it_only_after_a_short_interruption(
    hours: float, later: float, same: bool
) -> None:
    now = BEGAN + timedelta(hours=later)

    assert visit_of(alive_for(hours), now) == (BEGAN if same else now)


def test_a_window_that_nobody_had_before_begins_a_visit_of_its_own() -> None:
    assert visit_of(None, BEGAN) == BEGAN


def test_after_a_crash_the_next_shift_counts_from_before_it(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=40)
    file.write_text(json.dumps({"host": "laptop", "pid": 7, "since": began.isoformat()}), encoding="utf-8")
    Lock.take(file).release()

    before = holder_of(file)
    assert before.visit == began
    assert before.since is not None
    assert before.since > began
