"""The world behind the screens: the shelf, the clock, the pages for the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from assembly.decision import Decision
from assembly.history import History
from assembly.holdings import Ending
from assembly.journal import Entry, Journal
from assembly.recalling import recalls_in
from assembly.state import Story
from assembly.steps import Occasion
from assembly.value import value
from shopmoot.bookkeeping import Bookkeeper
from shopmoot.commons import Commons, Room
from shopmoot.door_desk import DoorDesk
from shopmoot.draft_desk import DraftDesk
from shopmoot.first_look import FirstLook
from shopmoot.log import LOG, Word
from shopmoot.opening import Before, Plan, called, entitled_on, opening
from shopmoot.patterns_desk import PatternsDesk
from shopmoot.places import sentences_on
from shopmoot.role_desk import RoleDesk
from shopmoot.search_desk import Lookup, SearchDesk
from shopmoot.troubles import held_by, looking_only, no_place, shelf_troubles, under_way_there
from store.drafts import Drafts
from store.layout import DRAFTS
from store.problems import Problem, Unusable
from store.shelf import Shelf
from store.survey import silently


@value
class Terms:
    """How a shelf is opened."""

    demo: bool = False
    look_only: bool = False
    language: str = ""
    """Empty for the language of the circle."""
    port: int = 0
    address: str = ""
    """What phones are shown, or empty for the likeliest."""
    minutes: int = 90
    base_url: str = ""
    """Where the pages stand for good, or empty."""
    warnings: tuple[str, ...] = ()
    """What was found wrong before the shelf was opened."""
    announce: Callable[[int], None] = silently
    """Hears how many books have to be read before the screen opens, where they are many."""


class ShelfDesk(DraftDesk, PatternsDesk, RoleDesk, DoorDesk, SearchDesk):
    """Does what the screens ask for with a shelf in a folder."""

    def __init__(self, folder: Path, terms: Terms | None = None) -> None:
        """Open the shelf; where another window holds it, to look only."""
        self._terms = terms or Terms()
        shelf = Shelf.open(folder, read_only=self._terms.look_only, announce=self._terms.announce)
        super().__init__(shelf, self._terms.language)
        self._books = Bookkeeper(self._shelf)
        self._commons = Commons(self._shelf)
        self._drafts = Drafts(folder / DRAFTS, read_only=self._shelf.read_only)
        self._first_look = FirstLook(self._shelf)
        self._left_open, self._unusable = self._first_look.left_open()
        self._logged: set[Problem] = set()

    @property
    def demo(self) -> bool:
        """Whether nothing is kept."""
        return self._terms.demo

    @property
    def held(self) -> str:
        """Why this window may not write, in a sentence, or empty."""
        if self._shelf.holder is not None:
            card = self._commons.under_way()
            there = under_way_there(card.title, card.opened_at) if card is not None else ""
            return " ".join(filter(None, (held_by(self._shelf.holder), there)))
        if self._terms.look_only:
            return looking_only()
        return no_place(self._shelf.folder) if self._shelf.read_only else ""

    @property
    def minutes(self) -> int:
        """How long an assembly is planned to last unless somebody says otherwise."""
        return self._terms.minutes

    @property
    def warnings(self) -> Sequence[str]:
        """What is wrong with the shelf, in sentences."""
        problems = self._shelf.problems if self._first_look.settled else self._shelf.own_problems
        found = dict.fromkeys((*problems, *self._unusable))
        for problem in found.keys() - self._logged:
            LOG.warning("shelf: %s at event %d", Word(problem.code), problem.n or 0)
        self._logged = set(found)
        return (*self._terms.warnings, *shelf_troubles(found))

    @property
    def settled(self) -> bool:
        """Whether the books have been looked through since the program began."""
        return self._first_look.settled

    def settle(self, told: Callable[[int, int], None]) -> Sequence[str]:
        """Look through the books of a big shelf; what was found wrong, in sentences."""
        before = self.warnings
        self._first_look.settle(told)
        if self._left_open is None and not self._books.assembly:
            self._left_open, self._unusable = self._first_look.left_open()
        return [said for said in self.warnings if said not in before]

    @property
    def last_visit(self) -> datetime | None:
        """When somebody opened the shelf before, if that is known; what they did then is news to the next."""
        return self._shelf.last_opened

    @property
    def sentences_file(self) -> Path:
        """The file in which the circle may write its own sentences to say."""
        return sentences_on(self._shelf.folder)

    def new_id(self) -> str:
        """Five characters that no decision, draw or assembly on the shelf has."""
        return self._shelf.new_id()

    def history(self) -> History:
        """What earlier assemblies leave to the next one."""
        if not self._first_look.settled:
            return self._first_look.history
        return self._commons.history(besides=self._books.assembly, closed=self._books.just_closed)

    def recalls_under_way(self) -> Sequence[Ending]:
        """The terms that the assembly whose book is open here has ended by a recall."""
        journal = self._books.under_way
        return recalls_in(journal.assembly) if journal is not None else ()

    def unclosed(self) -> Journal | None:
        """The assembly that was not closed, with the time since the last sign of life taken out."""
        if self.held:
            return None
        if self._books.assembly:
            return self._books.under_way
        if self._left_open is None:
            return None
        try:
            return self._books.take_up(self._left_open, self.now())
        except (OSError, Unusable):
            LOG.exception("the open assembly could not be taken up")
            return None

    def begin(self, title: str, minutes: int, purpose: str = Occasion.ASSEMBLY) -> Journal:
        """Open a new assembly and its book; with the purpose `draw` people come together only to draw.

        Raises:
            PermissionError: This window may not write.
        """
        if self.held:
            raise PermissionError(self.held)
        self._first_look.settle()
        # The new book names the seal of the one before, so that one has to be on disk.
        self._books.safe()
        self.forget_drafts()
        now = self.now()
        occasion = Occasion(purpose)
        plan = Plan(self.new_id(), called(title, occasion), minutes, self.demo, occasion)
        entitled = entitled_on(self._shelf.roll.people, now.date())
        before = Before(self.history(), self._shelf.previous_seal(), now.date())
        return self._books.begin(opening(plan, self.circle(), entitled, before), now)

    def keep(self, entry: Entry) -> None:
        """Take an entry for writing and return at once."""
        self._books.keep(entry)
        self.note_decisions(entry)

    def listen(self, saved: Callable[[int], None], failed: Callable[[str, int], None]) -> None:
        """Whom to tell that everything up to an entry is on disk, or why it is not."""
        self._books.listen(saved, failed)

    def retry(self) -> None:
        """Try again to write what could not be written."""
        self._books.retry()

    def keep_in(self, folder: Path) -> None:
        """Write the book of this assembly in another folder from now on, from its first entry."""
        self._books.keep_in(folder.expanduser().absolute())

    @property
    def elsewhere(self) -> Path | None:
        """The folder that took the book in place of the shelf, if any."""
        return self._books.elsewhere

    def decisions(self, journal: Journal | None) -> Sequence[Decision]:
        """The decisions on the shelf and of the assembly under way, newest first."""
        return self._commons.decisions(journal or self._books.just_closed)

    def _newest(self) -> Journal | None:
        return self._books.under_way or self._books.just_closed

    def decision(self, id: str) -> Decision | None:
        """One decision, or None where there is none with this id."""
        return self._commons.decision(id, self._newest())

    def stories(self, id: str) -> Sequence[Story]:
        """The stories that led to a decision, for the people at this screen only."""
        return self._commons.stories(id, self._newest())

    def open_lookup(self) -> Lookup:
        """Whoever finds decisions on this shelf."""
        from shopmoot.searching import Searching  # noqa: PLC0415 - the first frame finds nothing

        return Searching(self._shelf, self._commons, self._newest)

    def veil(self, text: str) -> str:
        """A text in which names of people on the roll are replaced by their public labels."""
        return self._commons.veil(text)

    def pages_for(self, journal: Journal | None, base_url: str) -> Mapping[str, bytes]:
        """The public pages under a base address."""
        return self._commons.pages(journal, base_url)

    @property
    def room(self) -> Room:
        """Whoever makes these pages."""
        return self._commons.room

    @property
    def door_terms(self) -> tuple[int, str, str]:
        """The port, the address that a setting names, and where the pages stand for good."""
        return self._terms.port, self._terms.address, self._terms.base_url

    @property
    def wifi_folder(self) -> Path | None:
        """The folder of the shelf, where this window may write."""
        return None if self._shelf.read_only else self._shelf.folder

    def safe(self) -> bool:
        """Whether everything is on the disk, after a short wait for what is on its way."""
        return self._books.safe()

    def close(self) -> None:
        """Save what is waiting, close the pages, and let another window write."""
        self._drafts.wait()
        self.close_doorway()
        self._books.close()
        self.close_lookup()
        self._first_look.remember()
        self._shelf.close()
