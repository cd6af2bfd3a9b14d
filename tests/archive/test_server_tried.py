"""Tricks, floods and drips against the real server: only pages come out, and the others are served."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from archive import server
from archive.publish import publish
from archive.server import RoomServer
from tests.archive.lines import BEGIN, PAGES, Clock, call, get, read_all, send, until
from tests.archive.staged import laid

NAMES = b"Amara Okafor"
GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[RoomServer]:
    monkeypatch.setattr(server, "IDLE_SECONDS", 0.2)
    opened = RoomServer(PAGES, BEGIN + timedelta(minutes=30), Clock())
    opened.start(port=0)
    yield opened
    opened.stop()


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with names, in the folder in which the program runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.json").write_bytes(NAMES)
    return tmp_path / "people.json"


@pytest.mark.parametrize(
    "path",
    [
        "/people.json",
        "/../people.json",
        "/./people.json",
        "/%2e%2e/people.json",
        "/%2e%2e%2fpeople.json",
        "/..%2fpeople.json",
        "/%252e%252e%252fpeople.json",
        "/..%255cpeople.json",
        "/..%c0%afpeople.json",
        "/%uff0e%uff0e/people.json",
        "/..\\people.json",
        "/D\\..\\..\\people.json",
        "/D/7K3FQ/../../people.json",
        "/index.html/../people.json",
        "/index.html%00people.json",
        "/people.json%00.html",
        "/people.json\x00.html",
        "/people.json;.html",
        "/people.json?.html",
        "//people.json",
        "///people.json",
        "/{secret}",
        "//{secret}",
        "{secret}",
        "file://{secret}",
        "http://127.0.0.1/people.json",
        "http://127.0.0.1{secret}",
        "people.json",
        "*",
        "/~/people.json",
        "/.env",
        "/proc/self/environ",
        "/D/7K3FQ/index.html/",
        "/D/7K3FQ/INDEX.HTML",
        "/" + "../" * 300 + "people.json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_path_leads_to_a_file(room: RoomServer, secret: Path, method: str, path: str) -> None:
    answer = send(room, f"{method} {path.format(secret=secret)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    assert answer[9:12] in {b"400", b"404", b"414"}
    assert NAMES not in answer
    assert get(room, "/")[0] == 200


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n", b"405"),
        (b"CONNECT / HTTP/1.1\r\n\r\n", b"405"),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", b"405"),
        (b"PUT /D/7K3FQ/index.html HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", b"405"),
        (b"DELETE / HTTP/1.1\r\n\r\n", b"405"),
        (b"OPTIONS * HTTP/1.1\r\n\r\n", b"405"),
        (b"TRACE / HTTP/1.1\r\nX: seen\r\n\r\n", b"405"),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"400"),
        (b"get / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1 \r\n\r\n", b"400"),
        (b"GET\t/\tHTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/9.9\r\n\r\n", b"400"),
        (b"GET /" + b"A" * 4000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nX: " + b"A" * 20_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 3000 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET, b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        (b"\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:8137\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: \x00\r\n\r\n", b"400"),
    ],
)
def test_an_odd_request_is_refused_and_ends_the_line(
    room: RoomServer, request_bytes: bytes, status: bytes
) -> None:
    answer = send(room, request_bytes)

    # A system may throw the answer away with the rest of a request that was too long to read.
    assert answer.startswith(b"HTTP/1.1 " + status) or (status == b"431" and answer == b"")
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert not re.search(b"evil|seen|hello", answer)
    assert get(room, "/")[0] == 200


def test_questions_sent_in_one_go_are_answered_in_their_order(room: RoomServer) -> None:
    asked = b"".join(
        b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" for path in (b"/", b"/no", b"/style.css")
    )

    answer = send(room, asked)

    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200", b"404", b"200"]
    assert re.findall(rb"index</h1>|404 Not Found\n|body \{\}", answer) == [
        b"index</h1>",
        b"404 Not Found\n",
        b"body {}",
    ]


def test_a_line_is_used_again_and_not_for_ever(room: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_ON_A_LINE", 4)

    answer = send(room, GET * 20)

    assert answer.count(b"HTTP/1.1 200") == 4
    assert answer.count(b"Connection: close") == 1


def test_a_phone_loads_a_page_and_its_style_on_one_line(room: RoomServer) -> None:
    line = HTTPConnection("127.0.0.1", room.port, timeout=10)
    line.connect()
    used = line.sock
    for path, body in (("/", b"<h1>index</h1>"), ("/style.css", b"body {}")):
        line.request("GET", path)
        assert line.getresponse().read() == body

    assert line.sock is used
    line.close()


def test_a_line_on_which_nothing_more_is_asked_is_closed_soon(room: RoomServer) -> None:
    begun = monotonic()

    assert send(room, GET).count(b"HTTP/1.1 200") == 1
    assert monotonic() - begun < 2


def test_whoever_stops_speaking_after_the_question_still_hears_the_answer(room: RoomServer) -> None:
    with call(room) as line:
        line.sendall(GET)
        line.shutdown(socket.SHUT_WR)

        assert read_all(line).endswith(b"<h1>index</h1>")


@pytest.mark.parametrize("said", [b"", b"G", b"GET / HTTP/1.1\r\nX: y\r\n"])
def test_whoever_stops_speaking_before_the_end_hears_nothing_and_holds_no_place(
    room: RoomServer, said: bytes
) -> None:
    with call(room) as line:
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)

        assert read_all(line) == b""
    until(lambda: room.visitors == 0)


def test_two_hundred_who_drip_their_headers_keep_no_phone_out(
    room: RoomServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 1.5)
    dripping = [call(room) for _ in range(200)]
    waited = []
    for _ in range(10):
        for line in dripping:
            drip(line)
        begun = monotonic()
        assert get(room, "/")[0] == 200
        waited.append(monotonic() - begun)
        sleep(0.2)

    assert max(waited) < 1.5
    until(lambda: room.visitors == 0)
    for line in dripping:
        line.close()


def drip(line: socket.socket) -> None:
    """One byte more, if the line is still there."""
    try:
        line.send(b"X")
    except OSError:
        return


def test_a_flood_of_lines_keeps_no_phone_out(room: RoomServer) -> None:
    over = Event()

    def flood() -> int:
        opened = 0
        while not over.is_set():
            with socket.create_connection(("127.0.0.1", room.port), timeout=10) as line:
                line.sendall(b"GET / HTTP")
                opened += 1
        return opened

    with ThreadPoolExecutor(4) as pool:
        floods = [pool.submit(flood) for _ in range(4)]
        answers = [get(room, "/D/7K3FQ/") for _ in range(50)]
        over.set()

    assert answers == [(200, b"<h1>decision</h1>")] * 50
    assert sum(flood.result() for flood in floods) > 50
    until(lambda: room.visitors == 0)


def test_a_flood_of_good_questions_keeps_no_phone_out(room: RoomServer) -> None:
    with ThreadPoolExecutor(8) as pool:
        floods = [pool.submit(send, room, GET * 32) for _ in range(60)]
        answers = [get(room, "/style.css") for _ in range(20)]

    assert answers == [(200, b"body {}")] * 20
    assert all(flood.result().count(b"HTTP/1.1 200") >= 1 for flood in floods)


def test_a_page_is_never_half_old_and_half_new(room: RoomServer) -> None:
    editions = [{"/index.html": letter * 400_000} for letter in (b"a", b"b", b"c")]
    room.show(editions[0])
    over = Event()

    def read() -> set[bytes]:
        seen = set()
        while not over.is_set():
            status, body = get(room, "/")
            assert (status, len(body)) == (200, 400_000)
            seen.add(body)
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for edition, _ in zip(cycle(editions), range(60), strict=False):
            room.show(edition)
            sleep(0.01)
        over.set()

    seen = set().union(*(reader.result() for reader in readers))
    assert len(seen) > 1
    assert seen <= {edition["/index.html"] for edition in editions}


def test_a_folder_that_is_published_anew_never_holds_half_a_page(tmp_path: Path) -> None:
    editions = [{"/index.html": letter * 400_000, "/style.css": letter * 9} for letter in (b"a", b"b")]
    publish(tmp_path / "public", laid(editions[0]), {})
    over = Event()

    def read() -> set[bytes]:
        seen = set()
        while not over.is_set():
            seen.add((tmp_path / "public" / "index.html").read_bytes())
        return seen

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        for edition, _ in zip(cycle(editions), range(20), strict=False):
            publish(tmp_path / "public", laid(edition), {})
        over.set()

    assert set().union(*(reader.result() for reader in readers)) <= {one["/index.html"] for one in editions}
