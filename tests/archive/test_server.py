from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from threading import active_count
from time import monotonic, sleep

import pytest

from archive import server
from archive.addresses import Address
from archive.server import RoomServer
from assembly.refusal import RuleBroken

PAGES = {
    "/index.html": b"<h1>index</h1>",
    "/D/7K3FQ/index.html": b"<h1>decision</h1>",
    "/style.css": b"body {}",
}
HERE = Address("127.0.0.1", "lo", likely=False)
BEGIN = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(clock: Clock) -> Iterator[RoomServer]:
    opened = RoomServer(PAGES, BEGIN + timedelta(minutes=30), clock)
    opened.start(port=0)
    yield opened
    opened.stop()


def send(room: RoomServer, request: bytes, seconds: float = 10) -> bytes:
    """Send raw bytes and read until the server hangs up."""
    with socket.create_connection(("127.0.0.1", room.port), timeout=seconds) as line:
        line.sendall(request)
        return read_all(line)


def read_all(line: socket.socket) -> bytes:
    parts = []
    try:
        while part := line.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass  # What was not read of the request is thrown away with the connection.
    return b"".join(parts)


def get(room: RoomServer, path: str) -> tuple[int, bytes]:
    with closing(HTTPConnection("127.0.0.1", room.port, timeout=10)) as line:
        line.request("GET", path)
        reply = line.getresponse()
        return reply.status, reply.read()


def gone(room: RoomServer) -> bool:
    try:
        socket.create_connection(("127.0.0.1", room.port or 9), timeout=2).close()
    except OSError:
        return True
    return False


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, "it took too long"
        sleep(0.02)


def test_nothing_listens_before_it_is_started(clock: Clock) -> None:
    room = RoomServer(PAGES, BEGIN + timedelta(minutes=30), clock)

    assert (room.open, room.port) == (False, 0)
    assert not room.reachable(HERE)


def test_the_room_gets_the_pages(room: RoomServer) -> None:
    assert get(room, "/") == (200, b"<h1>index</h1>")
    assert get(room, "/D/7K3FQ/") == (200, b"<h1>decision</h1>")
    assert get(room, "/people.json")[0] == 404


def test_new_pages_are_shown_at_once(room: RoomServer) -> None:
    room.show({"/index.html": b"new"})

    assert get(room, "/") == (200, b"new")
    assert get(room, "/D/7K3FQ/")[0] == 404


def test_pages_that_change_behind_its_back_do_not_change_what_is_shown(clock: Clock) -> None:
    pages = dict(PAGES)
    room = RoomServer(pages, BEGIN + timedelta(minutes=30), clock)
    room.start(port=0)

    pages["/people.json"] = b"names"

    assert get(room, "/people.json")[0] == 404
    room.stop()


def test_a_taken_port_is_left_to_whoever_has_it(clock: Clock, room: RoomServer) -> None:
    second = RoomServer(PAGES, BEGIN + timedelta(minutes=30), clock)

    port = second.start(port=room.port)

    assert port != room.port
    assert get(second, "/")[0] == 200
    second.stop()


def test_it_is_opened_once(room: RoomServer) -> None:
    with pytest.raises(RuleBroken) as refusal:
        room.start()

    assert refusal.value.code == "room-already-open"


def test_it_closes_by_itself_when_its_time_is_over(room: RoomServer, clock: Clock) -> None:
    clock.now = BEGIN + timedelta(minutes=30)

    assert not room.open
    until(lambda: gone(room))


