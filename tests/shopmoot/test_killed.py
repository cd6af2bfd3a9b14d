"""Killed in the middle: of bringing years along, and of making the index of decisions anew."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from assembly.search import Query
from shopmoot.desk import ShelfDesk
from store.layout import CATALOGUE, brought_books_in
from store.verification import verify_shelf

KEPT = Path(__file__).parents[1] / "store" / "kept"
ROWS = 1_500
KILLS = 5
BRING = "import sys; from shopmoot.command import main; print(flush=True); sys.exit(main(sys.argv[1:]))"
READ = """
import sys
from pathlib import Path
from shopmoot.desk import ShelfDesk
print(flush=True)
while True:
    (Path(sys.argv[1]) / "catalogue.sqlite").unlink(missing_ok=True)
    desk = ShelfDesk(Path(sys.argv[1]))
    desk.catch_up(lambda done, of: None)
    desk.close()
"""


def silent(_done: int, _of: int) -> None:
    pass


def killed(seconds: float, program: str, *words: str) -> int:
    """Run this until it ends or the time is up; what it ended with."""
    command = [sys.executable, "-c", program, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as window:
        assert window.stdout
        window.stdout.readline()
        time.sleep(seconds)
        if window.poll() is None:
            os.kill(window.pid, signal.SIGKILL)
        window.communicate()
        return window.returncode


def times(folder: Path) -> Mapping[str, int]:
    desk = ShelfDesk(folder)
    served = {one.role: one.times for one in desk.history().served if one.member == "M003"}
    desk.close()
    return served


def test_an_import_that_is_killed_brings_everything_or_nothing(tmp_path: Path) -> None:
    table = tmp_path / "roles.csv"
    days = (date(2020, 1, 1) + timedelta(days=number) for number in range(ROWS))
    table.write_text("date,role,person\n" + "".join(f"{day},Cook,Person C\n" for day in days), "utf-8")
    moments = random.Random()
    for kill in range(KILLS):
        folder = Path(shutil.copytree(KEPT / "format-1", tmp_path / f"shelf-{kill}"))
        words = ("import", "history", str(table), "--data", str(folder), "--yes")

        code = killed(moments.uniform(0.2, 1.2), BRING, *words)

        came = times(folder).get("cook", 0)
        assert came in {0, ROWS}
        assert came == ROWS or code != 0
        assert verify_shelf(folder) == ()
        assert len(brought_books_in(folder)) == bool(came)


def test_an_index_that_is_killed_while_it_is_made_is_made_anew(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(KEPT / "format-1", tmp_path / "shelf"))
    desk = ShelfDesk(folder)
    desk.catch_up(silent)
    everything = desk.find(Query(), 50, None)
    desk.close()
    moments = random.Random()

    for _ in range(KILLS):
        assert killed(moments.uniform(0.0, 0.5), READ, str(folder)) == -signal.SIGKILL
        again = ShelfDesk(folder)
        assert again.catch_up(silent) == []
        assert again.find(Query(), 50, None) == everything
        again.close()

    assert everything.rows
    assert (folder / CATALOGUE).exists()
