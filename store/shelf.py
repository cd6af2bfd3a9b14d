"""The shelf: a folder with everything that a circle remembers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from assembly import daybook
from assembly.acts.opening import Opened
from assembly.history import History, history_of
from assembly.journal import Entry
from store.book import Book, read_book
from store.catalogue import Card, decided_before, held_before
from store.layout import ASSEMBLIES, LOCK, PEOPLE, assembly_path, build, daybooks_in, leftovers_in
from store.lock import Holder, Lock, ShelfHeld
from store.months import add_to_month, circle_in, read_months
from store.pen import Pen
from store.people import Roll, load_people, save_people, set_aside
from store.problems import Problem, Unusable, why
from store.storage import replace_file
from store.survey import Survey, Surveyor, silently
from store.verification import verify_book
from store.vocabulary import assembly_books

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_LENGTH = 5


class Shelf:
    """A folder of books, with the right to write on it or without.

    Attributes:
        folder: Where it is.
        holder: Which other window holds it, or None.
        last_alive: The last sign of life of the window before this one, or None.
        last_opened: When the visit began that that window belongs to, or None.
        roll: Everyone who is or was in the circle.
        surveyor: Whoever looks through the books.
        circle: The circle's name, language and protocols.
    """

    def __init__(
        self,
        folder: Path,
        lock: Lock | None,
        holder: Holder | None,
        announce: Callable[[int], None] = silently,
    ) -> None:
        """Load what is on the shelf; use `open`."""
        self.folder = folder
        self.holder = holder
        before = lock.before if lock else None
        self.last_alive = before.alive if before else None
        self.last_opened = before.visit if before else None
        self.roll = Roll()
        self._lock = lock
        self._taken: set[str] | None = None
        self._problems: list[Problem] = []
        self.surveyor = Surveyor(
            folder, read_only=lock is None, announce=announce, given_up=lambda: self.circle.given_up
        )
        self._load()

    @classmethod
    def open(
        cls, folder: Path, *, read_only: bool = False, announce: Callable[[int], None] = silently
    ) -> Shelf:
        """Open a shelf, and make it where there is none.

        Where another window holds it, or nobody can write there, it opens read-only and says so in `holder`
        or `problems`. Whatever cannot be read is a problem too, and the rest opens. Where many books have to
        be read because the catalogue does not know them, `announce` hears how many before that begins.
        """
        if read_only:
            return cls(folder, None, None, announce)
        try:
            build(folder)
            lock = Lock.take(folder / LOCK)
        except ShelfHeld as held:
            return cls(folder, None, held.holder, announce)
        except OSError as error:
            shelf = cls(folder, None, None, announce)
            shelf._problems.append(Problem(why(error), folder))
            return shelf
        for leftover in leftovers_in(folder):
            with suppress(OSError):  # it is in nobody's way
                leftover.unlink()
        return cls(folder, lock, None, announce)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed from here."""
        return self._lock is None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the files of the shelf."""
        return self.problems_with(self.surveyor.survey())

    def problems_with(self, seen: Survey) -> tuple[Problem, ...]:
        """Everything that is wrong with the files of the shelf, as its books were seen."""
        return tuple(dict.fromkeys((*self._problems, *seen.problems)))

    @property
    def own_problems(self) -> tuple[Problem, ...]:
        """What was found wrong without a look through the books."""
        return tuple(dict.fromkeys(self._problems))

    def books(self) -> tuple[Card, ...]:
        """The books of assemblies, newest first."""
        return self.surveyor.survey().assemblies

    def history(self) -> History:
        """What the next assembly starts from."""
        seen = self.surveyor.survey()
        facts = (card.facts for card in seen.assemblies if card.facts)
        return history_of(facts, held_before(seen.brought), self.circle.endings, decided_before(seen.brought))

    def brought(self) -> tuple[Card, ...]:
        """The books of what was brought along, newest first."""
        return self.surveyor.survey().brought

    def unclosed(self) -> Book[Entry] | None:
        """The newest assembly that was not closed, to be resumed; a chain that does not fit is a problem."""
        for card in self.books():
            if card.closed_at is None and card.needs is None:
                path = self.folder / card.file
                if wrong := verify_book(path):
                    self._problems.append(wrong)
                return read_book(path, assembly_books())
        return None

    def read(self, card: Card) -> Book[Entry]:
        """The book of an assembly.

        Raises:
            Unusable: It cannot be read any more.
        """
        return read_book(self.folder / card.file, assembly_books())

    def new_id(self) -> str:
        """Five characters that nothing on this shelf is called."""
        if self._taken is None:  # from here on only this window gives ids away
            self._taken = {one for card in (*self.books(), *self.brought()) for one in card.ids}
        from secrets import choice  # noqa: PLC0415 - brings more modules than a start should wait for

        while (new := "".join(choice(CROCKFORD) for _ in range(ID_LENGTH))) in self._taken:
            continue
        self._taken.add(new)
        return new

    def previous_seal(self) -> str:
        """The seal of the assembly that was closed last, or empty for the first.

        Months are a chain of their own: a month lasts longer than the assemblies in it.
        """
        closed = [card for card in self.books() if card.closed_at]
        last = max(closed, key=lambda card: (card.closed_at, card.file), default=None)
        return last.seal if last else ""

    def new_assembly(self, opened: Opened, at: datetime) -> Pen[Entry]:
        """Open the book of a new assembly; its first line is on the disk when this returns.

        Raises:
            Unusable: The shelf is read-only.
            OSError: It could not be saved.
        """
        self._need_pen()
        path = assembly_path(self.folder, at.date(), opened.assembly)
        return Pen.begin(path, assembly_books(), Entry(1, at, opened))

    def resume(self, book: Book[Entry]) -> Pen[Entry]:
        """Continue the book of an assembly.

        Raises:
            Unusable: The shelf is read-only, or the book is closed, too new, or cannot be read.
        """
        self._need_pen()
        return Pen.resume(book.path, assembly_books())

    def write_daybook(self, event: daybook.Event, at: datetime) -> None:
        """Write down what happened between assemblies.

        Raises:
            Unusable: The shelf is read-only, or the newest month cannot be added to.
            OSError: It could not be saved.
        """
        self._need_pen()
        add_to_month(self.folder, event, at)
        self.circle = circle_in(read_months(self.folder)[0])

    def save_people(self, roll: Roll) -> None:
        """Save who is in the circle.

        Raises:
            Unusable: The shelf is read-only, or the file there cannot be overwritten.
            OSError: It could not be saved.
        """
        self._need_pen()
        save_people(self.folder / PEOPLE, roll)
        self.roll = roll

    def shelter(self, folder: Path) -> Path:
        """Make a shelf in another folder, for an assembly that cannot be saved here; say where its book goes.

        People and daybooks come along, as far as they can be read, so that the assembly can be resumed there.

        Raises:
            OSError: It cannot be made there.
        """
        build(folder)
        for source in (self.folder / PEOPLE, *daybooks_in(self.folder)):
            target = folder / source.relative_to(self.folder)
            if source.exists() and not target.exists():
                replace_file(target, source.read_bytes())
        return folder / ASSEMBLIES

    def close(self) -> None:
        """Let another window write."""
        if self._lock:
            self._lock.release()
            self._lock = None

    def _load(self) -> None:
        months, problems = read_months(self.folder)
        self.circle = circle_in(months)
        self._problems += problems
        try:
            self.roll = load_people(self.folder / PEOPLE)
        except Unusable as unusable:
            self._problems.append(self._put_aside(unusable.problem))
            used = (one for card in self.books() for one in card.entitled)
            self.roll = Roll().beyond(used)

    def _put_aside(self, problem: Problem) -> Problem:
        if self.read_only or problem.code != "people-damaged":
            return problem
        try:
            return Problem(problem.code, problem.path, aside=set_aside(problem.path))
        except OSError:
            return problem

    def _need_pen(self) -> None:
        if self.read_only:
            raise Unusable(Problem("shelf-read-only", self.folder))
