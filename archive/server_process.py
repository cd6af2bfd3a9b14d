"""The room's server in a process of its own: what is asked there never waits for a key, nor a key for it.

Run by `archive.server_apart` with the number of an open connection; ends when the other side hangs up.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from archive.server import RoomServer
from archive.site import Notices
from assembly.refusal import RuleBroken
from assembly.value import value

NICER_BY = 5
"""The screen of the facilitator comes first, whoever reads the pages."""


@value
class Open:
    """Listen on a port, until a moment."""

    port: int
    until: datetime
    notices: Notices
    """What stands in the place of a page that is not there."""


@value
class Show:
    """Show these pages from now on: what changed since the last time, and what is there no more."""

    changed: dict[str, bytes]
    gone: tuple[str, ...]
    whole: bool = True
    """Whether these are all, and no more are being made."""


@value
class Extend:
    """Stay open until another moment."""

    until: datetime


Order = Open | Show | Extend


@value
class Done:
    """An order is carried out, and it listens on this port; 0 once its time is over."""

    port: int


@value
class Failed:
    """An order is refused, with the code of the rule."""

    code: str


def main(number: int) -> None:
    """Carry out orders until the other side hangs up."""
    with suppress(OSError):
        os.nice(NICER_BY)
    room = Room()
    with Connection(number) as line, suppress(EOFError, OSError):
        while True:
            line.send(room.carry_out(line.recv()))


class Room:
    """A server and the pages that it was told."""

    def __init__(self) -> None:
        """Nothing listens yet."""
        self._pages: dict[str, bytes] = {}
        self._server = RoomServer({}, _now(), _now)

    def carry_out(self, order: Order) -> Done | Failed:
        """Do it, and say how it went."""
        try:
            match order:
                case Open(port, until, notices):
                    self._server.stop()
                    self._server = RoomServer(self._pages, until, _now, notices)
                    self._server.start(port)
                case Extend(until):
                    self._server.extend(until)
                case Show(changed, gone, whole):
                    self._show(changed, gone, whole)
        except RuleBroken as refusal:
            return Failed(refusal.code)
        return Done(self._server.port)

    def _show(self, changed: dict[str, bytes], gone: tuple[str, ...], whole: bool) -> None:
        dropped = frozenset(gone)
        kept = {path: body for path, body in self._pages.items() if path not in dropped}
        self._pages = kept | changed
        self._server.show(self._pages, whole=whole)


def _now() -> datetime:
    return datetime.now(UTC)
