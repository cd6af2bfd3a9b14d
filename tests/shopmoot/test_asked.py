"""What is typed to open the program: the short way and the parser agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopmoot.arguments import run_command
from shopmoot.asked import Asked, asked_at_once

SAID = st.lists(
    st.sampled_from(
        ["--demo", "--read-only", "--data", "--data=a/shelf", "here", "-x", "--theme", "room-light", "pink"]
    ),
    max_size=4,
)


def test_nothing_said_opens_the_shelf_of_the_circle() -> None:
    assert asked_at_once([]) == Asked()


def test_a_folder_becomes_an_absolute_path() -> None:
    assert asked_at_once(["--data", "shelf"]) == Asked(data=str(Path("shelf").absolute()))


@pytest.mark.parametrize(
    "words",
    [("info",), ("--help",), ("--version",), ("--data",), ("--theme", "pink"), ("--demo=1",), ("--dat", "x")],
)
def test_what_only_the_parser_understands_is_left_to_it(words: tuple[str, ...]) -> None:
    assert asked_at_once(words) is None


@given(SAID)
def test_whatever_the_short_way_reads_the_parser_reads_alike(words: list[str]) -> None:
    at_once = asked_at_once(words)

    assert at_once is None or at_once == run_command(words)
