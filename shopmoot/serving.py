"""What `shopmoot serve` does: pages for the room, with the code that leads there, for a limited time."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from threading import Event

from archive.addresses import Address, addresses
from archive.code import QUIET_ZONE, Matrix, code_matrix, in_capitals
from archive.pages import STYLE, STYLE_SHEET
from archive.server import RoomServer
from assembly.refusal import RuleBroken
from shopmoot import door_words, settings
from shopmoot.page_words import page_trouble
from shopmoot.publishing import REFUSED, opened_for_reading, warn_of
from shopmoot.room_pages import RoomPages
from words.language import _

HERE = Address("localhost", "", likely=False)
LOOK_SECONDS = 3.0
"""How often it looks whether the network is still the same."""


def serve_shelf(args: argparse.Namespace) -> int:
    """Show the pages of the shelf to the room; answer with the exit code."""
    known = settings.read(vars(args))
    try:
        shelf = opened_for_reading(known.data, known.language)
        check_ours(known.address)
        pages = RoomPages(shelf)
        server = RoomServer({}, now() + timedelta(minutes=args.serve_minutes), now, pages.notices())
        server.show({STYLE: STYLE_SHEET.read_bytes()}, whole=False)
        server.start(known.port)
    except RuleBroken as refusal:
        sys.stderr.write(f"{page_trouble(refusal)}\n")
        return REFUSED
    ended = _ended_by_signal()
    try:
        _show_until(
            ended,
            server,
            lambda: _first_reached(server, pages, known.address),
            lambda url: _show_all(ended, server, pages, url),
        )
    except RuleBroken as refusal:
        sys.stderr.write(f"{page_trouble(refusal)}\n")
        return REFUSED
    finally:
        server.stop()
    print(_("The pages are closed."))
    return warn_of(pages.left_out)


def check_ours(address: str) -> None:
    """Refuse an address that this computer does not have now.

    Raises:
        RuleBroken: `room-not-ours`, with those that it has.
    """
    ours = [one.ip for one in addresses()]
    if address and address not in ours and not ip_address(address).is_loopback:
        raise RuleBroken("room-not-ours", address=address, known=", ".join(ours) or "–")


def _show_all(ended: Event, server: RoomServer, pages: RoomPages, url: str) -> None:
    """Make what is not shown yet, now that somebody can read the newest, and show everything."""
    if pages.prepare(None, url, lambda: server.open and not ended.is_set()):
        server.show(pages.all(None, url))


def _show_until(
    ended: Event, server: RoomServer, find: Callable[[], Address | None], behind: Callable[[str], None]
) -> None:
    """Say where the pages are, and say it anew when the network changes, until the end."""
    while server.open and not ended.is_set():
        address, seen = find(), addresses()
        _tell(server, address)
        _tell_others(address, seen)
        sys.stdout.flush()
        behind(server.url(address or HERE))
        while server.open and not ended.wait(LOOK_SECONDS):
            if addresses() != seen:
                print(_("The network has changed."))
                break


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


def _first_reached(server: RoomServer, pages: RoomPages, chosen: str) -> Address | None:
    """The likeliest address through which we reach ourselves, or the chosen one; its pages are shown."""
    for address in (*addresses(chosen), HERE):
        newest = pages.newest(None, server.url(address))
        if newest is None:
            server.show(pages.all(None, server.url(address)))
        else:
            server.show(newest, whole=False)
        if address is not HERE and server.reachable(address):
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
    if address.network:
        print(_("Phones in the network {network} find the pages at:").format(network=address.network))
    else:
        print(_("Phones in the same network find the pages at:"))
    print(f"{url}/")
    print(door_words.watched())
    print(_("Until {until}; end it with Ctrl+C.").format(until=until))


def _tell_others(address: Address | None, seen: Sequence[Address]) -> None:
    """The other networks of this computer, where there are any."""
    others = [one for one in seen if address is None or one.ip != address.ip]
    if others:
        print(_("This computer is also in:"))
        print("\n".join(f"  {door_words.way(one).words}" for one in others))
        print(_("To show the pages there: shopmoot serve --address {address}").format(address=others[0].ip))


def _ended_by_signal() -> Event:
    """Set when somebody ends it, with the keyboard or from elsewhere."""
    ended = Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: ended.set())
    return ended
