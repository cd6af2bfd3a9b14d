"""The desk of the roll: the circle and its people, founded, joined, changed; all or nothing."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from assembly.circle import Protocols
from assembly.daybook import BookGivenUp, Circle, CircleNamed, Event, LearningWritten, ProtocolsAdopted
from assembly.reviewing import LearningKind
from assembly.said import Said
from screens.desk import RollLook
from shopmoot.troubles import shelf_trouble
from store.catalogue import Lost
from store.people import Person, Roll
from store.problems import Unusable
from store.shelf import Shelf
from words.language import use


class RollDesk:
    """Keeps the roll; whatever is refused is an `OSError` with a sentence, and nothing changed."""

    def __init__(self, shelf: Shelf, language: str) -> None:
        """Take the shelf, and the language that somebody wants, or empty for that of the circle."""
        self._shelf = shelf
        self._language = language
        use(language or shelf.circle.language)

    def now(self) -> datetime:
        """This moment, with the offset of the zone."""
        return datetime.now().astimezone()

    def zone(self) -> str:
        """The zone by its name, such as `Europe/Berlin`, which knows of summer time; empty without a name."""
        from shopmoot.zone import zone_here  # noqa: PLC0415 - only a date that is set asks for it

        return zone_here()

    def circle(self) -> Circle:
        """The circle with the protocols in force."""
        return self._shelf.circle

    def people(self) -> Sequence[Person]:
        """Everybody who ever was on the roll, in order."""
        return self._shelf.roll.people

    def look_at(self, roll: str) -> RollLook:
        """What a list of people would bring; keeps nothing."""
        from shopmoot.roll_words import look  # noqa: PLC0415 - a start reads no list

        return look(roll, self._shelf.roll.members)

    def found(self, name: str, language: str, roll: str, protocols: Protocols) -> None:
        """Write the circle on an empty shelf; its name comes last, and before that the shelf counts as empty.

        Raises:
            OSError: It could not be saved, or the list of people has a fault.
        """
        empty = Roll(next_number=self._shelf.roll.next_number)
        self._save(self._with_all(empty, roll))
        self._note(ProtocolsAdopted(protocols))
        self._note(CircleNamed(name, language))
        use(self._language or language)

    def add_people(self, roll: str) -> Sequence[Person]:
        """Put everybody on a list on the roll; all or nobody.

        Raises:
            OSError: It could not be saved, or the list has a fault.
        """
        before = self._shelf.roll
        self._save(self._with_all(before, roll))
        return self._shelf.roll.people[len(before.people) :]

    def change_person(  # noqa: PLR0913 - what can be known of a person
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
        """Change what is known of a person; `back` forgets that they left.

        Raises:
            OSError: It could not be saved.
        """
        before = self._shelf.roll[id]
        changed = replace(
            before,
            name=before.name if name is None else name,
            label=before.label if label is None else label.strip(),
            tags=before.tags if tags is None else dict(tags),
            opt_outs=before.opt_outs if opt_outs is None else tuple(opt_outs),
            left=None if back else left or before.left,
        )
        self._save(self._shelf.roll.with_changed(changed))

    def add_learning(self, decision: str, kind: LearningKind, text: str) -> None:
        """Write down between assemblies what was learned from a decision.

        Raises:
            OSError: It could not be saved.
        """
        self._note(LearningWritten(decision, kind, Said(text), self.now()))

    def missing_books(self) -> Sequence[Lost]:
        """The books that were taken away, as the last look found them."""
        return self._shelf.surveyor.lost

    def give_up_book(self, book: str) -> None:
        """Write down that a book is gone for good.

        Raises:
            OSError: It could not be saved.
        """
        self._note(BookGivenUp(book))

    def _with_all(self, before: Roll, text: str) -> Roll:
        from shopmoot.roll_words import faults  # noqa: PLC0415 - a start reads no list
        from store.roll_text import RollRefused, read_roll  # noqa: PLC0415

        try:
            return before.joined_by(read_roll(text), self.now().date())
        except RollRefused as refused:
            raise OSError(errno.EINVAL, " ".join(faults(refused))) from refused

    def _save(self, roll: Roll) -> None:
        try:
            self._shelf.save_people(roll)
        except Unusable as unusable:
            raise OSError(errno.EROFS, shelf_trouble(unusable.problem)) from unusable

    def _note(self, event: Event) -> None:
        try:
            self._shelf.write_daybook(event, self.now())
        except Unusable as unusable:
            raise OSError(errno.EROFS, shelf_trouble(unusable.problem)) from unusable
