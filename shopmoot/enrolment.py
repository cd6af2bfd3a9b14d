"""The circle and its people on the shelf: founded, joined, changed; all or nothing."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from datetime import datetime

from assembly.circle import Protocols
from assembly.daybook import CircleNamed, Event, ProtocolsAdopted
from screens.desk import RollLook
from shopmoot.roll_words import faults, look
from shopmoot.troubles import shelf_trouble
from store.people import Person, Roll
from store.problems import Unusable
from store.roll_text import RollRefused, read_roll
from store.shelf import Shelf


class Enrolment:
    """Keeps the roll; whatever is refused is an `OSError` with a sentence, and nothing changed."""

    def __init__(self, shelf: Shelf) -> None:
        """Take the shelf."""
        self._shelf = shelf

    def look_at(self, text: str) -> RollLook:
        """What a list of people would bring; keeps nothing."""
        return look(text, self._shelf.roll.members)

    def found(self, name: str, language: str, text: str, protocols: Protocols, at: datetime) -> None:
        """Write the circle; its name comes last, and until then the shelf counts as empty."""
        empty = Roll(next_number=self._shelf.roll.next_number)
        self.save(self._with_all(empty, text, at))
        self._note(ProtocolsAdopted(protocols), at)
        self._note(CircleNamed(name, language), at)

    def add(self, text: str, at: datetime) -> Sequence[Person]:
        """Put everybody on a list on the roll."""
        before = self._shelf.roll
        self.save(self._with_all(before, text, at))
        return self._shelf.roll.people[len(before.people) :]

    def save(self, roll: Roll) -> None:
        """Save the roll."""
        try:
            self._shelf.save_people(roll)
        except Unusable as unusable:
            raise OSError(errno.EROFS, shelf_trouble(unusable.problem)) from unusable

    def _with_all(self, before: Roll, text: str, at: datetime) -> Roll:
        try:
            return before.joined_by(read_roll(text), at.date())
        except RollRefused as refused:
            raise OSError(errno.EINVAL, " ".join(faults(refused))) from refused

    def _note(self, event: Event, at: datetime) -> None:
        try:
            self._shelf.write_daybook(event, at)
        except Unusable as unusable:
            raise OSError(errno.EROFS, shelf_trouble(unusable.problem)) from unusable
