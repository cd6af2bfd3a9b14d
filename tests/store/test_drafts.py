"""What was typed and not kept: still there after a kill, gone once it is kept, never in the way."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.drafts import Drafts

HOUSE = Path(__file__).parents[2]
TYPE = """
import sys
from pathlib import Path
from store.drafts import Drafts

drafts = Drafts(Path(sys.argv[1]))
drafts.of("story M001").update(grievance="The saw is blu")
drafts.of("story M001")["grievance"] = "The saw is blunt, and [/oops] О'Ніл"
drafts.wait()
print("typed", flush=True)
sys.stdin.read()
"""


def test_what_was_typed_outlives_a_killed_program(tmp_path: Path) -> None:
    file = tmp_path / "drafts.json"
    with subprocess.Popen(
        [sys.executable, "-c", TYPE, str(file)],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.send_signal(signal.SIGKILL)

    found = Drafts(file).of("story M001")

    assert dict(found) == {"grievance": "The saw is blunt, and [/oops] О'Ніл"}


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts.json")

    drafts.of("people")["roll"] = "Ana"
    drafts.wait()

    assert stat.S_IMODE((tmp_path / "drafts.json").stat().st_mode) == 0o600


def test_what_was_kept_leaves_no_trace(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts.json")
    drafts.of("a")["text"] = "one"
    drafts.wait()

    drafts.of("a").clear()
    drafts.wait()

    assert not any(tmp_path.iterdir())


def test_after_forgetting_the_open_forms_are_empty_too(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts.json")
    open_form = drafts.of("a")
    open_form["text"] = "one"

    drafts.forget()
    drafts.wait()

    assert dict(open_form) == {}
    assert not any(tmp_path.iterdir())


def test_a_window_that_only_looks_leaves_the_drafts_of_the_other_alone(tmp_path: Path) -> None:
    writing = Drafts(tmp_path / "drafts.json")
    writing.of("a")["text"] = "one"
    writing.wait()

    looking = Drafts(tmp_path / "drafts.json", read_only=True)
    looking.of("a")["text"] = "two"
    looking.forget()
    looking.wait()

    assert dict(Drafts(tmp_path / "drafts.json").of("a")) == {"text": "one"}


def test_a_file_that_is_something_else_is_left_out(tmp_path: Path) -> None:
    for junk in (b"", b"[]", b'{"a": 1}', b'{"a": {"b": 1}}', b"\xff", b"[" * 100_000):
        (tmp_path / "drafts.json").write_bytes(junk)

        assert dict(Drafts(tmp_path / "drafts.json").of("a")) == {}


def test_a_folder_that_is_gone_keeps_what_was_typed_in_memory(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "gone" / "drafts.json")

    drafts.of("a")["text"] = "one"
    drafts.wait()

    assert dict(drafts.of("a")) == {"text": "one"}


@given(st.dictionaries(st.text(), st.dictionaries(st.text(), st.text(min_size=1), min_size=1), max_size=4))
def test_whatever_is_typed_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, typed: dict[str, dict[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("drafts") / "drafts.json"
    drafts = Drafts(file)
    for form, fields in typed.items():
        drafts.of(form).update(fields)
    drafts.wait()

    again = Drafts(file)

    assert {form: dict(again.of(form)) for form in typed} == typed
    if typed:
        assert json.loads(file.read_text()) == typed


def test_what_was_typed_waits_after_a_restart_until_it_is_thrown_away(tmp_path: Path) -> None:
    file = tmp_path / "drafts.json"
    before = Drafts(file)
    assert not before.waiting
    before.of("story")["grievance"] = ""
    assert not before.waiting
    before.of("story")["grievance"] = "The saw"
    before.wait()

    after = Drafts(file)
    assert after.waiting
    after.forget()
    assert not after.waiting


def test_an_empty_line_is_nothing_that_was_typed(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts.json")
    drafts.of("story M001")["grievance"] = "\n"

    assert not drafts.waiting
