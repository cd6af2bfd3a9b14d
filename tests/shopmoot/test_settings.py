"""Where a setting comes from, and what becomes of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopmoot import settings
from shopmoot.choices import CHOICES
from shopmoot.settings import Source

GOOD = {
    "data": "/shelves/one",
    "theme": "room-light",
    "language": "de",
    "minutes": 120,
    "port": 9000,
    "address": "192.168.1.23",
    "base_url": "https://example.org/a",
}
BETTER = {
    "data": "/shelves/two",
    "theme": "room-dark",
    "language": "pl",
    "minutes": 45,
    "port": 9001,
    "address": "192.168.1.24",
    "base_url": "https://example.org/b",
}
BEST = {
    "data": "/shelves/three",
    "theme": "room-light",
    "language": "fr",
    "minutes": 30,
    "port": 9002,
    "address": "fe80::1",
    "base_url": "https://example.org/c",
}
NAMES = [choice.name for choice in CHOICES]


def write(text: str) -> Path:
    path = settings.config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def toml(values: dict[str, object]) -> str:
    return "".join(f"{name} = {value!r}\n" for name, value in values.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_flag_comes_before_the_environment_before_the_config_file_before_the_default(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_default = settings.read({}).chosen[name]
    path = write(toml(GOOD))
    by_file = settings.read({}).chosen[name]
    monkeypatch.setenv(f"SHOPMOOT_{name.upper()}", str(BETTER[name]))
    by_environment = settings.read({}).chosen[name]
    by_flag = settings.read({name: BEST[name]}).chosen[name]

    assert (by_default.source, by_default.where) == (Source.DEFAULT, "")
    assert (by_file.value, by_file.source, by_file.where) == (GOOD[name], Source.CONFIG, f"{path}: {name}")
    assert (by_environment.value, by_environment.where) == (BETTER[name], f"SHOPMOOT_{name.upper()}")
    assert (by_flag.value, by_flag.source) == (BEST[name], Source.FLAG)
    assert len({by_default.value, by_file.value, by_environment.value}) > 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "pink"', "The themes are room-dark and room-light. It is not used."),
        ("minutes = 0", "It must be a whole number from 1 to 1440. It is not used."),
        ("minutes = true", "It must be a whole number from 1 to 1440. It is not used."),
        ("port = 65536", "It must be a whole number from 0 to 65535. It is not used."),
        ("port = 1.5", "It must be a whole number from 0 to 65535. It is not used."),
        ("data = 7", "A folder is written as text. It is not used."),
        ('language = "../../etc"', "A language is a code such as en or de. It is not used."),
        ('address = "my laptop"', "An address of this machine looks like 192.168.1.23. It is not used."),
        ('base_url = "file:///etc"', "An address looks like https://example.org/assemblies. It is not used."),
        ("colour = 1", "there is no setting “colour”."),
        ("theme =", "is not written as TOML"),
        ("\x00", "is not written as TOML"),
    ],
)
def test_a_broken_config_file_is_a_sentence_and_the_default(text: str, words: str) -> None:
    path = write(text)
    found = settings.read({})

    assert [words in warning for warning in found.warnings] == [True]
    assert found.warnings[0].startswith(str(path))
    assert {one.source for one in found.chosen.values()} == {Source.DEFAULT}


def test_a_config_file_that_is_not_text_or_not_a_file_is_a_sentence(own_house: Path) -> None:
    path = write("")
    path.write_bytes(b"\xff\xfe")
    not_text = settings.read({})
    path.unlink()
    path.mkdir()
    not_a_file = settings.read({})

    assert len(not_text.warnings) == len(not_a_file.warnings) == 1
    assert not_a_file.theme == "room-dark"


def test_a_variable_that_cannot_be_used_leaves_the_config_file_in_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("minutes = 60")
    monkeypatch.setenv("SHOPMOOT_MINUTES", "an hour")
    found = settings.read({})

    assert found.minutes == 60
    assert found.warnings == ("SHOPMOOT_MINUTES: It must be a whole number from 1 to 1440. It is not used.",)


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPMOOT_DATA", "")

    assert settings.read({}).chosen["data"].source is Source.DEFAULT


def test_a_folder_is_read_as_a_shell_would_and_never_depends_on_where_we_stand_later(
    own_house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPMOOT_DATA", "~/shelf")
    at_home = settings.read({}).data
    here = settings.read({"data": "shelf"}).data

    assert at_home == own_house / "shelf"
    assert here == Path.cwd() / "shelf"
