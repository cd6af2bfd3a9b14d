"""The rehearsal: a real history of invented people, and no trace of it afterwards."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assembly.decision import ByConsent, ByVote
from assembly.leftovers import Unfinished
from assembly.proposals import ObjectionState
from shopmoot.demo import PEOPLE_OF_THE_BAKERY, rehearsal, write_shelf
from shopmoot.desk import ShelfDesk, Terms
from store.layout import assembly_books_in
from store.verification import verify_shelf

HOUSE = Path(__file__).parents[2]
NOW = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The shelf of the bakery."""
    write_shelf(tmp_path / "shelf", NOW)
    return tmp_path / "shelf"


def desk_on(shelf: Path) -> ShelfDesk:
    return ShelfDesk(shelf, Terms(demo=True, look_only=True))


def test_every_chain_and_seal_of_the_rehearsal_fits(shelf: Path) -> None:
    assert verify_shelf(shelf) == ()


def test_nine_people_have_names_that_break_careless_programs(shelf: Path) -> None:
    names = [person.name for person in desk_on(shelf).people()]

    assert len(names) == 9
    assert any("'" in name for name in names)
    assert any("[" in name for name in names)
    assert any(not name.isascii() and "О" <= name[0] <= "я" for name in names)


def test_no_name_stands_outside_the_list_of_people(shelf: Path) -> None:
    written = "".join(path.read_text("utf-8") for path in shelf.rglob("*/*.json"))

    assert len(written) > 10_000
    assert not [person.name for person in PEOPLE_OF_THE_BAKERY if person.name in written]


def test_the_history_has_everything_that_a_circle_meets(shelf: Path) -> None:
    desk = desk_on(shelf)
    decisions = {decision.id: decision for decision in desk.decisions(None)}
    unfinished = desk.history().unfinished

    assert isinstance(decisions["7K3FQ"].how, ByVote)
    assert isinstance(decisions["X9D2H"].how, ByConsent)
    assert [one.state for one in decisions["X9D2H"].objections] == [ObjectionState.INTEGRATED]
    assert len(decisions["X9D2H"].wordings) == 2
    assert decisions["M1C5V"].concerns
    assert "B6W0Z" not in decisions
    assert {thing.what for thing in unfinished} == {"review", "ends", "parked"}
    assert [thing.decision for thing in unfinished if overdue(thing)] == ["X9D2H"]
    assert desk.history().draws_before == 2


def test_the_board_of_roles_is_alive(shelf: Path) -> None:
    desk = desk_on(shelf)
    seats = {seat.role: seat for seat in desk.board()}

    assert seats["craft"].holder is None
    assert seats["craft"].last is None
    assert seats["keys"].until is not None
    assert seats["notes"].holder is None
    assert seats["notes"].last is not None
    assert seats["facilitator"].assemblies == 1


def overdue(thing: Unfinished) -> bool:
    return thing.what == "review" and thing.due is not None and thing.due <= NOW.date()


def test_every_book_is_marked_as_a_rehearsal_and_lies_in_the_past(shelf: Path) -> None:
    books = assembly_books_in(shelf)
    openings = [json.loads(book.read_bytes())["events"]["1"] for book in books]

    assert [opening["fields"]["demo"] for opening in openings] == [True] * 3
    assert all(datetime.fromisoformat(opening["at"]) < NOW - timedelta(days=7) for opening in openings)


@pytest.mark.parametrize("hour", [0, 3, 12, 23])
@pytest.mark.parametrize("day", ["2026-01-01", "2028-02-29", "2026-03-29", "2026-12-31"])
def test_a_rehearsal_can_be_held_at_any_time(day: str, hour: int, tmp_path: Path) -> None:
    write_shelf(tmp_path, datetime.fromisoformat(f"{day}T{hour:02}:59:59+05:30"))

    assert verify_shelf(tmp_path) == ()


def test_nothing_is_left_of_a_rehearsal_also_when_something_breaks() -> None:
    before = signal.getsignal(signal.SIGTERM)
    folders = []

    def rehearse() -> None:
        with rehearsal(NOW) as folder:
            folders.append(folder)
            folder.joinpath("people.json").unlink()
            raise LookupError

    with pytest.raises(LookupError):
        rehearse()

    assert [folder.exists() for folder in folders] == [False]
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_nothing_is_left_when_the_program_is_asked_to_end(ending: signal.Signals) -> None:
    code = (
        "import time; from datetime import datetime; from shopmoot.demo import rehearsal\n"
        "with rehearsal(datetime.now().astimezone()) as folder:\n"
        "    print(folder, flush=True); time.sleep(600)"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdout is not None
    folder = Path(program.stdout.readline().strip())
    there = folder.is_dir()
    program.send_signal(ending)
    program.wait(timeout=30)
    program.stdout.close()

    assert there
    assert not folder.exists()
