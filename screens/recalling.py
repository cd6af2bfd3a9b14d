"""Proposing a recall: which role, and whose; the rest goes as any other proposal."""

from __future__ import annotations

from textual import work

from assembly.acts.proposing import Propose
from assembly.circle import Kind
from assembly.proposals import Draft, Recall
from assembly.recalling import recallable
from assembly.rulebook import Command
from screens.amending import Amending
from screens.proposal_form import Written
from screens.recall_words import recall_text, role_name
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _


class Recalling(Amending):
    """Opens the form of a proposal that recalls somebody."""

    @work
    async def action_propose_recall(self) -> None:
        """Choose the role, and where several hold it the holder; then write the proposal."""
        recall = await self._whom()
        if recall is not None:
            await self._write_recall(recall)

    @work
    async def propose_recall_of(self, recall: Recall) -> None:
        """Write the proposal that recalls one holder."""
        await self._write_recall(recall)

    async def _whom(self) -> Recall | None:
        held = [Recall(one.role, one.member) for one in recallable(self.assembly)]
        if not held:
            self.stage.say(_("Nobody holds a role, so nobody can be recalled."), severity="warning")
            return None
        role = await self.app.push_screen_wait(self._which_role(held))
        holders = [one for one in held if one.role == role]
        if len(holders) < 2:
            return next(iter(holders), None)
        member = await self.app.push_screen_wait(self._which_holder(holders))
        return next((one for one in holders if one.member == member), None)

    def _which_role(self, held: list[Recall]) -> Choose:
        roles = dict.fromkeys(one.role for one in held)
        options = [Choice(role, role_name(self.assembly, role)) for role in roles]
        return Choose(_("Recall from which role?"), options, things=True)

    def _which_holder(self, holders: list[Recall]) -> Choose:
        title = _("{role}: whose recall?").format(role=role_name(self.assembly, holders[0].role))
        return Choose(title, [Choice(one.member, self.stage.name_of(one.member)) for one in holders])

    async def _write_recall(self, recall: Recall) -> None:
        fresh = self.stage.desk.new_id()

        def propose(written: Written) -> Command:
            return Propose(fresh, written.kind, written.draft, written.author, written.stories)

        text = Draft(recall_text(self.assembly, recall), recalls=recall)
        kept = f"recall {self.assembly.id} {recall.role} {recall.member}"
        await self._write_draft(_("A recall"), kept, Written(Kind.OPERATIONAL, text, fresh=True), propose)
