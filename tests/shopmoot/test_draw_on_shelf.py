"""`shopmoot draw` with the id of a draw: the record and the line come from the book on the shelf."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from archive.draw_sheets import draw_sheet
from assembly.acts.drawing import ConfirmSeal, LockEntropy, VoidDraw
from assembly.acts.throwing import CallThrow, ReadBack, StrikeThrow
from assembly.draw.throws import words_on
from assembly.drawn import draws_of
from assembly.said import Said
from shopmoot.arguments import run_command
from store.shelf import Shelf
from tests.archive.staged import DICE, Room, edition
from tests.shopmoot.shelved import NAMES, room, shelve

FIELDS = ["commitment", "seed", "plan", "result", "reserves"]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shelf of a circle that drew once; nobody stands in it."""
    monkeypatch.chdir(tmp_path)
    shelve(tmp_path / "shelf", room())
    return tmp_path / "shelf"


@pytest.fixture
def record(shelf: Path) -> str:
    draw = room().assembly.draw
    assert draw
    return draw.record


def files_on(shelf: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in shelf.rglob("*") if path.is_file()}


def on(shelf: Path, *words: str) -> int:
    answer = run_command(["draw", *words, "--data", str(shelf)])
    assert isinstance(answer, int)
    return answer


@pytest.mark.parametrize("typed", ["DRAW1", "draw1", "Draw1"])
def test_a_draw_on_the_shelf_needs_neither_file_nor_line(
    shelf: Path, record: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(shelf, "verify", typed, "--json") == 0

    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == FIELDS
    assert printed["commitment"] == sha256(record.encode()).hexdigest()


def test_it_is_the_draw_of_the_file_with_the_same_record(
    shelf: Path, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("record.txt").write_bytes(record.encode())

    assert on(shelf, "verify", "record.txt", "--entropy", DICE) == 0
    by_file = capsys.readouterr().out
    assert on(shelf, "verify", "DRAW1", "--entropy", DICE) == 0
    first, rest = capsys.readouterr().out.split("\n", 1)
    assert first == "From your shelf: assemblies/2026-11-21-AAAAA.json, of which every event fits."
    assert rest == by_file


def test_the_shelf_of_the_variable_is_asked_as_other_commands_ask_it(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPMOOT_DATA", str(shelf))

    assert run_command(["draw", "verify", "DRAW1"]) == 0
    assert run_command(["draw", "--data", str(shelf.parent), "verify", "DRAW1"]) == 1


@pytest.mark.parametrize("way", ["verify", "explain"])
def test_another_line_than_the_locked_one_is_refused_with_the_locked_one(
    shelf: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(shelf, way, "DRAW1", "--entropy", DICE.replace("3", "4", 1)) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"That is not the line that was locked for draw 1 (DRAW1). This is: {DICE}\n"


def test_a_photographed_seal_is_compared_with_the_book(
    shelf: Path, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seal = sha256(record.encode()).hexdigest()

    assert on(shelf, "verify", "DRAW1", "--seal", seal) == 0
    assert "This is the seal that you gave." in capsys.readouterr().out
    assert on(shelf, "verify", "DRAW1", "--seal", seal[::-1]) == 1
    assert "this is not the record that was sealed" in capsys.readouterr().err


def test_what_was_struck_out_of_the_throws_is_noted_as_on_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *most, last = words_on(DICE)
    changed = (
        Room().gathered().sealed().asks(ConfirmSeal(), *map(CallThrow, most), CallThrow("6"), ReadBack())
    )
    changed.asks(StrikeThrow(), CallThrow(last), ReadBack(), ReadBack(), LockEntropy()).revealed()
    shelve(tmp_path / "shelf", changed)

    assert on(tmp_path / "shelf", "verify", "DRAW1") == 0

    (trace,) = draw_sheet(draws_of(changed.assembly)[0], edition()).traces
    assert trace == f"Corrected after it was read back: throw {len(most) + 1} from 6 to {last}."
    assert capsys.readouterr().err == f"Note: {trace}\n"


def a_room_with(*, void: bool) -> Room:
    sealed = Room().gathered().sealed("WAITS")
    return sealed.asks(VoidDraw(Said("Ana Kovač is a wrong entry"))) if void else sealed


@pytest.mark.parametrize(
    ("void", "said"),
    [
        (True, "Draw 1 (WAITS) was declared void; no names came of it."),
        (
            False,
            "Draw 1 (WAITS) is sealed and not locked yet: before that there are no names to check.",
        ),
    ],
)
@pytest.mark.parametrize("way", ["verify", "explain"])
def test_a_draw_without_names_gets_a_sentence(
    tmp_path: Path, void: bool, said: str, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shelve(tmp_path / "shelf", a_room_with(void=void))

    assert on(tmp_path / "shelf", way, "waits") == 1
    assert capsys.readouterr() == ("", f"{said}\n")


@pytest.mark.parametrize("way", ["verify", "explain", "record"])
def test_an_unknown_draw_gets_a_sentence(shelf: Path, way: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(shelf, way, "zzzzz") == 1
    said = f"There is no draw ZZZZZ on the shelf in {shelf}, and no file of this name here."
    assert capsys.readouterr() == ("", f"{said}\n")
    assert on(shelf / "nowhere", way, "DRAW1") == 1
    assert capsys.readouterr().err == f"There is no shelf in {shelf}/nowhere. Say with --data where it is.\n"
    assert on(shelf, way, "Q1") == 1
    said = "There is no file Q1 here, and the id of a draw has five characters."
    assert capsys.readouterr() == ("", f"{said}\n")


def test_the_id_of_a_decision_is_no_draw(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(shelf, "verify", "7K3FQ") == 1
    assert "There is no draw 7K3FQ on the shelf" in capsys.readouterr().err


def test_a_file_needs_the_line_as_before(
    shelf: Path, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("record.txt").write_bytes(record.encode())

    assert on(shelf, "verify", "record.txt") == 2
    assert capsys.readouterr().err.startswith("Something is missing: --entropy")


def test_a_file_of_that_name_wins_and_is_said(
    shelf: Path, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("DRAW1").write_bytes(record.replace("draw: 1", "draw: 2").encode())

    assert on(shelf, "verify", "DRAW1", "--entropy", DICE) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Draw 2: ")
    assert "there is a file DRAW1 here, so the file is read" in err


def test_a_book_that_somebody_changed_proves_nothing(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book,) = (shelf / "assemblies").glob("*.json")
    book.write_bytes(book.read_bytes().replace(b"dice 3 5", b"dice 3 6"))

    assert on(shelf, "verify", "DRAW1") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "it was changed after it was written" in err or "cannot be read; shopmoot verify says why" in err


@pytest.mark.parametrize("words", [["DRAW1"], ["DRAW1", "--id", "m007"]])
def test_the_check_by_hand_of_an_id_comes_out_in_a_real_shell(
    shelf: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(shelf, "explain", *words) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("   ")]
    printed = [line for line in lines if re.fullmatch(r" +[0-9a-f]{64}( M\d+)?", line)]
    typed = [line for line in lines if line not in printed]
    program = f'shopmoot() {{ {shlex.quote(sys.executable)} -m shopmoot "$@"; }}\n'
    outside = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    shell = subprocess.run(
        ["sh", "-c", program + "\n".join(typed)], capture_output=True, text=True, check=True, env=outside
    )

    assert typed[0] == f"   shopmoot draw record DRAW1 --data {shelf} > record.txt"
    found = [line.removesuffix("  -") for line in shell.stdout.splitlines()]
    assert found == [line.strip() for line in printed]


def test_without_a_member_one_is_the_example_and_another_is_named(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(shelf, "explain", "DRAW1") == 0
    out = capsys.readouterr().out

    assert "3. The seed and the id make the ticket of M001." in out
    assert out.endswith("M001 is an example. For somebody else add their id: --id M002\n")
    assert on(shelf, "explain", "DRAW1", "--id", "M002") == 0
    assert "example" not in capsys.readouterr().out


def test_the_record_is_written_byte_for_byte(
    shelf: Path, record: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert on(shelf, "record", "draw1") == 0
    assert capfdbinary.readouterr() == (record.encode(), b"")


def test_the_record_of_a_void_draw_is_written_too_and_said(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    void = a_room_with(void=True)
    shelve(tmp_path / "shelf", void)

    assert on(tmp_path / "shelf", "record", "WAITS") == 0
    assert void.assembly.draw
    assert capfdbinary.readouterr() == (
        void.assembly.draw.record.encode(),
        b"Note: this draw was declared void; no names came of it.\n",
    )


@pytest.mark.parametrize("words", [["verify"], ["verify", "--json"], ["explain"], ["record"]])
def test_no_name_is_printed_and_the_shelf_stays_as_it_was(
    shelf: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    window = Shelf.open(shelf)
    before = files_on(shelf)

    assert on(shelf, words[0], "DRAW1", *words[1:]) == 0
    said = "".join(capsys.readouterr())
    assert files_on(shelf) == before
    window.close()
    assert not [name for name in NAMES if name in said]
