"""The desk at the door: the pages for the room, the codes that lead there, and the Wi-Fi on the way."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from assembly.journal import Journal
from screens.desk import Doorway, Way, Wifi
from shopmoot.commons import Room

Render = Callable[[Journal | None, str], Mapping[str, bytes]]
Matrix = tuple[tuple[bool, ...], ...]


class Door(Protocol):
    """Whoever shows the pages to the room."""

    def ways(self) -> Sequence[Way]:
        """The networks in which phones may be."""

    def taken(self) -> str:
        """The address that was chosen, or empty."""

    def take(self, address: str) -> None:
        """Choose an address."""

    def open(self, journal: Journal | None) -> Doorway:
        """Show the pages."""

    def shown(self) -> Doorway | None:
        """Where the pages are, or None while they are not shown."""

    def refresh(self, journal: Journal | None) -> None:
        """Show what is known now, soon."""

    def close(self) -> None:
        """Stop showing the pages."""


class DoorDesk:
    """Does what the screens ask for on the way to the phones; imports what it needs when it is asked."""

    _opened_door: Door | None = None
    _session_wifi: Wifi | None = None

    @abstractmethod
    def now(self) -> datetime:
        """This moment, with the offset of the zone."""

    @abstractmethod
    def pages_for(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes]:
        """The public pages under a base address."""

    @property
    @abstractmethod
    def room(self) -> Room:
        """Whoever makes these pages."""

    @property
    @abstractmethod
    def door_terms(self) -> tuple[int, str, str]:
        """The port, the address that a setting names, and where the pages stand for good."""

    @property
    @abstractmethod
    def wifi_folder(self) -> Path | None:
        """The folder in which the Wi-Fi may be kept, or None where nothing may be written."""

    def open_doorway(self, journal: Journal | None) -> Doorway:
        """Show the pages to the room; opening it again refreshes them."""
        return self._door().open(journal)

    def ways(self) -> Sequence[Way]:
        """The networks of this computer, the likeliest first."""
        return self._door().ways()

    def way(self) -> str:
        """The address that was chosen for the pages, or empty."""
        return self._door().taken()

    def take_way(self, address: str) -> None:
        """Show the pages through this address from the next opening on."""
        self._door().take(address)

    def close_doorway(self) -> None:
        """Stop showing the pages."""
        if self._opened_door is not None:
            self._opened_door.close()

    def doorway(self) -> Doorway | None:
        """Where phones find the pages now, or None while they are not shown."""
        return self._opened_door.shown() if self._opened_door is not None else None

    def refresh_pages(self, journal: Journal | None) -> None:
        """Show what is known now to those who look."""
        if self._opened_door is not None:
            self._opened_door.refresh(journal)

    def code_of(self, path: str) -> tuple[str, Matrix]:
        """Address of a page and its QR matrix without quiet zone; nothing while there is no address.

        The code holds the same address in capitals, which make it smaller; people read, type and copy the
        ordinary one.
        """
        from archive.code import code_matrix, in_capitals  # noqa: PLC0415 - the start needs no code

        door = self.doorway()
        base = door.url if door is not None else self.door_terms[2]
        if not base:
            return "", ()
        address = f"{base}/{path.lstrip('/')}"
        return address, code_matrix(in_capitals(address))

    def text_code(self, text: str) -> Matrix:
        """QR matrix of a short text, without quiet zone."""
        from archive.code import code_matrix  # noqa: PLC0415 - the start needs no code

        return code_matrix(text)

    def wifi(self) -> Wifi | None:
        """The network that phones should join, or None where nobody has said."""
        from shopmoot.wifi_file import read_wifi  # noqa: PLC0415 - the start needs no network

        return self._session_wifi or read_wifi(self.wifi_folder)

    def use_wifi(self, wifi: Wifi | None) -> None:
        """Take another network, or none; it is kept on the shelf only where it says so.

        Raises:
            OSError: It could not be kept; until the program ends it is known all the same.
        """
        from shopmoot.wifi_file import forget_wifi, keep_wifi  # noqa: PLC0415 - the start needs no network

        self._session_wifi = wifi
        if wifi is not None and wifi.kept:
            keep_wifi(self.wifi_folder, wifi)
        else:
            forget_wifi(self.wifi_folder)

    def wifi_refused(self, wifi: Wifi) -> str:
        """Why no network can be called so, in a sentence, or empty."""
        from shopmoot.wifi_file import refused_wifi  # noqa: PLC0415 - the start needs no network

        return refused_wifi(wifi)

    def wifi_code(self) -> Matrix:
        """QR matrix that takes a phone into that network; nothing where nobody has said which."""
        from archive.wifi import wifi_text  # noqa: PLC0415 - the start needs no network

        wifi = self.wifi()
        return self.text_code(wifi_text(wifi.name, wifi.password)) if wifi is not None else ()

    def _door(self) -> Door:
        if self._opened_door is None:
            from shopmoot.doorway import Doorkeeper  # noqa: PLC0415 - off by default

            port, address, _base_url = self.door_terms
            self._opened_door = Doorkeeper(self.pages_for, self.now, port, address, self.room)
        return self._opened_door
