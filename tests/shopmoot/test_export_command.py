"""`shopmoot export`: data as its schema says, a table that computes nothing, minutes that are only text."""

from __future__ import annotations

import csv
import io
import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from assembly.acts.closing import NameVictory
from assembly.acts.floor import GoTo
from assembly.acts.sidelines import ParkThing
from assembly.daybook import CircleNamed
from assembly.dialects import Position
from assembly.said import Said
from assembly.steps import Step
from shopmoot.command import main
from shopmoot.minutes_markdown import as_text
from store.people import NewPerson, Roll
from store.redaction import redact, redactables
from store.shelf import Shelf
from tests.archive.staged import BREAKS, START, Room
from tests.shopmoot.shelved import FOUNDED, NAMES, release, room, shelve

URL = "https://coop.example"
MANY = 20_001
"""Decisions of a federation in thirty years; fifty thousand were tried by hand."""
NASTY = "# no heading <script>alert(1)</script> **loud** [link](https://evil.example) `code` | 1. \u202e"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shelf with an assembly in whose texts somebody is named."""
    shelve(tmp_path / "shelf", room())
    return tmp_path / "shelf"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def export(folder: Path, out: Path, *words: str) -> int:
    return main(["export", str(out), "--base-url", URL, "--data", str(folder), *words])


def commons(out: Path) -> Any:
    return json.loads((out / "commons.json").read_bytes())


def another_shelf(folder: Path) -> Path:
    """An empty shelf of the same circle."""
    shelf = Shelf.open(folder)
    shelf.save_people(Roll().joined_by([NewPerson(name) for name in NAMES], FOUNDED))
    shelf.write_daybook(CircleNamed("Paint shop", "en"), START)
    shelf.close()
    return folder


def rows(out: Path) -> list[dict[str, str]]:
    text = (out / "decisions.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_export_is_what_its_schema_says(folder: Path, out: Path) -> None:
    assert export(folder, out) == 0

    schema = json.loads((out / "schema" / "commons-1.json").read_bytes())
    checked = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(checked.iter_errors(commons(out))) == []
    assert [one["id"] for one in commons(out)["decisions"]] == ["7K3FQ"]
    assert [row["id"] for row in rows(out)] == ["7K3FQ"]
    assert [path.name for path in (out / "minutes").iterdir()] == ["2026-11-21-AAAAA.md"]


def test_the_export_of_an_import_is_the_export_that_was_imported(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = (
        Room().gathered().told().proposed(stories=(1,)).consented(("M004", Position.OBJECTION, "Too short"))
    )
    told.integrated(replace(BREAKS, what="Twenty minutes"), "So be it").consented().adopted()
    told.proposed(replace(BREAKS, what="Vote on keys"), id="9XY2Z").consented().adopted().sealed().locked()
    first = tmp_path / "first"
    shelve(first, told.revealed().closed())
    main(["import", "decisions", str(_table(tmp_path)), "--yes", "--data", str(first)])
    second, third = another_shelf(tmp_path / "second"), another_shelf(tmp_path / "third")

    for source, target in ((first, second), (second, third)):
        assert export(source, out / source.name) == 0
        file = out / source.name / "commons.json"
        assert main(["import", "decisions", str(file), "--yes", "--data", str(target)]) == 0
    assert export(third, out / "third") == 0

    whole = commons(out / "first")["decisions"]
    assert len(whole) == 3
    for one in whole:
        one.update(imported=True, draws=[])
    for name in ("second", "third"):
        assert commons(out / name)["decisions"] == whole
    assert commons(out / "second")["draws"] == []
    assert "seal" not in capsys.readouterr().err


def test_what_was_brought_along_in_several_files_goes_out_again_to_the_byte(
    tmp_path: Path, out: Path
) -> None:
    first, second = another_shelf(tmp_path / "first"), another_shelf(tmp_path / "second")
    for number, days in enumerate((("2021-05-03", "2022-07-01"), ("2021-02-01", "2021-11-05"))):
        table = tmp_path / f"{number}.csv"
        lines = "".join(f"{day},Rule of {day}\n" for day in days)
        table.write_text(f"date,what\n{lines}", encoding="utf-8")
        assert main(["import", "decisions", str(table), "--yes", "--data", str(first)]) == 0
    assert export(first, out / "first") == 0
    file = out / "first" / "commons.json"

    assert main(["import", "decisions", str(file), "--yes", "--data", str(second)]) == 0
    assert export(second, out / "second") == 0

    assert (out / "second" / "commons.json").read_bytes() == file.read_bytes()
    adopted = [one["adopted"] for one in commons(out / "first")["decisions"]]
    assert adopted == sorted(adopted)


def test_what_came_of_a_decision_comes_along_and_goes_out_again(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    export(folder, out, "--json")
    document = commons(out)
    (first,) = document["decisions"]
    at = first["adopted"]
    first.update(
        imported=True,
        draws=[],
        amended_by=["9XY2Z"],
        reviews=[
            {
                "outcome": "keep",
                "at": at,
                "assembly": "BBBBB",
                "measured": None,
                "next": "2027-01-01",
                "objections": 1,
            }
        ],
        learnings=[{"kind": "mistake", "at": at, "text": "We forgot the winter"}],
    )
    second = {**deepcopy(first), "id": "9XY2Z", "title": "Other keys", "amends": first["id"]}
    second.update(amended_by=[], reviews=[], learnings=[], url=f"{URL}/D/9XY2Z/")
    for text in (second, *second["versions"]):
        text["text"] = {**text["text"], "what": "Other keys"}
    document["decisions"].append(second)
    (tmp_path / "made.json").write_text(json.dumps(document), encoding="utf-8")
    other = another_shelf(tmp_path / "other")

    assert main(["import", "decisions", str(tmp_path / "made.json"), "--yes", "--data", str(other)]) == 0

    export(other, out / "again", "--json")
    again = {one["id"]: one for one in commons(out / "again")["decisions"]}
    assert again == {first["id"]: first, "9XY2Z": second}


@pytest.mark.slow
def test_thirty_years_of_a_big_shelf_go_out_and_come_back_as_the_same_record(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    export(folder, out, "--json")
    document = commons(out)
    (one,) = document["decisions"]
    document["decisions"] = [_numbered(one, number) for number in range(MANY)]
    (tmp_path / "many.json").write_text(json.dumps(document), encoding="utf-8")
    second, third = another_shelf(tmp_path / "second"), another_shelf(tmp_path / "third")

    assert main(["import", "decisions", str(tmp_path / "many.json"), "--yes", "--data", str(second)]) == 0
    assert export(second, out / "second", "--json") == 0
    whole = str(out / "second" / "commons.json")
    assert main(["import", "decisions", whole, "--dry-run", "--data", str(third)]) == 0
    assert main(["import", "decisions", whole, "--yes", "--data", str(third)]) == 0
    assert export(third, out / "third", "--json") == 0

    assert len(commons(out / "second")["decisions"]) == MANY
    assert (out / "third" / "commons.json").read_bytes() == (out / "second" / "commons.json").read_bytes()


def _numbered(one: Any, number: int) -> Any:
    """The same decision with other words, and a link from each to the next."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    ids = [
        "A" + "".join(letters[place >> shift & 31] for shift in (15, 10, 5, 0))
        for place in (number, number + 1)
    ]
    text = {**one["text"], "what": f"Rule {number}", "why": "Because of the heat. " * 20}
    versions = [{**version, "text": text} for version in one["versions"]]
    amended = ids[1:] if number < MANY - 1 else []
    return {**one, "id": ids[0], "text": text, "versions": versions, "draws": [], "amended_by": amended}


