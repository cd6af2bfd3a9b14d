from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from archive.server_apart import ServerApart
from archive.server_process import Done, Extend, Failed, Open, Room, Show
from assembly.refusal import RuleBroken
from tests.archive.lines import HERE, PAGES, until

HOUSE = Path(__file__).parents[2]


def now() -> datetime:
    return datetime.now(UTC)


def get(port: int, path: str) -> tuple[int, bytes]:
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", path)
        reply = line.getresponse()
        return reply.status, reply.read()
    finally:
        line.close()


def gone(port: int) -> bool:
    try:
        get(port, "/")
    except (OSError, HTTPException):  # also where it goes in the middle of an answer
        return True
    return False


@pytest.fixture
def room() -> Iterator[ServerApart]:
    opened = ServerApart(now() + timedelta(minutes=30), now)
    opened.start(port=0)
    opened.show(PAGES)
    yield opened
    opened.stop()


def test_the_room_gets_the_pages_from_another_process(room: ServerApart) -> None:
    assert room.open
    assert room.reachable(HERE)
    assert get(room.port, "/D/7K3FQ/") == (200, b"<h1>decision</h1>")
    assert get(room.port, "/people.json")[0] == 404


def test_what_changed_and_what_is_gone_is_shown_at_once(room: ServerApart) -> None:
    room.show({"/index.html": b"new", "/style.css": PAGES["/style.css"]})

    assert get(room.port, "/") == (200, b"new")
    assert get(room.port, "/style.css") == (200, b"body {}")
    assert get(room.port, "/D/7K3FQ/")[0] == 404
    assert room.reachable(HERE)


def test_it_ends_when_it_is_stopped_and_can_be_started_again(room: ServerApart) -> None:
    port = room.port
    room.stop()
    room.stop()

    assert (room.open, room.port, gone(port)) == (False, 0, True)
    with pytest.raises(RuleBroken) as refusal:
        room.extend(now() + timedelta(hours=9))
    assert refusal.value.code == "room-ended"

    room.start(port=0)
    room.show(PAGES)
    assert get(room.port, "/") == (200, b"<h1>index</h1>")


def test_it_closes_by_itself_and_stays_longer_where_it_is_told(room: ServerApart) -> None:
    room.extend(now() + timedelta(seconds=0.5))
    port = room.port

    until(lambda: not room.open)
    until(lambda: gone(port))


def test_time_that_is_over_opens_no_door() -> None:
    room = ServerApart(now() - timedelta(minutes=1), now)

    with pytest.raises(RuleBroken) as refusal:
        room.start(port=0)

    assert (refusal.value.code, room.open) == ("room-closed", False)


def test_a_process_that_was_killed_is_noticed(room: ServerApart) -> None:
    process = room._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)

    until(lambda: not room.open)
    with pytest.raises(RuleBroken) as refusal:
        room.show({"/index.html": b"never"})
    assert refusal.value.code == "room-ended"


def test_a_process_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(RuleBroken) as refusal:
        ServerApart(now() + timedelta(minutes=1), now).start(port=0)

    assert refusal.value.code == "room-ended"


def test_it_does_not_outlive_a_program_that_was_killed(tmp_path: Path) -> None:
    program = """
from datetime import UTC, datetime, timedelta
from archive.server_apart import ServerApart
now = lambda: datetime.now(UTC)
room = ServerApart(now() + timedelta(minutes=5), now)
print(room.start(port=0), flush=True)
room.show({"/index.html": b"here"})
print("shown", flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOUSE
    ) as running:
        assert running.stdout is not None
        port = int(running.stdout.readline())
        running.stdout.readline()
        before = get(port, "/")
        running.kill()

    assert before == (200, b"here")
    until(lambda: gone(port))


def test_orders_are_answered_in_words_that_cross_the_line() -> None:
    room = Room()

    assert room.carry_out(Open(0, now() - timedelta(minutes=1), {})) == Failed("room-closed")
    assert room.carry_out(Show({"/index.html": b"x"}, ())) == Done(0)
    assert room.carry_out(Extend(now())) == Done(0)
