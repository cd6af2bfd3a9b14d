"""`shopmoot import decisions`: years come along, are found, read, reviewed, published and taken back."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import shutil
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from archive import volumes
from assembly.acts.floor import MarkPresence
from assembly.acts.reviewing import ReviewDecision
from assembly.decision import Imported
from assembly.dialects import Position
from assembly.journal import Entry
from assembly.reviewing import Outcome, Standing
from assembly.rulebook import decide
from assembly.said import Said
from assembly.search import Query
from assembly.state import Presence
from screens.gather_words import due
from shopmoot.command import main
from shopmoot.desk import ShelfDesk
from store.decisions_look import LONGEST_TEXT
from store.layout import brought_books_in
from store.people import NewPerson, Roll
from store.redaction import redact, redactables
from store.shelf import Shelf
from store.verification import verify_shelf
from tests.archive.staged import BREAKS, Room
from tests.shopmoot.shelved import FOUNDED, NAMES, shelve, shelve_another

KEPT = Path(__file__).parents[1] / "store" / "kept"
TABLE = (
    "\ufeffdate;what;why;kind;who;review;themes;rule;id\r\n"
    '3.5.2021;"Two more breaks\r\nfrom June on";It is hot;;Shift lead;2026-01-01;heat;by consent;9XY2Z\r\n'
    "2022-01-10;Ana Kovač keeps the keys;;strategic;;;;;\r\n"
    "2023-09-01;Try a shift without a lead;;experiment;;2024-01-01;power;;7ZZZ7\r\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shelf of a circle that was founded today."""
    shelf = Shelf.open(tmp_path / "shelf")
    shelf.save_people(Roll().joined_by([NewPerson(name) for name in NAMES], FOUNDED))
    shelf.close()
    return shelf.folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_bytes(TABLE.encode())
    return path


def brought(folder: Path, file: Path, *words: str) -> int:
    return main(["import", "decisions", "--data", str(folder), str(file), *words])


