"""A circle that began with an older Shopmoot goes on where it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assembly.acts.drawing import LockEntropy
from assembly.acts.opening import FORMAT, Continued
from assembly.acts.sidelines import ClockCorrected
from assembly.acts.throwing import CallThrow, ReadBack
from assembly.draw.throws import words_on
from assembly.journal import Journal
from assembly.lottery import READERS
from assembly.rulebook import Command, decide
from shopmoot.desk import ShelfDesk
from store.verification import verify_shelf
from tests.archive.staged import DICE

KEPT = Path(__file__).parents[1] / "store" / "kept"


def missing_of(journal: Journal) -> tuple[Command, ...]:
    """What is still to be thrown and read; format 2 kept the line that somebody had read back."""
    draw = journal.assembly.draw
    assert draw is not None
    throws = map(CallThrow, words_on(DICE)[len(draw.throws) :])
    return (*throws, *[ReadBack()] * (READERS - draw.readers))


@pytest.mark.parametrize("older", ["format-1", "format-2", "format-3"])
def test_an_assembly_of_an_older_format_is_taken_up_at_its_seal_and_drawn(tmp_path: Path, older: str) -> None:
    folder = Path(shutil.copytree(KEPT / older, tmp_path / "shelf"))
    desk = ShelfDesk(folder)
    journal = desk.unclosed()

    assert journal is not None
    continued, corrected = (entry.event for entry in journal.entries[-2:])
    assert continued == Continued(FORMAT)
    assert isinstance(corrected, ClockCorrected)

    for command in (*missing_of(journal), LockEntropy()):
        journal = journal.grown(decide(journal.assembly, command), desk.now())
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
