"""The program as its screens see it: the desk, the names, the sentences to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, MutableMapping
from datetime import datetime
from functools import cached_property

from assembly.said import Said
from screens.desk import Desk
from tui.app import Shell
from tui.sentences import Sentences
from words.language import _

REHEARSE = 75
"""The exit code that asks the door for the rehearsal."""


class Stage(Shell):
    """Knows who is called what, and what to say; which screen comes when is known to `screens.app`."""

    def __init__(self, desk: Desk, theme: str = "room-dark") -> None:
        """Take whoever can keep books, open doors and tell the time."""
        super().__init__(desk, desk.now, theme)
        self.desk = desk
        self.names: Mapping[str, str] = {}
        self.warnings: tuple[str, ...] = ()
        """What is wrong with the shelf, as far as it was noticed."""
        self._quitting = False
        self.learn_names()

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences to say, read when the first is said."""
        return Sentences.load(self.desk.sentences_file, self.desk.circle().language)

    def notice(self) -> None:
        """Look again what is wrong with the shelf."""
        self.warnings = tuple(self.desk.warnings)

    def learn_names(self) -> None:
        """Read the roll again; people with the same name also show their id."""
        people = self.desk.people()
        often = Counter(person.name for person in people)
        self.names = {
            person.id: person.name if often[person.name] == 1 else f"{person.name} ({person.id})"
            for person in people
        }

    def name_of(self, member: str | None) -> str:
        """What to call one member; a seat of a counted room has a number."""
        if member is None:
            return _("nobody")
        if member.startswith("#"):
            return _("person {number}").format(number=member[1:])
        return self.names.get(member, member)

    async def action_quit(self) -> None:
        """Quit, whichever way that was asked; while phones read the pages, only when that was wanted."""
        from screens.home_words import quitting_words  # noqa: PLC0415 - asked at the end, if at all
        from tui.dialogs.confirm import Confirm  # noqa: PLC0415

        door = self.desk.doorway()
        if door is None or not door.reachable:
            self.exit(0)
        elif not self._quitting:
            self._quitting = True
            will = quitting_words(door, self.now().date())
            ask = Confirm(_("Quit while phones read the pages?"), will, yes=_("Quit"), no=_("Stay"))
            # Also on top of another question: this one was asked for just now.
            self.push_screen(ask, self._quit_if)

    def draft(self, of: str) -> MutableMapping[str, str]:
        """What was typed and not kept yet in a form; clear it once it is recorded."""
        return self.desk.draft(of)

    def _quit_if(self, sure: bool | None) -> None:
        self._quitting = False
        if sure:
            self.exit(0)

    def open_assembly(self, title: str, minutes: int, purpose: str = "assembly") -> None:
        """Open a new assembly, or a mere draw."""
        opened = self.desk.begin(title, minutes, purpose)
        self.saved = 0
        self.journal = opened

    def resume(self) -> None:
        """Take up the assembly that was not closed, if there is one and this window may write."""
        waiting = self.desk.unclosed()
        if waiting is not None:
            self.saved = len(waiting.entries)
            self.journal = waiting

    def leave(self) -> None:
        """Go home; an assembly that is not closed can be taken up again."""
        self.journal = None


def local(moment: datetime) -> str:
    """The time of day, as it was where it happened."""
    return moment.strftime("%H:%M")


def words_of(said: Said) -> str:
    """What was written, or that it was redacted."""
    return _("[redacted]") if said.text is None else said.text