def test_a_request_after_the_end_is_not_answered_with_a_page(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LOOK_SECONDS", 60.0)
    room = RoomServer(PAGES, BEGIN + timedelta(minutes=30), clock)
    room.start(port=0)
    clock.now = BEGIN + timedelta(minutes=31)

    assert get(room, "/")[0] == 410
    room.stop()


def test_more_time_can_be_given(room: RoomServer, clock: Clock) -> None:
    room.extend(BEGIN + timedelta(minutes=60))
    clock.now = BEGIN + timedelta(minutes=45)

    assert room.open
    assert get(room, "/")[0] == 200


def test_time_that_is_over_opens_no_door(clock: Clock) -> None:
    with pytest.raises(RuleBroken) as refusal:
        RoomServer(PAGES, BEGIN, clock).start(port=0)

    assert refusal.value.code == "room-closed"


def test_it_can_be_closed_twice_and_opened_again(room: RoomServer) -> None:
    room.stop()
    room.stop()
    assert room.port == 0
    assert gone(room)

    room.start(port=0)

    assert get(room, "/")[0] == 200


def test_nothing_is_left_running_after_it_is_closed(clock: Clock) -> None:
    before = active_count()
    room = RoomServer(PAGES, BEGIN + timedelta(minutes=30), clock)
    room.start(port=0)
    with socket.create_connection(("127.0.0.1", room.port), timeout=5) as waiting:
        waiting.sendall(b"GET / HT")
        room.stop()

        assert active_count() == before


def test_it_finds_out_whether_it_can_be_reached(room: RoomServer) -> None:
    assert room.reachable(HERE)
    assert room.url(HERE) == f"http://127.0.0.1:{room.port}"
    assert not room.reachable(Address("192.0.2.77", "eth9", likely=True), seconds=0.2)


def test_another_server_at_that_address_is_not_taken_for_ours(clock: Clock, room: RoomServer) -> None:
    other = RoomServer({"/index.html": b"somebody else"}, BEGIN + timedelta(minutes=30), clock)
    other.start(port=0)

    room.port, own = other.port, room.port
    mistaken = room.reachable(HERE)
    room.port = own
    other.stop()

    assert not mistaken


@pytest.mark.parametrize(
    "host", ["", "evil.example", "a" * 2000, "\x00", "127.0.0.1, evil", "[::1", "<script>"]
)
def test_an_odd_host_changes_nothing(room: RoomServer, host: str) -> None:
    answer = send(room, f"GET /D/7K3FQ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 308 ")
    assert b"Location: /D/7K3FQ/\r\n" in answer
    assert not host or host.encode() not in answer or host == "\x00"


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /../../etc/passwd HTTP/1.1\r\n\r\n", b"404"),
        (b"GET /..%2f..%2fetc/passwd HTTP/1.1\r\n\r\n", b"404"),
        (b"GET //etc/passwd HTTP/1.1\r\n\r\n", b"404"),
        (b"GET file:///etc/passwd HTTP/1.1\r\n\r\n", b"400"),
        (b"GET /\x00 HTTP/1.1\r\n\r\n", b"404"),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", b"405"),
        (b"GET /" + b"A" * 4000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nX: " + b"A" * 20_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 3000 + b"\r\n", b"431"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
    ],
)
def test_tricks_get_an_answer_and_no_file(room: RoomServer, request_bytes: bytes, status: bytes) -> None:
    answer = send(room, request_bytes)

    # A system may throw the answer away with the rest of a request that was too long to read.
    assert answer.startswith(b"HTTP/1.1 " + status) or (status == b"431" and answer == b"")
    assert b"root:" not in answer
    assert get(room, "/")[0] == 200


def test_a_second_request_on_the_line_is_not_answered(room: RoomServer) -> None:
    answer = send(room, b"GET / HTTP/1.1\r\n\r\nGET /style.css HTTP/1.1\r\n\r\n")

    assert answer.count(b"HTTP/1.1 ") == 1


def test_whoever_drips_a_request_is_cut_off(room: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    begun = monotonic()

    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        answer = read_all(line)

    assert answer == b""
    assert monotonic() - begun < 5


def test_whoever_does_not_read_is_cut_off(room: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SEND_SECONDS", 0.3)
    room.show({"/index.html": b"x" * 20_000_000})

    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        until(lambda: not room.visitors)

    assert get(room, "/D/")[0] == 404


def test_three_hundred_phones_at_once_all_get_their_page(room: RoomServer) -> None:
    with ThreadPoolExecutor(60) as phones:
        answers = list(phones.map(lambda _: get(room, "/D/7K3FQ/"), range(300)))

    assert answers == [(200, b"<h1>decision</h1>")] * 300


def test_idle_lines_do_not_keep_a_phone_out(room: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_VISITORS", 20)
    idle = [socket.create_connection(("127.0.0.1", room.port), timeout=10) for _ in range(60)]
    until(lambda: room.visitors >= 20)

    answer = get(room, "/")
    most = room.visitors

    for line in idle:
        line.close()
    assert answer == (200, b"<h1>index</h1>")
    assert most <= 21


def test_a_phone_that_hangs_up_in_the_middle_disturbs_nobody(room: RoomServer) -> None:
    for _ in range(20):
        line = socket.create_connection(("127.0.0.1", room.port), timeout=10)
        line.sendall(b"GET / HT")
        line.close()

    assert get(room, "/")[0] == 200
