"""The evening that the pictures show: the invented bakery at moments that do not pass, with no door open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from assembly.acts import (
    closing,
    consenting,
    drawing,
    floor,
    gathering,
    hatting,
    proposing,
    throwing,
    turns,
    voting,
)
from assembly.attendance import next_facilitators
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.journal import Journal
from assembly.proposals import Draft, Method
from assembly.rulebook import Command, decide
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from screens.app import Assemblies
from screens.desk import Doorway
from shopmoot.demo import write_shelf
from shopmoot.desk import ShelfDesk
from tui.clockwork import Clockwork

SIX_O_CLOCK = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
DOOR = Doorway("http://192.168.1.7:8080", True, "Phones in this network find the pages here.")
DICE = "dice 3 5 1 6 2 2 4 1 6 5 3 3 2 6 1 4 4 5 2 1 6 3 5 2 4"
DRAWN = frozenset({"craft", "notes"})
"""Roles of the bakery that nobody holds this evening."""
BREAKS = Draft(
    what="Two paid breaks when the ovens make it hotter than 30 degrees",
    why="Three people felt faint in July, and nobody dared to sit down.",
    who="Whoever leads the shift",
    start=date(2026, 12, 1),
    review=date(2027, 1, 2),
    measure="Nobody feels faint for four weeks.",
)
MIXER = Draft(
    what="We buy a second mixer",
    why="The night shift waits an hour for the first one.",
    who="Office",
    start=date(2026, 12, 1),
)


class StillDesk(ShelfDesk):
    """The real shelf, with a clock that moves only when something happens."""

    def __init__(self, folder: Path) -> None:
        """Begin at six."""
        self.time = SIX_O_CLOCK
        self.shown = False
        super().__init__(folder)

    def now(self) -> datetime:
        """The moment of the picture."""
        return self.time

    def doorway(self) -> Doorway | None:
        """An address as people have it at home; nothing answers there."""
        return DOOR if self.shown else None


@dataclass(slots=True)
class Evening:
    """An assembly while it is being told."""

    desk: StillDesk
    journal: Journal

    @property
    def here(self) -> tuple[str, ...]:
        """Who is in the room."""
        return self.journal.assembly.here

    def tell(self, *commands: Command, seconds: int = 20) -> None:
        """Ask the rulebook, one request after the other, and keep what happens."""
        for command in commands:
            self.desk.time += timedelta(seconds=seconds)
            self.journal = self.journal.grown(decide(self.journal.assembly, command), self.desk.time)
            self.desk.keep(self.journal.last)

    def gather(self) -> None:
        """All but two are here; nobody facilitates yet."""
        come = self.journal.assembly.entitled[:7]
        self.tell(floor.MarkPresence(come, Presence.HERE), seconds=240)

    def hear(self) -> None:
        """Two were heard, and one is speaking."""
        self.gather()
        first = next_facilitators(self.journal.assembly)[0]
        self.tell(gathering.AcceptFacilitation(first), floor.GoTo(Step.STORIES), turns.BeginRound())
        under_way = self.journal.assembly.round
        order = under_way.order if under_way else ()
        stories = ("The ovens make it 34 degrees at night", "Nobody knows who has the keys on Sundays")
        for member, grievance in zip(order, stories, strict=False):
            self.tell(turns.BeginTurn(member), turns.TellStory(member, Said(grievance), Said("")))
        self.tell(turns.BeginTurn(order[2]))
        self.desk.time += timedelta(seconds=37)

    def propose(self, kind: Kind = Kind.OPERATIONAL, draft: Draft = BREAKS) -> None:
        """A proposal comes as far as the deciding step."""
        self.hear()
        self.tell(turns.EndTurn(), turns.CloseRound(), floor.GoTo(Step.PROPOSAL))
        self.tell(proposing.Propose("7K3FQ", kind, draft, self.here[1]))
        self.tell(floor.GoTo(Step.CLARIFY), floor.GoTo(Step.REACT), floor.GoTo(Step.DECIDE), seconds=150)

    def answer(self, *, objects: str = "") -> None:
        """Everybody is asked; somebody objects, or nobody."""
        self.propose()
        self.tell(consenting.AskConsent())
        for member in self.here:
            position = Position.OBJECTION if member == objects else Position.CONSENT
            words = "The dough spoils if nobody watches it for half an hour." if member == objects else ""
            self.tell(consenting.TakePosition(member, position, Said(words)))

    def vote(self) -> None:
        """The verdict of a vote."""
        self.propose(Kind.STRATEGIC, MIXER)
        self.tell(voting.OpenVote(Method.HANDS), voting.EnterCount(5, 1, 1, 0), voting.CloseVote())

    def seal(self) -> None:
        """The hats are sealed."""
        self.answer()
        roles = tuple(role for role in self.journal.assembly.roles if role.id in DRAWN)
        self.tell(consenting.Adopt(), floor.GoTo(Step.LOTTERY), hatting.SetRoles(roles))
        self.tell(drawing.SealDraw("8DRAW"))

    def reveal(self) -> None:
        """The first name is in sight."""
        self.seal()
        self.tell(drawing.ConfirmSeal(), *throwing.calling(DICE), drawing.LockEntropy(), drawing.RevealSeat())

    def close(self) -> None:
        """Everything is said, and the code is on the screen."""
        self.answer()
        self.tell(consenting.Adopt(), floor.GoTo(Step.CLOSE), closing.ConfirmMinutes())
        self.tell(turns.BeginRound(), turns.CloseRound(), closing.CloseAssembly())
        self.desk.shown = True


class PictureApp(Assemblies):
    """The program on a shelf of its own, at a moment that does not pass."""

    def __init__(self, tell: Callable[[Evening], None] | None = None, theme: str = "room-dark") -> None:
        """Tell the evening up to the moment of the picture; without an evening, home is shown."""
        self._folder = TemporaryDirectory(prefix="shopmoot-picture-")
        folder = Path(self._folder.name)
        write_shelf(folder, SIX_O_CLOCK)
        self._still = StillDesk(folder)
        self._evening: Evening | None = None
        if tell is not None:
            self._evening = Evening(self._still, self._still.begin("Weekly", 90))
            tell(self._evening)
        super().__init__(self._still, theme)
        self._clockwork = Clockwork(self._still.now, lambda: 0.0)

    def resume(self) -> None:
        """Take the evening up where the picture is taken, also after its end."""
        if self._evening is not None:
            self.saved = len(self._evening.journal.entries)
            self.journal = self._evening.journal

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self._still.close()
        self._folder.cleanup()
