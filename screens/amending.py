"""What can be done to the text of the proposal on the table: write it anew, put it aside, take it back."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from assembly.acts.proposing import Amend, ParkProposal, Propose, Withdraw
from assembly.circle import Kind
from assembly.proposals import Draft, Proposal
from assembly.rulebook import Command
from screens.floor import FloorActions
from screens.proposal_form import (
    ProposalForm,
    Reading,
    Typed,
    Written,
    checking,
    fields_for,
    refusal_of,
)
from screens.recall_words import recall_words
from tui.dialogs.confirm import Confirm
from words.language import _


class Amending(FloorActions):
    """Writes, parks and withdraws proposals, in whatever step that is allowed."""

    @work
    async def action_write_proposal(self) -> None:
        """Write another proposal."""
        fresh = self.stage.desk.new_id()

        def propose(written: Written) -> Command:
            return Propose(fresh, written.kind, written.draft, written.author, written.stories)

        await self._write_draft(_("A proposal"), f"proposal {self.assembly.id}", None, propose)

    @work
    async def action_amend(self) -> None:
        """Write the next version of the proposal on the table."""
        proposal = self.assembly.proposal
        if proposal is None or self._fixed():
            return

        def amend(written: Written) -> Command:
            return Amend(written.draft, written.author, written.kind)

        await self._write_draft(_("A new version"), _draft_name(proposal), written_of(proposal), amend)

    def action_park_proposal(self) -> None:
        """Put the proposal aside for later."""
        self.stage.ask(ParkProposal())

    @work
    async def action_withdraw(self) -> None:
        """Let the proposer take the proposal back."""
        if self._fixed():
            return
        will = _("Nothing is decided about it today. Undo can bring it back.")
        dialog = Confirm(_("Withdraw the proposal?"), will, yes=_("Withdraw it"), no=_("Keep it"))
        if await self.app.push_screen_wait(dialog):
            self.stage.ask(Withdraw())

    def _fixed(self) -> bool:
        """Whether the proposal cannot change now; if so, say why."""
        refusal = refusal_of(self.assembly, Withdraw())
        if refusal:
            self.stage.say(refusal, severity="warning")
        return refusal is not None

    async def _write_draft(
        self,
        title: str,
        kept: str,
        before: Written | None,
        command_of: Callable[[Written], Command],
        objection: str = "",
    ) -> bool:
        """Ask for a text until the rules take it or somebody goes back; whether it was taken."""
        reading, draft = self._reading(before), self.stage.draft(kept)

        def asked(typed: Typed) -> Command:
            return command_of(reading.written(typed))

        fields = fields_for(before, reading, first=before is None or before.fresh)
        form = ProposalForm(title, fields, draft, checking(self.assembly, asked), reading.today)
        above = objection or recall_words(self.assembly, reading.before.recalls, self.stage.name_of)
        typed = await self.app.push_screen_wait(form.meeting(above))
        taken = typed is not None and self.stage.ask(asked(typed))
        if taken:
            draft.clear()
        return taken

    def _reading(self, before: Written | None) -> Reading:
        here = {member: self.stage.name_of(member) for member in self.assembly.here}
        stories = tuple(story.number for story in self.assembly.stories)
        kind = before.kind if before else Kind.OPERATIONAL
        author = before.author if before else None
        carried = before.draft if before else Draft("")
        return Reading(self.stage.now().date(), here, stories, kind, author, carried)


def written_of(proposal: Proposal) -> Written:
    """A proposal as the form shows it."""
    return Written(proposal.kind, proposal.version.draft, proposal.version.author, proposal.stories)


def _draft_name(proposal: Proposal) -> str:
    return f"version {proposal.id} {proposal.version.number}"
