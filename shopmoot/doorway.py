"""The pages for the phones in the room: opened with one key, kept fresh, closed by themselves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Condition, Lock, Thread
from time import monotonic, sleep

from archive.addresses import Address, addresses
from archive.pages import STYLE, STYLE_SHEET
from archive.server_apart import ServerApart
from assembly.journal import Journal
from assembly.refusal import RuleBroken
from screens.desk import Doorway, Way
from shopmoot import door_words
from shopmoot.commons import Room
from shopmoot.page_words import page_trouble

LOG = logging.getLogger(__name__)

AFTER_THE_END = timedelta(minutes=30)
"""How long the pages stay for those who did not look at once."""
WATCH_SECONDS = 4.0
"""How often it looks whether phones still find the way."""
SETTLE_SECONDS = 0.3
"""How long new pages wait for what happens next, so that they are made once for several keys."""

REST = 4.0
"""How many times as long as the last pages took to make the next ones wait: keys come first."""
LONGEST_REST = 30.0

Render = Callable[[Journal | None, str], Mapping[str, bytes]]
"""The pages of what is known, under a base address."""


class Doorkeeper:
    """Shows the pages to the room, and knows for how long.

    `open` and `ways` take a while and belong beside the keys; everything else returns at once.
    """

    def __init__(
        self,
        render: Render,
        now: Callable[[], datetime],
        port: int,
        address: str = "",
        room: Room | None = None,
    ) -> None:
        """Nothing listens yet; with a room the newest pages are shown while the others are made."""
        self._render = render
        self._room = room
        self._behind = False
        self._now = now
        self._port = port
        self._set = address
        self._taken = ""
        self._server: ServerApart | None = None
        self._shown: Doorway | None = None
        self._seen: tuple[str, ...] = ()
        self._journal: Journal | None = None
        self._took = 0.0
        self._wanted: list[Journal | None] = []
        self._changed = Condition()
        self._one_at_a_time = Lock()

    def ways(self) -> Sequence[Way]:
        """The networks in which phones may be, the likeliest first; none where a setting has decided."""
        return () if self._set else [door_words.way(one) for one in addresses()]

    def taken(self) -> str:
        """The address that somebody chose, or empty."""
        return self._set or self._taken

    def take(self, address: str) -> None:
        """Show the pages through this address from the next opening on."""
        self._taken = address

    def open(self, journal: Journal | None) -> Doorway:
        """Show the pages; the answer says whether we reached ourselves."""
        with self._one_at_a_time:
            try:
                return self._opened(journal)
            except RuleBroken as refusal:
                self.close()
                return Doorway("", False, page_trouble(refusal))

    def shown(self) -> Doorway | None:
        """Where the pages are, or None while they are not shown."""
        server, shown = self._server, self._shown
        if server is None or shown is None or not server.open:
            return None
        return replace(shown, until=server.until)

    def refresh(self, journal: Journal | None) -> None:
        """Show what is known now, soon; returns at once."""
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

    def _opened(self, journal: Journal | None) -> Doorway:
        server = self._server
        if server is None or not server.open:
            self.close()
            notices = self._room.notices() if self._room is not None else {}
            server = ServerApart(self._until(journal), self._now, notices)
            server.start(self._port)
            server.show({STYLE: STYLE_SHEET.read_bytes()}, whole=False)
            self._server = server
            Thread(target=self._keep, args=(server,), name="pages", daemon=True).start()
        self._journal = journal
        server.extend(self._until(journal))
        return self._look(server)

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

    def _look(self, server: ServerApart) -> Doorway:
        """Find the way by which we reach ourselves, show the pages under it, and say which it is."""
        found = self._in_order(addresses(self._set))
        self._seen = tuple(sorted(one.ip for one in found))
        before = self._shown
        self._shown = self._reached(server, found)
        if before is not None and before.url != self._shown.url:
            self._shown = replace(self._shown, sentence=door_words.changed(self._shown.sentence))
        return self._shown

    def _in_order(self, found: Sequence[Address]) -> list[Address]:
        """What was chosen comes first, then the way that is shown already."""
        shown = self._shown.address if self._shown is not None else ""
        return sorted(found, key=lambda one: (one.ip != self._taken, one.ip != shown))

    def _reached(self, server: ServerApart, found: Sequence[Address]) -> Doorway:
        for address in found:
            self._show(server, server.url(address))
            if server.reachable(address):
                return Doorway(server.url(address), True, door_words.found(address, server), None, address.ip)
        if not found:
            return Doorway("", False, door_words.no_network())
        url = server.url(found[0])
        self._show(server, url)
        return Doorway(url, False, door_words.unreachable(url), None, found[0].ip)

    def _show(self, server: ServerApart, url: str) -> None:
        """Show all pages, or the newest where all would take long; the others are then made behind."""
        newest = self._room.newest(self._journal, url) if self._room is not None else None
        self._behind = newest is not None
        if newest is None:
            server.show(self._render(self._journal, url))
        else:
            server.show(newest, whole=False)

    def _catch_up(self, server: ServerApart) -> None:
        """Make some of the pages that are not shown yet, and show all of them once they are made."""
        room, shown, journal = self._room, self._shown, self._journal
        if room is None or shown is None or not shown.url:
            return
        until = monotonic() + WATCH_SECONDS
        if not room.prepare(journal, shown.url, lambda: self._undisturbed(server) and monotonic() < until):
            return
        with self._one_at_a_time:
            if self._undisturbed(server) and self._shown is shown:
                server.show(room.all(journal, shown.url))
                self._behind = False

    def _undisturbed(self, server: ServerApart) -> bool:
        return self._mine(server) and not self._wanted

    def _keep(self, server: ServerApart) -> None:
        """Make new pages when something happened, and look for the way again when the network changed."""
        while self._mine(server):
            with self._changed:
                self._changed.wait_for(
                    lambda: bool(self._wanted) or self._behind or not self._mine(server), WATCH_SECONDS
                )
            if self._wanted:
                sleep(max(SETTLE_SECONDS, min(REST * self._took, LONGEST_REST)))
            try:
                with self._one_at_a_time:
                    self._renew(server)
                if self._behind:
                    self._catch_up(server)
            except Exception:
                LOG.exception("the pages could not be made")
                sleep(WATCH_SECONDS)

    def _mine(self, server: ServerApart) -> bool:
        return self._server is server and server.open

    def _renew(self, server: ServerApart) -> None:
        shown = self._shown
        if shown is None or not self._mine(server):
            return
        with self._changed:
            wanted, self._wanted = self._wanted, []
        if wanted:
            self._journal = wanted[0]
            server.extend(self._until(wanted[0]))
        if self._way_is_lost(server, shown):
            self._look(server)
        elif wanted:
            begun = monotonic()
            self._show(server, shown.url)
            self._took = monotonic() - begun

    def _way_is_lost(self, server: ServerApart, shown: Doorway) -> bool:
        if tuple(sorted(one.ip for one in addresses(self._set))) != self._seen:
            return True
        here = bool(shown.address) and server.reachable(Address(shown.address, "", likely=False))
        return here is not shown.reachable
