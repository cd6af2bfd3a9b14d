"""What the screens ask the world for; the door hands them somebody who can do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from assembly.circle import Protocols
from assembly.daybook import Circle
from assembly.history import History
from assembly.journal import Entry, Journal
from assembly.value import value
from screens.commons_desk import CommonsDesk
from screens.patterns_desk import PatternsDesk
from screens.role_desk import RoleDesk


class Person(Protocol):
    """Somebody on the roll."""

    @property
    def id(self) -> str:
        """A stable id that is never a name."""

    @property
    def name(self) -> str:
        """The name, for this screen only."""

    @property
    def tags(self) -> Mapping[str, str]:
        """Shift, department and the like."""

    @property
    def opt_outs(self) -> Sequence[str]:
        """Ids of roles that the person does not want."""

    @property
    def joined(self) -> date | None:
        """Since when, if known."""

    @property
    def left(self) -> date | None:
        """Until when, or None."""

    @property
    def label(self) -> str:
        """What may be published; the id unless the person released more."""


@value
class RollLook:
    """What a pasted or read list of people would bring, before anything is kept."""

    names: tuple[str, ...]
    remarks: tuple[str, ...]
    """Sentences worth reading: names that stand twice, and the like."""
    faults: tuple[str, ...]
    """Sentences with the row and the reason; with any of these nothing is imported."""


@value
class Doorway:
    """Where phones find the pages."""

    url: str
    """The base address, or empty when there is none."""
    reachable: bool
    """Whether the program reached itself through that address."""
    sentence: str
    """What to say about it."""
    until: datetime | None = None
    """When it closes by itself unless the assembly takes longer, if known."""
    address: str = ""
    """The address of this computer in it, or empty."""


@value
class Way:
    """A network through which phones may find the pages."""

    address: str
    """The address of this computer in it."""
    words: str
    """What sort of network it is, with its name and the address."""
    likely: bool
    """Whether phones in the room are probably in it."""


@value
class Wifi:
    """The Wi-Fi network that the phones in the room should join."""

    name: str
    password: str
    """Empty where it has none."""
    kept: bool = False
    """Whether it is kept on the shelf; if not, it is forgotten when the program ends."""


class Desk(RoleDesk, CommonsDesk, PatternsDesk, Protocol):
    """The world behind the screens: the shelf, the clock, the pages."""

    @property
    def demo(self) -> bool:
        """Whether nothing is kept."""

    @property
    def held(self) -> str:
        """Who holds the shelf, in a sentence, or empty when this window may write."""

    @property
    def minutes(self) -> int:
        """How long an assembly is planned to last unless somebody says otherwise."""

    @property
    def warnings(self) -> Sequence[str]:
        """What was found wrong when the shelf was opened, in sentences."""

    @property
    def settled(self) -> bool:
        """Whether the books have been looked through since the program began."""

    def settle(self, told: Callable[[int, int], None]) -> Sequence[str]:
        """Look through the books of a big shelf, in a worker; what was found wrong, in sentences."""

    @property
    def sentences_file(self) -> Path:
        """The file in which the circle may write its own sentences to say."""

    def now(self) -> datetime:
        """This moment, with the offset of the zone."""

    def zone(self) -> str:
        """The zone by its name, such as `Europe/Berlin`, which knows of summer time; empty without a name."""

    def new_id(self) -> str:
        """Five characters that no decision, draw or assembly on the shelf has."""

    def circle(self) -> Circle:
        """The circle with the protocols in force."""

    def people(self) -> Sequence[Person]:
        """Everybody who ever was on the roll, in order."""

    def look_at(self, roll: str) -> RollLook:
        """What a list of people would bring; keeps nothing."""

    def found(self, name: str, language: str, roll: str, protocols: Protocols) -> None:
        """Write the circle, its people and its protocols on an empty shelf."""

    def add_people(self, roll: str) -> Sequence[Person]:
        """Put everybody on a list on the roll; all or nobody."""

    def change_person(  # noqa: PLR0913 - what is not named stays as it is
        self,
        id: str,
        *,
        name: str | None = None,
        label: str | None = None,
        tags: Mapping[str, str] | None = None,
        opt_outs: Sequence[str] | None = None,
        left: date | None = None,
        back: bool = False,
    ) -> None:
        """Change what is known of a person; `back` forgets that they left."""

    def history(self) -> History:
        """What earlier assemblies leave to the next one."""

    def unclosed(self) -> Journal | None:
        """The assembly that was not closed, with the time since the last sign of life taken out."""

    def begin(self, title: str, minutes: int, purpose: str = "assembly") -> Journal:
        """Open a new assembly and its book; with the purpose `draw` people come together only to draw."""

    def draft(self, of: str) -> MutableMapping[str, str]:
        """What was typed and not kept yet in a form, also before the program was ended."""

    def drafts_waiting(self) -> bool:
        """Whether anything that was typed and not kept is still there."""

    def forget_drafts(self) -> None:
        """Throw away what was typed and not kept; the assembly it was meant for is over."""

    def keep(self, entry: Entry) -> None:
        """Take an entry for writing and return at once."""

    def listen(self, saved: Callable[[int], None], failed: Callable[[str, int], None]) -> None:
        """Whom to tell that everything up to an entry is on disk, or why it is not."""

    def retry(self) -> None:
        """Try again to write what could not be written."""

    def keep_in(self, folder: Path) -> None:
        """Write the book of this assembly in another folder from now on, from its first entry."""

    def open_doorway(self, journal: Journal | None) -> Doorway:
        """Show the pages to the room, or show them anew; takes a while, so ask beside the keys."""

    def ways(self) -> Sequence[Way]:
        """The networks of this computer, the likeliest first; none where a setting has decided."""

    def way(self) -> str:
        """The address that was chosen for the pages, or empty."""

    def take_way(self, address: str) -> None:
        """Show the pages through this address from the next opening on, until the program ends."""

    def wifi(self) -> Wifi | None:
        """The network that phones should join, or None where nobody has said."""

    def use_wifi(self, wifi: Wifi | None) -> None:
        """Take another network, or none, and keep it as it says."""

    def wifi_refused(self, wifi: Wifi) -> str:
        """Why no network can be called so, in a sentence, or empty."""

    def wifi_code(self) -> tuple[tuple[bool, ...], ...]:
        """QR matrix that takes a phone into that network; nothing where nobody has said which."""

    def close_doorway(self) -> None:
        """Stop showing the pages."""

    def doorway(self) -> Doorway | None:
        """Where phones find the pages now, or None while they are not shown."""

    def refresh_pages(self, journal: Journal | None) -> None:
        """Show what is known now to those who look."""

    def code_of(self, path: str) -> tuple[str, tuple[tuple[bool, ...], ...]]:
        """Address of a page and its QR matrix without quiet zone."""

    def text_code(self, text: str) -> tuple[tuple[bool, ...], ...]:
        """QR matrix of a short text, such as a seal, without quiet zone; capitals make it small."""
