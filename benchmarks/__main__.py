"""Run every benchmark, or those named: `python -m benchmarks start save`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.row import Row

COLUMNS = "{:<56} {:>11} {:>11} {:>8} {:>9}  {}"


def found(names: Iterable[str]) -> Iterator[str]:
    """The modules to run: those named, or else all."""
    wanted = set(names)
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if not wanted or path.stem.removeprefix("bench_") in wanted:
            yield f"benchmarks.{path.stem}"


def told(row: Row) -> str:
    """A row as a line of the table."""
    goal = "" if row.goal is None else f"<= {row.goal:g}x"
    ours, baseline = (f"{seconds * 1000:.1f} ms" for seconds in (row.ours_seconds, row.baseline_seconds))
    return COLUMNS.format(
        row.name, ours, baseline, f"{row.ratio:.2f}x", goal, "" if row.kept else "MISSED"
    ).rstrip()


def main(names: list[str]) -> int:
    """Print the table as it comes; 1 if a promise is broken."""
    print(COLUMNS.format("", "ours", "baseline", "ratio", "goal", "").rstrip())
    rows = []
    for module in found(names):
        for row in import_module(module).run():
            rows.append(row)
            print(told(row), flush=True)
    return 0 if rows and all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
