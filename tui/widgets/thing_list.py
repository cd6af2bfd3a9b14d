"""A long list of things that are no people, found by typing as people are."""

from __future__ import annotations

from collections.abc import Sequence

from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from words.language import _


class ThingList(PeopleList):
    """Speaks of things."""

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:
        """Take the things."""
        super().__init__(rows, head=_("Type to find one of {all}"), id=id)

    def say_none_found(self) -> str:
        """What stands in the list when nothing is called what was typed."""
        return _("Nothing here is called that. Esc shows everything.")
