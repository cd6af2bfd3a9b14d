"""The desk of the patterns: which stories were told, and their words when somebody asks for them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping

from assembly.heard import Heard, Retold, heard_in
from assembly.journal import Journal, replaying
from assembly.state import Story
from shopmoot.roll_desk import RollDesk
from store.problems import Unusable


class PatternsDesk(RollDesk):
    """Knows from the cards of the books what was told; a book is opened only for its words."""

    @abstractmethod
    def _newest(self) -> Journal | None:
        """The assembly that is open in this window, or was closed here last."""

    def heard(self) -> tuple[Heard, ...]:
        """Every story on the shelf and of the assembly under way, without its words."""
        newest = self._newest()
        here = heard_in(newest.assembly) if newest is not None else ()
        return (*here, *self._heard_before(newest.assembly.id if newest is not None else ""))

    def retold(self, heard: Iterable[Heard]) -> tuple[Retold, ...]:
        """These stories with their words; none are kept in memory afterwards."""
        wanted = tuple(heard)
        told = {id: self._stories_of(id) for id in {one.assembly for one in wanted}}
        return tuple(Retold(one, told[one.assembly].get(one.number)) for one in wanted)

    def _heard_before(self, besides: str) -> Iterable[Heard]:
        for card in self._shelf.books():
            if card.facts is not None and card.assembly != besides:
                yield from card.facts.heard

    def _stories_of(self, assembly: str) -> Mapping[int, Story]:
        newest = self._newest()
        if newest is not None and newest.assembly.id == assembly:
            return {one.number: one for one in newest.assembly.stories}
        card = next((card for card in self._shelf.books() if card.assembly == assembly), None)
        try:
            stories = replaying(self._shelf.read(card).entries).assembly.stories if card is not None else ()
        except (OSError, Unusable):
            return {}
        return {one.number: one for one in stories}
