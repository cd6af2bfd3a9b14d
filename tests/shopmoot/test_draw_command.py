from __future__ import annotations

import argparse
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

import assembly.draw
from assembly.draw.verify import Remark
from assembly.refusal import RuleBroken
from shopmoot.draw_command import add_parser
from shopmoot.draw_words import REMARKS, SENTENCES, refusal_sentence

HERE = Path(__file__).parent
VECTORS: list[dict[str, Any]] = json.loads(
    (HERE.parent / "assembly" / "draw" / "hat-draw-1.json").read_text("utf-8")
)["vectors"]


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
    lines = capsys.readouterr().out.splitlines()
    typed = [line for line in lines if line.startswith("   ") and not re.fullmatch(r" +[0-9a-f]{64}", line)]
    shell = subprocess.run(["sh", "-c", "\n".join(typed)], capture_output=True, text=True, check=True)

    found = [line.split()[0] for line in shell.stdout.splitlines()]
    assert found == [line.strip() for line in lines if re.fullmatch(r" +[0-9a-f]{64}", line)]
    assert found == [vector["commitment"], vector["seed"], vector["tickets"]["M001"]]


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
