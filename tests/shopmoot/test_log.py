"""The log says where something broke, and never who was in the room."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopmoot.log import LARGEST, LOG, Word, log_path, open_log

NAME = "Siobhán O'Neill"


@pytest.fixture
def log() -> Iterator[Path]:
    root = logging.getLogger()
    before = list(root.handlers)
    path = open_log()
    assert path is not None
    yield path
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()


def break_something(word: str) -> None:
    try:
        raise KeyError(word)
    except KeyError as fault:
        raise ValueError(f"{word} was here") from fault


def test_an_error_is_written_with_its_place_and_without_its_words(log: Path) -> None:
    try:
        break_something(NAME)
    except ValueError as fault:
        LOG.error("broken", exc_info=fault)
    written = log.read_text("utf-8")

    assert "Neill" not in written
    assert "builtins.KeyError" in written
    assert "builtins.ValueError" in written
    assert "test_log.py" in written
    assert "in break_something" in written
    assert str(Path.home()) not in written


def test_ids_and_numbers_pass_and_everything_else_is_held_back(log: Path) -> None:
    LOG.warning("entry %d of %s: %s by %s %s", 7, "7K3FQ", Word("disk-full"), NAME, "Ana")

    assert log.read_text("utf-8").endswith("shopmoot: entry 7 of 7K3FQ: disk-full by … …\n")


def test_what_other_libraries_say_is_not_repeated(log: Path) -> None:
    logging.getLogger("asyncio").error("Task of %s was never retrieved: " + NAME, NAME)
    written = log.read_text("utf-8")

    assert "asyncio …" in written
    assert "Neill" not in written


def test_what_the_rooms_say_is_written(log: Path) -> None:
    logging.getLogger("store.writer").error("Nobody could be told how a save went")

    assert "store.writer: Nobody could be told" in log.read_text("utf-8")


def test_the_log_is_private_and_does_not_grow_for_ever(log: Path) -> None:
    for number in range(40):
        LOG.warning("x" * (LARGEST // 10) + " %d", number)
    sizes = {path.name: path.stat().st_size for path in log.parent.iterdir()}

    assert set(sizes) == {"shopmoot.log", "shopmoot.log.1", "shopmoot.log.2"}
    assert max(sizes.values()) <= LARGEST
    assert log.parent.stat().st_mode & 0o077 == 0


def test_without_a_place_for_the_log_the_program_goes_on() -> None:
    log_path().parent.parent.mkdir(parents=True)
    log_path().parent.write_text("a file in the way")

    assert open_log() is None
