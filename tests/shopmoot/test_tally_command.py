"""`shopmoot tally`, as a circle types it."""

from __future__ import annotations

import argparse
import json

import pytest

from shopmoot import tally_command

RULE = "at least 2/3 of present, quorum 1/2 of entitled"


def tally(text: str, numbers: str) -> int:
    parser = argparse.ArgumentParser("shopmoot")
    tally_command.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["tally", text, *numbers.split()])
    return int(args.run(args))


def test_the_verdict_is_printed_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    code = tally(RULE, "--yes 20 --no 9 --abstain 2 --present 31 --entitled 40 --json")

    assert code == 0
    assert capsys.readouterr().out == (
        '{"verdict": "REJECTED", "needed": 21, "base": 31, "yes": 20, "quorum_needed": 20, '
        '"reconciled": true, "gap": 0, "sum": "needs 21 of 31 present (2/3, at least); has 20; short by 1"}\n'
    )


def test_the_verdict_and_its_sum_are_printed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code = tally("at least 60% of cast, quorum 12", "--yes 20 --no 9 --abstain 2 --present 31 --entitled 40")

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "ADOPTED",
        "needs 19 of 31 cast (3/5, at least); has 20",
        "rule: at least 3/5 of cast, quorum 12",
        "quorum: 31 here, 12 needed",
    ]


@pytest.mark.parametrize(
    ("numbers", "gap"),
    [
        ("--yes 30 --no 9 --present 31 --entitled 40", 8),
        ("--yes 20 --no 9 --abstain 1 --not-voting 0 --present 31 --entitled 40", -1),
    ],
)
def test_a_gap_is_flagged_and_kept(numbers: str, gap: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally(RULE, f"{numbers} --json") == 0
    answer = json.loads(capsys.readouterr().out)

    assert (answer["reconciled"], answer["gap"]) == (False, gap)
    assert tally(RULE, numbers) == 0
    assert capsys.readouterr().out.startswith("UNRECONCILED")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ("--yes 2.5 --no 9 --present 31 --entitled 40", "yes: “2.5” is not a whole number of people."),
        ("--yes -1 --no 9 --present 31 --entitled 40", "yes: -1 is less than nobody."),
        ("--yes ten --no 9 --present 31 --entitled 40", "yes: “ten” is not a whole number of people."),
        ("--yes ١ --no 9 --present 31 --entitled 40", "yes: “١” is not a whole number of people."),
        ("--yes 1 --no 9 --not-voting -4 --present 31 --entitled 40", "not voting: -4 is less than nobody."),
        (
            f"--yes 1 --no {'9' * 5000} --present 31 --entitled 40",
            "no: “999999999999…” is more people than there are.",
        ),
        (
            "--yes 1 --no 9 --present 41 --entitled 40",
            "41 present but 40 entitled: only those entitled to vote are counted as present.",
        ),
    ],
)
def test_numbers_that_cannot_be_are_answered_with_one_sentence(
    numbers: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = tally(RULE, numbers)

    printed = capsys.readouterr()
    assert (code, printed.out, printed.err) == (2, "", f"{words}\n")


def test_an_ambiguous_rule_is_refused_with_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    code = tally("two thirds", "--yes 20 --no 9 --present 31 --entitled 40 --json")

    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert printed.err.startswith("“two thirds” leaves open:")
    assert "\n  at least 2/3 of present, no quorum\n" in printed.err


def test_the_help_begins_with_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        tally("--help", "")

    assert leaving.value.code == 0
    assert f'shopmoot tally "{RULE}"' in capsys.readouterr().out
