"""Plain JSON read as something that a schema describes: what is otherwise is named by the way to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from assembly.said import Said
from assembly.value import value
from store.decisions_look import Bad, fitting
from words.steady import cleaned

_ID = re.compile(r"[0-9A-Z][0-9A-Z-]{0,31}")

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@value
class Facts:
    """An object of the file, with the way to it."""

    plain: dict[str, Any]
    where: str = ""

    def at(self, name: str, kind: type[T]) -> T:
        """What stands under a name.

        Raises:
            Bad: It is not there, or something else.
        """
        found = self.plain.get(name)
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            raise self.bad(name)
        return found

    def bad(self, name: str) -> Bad:
        """What is said of something that is not as the schema says."""
        return Bad("not-as-the-schema", f"{self.where}{name}")

    def text(self, name: str) -> str:
        """A text, without what steers a screen."""
        return fitting(cleaned(self.at(name, str)), f"{self.where}{name}")

    def id(self, name: str) -> str:
        """An id, which pages lead to."""
        found = self.at(name, str)
        if not _ID.fullmatch(found):
            raise self.bad(name)
        return found

    def number(self, name: str) -> int:
        """A number of people, or of anything else that is counted."""
        found = self.at(name, int)
        if found < 0:
            raise self.bad(name)
        return found

    def said(self, name: str) -> Said:
        """A text that may have been removed."""
        return Said(None) if name in self.plain and self.plain[name] is None else Said(self.text(name))

    def day(self, name: str) -> date | None:
        """A day, or none."""
        return None if self.plain.get(name) is None else self._read(name, date.fromisoformat)

    def moment(self, name: str) -> datetime:
        """A moment with its zone."""
        found = self._read(name, datetime.fromisoformat)
        if found.utcoffset() is None:
            raise self.bad(name)
        return found

    def one_of(self, name: str, kind: type[E]) -> E:
        """One of a few words."""
        return self._read(name, kind)

    def inside(self, name: str) -> Facts:
        """An object within this one."""
        return Facts(self.at(name, dict), f"{self.where}{name}.")

    def all(self, name: str) -> Iterator[Facts]:
        """The objects of a list."""
        for place, one in enumerate(self.at(name, list)):
            if not isinstance(one, dict):
                raise self.bad(f"{name}.{place}")
            yield Facts(one, f"{self.where}{name}.{place}.")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        listed = {str(place): one for place, one in enumerate(self.at(name, list))}
        inner = Facts(listed, f"{self.where}{name}.")
        return tuple(inner.text(place) for place in listed)

    def _read(self, name: str, read: Callable[[str], T]) -> T:
        try:
            return read(self.at(name, str))
        except ValueError:
            raise self.bad(name) from None
