"""A long list of things that are no people, found by typing as people are."""

from __future__ import annotations

from tui.widgets.people_list import PeopleList
from words.language import _


class ThingList(PeopleList):
    """Speaks of things."""

    def say_how_to_find(self) -> str:
        """What stands above the list while nothing is typed."""
        return _(" Type to find one of {all}").format(all=len(self.rows))

    def say_none_found(self) -> str:
        """What stands in the list when nothing is called what was typed."""
        return _("Nothing here is called that. Esc shows everything.")
