from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest
import zxingcpp

from archive.addresses import Address
from archive.code import code_matrix
from archive.server import RoomServer
from shopmoot import serving as serving_module
from shopmoot.command import main
from shopmoot.serving import painted
from tests.shopmoot.shelved import room, shelve


@contextmanager
def serving(*words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The real program with the port that it says."""
    command = [sys.executable, "-m", "shopmoot", "serve", "--port", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout
        port = 0
        for line in program.stdout:
            if found := re.search(r"http://\S+:(\d+)/", line):
                port = int(found[1])
            if "ntil" in line:
                break
        try:
            yield program, port
        finally:
            if program.poll() is None:
                program.kill()


def test_the_room_gets_the_pages_until_somebody_ends_it(tmp_path: Path) -> None:
    shelve(tmp_path / "shelf", room())

    with serving("--data", str(tmp_path / "shelf")) as (program, port):
        line = HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("GET", "/D/7K3FQ/")
        page = line.getresponse().read().decode()
        program.send_signal(signal.SIGINT)
        told, complaints = program.communicate(timeout=20)

    assert "M001 gets the keys" in page
    assert "The pages are closed." in told
    assert (program.returncode, complaints) == (0, "")


def test_a_sigterm_closes_the_door_as_well(tmp_path: Path) -> None:
    shelve(tmp_path / "shelf", room())

    with serving("--data", str(tmp_path / "shelf")) as (program, _port):
        program.terminate()
        told, _ = program.communicate(timeout=20)

    assert (program.returncode, "The pages are closed." in told) == (0, True)


def test_an_address_is_named_and_the_room_is_told_who_else_can_see_it(tmp_path: Path) -> None:
    shelve(tmp_path / "shelf", room())

    with serving("--data", str(tmp_path / "shelf"), "--address", "127.0.0.1") as (program, port):
        line = HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("GET", "/")
        status = line.getresponse().status
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=20)

    assert status == 200


def test_the_networks_are_listed_with_the_way_to_take_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()
    wifi, cable = Address("192.168.1.7", "wlan0", likely=True), Address("10.0.0.5", "eth0", likely=True)
    found = iter([(wifi, cable), (cable,)])
    last = (cable,)
    monkeypatch.setattr(serving_module, "addresses", lambda _only="": next(found, last))
    monkeypatch.setattr(serving_module, "LOOK_SECONDS", 0.01)
    server = RoomServer({}, datetime.now(UTC) + timedelta(minutes=5), lambda: datetime.now(UTC))
    server.start(0)
    told = iter([wifi, cable])

    def find() -> Address | None:
        address = next(told)
        if address is cable:
            ended.set()
        return address

    serving_module._show_until(ended, server, find, lambda _url: None)
    port = server.port
    server.stop()

    said = capsys.readouterr().out
    assert f"http://192.168.1.7:{port}/" in said
    assert "such as an employer, can see which phones open the pages." in said
    assert "  Cable eth0, 10.0.0.5\nTo show the pages there: shopmoot serve --address 10.0.0.5" in said
    assert "The network has changed.\nPhones in the network eth0 find the pages at:" in said


def test_an_address_of_another_computer_is_refused_with_those_of_this_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelve(tmp_path / "shelf", room())

    assert main(["serve", "--data", str(tmp_path / "shelf"), "--address", "192.0.2.77"]) == 1
    assert "192.0.2.77 is no address of this computer. It has:" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["somewhere", "300.1.1.1", "http://10.0.0.5"])
def test_what_is_no_address_is_said(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--address", typed]) == 2
    assert "An address of this machine looks like 192.168.1.23." in capsys.readouterr().err


def test_without_a_shelf_nothing_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--data", str(tmp_path / "nowhere")]) == 1
    assert "no shelf" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--minutes", "0"], ["--minutes", "soon"], ["--port", "70000"], ["--port", "-1"]]
)
def test_numbers_that_cannot_be_are_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *words]) == 2
    assert "whole number" in capsys.readouterr().err


def test_the_code_in_the_terminal_can_be_read() -> None:
    text = re.sub(r"\x1b\[[0-9;]*m", "", painted(code_matrix("HTTP://192.168.1.23:8137/")))
    rows = []
    for line in text.splitlines():
        rows += [[one in "█▀" for one in line], [one in "█▄" for one in line]]
    scale = 4
    pixels = b"".join(bytes(0 if dark else 255 for dark in row for _ in range(scale)) * scale for row in rows)

    (found,) = zxingcpp.read_barcodes(memoryview(pixels).cast("B", (len(rows) * scale, len(rows[0]) * scale)))

    assert found.text == "HTTP://192.168.1.23:8137/"


def test_the_help_says_that_what_is_redacted_meanwhile_needs_a_new_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["serve", "--help"]) == 0

    assert "redacted since" in capsys.readouterr().out
