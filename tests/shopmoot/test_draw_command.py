from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assembly.draw
from assembly.draw.build import Candidate, build
from assembly.draw.record import Hat, Heading, sealed_bytes
from assembly.draw.verify import Remark, Verification, verify
from assembly.refusal import RuleBroken
from shopmoot import draw_check, draw_found
from shopmoot.draw_command import add_parser
from shopmoot.draw_words import REMARKS, SENTENCES, refusal_sentence

HERE = Path(__file__).parent
VECTORS: list[dict[str, Any]] = json.loads(
    (HERE.parent / "assembly" / "draw" / "hat-draw-1.json").read_text("utf-8")
)["vectors"]


COMES_OUT = r" +[0-9a-f]{64}( [A-Z0-9-]+)?"
"""What a shell answers, as `explain` prints it."""


def shopmoot(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="shopmoot")
    add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    return int(args.run(args))


@pytest.fixture(params=VECTORS, ids=lambda vector: vector["name"])
def vector(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


@pytest.fixture
def record(vector: dict[str, Any], tmp_path: Path) -> Path:
    path = tmp_path / "draw 1.txt"
    path.write_bytes(vector["record"].encode())
    return path


def test_a_program_gets_every_field_as_the_protocol_has_it(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shopmoot("draw", "verify", str(record), "--entropy", vector["entropy"], "--json") == 0

    printed = json.loads(capsys.readouterr().out)
    fields = ["commitment", "seed", "plan", "result", "reserves"]
    assert list(printed) == fields
    assert all(vector[name] is None or printed[name] == vector[name] for name in fields)


@pytest.mark.parametrize("vector", VECTORS[:1])
def test_a_person_reads_seal_and_names(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal = vector["commitment"].upper()

    assert shopmoot("draw", "verify", str(record), "--entropy", vector["entropy"], "--seal", seal) == 0
    out, err = capsys.readouterr()
    assert "This is the seal that you gave." in out
    assert "Observers (observer): M004, M003; in reserve: M007, M010, M005" in out
    assert "Note: the record has no date." in err


@pytest.mark.parametrize("vector", VECTORS[:1])
def test_a_large_draw_says_how_to_see_its_reserves_and_computes_them_only_then(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("draw", "verify", str(record), "--entropy", vector["entropy"])
    assert shopmoot(*asked) == 0
    whole = capsys.readouterr().out
    monkeypatch.setattr(draw_check, "AT_ONCE", 9)

    with monkeypatch.context() as nobody_asks:
        nobody_asks.delattr(Verification, "reserves")
        assert shopmoot(*asked) == 0
    assert capsys.readouterr().out == re.sub("; in reserve: .*", "", whole) + (
        "Who is in reserve takes longer to compute than the draw: add --reserves to see it.\n"
    )
    assert shopmoot(*asked, "--reserves") == 0
    assert capsys.readouterr().out == whole
    assert shopmoot(*asked, "--json") == 0
    assert json.loads(capsys.readouterr().out)["reserves"] == vector["reserves"]


@pytest.mark.parametrize("vector", VECTORS[:1])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("scale\t12", "scale\t13"), "Line 5: The chances for facilitator add up to 12, not to 13."),
        (("end\n", ""), "Line 20: The record is cut off: it must close with a line that says end."),
        (("M002\tg1\tBen", "M001\tg1\tBen"), "Line 10: The member M001 is there twice."),
    ],
)
def test_a_wrong_record_gets_a_sentence_and_exit_code_one(
    vector: dict[str, Any],
    record: Path,
    change: tuple[str, str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    record.write_bytes(vector["record"].replace(*change).encode())

    assert shopmoot("draw", "verify", str(record), "--entropy", vector["entropy"], "--json") == 1
    assert capsys.readouterr() == ("", f"Not valid. {words}\n")


@pytest.mark.parametrize("vector", VECTORS[:1])
def test_too_few_dice_are_said_in_bits(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shopmoot("draw", "verify", str(record), "--entropy", "dice 1 2 3") == 1
    assert capsys.readouterr().err == "Not valid. That is 7.7 bits of chance, and a draw needs 64.\n"


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shopmoot("draw", "verify", str(tmp_path / "nothing"), "--entropy", "dice 1") == 1
    assert capsys.readouterr().err == "The record cannot be read: No such file or directory.\n"


@pytest.mark.parametrize("vector", VECTORS[:2])
def test_the_check_by_hand_comes_to_the_printed_values_in_a_real_shell(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shopmoot("draw", "explain", str(record), "--entropy", vector["entropy"], "--id", "M001") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("   ")]
    printed = [line for line in lines if re.fullmatch(COMES_OUT, line)]
    typed = "\n".join(line for line in lines if line not in printed)
    shell = subprocess.run(["sh", "-c", typed], capture_output=True, text=True, check=True)

    found = [line.removesuffix("  -") for line in shell.stdout.splitlines()]
    assert found == [line.strip() for line in printed]
    assert found[:3] == [vector["commitment"], vector["seed"], vector["tickets"]["M001"]]


@pytest.mark.parametrize("vector", VECTORS[1:2])
def test_the_lowest_tickets_of_a_group_are_those_who_are_drawn(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = verify(record.read_bytes(), vector["entropy"]).drawing
    group = next(one for one, row in zip(drawing.record.groups, drawing.plan, strict=True) if sum(row) > 1)
    own = {member.id for member in drawing.record.members if member.group == group.id}
    drawn = {member for names in drawing.result.values() for member in names} & own

    shopmoot("draw", "explain", str(record), "--entropy", vector["entropy"], "--id", min(own))

    lines = capsys.readouterr().out.splitlines()
    lowest = [line.split()[1] for line in lines if re.fullmatch(COMES_OUT, line) and len(line.split()) > 1]
    assert set(lowest) == drawn
    assert (
        f"4. The tickets of group {group.id}, the lowest first. So many are drawn of it: {len(drawn)}."
        in lines
    )


@pytest.mark.parametrize("vector", VECTORS[1:2])
def test_the_place_in_reserve_is_checked_by_hand_too(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shopmoot("draw", "explain", str(record), "--entropy", vector["entropy"], "--id", "M005")
    in_reserve = capsys.readouterr().out.partition("\n5. ")[2]
    numbers = re.findall(r"^ +([0-9a-f]{64})$", in_reserve, re.MULTILINE)
    seed = vector["seed"]

    assert numbers == [
        sha256(f"{seed}\nreserve\n{hat}\nM005".encode()).hexdigest()
        for hat in ("facilitator", "observer", "liaison")
    ]


@pytest.mark.parametrize("vector", VECTORS[1:2])
def test_the_explanation_says_what_the_ticket_led_to(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shopmoot("draw", "explain", str(record), "--entropy", vector["entropy"], "--id", "M007")
    drawn = capsys.readouterr().out
    shopmoot("draw", "explain", str(record), "--entropy", vector["entropy"], "--id", "M005")
    waiting = capsys.readouterr().out

    assert "M007 is drawn for facilitator." in drawn
    assert (
        "Chance before the draw: facilitator 1/10, observer 2/9, liaison 1/12.\nChance of any role: 73/180."
        in drawn
    )
    assert "M005 is drawn for no role at first." in waiting
    for hat in ("facilitator", "observer", "liaison"):
        assert f"M005 is first in reserve for {hat}." in waiting


@pytest.mark.parametrize("vector", VECTORS[:1])
def test_an_unknown_member_gets_a_sentence(
    vector: dict[str, Any], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shopmoot("draw", "explain", str(record), "--entropy", vector["entropy"], "--id", "M999") == 1
    assert capsys.readouterr() == ("", "Not valid. There is no member M999 in this record.\n")


WORKED = VECTORS[1]
SEALED = WORKED["record"].encode()
SIX = WORKED["entropy"].index(" 6") + 1
"""Where the first six stands on the line."""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "record.txt"
    path.write_bytes(SEALED)
    return path


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (WORKED["entropy"][:SIX] + "7" + WORKED["entropy"][SIX + 1 :], "Number 4 after “dice” cannot be 7."),
        (WORKED["entropy"].replace(" ", "\n"), "The numbers must be on one line, without line breaks."),
        (WORKED["entropy"].replace(" ", "\r\n", 9), "The numbers must be on one line, without line breaks."),
        (WORKED["entropy"] + "\n", "The numbers must be on one line, without line breaks."),
        (
            WORKED["entropy"].replace(" ", "\u2028", 3),
            "The numbers must be on one line, without line breaks.",
        ),
        (
            WORKED["entropy"].replace(" ", "\t", 3),
            "Between the numbers there must be single blanks; see place 5.",
        ),
        (f" {WORKED['entropy']}", "Between the numbers there must be single blanks; see place 1."),
        (WORKED["entropy"].replace(" ", ", ", 3), "“dice,” is no source of chance"),
        (WORKED["entropy"] + " six", "Number 26 after “dice” cannot be six."),
        ("", "The line of numbers is empty."),
        ("called " + "9" * 5000, "Number 1 after “called” cannot be 999999999999999999999999...."),
        ("dice \udcff 1", "The line of numbers has a character that cannot be in it, at place 6."),
    ],
)
@pytest.mark.parametrize("way", [("verify",), ("verify", "--json"), ("explain", "--id", "M001")])
def test_a_line_that_nobody_could_have_thrown_gets_a_sentence(
    kept: Path, line: str, words: str, way: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert shopmoot("draw", way[0], str(kept), "--entropy", line, *way[1:]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"Not valid. {words}")


def changed(number: int) -> bytes:
    """The record with one byte that is another one."""
    sealed = bytearray(SEALED)
    sealed[number] ^= 1
    return bytes(sealed)


def test_one_byte_changed_anywhere_is_never_the_record_that_was_sealed(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(len(SEALED)):
        kept.write_bytes(changed(number))
        seal = WORKED["commitment"]
        assert shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"], "--seal", seal) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "this is not the record that was sealed" in err


def test_one_byte_changed_is_a_fault_or_another_seal_where_none_is_given(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(len(SEALED)):
        kept.write_bytes(changed(number))
        code = shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"], "--json")
        out, err = capsys.readouterr()
        if code:
            assert (code, out) == (1, "")
            assert err.startswith("Not valid. ")
        else:
            assert json.loads(out)["commitment"] != WORKED["commitment"]


def test_a_record_cut_off_anywhere_is_no_record(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for length in range(len(SEALED)):
        kept.write_bytes(SEALED[:length])
        assert shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("Not valid. ")


def test_a_hat_that_lost_its_people_gets_a_sentence(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write_bytes(SEALED.replace(b"scale", b"hat\tempty\t1\tEmpty\nscale"))

    assert shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"]) == 1
    assert "Group g1 needs 4 numbers, one for each hat, and has 3." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("36 0 30", "37 0 30", "Line 5: The chances for facilitator add up to 181, not to 180."),
        ("144 320 120", "143 320 120", "Line 5: The chances for facilitator add up to 179, not to 180."),
        ("36 0 30", "36 1 30", "Group g1 has a chance in a hat that it is not in."),
        ("scale\t180", "scale\t360", "add up to 180, not to 360."),
        ("36 0 30\n", "36 0 -30\n", "are not whole numbers with single blanks between."),
        ("\t1\tNext", "\t999999999\tNext", "add up to 180, not to 179999999820."),
    ],
)
def test_a_table_whose_sums_are_wrong_gets_a_sentence(
    kept: Path, before: str, after: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert before in WORKED["record"]
    kept.write_bytes(WORKED["record"].replace(before, after, 1).encode())

    assert shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"]) == 1
    assert words in capsys.readouterr().err


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda junk: b"hat-draw/1\n" + junk)))
def test_junk_is_no_record(kept: Path, junk: bytes) -> None:
    kept.write_bytes(junk)

    assert shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"]) == 1


@pytest.mark.parametrize(
    "path", ["/dev/null", "/", "/nowhere/record.txt", "\0", "/tmp/\udcff\udcfe", "x" * 5000]
)
def test_what_is_no_file_gets_a_sentence(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert shopmoot("draw", "verify", path, "--entropy", WORKED["entropy"]) == 1
    assert capsys.readouterr().err.endswith(".\n")


def test_a_file_without_end_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(draw_found, "LARGEST", 5000)

    assert shopmoot("draw", "verify", "/dev/zero", "--entropy", WORKED["entropy"]) == 1
    assert capsys.readouterr().err == "Not valid. The file is too large for a record.\n"


@pytest.mark.parametrize("seal", ["", "9cd192b0", "g" * 64, "\x1b[2J", WORKED["commitment"] + "0"])
def test_a_seal_that_is_none_gets_a_sentence(
    kept: Path, seal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shopmoot("draw", "verify", str(kept), "--entropy", WORKED["entropy"], "--seal", seal) == 1
    assert capsys.readouterr() == (
        "",
        f"A seal is 64 characters, 0 to 9 and a to f; you gave {len(''.join(seal.split()))} characters.\n",
    )


@pytest.mark.parametrize("member", ["", "'; rm -rf /", "\udcff", "\x1b[2J", "Ana", "M01" * 9999])
def test_an_id_that_is_none_gets_a_sentence(
    kept: Path, member: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shopmoot("draw", "explain", str(kept), "--entropy", WORKED["entropy"], "--id", member) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Not valid. There is no member ")
    assert "\x1b" not in err


def test_an_id_may_be_typed_in_small_letters(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shopmoot("draw", "explain", str(kept), "--entropy", WORKED["entropy"], "--id", "M007")
    capitals = capsys.readouterr().out
    assert shopmoot("draw", "explain", str(kept), "--entropy", WORKED["entropy"], "--id", " m007") == 0

    assert capsys.readouterr().out == capitals


def test_three_hundred_people_of_one_name_are_drawn_by_their_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [Candidate(f"M{number:03}", ("f", "o"), "Maria Silva") for number in range(300)]
    record = build(Heading(1, "Weekly"), [Hat("f", 1, "F"), Hat("o", 2, "O")], people)
    path = tmp_path / "record.txt"
    path.write_bytes(sealed_bytes(record))

    assert shopmoot("draw", "verify", str(path), "--entropy", WORKED["entropy"], "--json") == 0
    result = json.loads(capsys.readouterr().out)["result"]
    drawn = [member for members in result.values() for member in members]
    assert len(set(drawn)) == 3
    assert shopmoot("draw", "explain", str(path), "--entropy", WORKED["entropy"], "--id", drawn[0]) == 0
    assert "one of 300 in group g1" in capsys.readouterr().out


def test_a_terminal_with_few_letters_still_shows_the_draw(
    tmp_path: Path,
) -> None:
    path = tmp_path / "récord.txt"
    path.write_bytes(WORKED["record"].replace("Observers", "Наблюдатели").encode())
    few = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for way in (["verify", str(path)], ["explain", str(path), "--id", "M001"]):
        words = [sys.executable, "-m", "shopmoot", "draw", *way, "--entropy", WORKED["entropy"]]
        shown = subprocess.run(words, capture_output=True, env=few, check=False)

        assert shown.returncode == 0, shown.stderr
        assert shown.stdout.isascii()
        assert b"M001" in shown.stdout


def test_every_refusal_of_a_draw_has_a_sentence_and_no_sentence_is_idle() -> None:
    folder = Path(str(assembly.draw.__file__)).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "__init__.py")
    codes = {
        code for code in re.findall(r'"(draw-[a-z0-9-]+)"', source) if not code.startswith("draw-remark-")
    }

    assert codes == set(SENTENCES)
    assert set(REMARKS) == set(Remark)


def test_a_wrong_promise_says_what_is_wrong_with_it() -> None:
    refusal = RuleBroken("draw-promise", line=6, why="draw-promise-count", kind="dice")

    assert refusal_sentence(refusal) == (
        "Line 6: The sources of chance are not named as they must be. "
        "After “dice” there must be one whole number from 1."
    )


def test_what_a_refusal_repeats_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in refusal_sentence(RuleBroken("draw-hat-unknown", hat="\x1b[2J"))
