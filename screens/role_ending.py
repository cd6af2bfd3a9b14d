"""Ending a term before its day: somebody resigns, the circle recalls them, or they have left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from assembly.board import Seat
from assembly.holdings import EndedBy
from assembly.proposals import Recall
from assembly.roles import Role
from screens.asking_day import AskDay
from screens.keeping import keeps
from screens.proposal import ProposalScreen
from screens.stage import Stage
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.when import read_date
from tui.widgets.choice_layout import Choice
from words.language import _


class TermEnding:
    """Asks why and from when, and writes it down."""

    def __init__(self, stage: Stage, role: Role, seat: Seat) -> None:
        """Take the role and the seat that is held."""
        self._stage = stage
        self._role = role
        self._member = seat.holder or ""

    async def run(self) -> None:
        """Ask, and write it down; nothing happens where somebody goes back."""
        title = _("{role}: {name}").format(role=self._role.label, name=self._stage.name_of(self._member))
        ways = (
            Choice("resigned", _("Resigns; no reason is asked"), "R"),
            Choice("recalled", _("To be recalled by a decision"), "D"),
            Choice("left", _("Has left the circle"), "L"),
        )
        match await self._stage.push_screen_wait(Choose(title, ways)):
            case "resigned":
                await self._end(EndedBy.RESIGNED)
            case "recalled":
                await self._recall()
            case "left":
                await self._leave()
            case _:
                pass

    async def _recall(self) -> None:
        ask = Choose(
            _("Recall is a proposal like any other"),
            (Choice("propose", _("Make it a proposal"), "M"),),
            question=_(
                "Once the circle adopts it, the term ends that day by itself. Nothing is entered here."
            ),
        )
        if await self._stage.push_screen_wait(ask) == "propose":
            await self._propose()

    async def _end(self, why: EndedBy) -> None:
        desk, role, member = self._stage.desk, self._role.id, self._member

        def write(on: date) -> None:
            desk.end_term(role, member, on, why)

        if await self._on_a_day(_("From which day on is it held no more?"), write):
            words = _("Written down. Nobody is put in by hand: an empty seat goes to the next draw.")
            self._stage.say(words)

    async def _leave(self) -> None:
        desk, member = self._stage.desk, self._member

        def write(on: date) -> None:
            desk.change_person(member, left=on)

        if await self._on_a_day(_("From which day on do they not belong to the circle?"), write):
            self._stage.say(_("Written down. What was decided with them stays."))

    async def _on_a_day(self, question: str, write: Callable[[date], None]) -> bool:
        today = self._stage.now().date()
        draft = self._stage.draft(f"end {self._role.id} {self._member}")
        asked = AskDay(self._role.label, Field("day", question, _("today")), draft, today)
        typed = await self._stage.push_screen_wait(asked)
        if typed is None:
            return False
        day = read_date(typed["day"] or _("today"), today)
        if not keeps(self._stage, partial(write, day)):
            return False
        draft.clear()
        return True

    async def _propose(self) -> None:
        """Open the form of the recall, where an assembly is open and has come to the proposals."""
        stage = self._stage
        if stage.journal is None and stage.desk.unclosed() is None:
            stage.say(_("No assembly is open. Start one: at the proposals, R proposes a recall."))
            return
        stage.pop_screen()
        if stage.journal is None:
            stage.resume()
        stage.call_later(partial(_open_form, stage, Recall(self._role.id, self._member)))


def _open_form(stage: Stage, recall: Recall) -> None:
    if isinstance(stage.screen, ProposalScreen):
        stage.screen.propose_recall_of(recall)
    else:
        stage.say(_("A recall is proposed when we come to the proposals: R opens it there."))
