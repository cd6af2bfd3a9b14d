"""The room's own web server: the published pages from memory, for a limited time, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from threading import Thread

from archive.addresses import Address
from archive.answers import LONGEST_HEAD, Answer, answer_to, refused
from archive.site import NONE, Notices, Site
from assembly.refusal import RuleBroken

PORT = 8137
HEAD_SECONDS = 5.0
"""A phone sends its request at once; whoever drips it is cut off."""
IDLE_SECONDS = 2.0
"""How long a line waits for the next question once one is answered."""
MOST_ON_A_LINE = 32
"""Questions after which a phone has to come anew."""
SEND_SECONDS = 20.0
MOST_VISITORS = 200
"""At one moment. When one more comes, whoever has waited longest without asking for anything has to go."""
LOOK_SECONDS = 1.0
"""How often the server looks whether its time is over."""


class RoomServer:
    """Shows pages to the room until a moment; off until it is started."""

    def __init__(
        self,
        pages: Mapping[str, bytes],
        until: datetime,
        now: Callable[[], datetime],
        notices: Notices = NONE,
    ) -> None:
        """Remember what to show and for how long; nothing listens yet."""
        self.until = until
        self.port = 0
        """Where it listens; 0 while it does not."""
        self._site = Site(pages, notices=notices)
        self._now = now
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._stop = asyncio.Event()
        self._asking: dict[asyncio.Task[None], None] = {}
        self._visitors: set[asyncio.Task[None]] = set()

    @property
    def open(self) -> bool:
        """Whether it listens, and its time is not over."""
        return bool(self.port) and self._now() < self.until

    @property
    def visitors(self) -> int:
        """How many are asking or being answered at this moment."""
        return len(self._visitors)

    def start(self, port: int = PORT) -> int:
        """Listen on this port, or on a free one where it is taken, and say which.

        Raises:
            RuleBroken: `room-closed` when its time is over, `room-already-open`, `room-no-network`.
        """
        if self._thread is not None and self._thread.is_alive():
            raise RuleBroken("room-already-open", port=self.port)
        if self._now() >= self.until:
            raise RuleBroken("room-closed")
        sockets = _listening(port)
        started: Future[int] = Future()
        self._thread = Thread(target=self._run, args=(sockets, started), name="room-server", daemon=True)
        self._thread.start()
        self.port = started.result()
        return self.port

    def show(self, pages: Mapping[str, bytes], *, whole: bool = True) -> None:
        """Show these pages from the next request on, all of them at once.

        Args:
            pages: What can be fetched.
            whole: Whether these are all, and no more are being made.
        """
        self._site = Site(pages, self._site, self._site.notices, whole=whole)

    def extend(self, until: datetime) -> None:
        """Stay open until another moment."""
        self.until = until

    def stop(self) -> None:
        """Close the door, also in the middle of an answer; does nothing when it is closed."""
        loop, thread = self._loop, self._thread
        if loop is not None and thread is not None and thread.is_alive():
            with contextlib.suppress(RuntimeError):  # It has ended by itself in this very moment.
                loop.call_soon_threadsafe(self._stop.set)
            thread.join()

    def reachable(self, address: Address, seconds: float = 2.0) -> bool:
        """Whether our index comes back through an address; a wall beyond this machine is not seen."""
        index = self._site.get("/index.html")
        return self.open and index is not None and reaches(address, self.port, index.body, seconds)

    def url(self, address: Address) -> str:
        """The base address of the pages through one of our addresses."""
        return f"http://{address.host}:{self.port}"

    def _run(self, sockets: list[socket.socket], started: Future[int]) -> None:
        try:
            asyncio.run(self._serve(sockets, started))
        except OSError as fault:
            if started.done():
                raise
            started.set_exception(fault)
        finally:
            self.port = 0

    async def _serve(self, sockets: list[socket.socket], started: Future[int]) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        doors = [await asyncio.start_server(self._welcome, sock=one, limit=LONGEST_HEAD) for one in sockets]
        started.set_result(sockets[0].getsockname()[1])
        await self._wait_until_over()
        for door in doors:
            door.close()
        for visitor in tuple(self._visitors):
            visitor.cancel()
        await asyncio.gather(*self._visitors, return_exceptions=True)

    async def _wait_until_over(self) -> None:
        while self._now() < self.until and not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), LOOK_SECONDS)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or not self._make_room():
            writer.transport.abort()
            return
        self._visitors.add(task)
        # What is handed over is then on its way, and a line can be cut without losing the end of a page.
        writer.transport.set_write_buffer_limits(high=0)
        try:
            await self._attend(task, reader, writer)
        except (OSError, TimeoutError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self._asking.pop(task, None)
            self._visitors.discard(task)
            writer.close()

    async def _attend(
        self, task: asyncio.Task[None], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer one question after the other, as long as the line may stay."""
        patience = HEAD_SECONDS
        for left in range(MOST_ON_A_LINE - 1, -1, -1):
            self._asking[task] = None
            head = await _head(reader, patience)
            self._asking.pop(task, None)
            answer = self._answer(head)
            stays = answer.stays and left > 0 and len(self._visitors) <= MOST_VISITORS // 2
            await _send(writer, answer, stays)
            if not stays:
                return
            patience = IDLE_SECONDS

    def _make_room(self) -> bool:
        if len(self._visitors) < MOST_VISITORS:
            return True
        longest = next(iter(self._asking), None)
        if longest is None:
            return False
        del self._asking[longest]
        longest.cancel()
        return True

    def _answer(self, head: bytes | None) -> Answer:
        if self._now() >= self.until:
            return refused(HTTPStatus.GONE, notices=self._site.notices)
        if head is None:
            return refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        return answer_to(head, self._site)


def reaches(address: Address, port: int, index: bytes, seconds: float) -> bool:
    """Whether this index comes back through an address and a port."""
    line = HTTPConnection(address.ip, port, timeout=seconds)
    try:
        line.request("GET", "/")
        reply = line.getresponse()
        return reply.status == HTTPStatus.OK and reply.read() == index
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


async def _head(reader: asyncio.StreamReader, seconds: float) -> bytes | None:
    """The head of a request, or None where it does not end in time and measure."""
    async with asyncio.timeout(seconds):
        try:
            return await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return None
        except asyncio.IncompleteReadError as cut:
            raise ConnectionError from cut


async def _send(writer: asyncio.StreamWriter, answer: Answer, stays: bool) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        writer.write(answer.head(stays))
        if answer.with_body:
            writer.write(answer.body)
        await writer.drain()
        if not stays:
            writer.close()
            await writer.wait_closed()


def _listening(port: int) -> list[socket.socket]:
    """Sockets on all addresses of the machine, on this port or, where it is taken, on a free one."""
    for wanted in dict.fromkeys((port, 0)):
        with contextlib.suppress(OSError):
            four = _bound(socket.AF_INET, "0.0.0.0", wanted)
            found = [four]
            with contextlib.suppress(OSError):  # Not every machine speaks IPv6.
                found.append(_bound(socket.AF_INET6, "::", four.getsockname()[1]))
            return found
    raise RuleBroken("room-no-network")


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        door.bind((host, port))
        door.listen(256)
    except OSError:
        door.close()
        raise
    return door
