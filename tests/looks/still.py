"""A world that stands still: the same scene paints the same cells for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.code import code_matrix, in_capitals
from assembly.journal import Journal
from assembly.rulebook import Command, decide
from screens.app import Assemblies
from tests.screens.fake_desk import FakeDesk
from tui.clockwork import Clockwork

NAMES = (
    "Amara Okafor",
    "Siobhán O'Neill",
    "Оксана Коваль",
    "Mehmet [Memo] Yıldız",
    "Lena Brandt",
    "Tomasz Wiśniewski",
    "Nguyễn Thị Hoa",
    "José Luis Ferreira",
    "Priya Raman",
)


class StillDesk(FakeDesk):
    """A desk whose clock moves only when something happens, and whose codes a phone can read."""

    def now(self) -> datetime:
        return self.time

    def code_of(self, path: str) -> tuple[str, tuple[tuple[bool, ...], ...]]:
        base = self.door.url if self.door else self.published
        address = f"{base}{path}"
        return (address, code_matrix(in_capitals(address))) if base else ("", ())


class Telling:
    """An assembly while it is being told, twenty seconds from one thing to the next."""

    def __init__(self, desk: StillDesk) -> None:
        self.desk = desk
        self.journal = desk.begin("Weekly", 90)

    def tell(self, *commands: Command, seconds: int = 20) -> None:
        for command in commands:
            self.desk.time += timedelta(seconds=seconds)
            self.journal = self.journal.grown(decide(self.journal.assembly, command), self.desk.time)
            self.desk.book.append(self.journal.last)


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen to be looked at, and the way there."""

    name: str
    tell: Callable[[Telling], None] | None = None
    """What happened in the assembly, or None where there is none."""
    keys: tuple[str, ...] = ()
    """What is pressed then."""
    desk: Callable[[], StillDesk] = lambda: StillDesk(NAMES, "Night Bakery")


class StillApp(Assemblies):
    """The program at a moment that does not pass."""

    def __init__(self, scene: Scene) -> None:
        desk = scene.desk()
        self.script: Journal | None = None
        if scene.tell is not None:
            telling = Telling(desk)
            scene.tell(telling)
            self.script = telling.journal
        super().__init__(desk)
        self._clockwork = Clockwork(desk.now, lambda: 0.0)

    def resume(self) -> None:
        """Take the assembly up where the scene ends, also when it is closed."""
        if self.script is not None:
            self.saved = len(self.script.entries)
            self.journal = self.script
