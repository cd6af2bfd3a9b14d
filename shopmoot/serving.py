"""What `shopmoot serve` does: pages for the room, with the code that leads there, for a limited time."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from threading import Event

from archive.addresses import Address, addresses
from archive.code import QUIET_ZONE, Matrix, code_matrix, in_capitals
from archive.server import RoomServer
from assembly.journal import Journal
from assembly.refusal import RuleBroken
from shopmoot import settings
from shopmoot.page_words import page_trouble
from shopmoot.publishing import REFUSED, opened_for_reading, warn_of
from shopmoot.record import kept_on, pages_of_journals
from store.shelf import Shelf
from words.language import _


def serve_shelf(args: argparse.Namespace) -> int:
    """Show the pages of the shelf to the room; answer with the exit code."""
    known = settings.read(vars(args))
    try:
        shelf = opened_for_reading(known.data, known.language)
        kept = kept_on(shelf)
        server = RoomServer({}, now() + timedelta(minutes=args.serve_minutes), now)
        server.start(known.port)
    except RuleBroken as refusal:
        sys.stderr.write(f"{page_trouble(refusal)}\n")
        return REFUSED
    ended = _ended_by_signal()
    code = warn_of(kept.left_out)
    try:
        _tell(server, _first_reached(server, shelf, kept.journals, known.address))
        sys.stdout.flush()
        while server.open and not ended.wait(0.5):
            pass
    finally:
        server.stop()
    print(_("The pages are closed."))
    return code


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def painted(matrix: Matrix) -> str:
    """A code for a terminal: two modules a character, black on white whatever the colours there."""
    side = (False,) * (len(matrix) + 2 * QUIET_ZONE)
    edge = (False,) * QUIET_ZONE
    rows = [side] * QUIET_ZONE + [(*edge, *row, *edge) for row in matrix] + [side] * (QUIET_ZONE + 1)
    lines = ("".join(map(_half, upper, lower)) for upper, lower in zip(rows[::2], rows[1::2], strict=False))
    return "".join(f"\x1b[38;2;0;0;0;48;2;255;255;255m{line}\x1b[0m\n" for line in lines)


def _half(upper: bool, lower: bool) -> str:
    return "█" if upper and lower else "▀" if upper else "▄" if lower else " "


def _first_reached(
    server: RoomServer, shelf: Shelf, journals: Iterable[Journal], chosen: str
) -> Address | None:
    """The likeliest address through which we reach ourselves, or the chosen one; its pages are shown."""
    here = Address("localhost", "", likely=False)
    for address in (*addresses(chosen), here):
        server.show(pages_of_journals(journals, shelf.roll, shelf.circle, server.url(address)))
        if address is not here and server.reachable(address):
            return address
    return None


def _tell(server: RoomServer, address: Address | None) -> None:
    until = server.until.astimezone().strftime("%H:%M")
    if address is None:
        print(_("No phone can reach this computer now: it is in no network, or a firewall is in the way."))
        print(
            _("The pages stay at http://localhost:{port}/ until {until}.").format(
                port=server.port, until=until
            )
        )
        return
    url = server.url(address)
    matrix = code_matrix(in_capitals(f"{url}/"))
    if sys.stdout.isatty() and shutil.get_terminal_size().columns >= len(matrix) + 2 * QUIET_ZONE:
        print(painted(matrix))
    print(_("Phones in the network {network} find the pages at:").format(network=address.network))
    print(f"{url}/")
    print(
        _("Until {until}; end it with Ctrl+C. Whoever runs the network can see who looks.").format(
            until=until
        )
    )


def _ended_by_signal() -> Event:
    """Set when somebody ends it, with the keyboard or from elsewhere."""
    ended = Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: ended.set())
    return ended
