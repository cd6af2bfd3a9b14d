"""The desk of the roles: what the circle gives away, who holds it until when, and who stopped early."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assembly.adopted import recalls_of
from assembly.board import Seat, board
from assembly.daybook import RolesSettled, TermEnded
from assembly.history import History
from assembly.holdings import EndedBy, Ending, Holding, ended_early, holds_on
from assembly.roles import Role
from shopmoot.roll_desk import RollDesk


class RoleDesk(RollDesk):
    """Keeps the roles; what a rule refuses is a `RuleBroken`, what a disk refuses an `OSError`."""

    @abstractmethod
    def history(self) -> History:
        """What earlier assemblies leave to the next one."""

    @property
    @abstractmethod
    def settled(self) -> bool:
        """Whether the books have been looked through since the program began."""

    @abstractmethod
    def settle(self, told: Callable[[int, int], None]) -> Sequence[str]:
        """Look through the books of a big shelf."""

    @abstractmethod
    def recalls_under_way(self) -> Sequence[Ending]:
        """The terms that the assembly whose book is open here has ended by a recall."""

    def settle_roles(self, roles: Sequence[Role], relax_order: Sequence[str], decision: str = "") -> None:
        """Say which roles the circle gives away from now on, by which rules.

        Raises:
            RuleBroken: They cannot be drawn like that.
            OSError: It could not be saved.
        """
        from assembly.settling import check_settled  # noqa: PLC0415 - brings the rules of the lottery

        check_settled(roles, relax_order, (person.id for person in self.people()))
        self._note(RolesSettled(tuple(roles), tuple(relax_order), decision))

    def end_term(self, role: str, member: str, on: date, why: EndedBy, decision: str = "") -> None:
        """End a term early.

        Raises:
            RuleBroken: It is not held on that day, or a recall was not decided.
            OSError: It could not be saved.
        """
        from assembly.settling import check_ending  # noqa: PLC0415 - brings the rules of the lottery

        history, ending = self._whole_history(), Ending(role, member, on, why, decision)
        check_ending(ending, self.holdings(), history.assembly_dates, recalls_of(history.decided))
        self._note(TermEnded(role, member, on, why, decision))

    def holdings(self) -> tuple[Holding, ...]:
        """Everything that was ever held, early endings included."""
        history = self._whole_history()
        return ended_early(history.holdings, self.recalls_under_way(), history.assembly_dates)

    def imports(self) -> frozenset[str]:
        """The ids under which somebody brought roles along from before."""
        return frozenset(id for card in self._shelf.brought() for id in card.ids)

    def board(self) -> tuple[Seat, ...]:
        """Every seat of the circle's roles today: who holds it until when, or since when nobody does."""
        history = self._whole_history()
        return board(self.circle().roles, self.holdings(), history.assembly_dates, self.now().date())

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
        """Change what is known of a person; whoever leaves the circle holds none of its roles any more.

        Raises:
            OSError: It could not be saved.
        """
        super().change_person(id, name=name, label=label, tags=tags, opt_outs=opt_outs, left=left, back=back)
        if left is None or back:
            return
        history = self._whole_history()
        for day in sorted({left, max(left, self.now().date())}):
            for one in holds_on(history.holdings, day, history.assembly_dates):
                if one.member == id and (day == left or one.since > left):
                    self._note(TermEnded(one.role, id, max(left, one.since), EndedBy.LEFT))

    def _whole_history(self) -> History:
        """The history with everything in it, also where the first frame was shown with less."""
        if not self.settled:
            self.settle(lambda _done, _of: None)
        return self.history()
