"""What earlier assemblies left: reviews that are due, ends that came, things that were put aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual import work

from assembly.acts.proposing import Propose
from assembly.acts.reviewing import SettleLeftover
from assembly.decision import Decision
from assembly.leftovers import PARKED, Unfinished, dealt_with, is_to_be_amended
from assembly.rulebook import Command
from assembly.said import Said
from assembly.state import Assembly
from assembly.steps import Occasion
from screens.amending import Amending
from screens.commons import DecisionsScreen
from screens.gather_words import due, leftover
from screens.proposal_form import Written
from screens.review import ReviewScreen
from screens.roles import RolesScreen
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _

OTHERS = "others"
"""The way to decisions that are not on the list."""
ROLES = "roles"
"""The way to the board of roles."""


class LookingBack(Amending):
    """Opens the list of what was left, and does what each thing on it needs."""

    @work(exclusive=True, group="back")
    async def action_look_back(self) -> None:
        """Show what was left from before; a review is done, and what is done leaves the list."""
        today = self.stage.now().date()
        things = left_for(self.assembly, due(self.stage.desk.history(), today))
        options = [Choice(str(place), leftover(one, today)) for place, one in enumerate(things)]
        options.append(Choice(OTHERS, _("Other decisions: read them, write down what was learned"), "o"))
        if self.stage.desk.circle().roles:
            options.append(Choice(ROLES, _("Roles: who holds what until when"), "r"))
        question = "" if things else _("Nothing is left from before. What is put aside today stands under K.")
        ask = Choose(_("Left from before: which one?"), options, question=question, things=True)
        chosen = await self.app.push_screen_wait(ask)
        if chosen is None:
            return
        if chosen in {OTHERS, ROLES}:
            self.app.push_screen(DecisionsScreen() if chosen == OTHERS else RolesScreen())
            return
        thing = things[int(chosen)]
        if thing.what == PARKED:
            await self._settle(thing)
        else:
            self._look_at(thing.decision)

    async def _settle(self, thing: Unfinished) -> None:
        options = (
            Choice("done", _("It is done: take it off the list"), "d"),
            Choice("wait", _("It waits for another day"), "w"),
        )
        title = _("Put aside before")
        if await self.app.push_screen_wait(Choose(title, options, question=thing.title)) == "done":
            self._do(SettleLeftover(Said(thing.title)), _("Off the list. U takes it back."))

    def _look_at(self, id: str) -> None:
        decision = self.stage.desk.decision(id)
        if decision is None:
            self.stage.say(_("The book of decision {id} cannot be read.").format(id=id), severity="warning")
            return

        def then(_answer: object = None) -> None:
            if is_to_be_amended(self.assembly, id):
                self._amend_decision(decision)

        if is_to_be_amended(self.assembly, id):
            then()
        else:
            self.app.push_screen(ReviewScreen(decision), then)

    @work
    async def _amend_decision(self, decision: Decision) -> None:
        """Write the new words where the old ones stand; the days are set anew."""
        fresh = self.stage.desk.new_id()
        draft = replace(decision.draft, start=None, until=None, review=None, amends=decision.id, recalls=None)

        def propose(written: Written) -> Command:
            return Propose(fresh, written.kind, written.draft, written.author, written.stories)

        title = _("New words for decision {id}").format(id=decision.id)
        taken = await self._write_draft(
            title, f"amends {decision.id}", Written(decision.kind, draft), propose
        )
        if taken:
            self.stage.say(_("Written. It is on the table when we come to the proposals."))
        else:
            self.stage.say(_("What you typed stays. Open it again under what was left from before."))


def left_for(assembly: Assembly, things: Iterable[Unfinished]) -> tuple[Unfinished, ...]:
    """What nobody has dealt with today; decisions are left to an assembly, which a mere draw is not."""
    looks_back = assembly.purpose is Occasion.ASSEMBLY
    return tuple(
        one for one in things if (looks_back or one.what == PARKED) and not dealt_with(assembly, one)
    )
