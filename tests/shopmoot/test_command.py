"""The command line, as it is typed into a real shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from shopmoot import command
from shopmoot.arguments import COMMANDS
from shopmoot.log import log_path

HOUSE = Path(__file__).parents[2]


def shopmoot(*words: str) -> subprocess.CompletedProcess[str]:
    return python("-m", "shopmoot", *words)


def python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def imported_by(*words: str) -> set[str]:
    told = python(
        "-c", f"import sys; from shopmoot.command import main; main({words!r}); print(*sys.modules)"
    )
    return set(told.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("info",), ("tally", "--help")])
def test_what_needs_no_stage_and_no_books_brings_neither(words: tuple[str, ...]) -> None:
    modules = imported_by(*words)

    assert "shopmoot.command" in modules
    assert modules.isdisjoint({"textual", "rich", "tinydb", "dateutil", "jinja2", "qrcode", "asyncio"})


def test_the_version_needs_no_command() -> None:
    modules = imported_by("--version")

    assert not {COMMANDS[name].module for name in COMMANDS} & modules
    assert not {name for name in modules if name.startswith("assembly.")} - {"assembly.value"}


def test_only_the_command_that_was_named_is_read() -> None:
    modules = imported_by("tally", "--help")

    assert {COMMANDS[name].module for name in COMMANDS} & modules == {"shopmoot.tally_command"}


def test_the_version_is_that_of_the_package() -> None:
    assert shopmoot("--version").stdout == f"shopmoot {version('shopmoot')}\n"


def test_the_help_begins_with_what_to_type_and_names_every_command() -> None:
    told = shopmoot("--help").stdout

    assert told.startswith("examples:\n  shopmoot --demo")
    assert told.count("examples:") == 1
    assert all(f"\n    {name}" in told for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    told = shopmoot(name, "--help")

    assert (told.returncode, told.stderr) == (0, "")
    assert f"usage: shopmoot {name}" in told.stdout


@pytest.mark.parametrize(
    ("words", "sentence", "way_out"),
    [
        (("tali",), "There is no command “tali”. Did you mean tally?", "shopmoot --help"),
        (("xyz",), f"There is no command “xyz”. There are: {', '.join(COMMANDS)}.", "shopmoot --help"),
        (("--theme", "pink"), "--theme: The themes are room-dark and room-light.", "shopmoot --help"),
        (("--theme",), "Nothing stands after --theme.", "shopmoot --help"),
        (("--bogus",), "“--bogus” is not known here.", "shopmoot --help"),
        (("--vers",), "“--vers” is not known here.", "shopmoot --help"),
        (
            ("tally", "more than 1/2 of cast, no quorum", "--yes", "1"),
            "Something is missing:",
            "shopmoot tally --help",
        ),
        (("draw", "verfy"), "There is no command “verfy”. Did you mean verify?", "shopmoot draw --help"),
        (("draw", "verify"), "Something is missing: RECORD.", "shopmoot draw verify --help"),
    ],
)
def test_what_is_typed_wrong_gets_a_sentence_and_a_way_out(
    words: tuple[str, ...], sentence: str, way_out: str
) -> None:
    told = shopmoot(*words)
    first, second = told.stderr.splitlines()

    assert (told.returncode, told.stdout) == (2, "")
    assert first.startswith(sentence)
    assert second == f"How it is used: {way_out}"


@pytest.mark.parametrize("words", [(), ("--demo",), ("--read-only",)])
def test_without_a_terminal_there_is_a_sentence(words: tuple[str, ...]) -> None:
    told = shopmoot(*words)

    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("Shopmoot needs a terminal to open in.")


def test_info_says_every_path_version_and_setting_and_makes_nothing(
    own_house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPMOOT_PORT", "9000")
    before = sorted(own_house.rglob("*"))
    told = shopmoot("--theme", "room-light", "info", "--json")
    facts = json.loads(told.stdout)

    assert (told.returncode, told.stderr) == (0, "")
    assert set(facts) == {"versions", "paths", "settings", "warnings"}
    assert {"shopmoot", "python", "textual", "tinydb"} <= set(facts["versions"])
    assert facts["versions"]["tinydb"] == version("tinydb")
    assert facts["paths"]["people"] == str(own_house / ".local/share/shopmoot/people.json")
    assert facts["paths"]["log"] == str(own_house / ".local/state/shopmoot/shopmoot.log")
    assert facts["settings"]["theme"] == {"value": "room-light", "from": "flag", "where": "--theme"}
    assert facts["settings"]["port"] == {"value": 9000, "from": "environment", "where": "SHOPMOOT_PORT"}
    assert facts["settings"]["minutes"] == {"value": 90, "from": "default", "where": ""}
    assert sorted(own_house.rglob("*")) == before


@pytest.mark.parametrize("words", [("--data", "/s", "info"), ("info", "--data", "/s")])
def test_the_shelf_can_be_named_before_and_after_the_command(words: tuple[str, ...]) -> None:
    facts = json.loads(shopmoot(*words, "--json").stdout)

    assert facts["settings"]["data"] == {"value": "/s", "from": "flag", "where": "--data"}
    assert facts["paths"]["assemblies"] == "/s/assemblies"


def test_info_says_what_is_wrong_with_the_config_file(own_house: Path) -> None:
    config = own_house / ".config/shopmoot/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("theme = 7\n")
    told = shopmoot("info")

    assert told.returncode == 0
    assert "room-dark  [default]" in told.stdout
    assert told.stderr.startswith(f"{config}: theme: ")


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    told = subprocess.run(
        [sys.executable, "-m", "shopmoot", "info"],
        cwd=HOUSE,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)

    assert (told.returncode, told.stderr) == (command.PIPE_CLOSED, b"")


def test_a_key_that_interrupts_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: Sequence[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "asked_at_once", interrupt)

    assert command.main(["info"]) == command.INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_a_fault_of_ours_is_one_sentence_and_the_rest_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Sequence[str]) -> None:
        raise LookupError("Ana Novak")

    monkeypatch.setattr(command, "asked_at_once", fail)
    code = command.main(["info"])
    said = capsys.readouterr().err

    assert code == command.BROKEN
    assert said.count("\n") == 1
    assert str(log_path()) in said
    assert "Novak" not in said
    assert "builtins.LookupError" in log_path().read_text("utf-8")
    assert "Novak" not in log_path().read_text("utf-8")
