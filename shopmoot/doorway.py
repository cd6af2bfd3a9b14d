"""The pages for the phones in the room: opened with one key, kept fresh, closed by themselves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Condition, Thread

from archive.addresses import Address, addresses
from archive.server import RoomServer
from assembly.journal import Journal
from assembly.refusal import RuleBroken
from screens.desk import Doorway
from shopmoot.page_words import page_trouble
from words.language import _

LOG = logging.getLogger(__name__)

AFTER_THE_END = timedelta(minutes=30)
"""How long the pages stay for those who did not look at once."""

Render = Callable[[Journal | None, str], Mapping[str, bytes]]
"""The pages of what is known, under a base address."""


class Doorkeeper:
    """Shows the pages to the room, and knows for how long."""

    def __init__(self, render: Render, now: Callable[[], datetime], port: int, address: str = "") -> None:
        """Nothing listens yet."""
        self._render = render
        self._now = now
        self._port = port
        self._address = address
        self._server: RoomServer | None = None
        self._shown: Doorway | None = None
        self._wanted: list[Journal | None] = []
        self._changed = Condition()

    def open(self, journal: Journal | None) -> Doorway:
        """Show the pages; the answer says whether we reached ourselves."""
        if self.shown() is None:
            server = RoomServer({}, self._until(journal), self._now)
            try:
                server.start(self._port)
            except RuleBroken as refusal:
                return Doorway("", False, page_trouble(refusal))
            self._server = server
            Thread(target=self._keep_fresh, args=(server,), name="pages", daemon=True).start()
        if self._server is not None:
            try:
                self._shown = self._look(self._server, journal)
            except RuleBroken as refusal:
                self.close()
                return Doorway("", False, page_trouble(refusal))
        return self._shown or Doorway("", False, "")

    def shown(self) -> Doorway | None:
        """Where the pages are, or None while they are not shown."""
        server, shown = self._server, self._shown
        if server is None or shown is None or not server.open:
            return None
        return replace(shown, until=server.until)

    def refresh(self, journal: Journal | None) -> None:
        """Show what is known now, soon; returns at once."""
        if self._server is not None:
            self._server.extend(self._until(journal))
        with self._changed:
            self._wanted = [journal]
            self._changed.notify_all()

    def close(self) -> None:
        """Stop showing the pages."""
        server, self._server, self._shown = self._server, None, None
        if server is not None:
            server.stop()
        with self._changed:
            self._changed.notify_all()

    def _until(self, journal: Journal | None) -> datetime:
        """Half an hour after the end; an assembly that goes on has not ended."""
        if journal is not None and journal.assembly.closed_at is not None:
            return journal.assembly.closed_at + AFTER_THE_END
        planned = (
            journal.assembly.opened_at + timedelta(minutes=journal.assembly.minutes_planned)
            if journal is not None
            else self._now()
        )
        return max(planned, self._now()) + AFTER_THE_END

    def _look(self, server: RoomServer, journal: Journal | None) -> Doorway:
        found = addresses(self._address)
        for address in found:
            server.show(self._render(journal, server.url(address)))
            if server.reachable(address):
                return _reached(server, address)
        if not found:
            return Doorway("", False, _("This computer is in no network: there is no way to the phones yet."))
        server.show(self._render(journal, server.url(found[0])))
        return Doorway(
            server.url(found[0]),
            False,
            _("The pages cannot be reached at {url}. Is a firewall in the way?").format(
                url=server.url(found[0])
            ),
        )

    def _keep_fresh(self, server: RoomServer) -> None:
        while server is self._server:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._wanted) or server is not self._server)
                wanted, self._wanted = self._wanted, []
            shown = self._shown
            if wanted and shown is not None and shown.url:
                try:
                    server.show(self._render(wanted[0], shown.url))
                except Exception:
                    LOG.exception("the pages could not be made")


def _reached(server: RoomServer, address: Address) -> Doorway:
    url = server.url(address)
    if not address.likely:
        return Doorway(
            url, True, _("Phones find the pages at {url} if they are in the same network.").format(url=url)
        )
    return Doorway(
        url,
        True,
        _("Phones in the network {network} find the pages at {url}.").format(
            network=address.network, url=url
        ),
    )