def _table(folder: Path) -> Path:
    path = folder / "old.csv"
    path.write_text("date,what,rule,id\n2021-05-03,Old rule,by hand,8Q2ZV\n", encoding="utf-8")
    return path


def test_the_table_of_an_export_can_be_imported(folder: Path, out: Path, tmp_path: Path) -> None:
    export(folder, out, "--csv")
    other = another_shelf(tmp_path / "other")

    assert main(["import", "decisions", str(out / "decisions.csv"), "--yes", "--data", str(other)]) == 0

    export(other, out / "again", "--csv")
    same = ("id", "date", "kind", "what", "why", "who", "review", "measure", "themes", "rule")
    assert [{name: row[name] for name in same} for row in rows(out / "again")] == [
        {name: row[name] for name in same} for row in rows(out)
    ]
    assert [row["imported"] for row in rows(out / "again")] == ["yes"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_nothing_in_the_table_is_computed(tmp_path: Path, out: Path, sign: str) -> None:
    typed = f"{sign}HYPERLINK(A1)"
    draft = replace(BREAKS, what=typed, why=typed, who=typed, measure=typed)
    shelve(tmp_path / "shelf", Room().gathered().proposed(draft).consented().adopted().closed())

    export(tmp_path / "shelf", out)

    (row,) = rows(out)
    assert {row[name] for name in ("what", "why", "who", "measure")} == {f"'{typed}"}
    other = another_shelf(tmp_path / "other")
    main(["import", "decisions", str(out / "decisions.csv"), "--yes", "--data", str(other)])
    export(other, out / "again", "--json")
    assert commons(out / "again")["decisions"][0]["text"]["what"] == typed


def test_the_table_begins_so_that_excel_reads_it(folder: Path, out: Path) -> None:
    export(folder, out)

    assert (out / "decisions.csv").read_bytes().startswith(b"\xef\xbb\xbfid,date,kind,what")


def test_nobody_is_named_unless_the_name_was_released(folder: Path, out: Path) -> None:
    export(folder, out)
    told = {path.name: path.read_text("utf-8") for path in out.rglob("*") if path.is_file()}

    for name in ("Ana", "Kovač", "Дмитрий", "Dee", "oops"):
        assert not any(name in text for text in told.values())
    assert "M001 gets the keys" in told["2026-11-21-AAAAA.md"]
    release(folder, "M001", "Ana K.")
    export(folder, out)
    minutes = (out / "minutes" / "2026-11-21-AAAAA.md").read_text("utf-8")
    assert "Facilitated by: Ana K.\n" in minutes
    assert "Ana K. gets the keys" in minutes


def test_what_was_redacted_is_a_marked_gap_everywhere(folder: Path, out: Path, tmp_path: Path) -> None:
    told = Room().gathered().proposed().consented(("M004", Position.OBJECTION, "a secret"))
    told.integrated(replace(BREAKS, what="Twenty minutes"), "So be it").consented().adopted().closed()
    path = shelve(tmp_path / "other", told)
    (found,) = (one for one in redactables(path) if one.text == "a secret")
    redact(path, found.n, found.field)

    assert export(tmp_path / "other", out) == 0

    (objection,) = commons(out)["decisions"][0]["objections"]
    assert objection["text"] is None
    (minutes,) = (out / "minutes").iterdir()
    assert r"\[redacted\]" in minutes.read_text("utf-8")
    assert all("a secret" not in file.read_text("utf-8") for file in out.rglob("*") if file.is_file())
    again = another_shelf(tmp_path / "again")
    assert main(["import", "decisions", str(out / "commons.json"), "--yes", "--data", str(again)]) == 0
    export(again, out / "again", "--json")
    assert commons(out / "again")["decisions"][0]["objections"] == [objection]


def test_what_was_typed_is_only_text_in_the_minutes(tmp_path: Path, out: Path) -> None:
    told = Room("Paint # shop").gathered().asks(ParkThing(Said(NASTY)), ParkThing(Said("- - -\n\n1. two")))
    told.proposed(replace(BREAKS, what=NASTY)).consented().adopted()
    told.asks(GoTo(Step.CLOSE), NameVictory(Said("> ===")))
    shelve(tmp_path / "shelf", told)

    export(tmp_path / "shelf", out, "--markdown")

    (minutes,) = (out / "minutes").iterdir()
    kinds = {
        one.type
        for token in MarkdownIt().parse(minutes.read_text("utf-8"))
        for one in (token, *(token.children or ()))
    }
    assert kinds <= {
        *("heading_open", "heading_close", "inline", "text", "text_special", "code_inline", "softbreak"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("paragraph_open", "paragraph_close"),
    }
    shown = MarkdownIt().render(minutes.read_text("utf-8"))
    assert "# no heading &lt;script&gt;alert(1)&lt;/script&gt; **loud** [link](https://evil.example)" in shown
    assert "\u202e" not in shown
    assert "not closed yet" in shown


@pytest.mark.parametrize(
    "line", ["1. one", "1) one", "- a", "+ a", "===", "a_b_c", "`", "\\", "&amp;", "<b>", "www.x.y", "~~x~~"]
)
def test_a_line_shows_its_letters_and_does_nothing_else(line: str) -> None:
    markdown = MarkdownIt("commonmark", {"linkify": False}).enable("strikethrough")

    (inline,) = (token for token in markdown.parse(as_text(line)) if token.type == "inline")

    assert markdown.parse(as_text(line))[0].type == "paragraph_open"
    assert "".join(one.content for one in inline.children or ()) == line


def test_a_file_of_somebody_else_is_not_written_over(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out.mkdir()
    (out / "decisions.csv").write_text("mine", encoding="utf-8")

    assert export(folder, out) == 1

    assert "decisions.csv was not written by this export" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["decisions.csv"]
    assert (out / "decisions.csv").read_text("utf-8") == "mine"


def test_an_export_that_somebody_changed_stays_and_one_of_ours_is_renewed(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(folder, out)
    release(folder, "M001", "Ana K.")
    assert export(folder, out) == 0
    assert "Written into" in capsys.readouterr().out
    (out / "decisions.csv").write_text("noted by hand", encoding="utf-8")

    assert export(folder, out) == 1

    assert (out / "decisions.csv").read_text("utf-8") == "noted by hand"


def test_links_and_folders_in_the_way_are_left_alone(folder: Path, out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out.mkdir()
    (out / "minutes").symlink_to(elsewhere)
    assert export(folder, out) == 1
    (out / "minutes").unlink()
    (out / "commons.json").symlink_to(elsewhere / "file")

    assert export(folder, out) == 1

    assert list(elsewhere.iterdir()) == []
    assert export(folder, folder) == 1
    assert export(folder, tmp_path / "elsewhere" / "x", "--json") == 0
    (tmp_path / "plain").write_text("", encoding="utf-8")
    assert export(folder, tmp_path / "plain") == 1


def test_only_what_was_asked_for_is_written(folder: Path, out: Path) -> None:
    export(folder, out, "--markdown")

    assert sorted(path.name for path in out.iterdir()) == [".shopmoot-export", "minutes"]


def test_without_an_address_it_says_where_links_lead(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(out), "--data", str(folder)]) == 0

    assert "no address yet" in capsys.readouterr().out
    assert commons(out)["url"] == "https://shopmoot.invalid/"


def test_a_book_that_somebody_changed_is_left_out_and_told(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book,) = (folder / "assemblies").iterdir()
    book.write_bytes(book.read_bytes().replace(b"gets the keys", b"gets the beer"))

    assert export(folder, out) == 1

    assert "Not on the pages" in capsys.readouterr().err
    assert commons(out)["decisions"] == []