def test_a_dry_run_says_what_would_come_and_changes_nothing(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(folder, table, "--dry-run") == 0

    said = capsys.readouterr().out
    assert "3 decisions from 2021-05-03 to 2023-09-01, marked as imported and not sealed" in said
    assert "lapsed" in said
    assert "Ids kept: 2. Ids given anew: 1." in said
    assert "2021-05-03  Two more breaks from June on" in said
    assert "Somebody on the roll is named in row 3." in said
    assert brought_books_in(folder) == ()


def test_what_came_is_counted_read_and_due_and_can_be_taken_back(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(folder, table, "--yes") == 0
    id = capsys.readouterr().out.split()[-1]

    desk = ShelfDesk(folder)
    assert [one.id for one in desk.decisions(None)][::2] == ["7ZZZ7", "9XY2Z"]
    assert len(desk.decisions(None)) == 3
    one = desk.decision("9XY2Z")
    assert one is not None
    assert (one.brought, one.how) == (id, Imported("by consent"))
    assert [thing.decision for thing in due(desk.history(), desk.now().date())] == ["9XY2Z"]
    desk.close()
    assert verify_shelf(folder) == ()

    assert main(["import", "undo", id, "--data", str(folder)]) == 0
    desk = ShelfDesk(folder)
    assert (len(desk.decisions(None)), desk.decision("9XY2Z"), desk.history().unfinished) == (0, None, ())
    desk.close()
    assert brought(folder, table, "--yes") == 0
    desk = ShelfDesk(folder)
    assert desk.decision("9XY2Z") is not None
    desk.close()


def test_a_cell_that_looks_like_a_formula_is_mentioned_with_its_row(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text("date,what,why\n2021-05-03,a,b\n2021-05-04,c,=A1+1\n2021-05-05,=SUM(A1),d\n")

    assert brought(folder, table, "--dry-run") == 0

    assert "A text in row 3, 4 looks like a formula of the spreadsheet" in capsys.readouterr().out


def test_the_words_that_stay_after_an_undo_are_said_and_can_be_deleted(
    tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(KEPT / "format-1", tmp_path / "old"))
    assert brought(folder, table, "--yes") == 0
    (book,) = brought_books_in(folder)
    id = capsys.readouterr().out.split()[-1]

    assert main(["import", "undo", id, "--data", str(folder)]) == 0

    assert f"also names in them, still stand in {book}" in capsys.readouterr().out
    assert "Kovač" in book.read_text("utf-8")
    book.unlink()
    (folder / "catalogue.sqlite").unlink()
    assert main(["verify", "--data", str(folder)]) == 0
    desk = ShelfDesk(folder)
    desk.catch_up(lambda done, of: None)
    desk.close()
    left = [path for path in folder.rglob("*") if path.is_file() and path.name != "people.json"]
    assert not [path for path in left if b"keeps the keys" in path.read_bytes()]


def test_with_one_wrong_row_nothing_comes(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(f"{TABLE}2021-02-30;never;;odd\n", encoding="utf-8")

    assert brought(folder, table, "--yes") == 2

    said = capsys.readouterr()
    assert said.out == ""
    head, *faults = said.err.splitlines()
    assert head.startswith("Nothing is brought along: 2 faults.")
    assert faults[0] == "Row 5: there is no day 2021-02-30."
    assert faults[1].startswith("Row 5: the kind “odd” is not known.")
    assert brought_books_in(folder) == ()


def test_the_same_file_does_not_come_twice(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(folder, table, "--yes") == 0
    assert brought(folder, table, "--yes") == 2

    assert "Row 2: this is on the shelf already" in capsys.readouterr().err
    assert len(brought_books_in(folder)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "spreadsheet's own file"),
        (b"", "there is nothing to bring along"),
        (b"{}", "no published record"),
        (b"{", "this is no JSON"),
    ],
)
def test_another_kind_of_file_is_refused_with_a_sentence(
    folder: Path, table: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_bytes(content)

    assert brought(folder, table, "--yes") == 2

    assert said in capsys.readouterr().err
    assert brought(folder, table.with_name("none.csv"), "--yes") == 2


@pytest.mark.parametrize(("answer", "number"), [("n\n", 0), ("y\n", 1)])
def test_somebody_at_a_terminal_is_asked(
    folder: Path, table: Path, answer: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, typing = pty.openpty()
    os.write(asking, answer.encode())
    with os.fdopen(typing, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        brought(folder, table)
    os.close(asking)

    assert len(brought_books_in(folder)) == number


def test_four_hundred_decisions_of_five_years_are_found_and_reviewed_on_the_first_evening(
    folder: Path, tmp_path: Path
) -> None:
    rows = [
        f"{2021 + number // 80}-{number % 12 + 1:02}-{number % 28 + 1:02},Rule {number} about {theme}"
        f",because of {number},{year}-02-01"
        for number in range(400)
        for theme, year in [("heat", 2026) if number == 123 else ("tools", 2100)]
    ]
    table = tmp_path / "years.csv"
    table.write_text("\n".join(["date,what,why,review", *rows]), encoding="utf-8")
    began = monotonic()

    assert brought(folder, table, "--yes") == 0
    desk = ShelfDesk(folder)
    assert desk.catch_up(lambda done, of: None) == []
    found = desk.find(Query("heat"), 10)
    (thing,) = due(desk.history(), desk.now().date())
    journal = desk.begin("First evening", 60)
    decision = desk.decision(thing.decision)
    assert decision is not None
    assert monotonic() - began < 20

    assert desk.find(Query(""), 1000).total == len(desk.decisions(journal)) == 400
    assert [(row.id, row.imported) for row in found.rows] == [(decision.id, True)]
    year = timedelta(days=365)
    kept = ReviewDecision(
        decision.id, decision.kind, decision.title, Outcome.KEEP, next=desk.now().date() + year
    )
    for command in (MarkPresence(journal.assembly.entitled, Presence.HERE), kept):
        event = decide(journal.assembly, command)
        journal = journal.grown(event, desk.now())
        desk.keep(Entry(journal.last.n, journal.last.at, event))
    assert desk.safe()
    reviewed = desk.decision(decision.id)
    assert reviewed is not None
    assert [one.outcome for one in reviewed.reviews] == [Outcome.KEEP]
    assert reviewed.standing(desk.now().date()) is Standing.IN_FORCE
    desk.close()


def test_the_pages_and_feeds_show_what_came_as_imported(
    folder: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(folder, table, "--yes")
    pages = tmp_path / "pages"

    assert main(["publish", str(pages), "--base-url", "https://coop.example", "--data", str(folder)]) == 0

    page = (pages / "D" / "9XY2Z" / "index.html").read_text("utf-8")
    assert "Imported, not sealed" in page
    assert "by consent" in page
    assert "Decided before Shopmoot (imported, not sealed)" in (pages / "index.html").read_text("utf-8")
    index = (pages / "index.html").read_text("utf-8")
    assert "<h2>2023 · <bdi>Decided before Shopmoot" in index
    assert all(f'<time datetime="{day}">' in index for day in ("2021-05-03", "2022-01-10", "2023-09-01"))
    commons = json.loads((pages / "commons.json").read_bytes())
    assert [one["imported"] for one in commons["decisions"]] == [True, True, True]
    for name in ("feed.xml", "feed.json", "calendar.ics"):
        told = (pages / name).read_text("utf-8")
        assert "9XY2Z" in told
        assert "Imported" in told
    assert all("Kovač" not in path.read_text("utf-8") for path in pages.rglob("*") if path.is_file())
    desk = ShelfDesk(folder)
    shown = desk.pages_for(None, "https://coop.example")
    desk.close()
    same = ("/D/9XY2Z/index.html", "/index.html", "/commons.json", "/feed.xml", "/calendar.ics")
    assert all(shown[path] == (pages / path[1:]).read_bytes() for path in same)
    capsys.readouterr()
    main(["publish", str(pages), "--base-url", "https://coop.example", "--data", str(folder)])
    assert "Written: 0." in capsys.readouterr().out


def test_a_record_is_taken_from_the_parts_that_its_pages_have(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "PART_LENGTH", 1)
    other, pages = tmp_path / "other", tmp_path / "pages"
    shelve(other, Room().gathered().proposed().consented().adopted().closed())
    shelve_another(other)
    main(["publish", str(pages), "--base-url", "https://coop.example/a", "--data", str(other)])
    newest, earlier = pages / "commons.json", pages / "commons" / "1.json"
    capsys.readouterr()

    assert brought(folder, newest, "--yes") == 2
    assert "commons/1.json. Name all parts together" in capsys.readouterr().err
    assert brought(folder, newest, str(earlier), str(tmp_path / "gone.json"), "--yes") == 2
    assert "gone.json cannot be read" in capsys.readouterr().err
    assert brought_books_in(folder) == ()
    assert brought(folder, newest, str(earlier), "--dry-run") == 0
    assert brought_books_in(folder) == ()
    assert brought(folder, newest, str(earlier), "--yes") == 0

    desk = ShelfDesk(folder)
    assert len(desk.decisions(None)) == 2
    assert desk.decision("7K3FQ") is not None
    desk.close()


def test_a_day_before_there_were_zones_is_written_as_standards_want_it(
    folder: Path, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.write_text("date,what\n1880-05-03,The bakery belongs to us\n", encoding="utf-8")
    with monkeypatch.context() as berlin:
        berlin.setenv("TZ", "Europe/Berlin")
        time.tzset()
        brought(folder, table, "--yes")
    time.tzset()

    main(["export", str(tmp_path / "out"), "--json", "--data", str(folder)])

    (one,) = json.loads((tmp_path / "out" / "commons.json").read_bytes())["decisions"]
    assert one["adopted"] == "1880-05-03T12:00:00+00:53"


def test_a_table_is_no_part_of_a_record(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = table.with_name("again.csv")
    again.write_bytes(table.read_bytes())

    assert brought(folder, table, str(again), "--yes") == 2

    assert f"{again}: this is no JSON from line 1 on." in capsys.readouterr().err


def test_a_long_import_makes_no_endless_page_and_its_parts_come_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [f"{2018 + number // 150}-0{number % 9 + 1}-{number % 28 + 1:02}" for number in range(500)]
    table, pages, other = tmp_path / "long.csv", tmp_path / "pages", tmp_path / "other"
    rows = [f"{day},Rule {number}" for number, day in enumerate(days)]
    table.write_text("\n".join(["date,what", *rows]), encoding="utf-8")
    brought(folder, table, "--yes")

    assert main(["publish", str(pages), "--base-url", "https://coop.example", "--data", str(folder)]) == 0

    lists = [path.read_text("utf-8") for path in (pages / "index.html", *pages.glob("all/*/index.html"))]
    assert max(len(re.findall(r"<li><a href=.*D/\w{5}/", one)) for one in lists) <= 2 * volumes.PART_LENGTH
    assert len(set(re.findall(r"D/(\w{5})/", "".join(lists)))) == 500
    assert re.findall(r"<h2>(\d{4}) · <bdi>Decided before", lists[0])[0] == "2021"
    parts = [pages / "commons.json", *pages.glob("commons/*.json")]
    capsys.readouterr()
    main(["publish", str(pages), "--base-url", "https://coop.example", "--data", str(folder)])
    assert "Written: 0." in capsys.readouterr().out
    shelve(other, Room().gathered().closed())
    assert main(["import", "decisions", *map(str, parts), "--yes", "--data", str(other)]) == 0
    assert "500 decisions" in capsys.readouterr().out


def test_a_changed_import_is_found_and_not_published(
    folder: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(folder, table, "--yes")
    (book,) = brought_books_in(folder)
    book.write_bytes(book.read_bytes().replace(b"keeps the keys", b"loses the key!"))

    assert [problem.code for problem in verify_shelf(folder)] == ["event-changed"]
    pages = tmp_path / "pages"
    assert main(["publish", str(pages), "--base-url", "https://coop.example", "--data", str(folder)]) == 1
    assert "Not on the pages" in capsys.readouterr().err
    assert not (pages / "D").exists()


def test_a_shelf_with_assemblies_lists_what_came_after_its_own(tmp_path: Path, table: Path) -> None:
    folder = Path(shutil.copytree(KEPT / "format-1", tmp_path / "old"))
    desk = ShelfDesk(folder)
    own = [one.id for one in desk.decisions(None)]
    desk.close()

    assert brought(folder, table, "--yes") == 0

    desk = ShelfDesk(folder)
    assert [one.id for one in desk.decisions(None)][: len(own)] == own
    assert [one.id for one in desk.history().decided][: len(own)] == own
    lapsed = desk.decision("7ZZZ7")
    assert lapsed is not None
    assert lapsed.standing(desk.now().date()) is Standing.LAPSED
    desk.close()


def test_a_text_of_an_import_can_be_forgotten(folder: Path, tmp_path: Path) -> None:
    told = Room().gathered().proposed().consented(("M004", Position.OBJECTION, "a secret"))
    told.integrated(replace(BREAKS, what="Twenty minutes"), "So be it").consented().adopted().closed()
    shelve(tmp_path / "other", told)
    main(["export", str(tmp_path / "out"), "--json", "--data", str(tmp_path / "other")])
    assert brought(folder, tmp_path / "out" / "commons.json", "--yes") == 0
    (book,) = brought_books_in(folder)
    (found,) = (one for one in redactables(book) if one.text == "a secret")

    redact(book, found.n, found.field)

    assert verify_shelf(folder) == ()
    desk = ShelfDesk(folder)
    decision = desk.decision("7K3FQ")
    assert decision is not None
    assert [one.text for one in decision.objections] == [Said(None)]
    desk.catch_up(lambda done, of: None)
    assert desk.find(Query("secret"), 10).rows == ()
    desk.close()


def test_the_longest_texts_and_odd_letters_come_whole_and_harm_nobody(folder: Path, tmp_path: Path) -> None:
    odd = "[/oops] \u202e<script>alert(1)</script>\u2028=1+1 "
    table = tmp_path / "odd.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("date", "what"), ("2021-05-03", odd + "x" * (LONGEST_TEXT - len(odd)))])
    pages = tmp_path / "pages"

    assert brought(folder, table, "--yes") == 0

    desk = ShelfDesk(folder)
    (one,) = desk.decisions(None)
    assert one.draft.what.startswith("[/oops] <script>alert(1)</script>\n=1+1 ")
    assert len(one.draft.what) == LONGEST_TEXT - 1
    desk.close()
    assert main(["publish", str(pages), "--base-url", "https://coop.example", "--data", str(folder)]) == 0
    page = (pages / "D" / one.id / "index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "\u202e" not in page
