"""`shopmoot import`: years from before come along after a look, and go again."""

from __future__ import annotations

import os
import pty
import shlex
import shutil
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from assembly.roles import Role, Term, TermUnit
from shopmoot.command import main
from shopmoot.desk import ShelfDesk
from store.layout import brought_books_in
from store.verification import verify_shelf
from words.dates import say_day

KEPT = Path(__file__).parents[1] / "store" / "kept"
TABLE = "date,role,person,end\n2024-03-01,Facilitator,Person C,\n2024-03-08,Craft lead,Person B,2024-08-31\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KEPT / "format-1", tmp_path / "shelf"))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "roles.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def brought(folder: Path, table: Path, *words: str) -> int:
    return main(["import", "history", str(table), "--data", str(folder), *words])


def test_the_command_that_takes_it_back_is_said_as_it_can_be_typed(
    folder: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spaced = folder.rename(tmp_path / "our shelf; ours")
    assert brought(spaced, table, "--yes") == 0

    line = capsys.readouterr().out.splitlines()[-1]
    program, *words = shlex.split(line.removeprefix("To take it back: "))
    assert (program, words[:2]) == ("shopmoot", ["--data", str(spaced)])
    assert main(words) == 0
    assert main(words) == 2


@pytest.mark.parametrize(("answer", "code"), [("n\n", 2), ("y\n", 0)])
def test_somebody_at_a_terminal_is_asked_before_an_undo(
    folder: Path,
    table: Path,
    answer: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert brought(folder, table, "--yes") == 0
    id = brought_books_in(folder)[0].stem[-5:]
    asking, typing = pty.openpty()
    os.write(asking, answer.encode())
    with os.fdopen(typing, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        assert main(["import", "undo", id, "--data", str(folder)]) == code
        assert main(["import", "undo", id, "--yes", "--data", str(folder)]) == 2 - code
    os.close(asking)


def test_a_wrong_flag_points_to_the_help_of_its_own_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "undo", "8Q2ZV", "--sure"]) == 2

    said = capsys.readouterr().err
    assert "“--sure” is not known here.\nHow it is used: shopmoot import undo --help" in said


def times(folder: Path) -> dict[tuple[str, str], int]:
    desk = ShelfDesk(folder)
    served = {(one.role, one.member): one.times for one in desk.history().served}
    desk.close()
    return served


def test_the_board_tells_what_was_brought_from_what_was_drawn(folder: Path, table: Path) -> None:
    assert brought(folder, table, "--yes") == 0

    desk = ShelfDesk(folder)
    came = {(one.role, one.member) for one in desk.holdings() if one.source in desk.imports()}
    desk.close()
    assert came == {("facilitator", "M003"), ("craft-lead", "M002")}


def test_a_dry_run_says_what_would_come_and_changes_nothing(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(folder, table, "--dry-run") == 0

    said = capsys.readouterr().out
    assert "2 entries of 2 people, from 2024-03-01 to 2024-03-08" in said
    assert "Craft lead: 1 time" in said
    assert brought_books_in(folder) == ()


def test_a_folder_is_named_only_where_it_is_not_the_usual_one(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPMOOT_DATA", str(folder))

    assert main(["import", "history", str(table), "--yes"]) == 0

    assert "To take it back: shopmoot import undo " in capsys.readouterr().out


def test_what_is_brought_counts_for_the_rotation_and_can_be_taken_back(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = times(folder)

    assert brought(folder, table, "--yes") == 0

    assert times(folder) == {**before, ("facilitator", "M003"): 1, ("craft-lead", "M002"): 1}
    assert verify_shelf(folder) == ()
    id = capsys.readouterr().out.split()[-1]
    assert "Person" not in brought_books_in(folder)[0].read_text(encoding="utf-8")
    assert main(["import", "undo", id.lower(), "--data", str(folder)]) == 0
    assert times(folder) == before
    assert main(["import", "undo", id, "--data", str(folder)]) == 2
    assert brought(folder, table, "--yes") == 0


def test_nobody_is_asked_where_nobody_can_answer(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(folder, table) == 2

    assert "--yes" in capsys.readouterr().err
    assert brought_books_in(folder) == ()


def test_with_one_wrong_row_nothing_comes(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(TABLE + "2024-02-30,Notes,Person A,\n2024-03-01,Notes,Zoe,\n", encoding="utf-8")

    assert brought(folder, table, "--yes") == 2

    told = capsys.readouterr()
    said = told.err
    assert told.out == ""
    assert said.startswith("Nothing is brought along: 2 faults.")
    assert "Row 4: there is no day 2024-02-30." in said
    assert "“Zoe” is not on the roll (row 5)." in said
    assert brought_books_in(folder) == ()


def test_the_same_table_does_not_come_twice(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(folder, table, "--yes") == 0
    assert brought(folder, table, "--yes") == 2

    assert "this is there already" in capsys.readouterr().err
    assert len(brought_books_in(folder)) == 1


def holders(folder: Path) -> list[tuple[str, date | None]]:
    desk = ShelfDesk(folder)
    held = [(one.member, one.until) for one in desk.holdings() if one.role == "spokesperson"]
    desk.close()
    return held


def running(table: Path, days: int = 40, since: int = 10) -> str:
    """Write a table in which somebody still holds a role; the last day in words."""
    today = datetime.now().astimezone().date()
    first, last = today - timedelta(days=since), today + timedelta(days=days)
    table.write_text(TABLE + f"{first},Spokesperson,person c,{last}\n", encoding="utf-8")
    return say_day(last)


def test_a_term_that_begins_to_count_is_named_row_by_row_before_anything_is_kept(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = running(table)

    assert brought(folder, table, "--dry-run") == 0

    said = capsys.readouterr().out
    assert (
        f"1 term runs beyond today and begins to count:\n  row 4: Person C holds Spokesperson until {last}"
        in said
    )
    assert "row 2:" not in said
    assert holders(folder) == []


def test_the_question_says_how_many_terms_begin_to_count(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    running(table)
    asking, typing = pty.openpty()
    os.write(asking, b"n\n")
    with os.fdopen(typing, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        assert brought(folder, table) == 2
    os.close(asking)

    said = capsys.readouterr().out
    assert "row 4: Person C holds Spokesperson until" in said
    assert "Bring all of this along, with 1 term that begins to count? y/n" in said
    assert holders(folder) == []


def test_a_second_table_does_not_move_the_end_of_a_term(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running(table)
    assert brought(folder, table, "--yes") == 0
    before = holders(folder)
    today = datetime.now().astimezone().date()
    longer = f"date,role,person,end\n{today},Spokesperson,Person C,{today + timedelta(days=1500)}\n"
    table.write_text(longer, encoding="utf-8")

    assert brought(folder, table, "--yes") == 2

    said = capsys.readouterr().err
    assert "Row 2: the same person has this role already" in said
    assert holders(folder) == before


def test_a_term_longer_than_the_circle_settled_is_refused_with_its_row(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = ShelfDesk(folder)
    desk.settle_roles((Role("spokesperson", "Spokesperson", term=Term(TermUnit.DAYS, 30)),), ())
    desk.close()
    running(table, days=21)

    assert brought(folder, table, "--yes") == 2

    assert "Row 4: the term is longer than the circle settled for this role" in capsys.readouterr().err
    assert holders(folder) == []
    running(table, days=19)
    assert brought(folder, table, "--yes") == 0


def test_another_window_or_no_shelf_is_said_in_a_sentence(
    folder: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = ShelfDesk(folder)
    assert brought(folder, table, "--yes") == 2
    assert brought(folder, table, "--dry-run") == 0
    desk.close()
    assert "Close it first" in capsys.readouterr().err

    assert brought(tmp_path / "nowhere", table, "--yes") == 2
    assert "nobody on the roll" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()
    assert brought(folder, tmp_path / "none.csv") == 2
    assert main(["import", "undo", "XXXXX", "--data", str(folder)]) == 2
