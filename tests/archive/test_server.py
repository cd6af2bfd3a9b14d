from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import active_count
from time import monotonic

import pytest

from archive import server
from archive.addresses import Address
from archive.server import RoomServer
from assembly.refusal import RuleBroken
from tests.archive.lines import BEGIN, HERE, PAGES, Clock, get, read_all, until


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[RoomServer]:
    monkeypatch.setattr(server, "IDLE_SECONDS", 0.2)
    opened = RoomServer(PAGES, BEGIN + timedelta(minutes=30), clock)
    opened.start(port=0)
    yield opened
    opened.stop()


def gone(room: RoomServer) -> bool:
    try:
        socket.create_connection(("127.0.0.1", room.port or 9), timeout=2).close()
    except OSError:
        return True
    return False


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
