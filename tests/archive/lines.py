"""A room's server with a clock that is set by hand, and visitors who speak to it byte by byte."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from time import monotonic, sleep

from archive.addresses import Address
from archive.server import RoomServer

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


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, "it took too long"
        sleep(0.02)


def call(room: RoomServer) -> socket.socket:
    """A line to the server on which nothing was said yet."""
    return socket.create_connection(("127.0.0.1", room.port), timeout=10)
