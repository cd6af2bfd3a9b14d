"""A circle that began with an older Shopmoot goes on where it was."""

from __future__ import annotations

import shutil
from pathlib import Path

from assembly.acts.drawing import LockEntropy
from assembly.acts.opening import FORMAT, Continued
from assembly.acts.sidelines import ClockCorrected
from assembly.rulebook import decide
from shopmoot.desk import ShelfDesk
from store.verification import verify_shelf
from tests.archive.staged import DICE

KEPT = Path(__file__).parents[1] / "store" / "kept"


def test_an_assembly_of_format_1_is_taken_up_at_its_seal_and_drawn(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(KEPT / "format-1", tmp_path / "shelf"))
    desk = ShelfDesk(folder)
    journal = desk.unclosed()

    assert journal is not None
    continued, corrected = (entry.event for entry in journal.entries[-2:])
    assert continued == Continued(FORMAT)
    assert isinstance(corrected, ClockCorrected)

    journal = journal.grown(decide(journal.assembly, LockEntropy(DICE)), desk.now())
    desk.keep(journal.last)
    assert desk.safe()
    desk.close()

    again = ShelfDesk(folder)
    taken_up = again.unclosed()
    assert taken_up is not None
    assert taken_up.assembly.draw == journal.assembly.draw
    assert sum(isinstance(entry.event, Continued) for entry in taken_up.entries) == 1
    again.close()
    assert verify_shelf(folder) == ()
