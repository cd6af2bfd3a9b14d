"""One objection at a time: test it as the circle does, then make use of it."""

from __future__ import annotations

from textual import work

from assembly.acts.objecting import DropObjection, IntegrateObjection, TestObjection
from assembly.dialects import CRITERIA, Test
from assembly.proposals import Integration, Objection, ObjectionState, Proposal
from assembly.refusal import RuleBroken
from assembly.said import NOTHING_SAID
from screens.amending import Amending, written_of
from screens.decide_words import criterion_question, short_words
from screens.deciding import dialect_now, objection_now
from screens.integrating import changed, fields_of_way, way_title
from screens.proposal_form import Typed, Written, checking
from screens.stage import words_of
from screens.words import integration_name
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _

DROP = "drop"
KEYS = {
    Integration.AMEND: "A",
    Integration.SHORTEN: "S",
    Integration.MEASURE: "M",
    Integration.DEFER: "D",
    Integration.DELEGATE: "G",
    Integration.INFORM: "I",
    Integration.REPLACE: "R",
}


class ObjectionActions(Amending):
    """Takes the first open objection to its end."""

    @work
    async def action_take_objection(self) -> None:
        """Test the first open objection where the circle tests, then ask what to do with it."""
        objection = self._first()
        if objection is None or not await self._tested(objection):
            return
        standing = self._first()
        if standing is not None and standing.number == objection.number:
            await self._use(standing)

    async def _tested(self, objection: Objection) -> bool:
        """Whether the test is done, or none is needed."""
        dialect = dialect_now(self.assembly)
        if dialect is None or dialect.test is Test.NOBODY or objection.state is not ObjectionState.RAISED:
            return dialect is not None
        answers = await (
            self._ask_group(objection) if dialect.test is Test.GROUP else self._ask_reasons(objection)
        )
        return answers is not None and self.stage.ask(TestObjection(objection.number, answers))

    async def _ask_group(self, objection: Objection) -> tuple[bool, ...] | None:
        options = (
            Choice("yes", _("Yes: a harm, or a way to make it better"), "Y"),
            Choice("no", _("No: keep it as a concern"), "N"),
        )
        title = self.stage.sentences.say("decide.test.group", objection=short_words(objection))
        chosen = await self.app.push_screen_wait(Choose(title, options, question=words_of(objection.text)))
        return None if chosen is None else (chosen == "yes",)

    async def _ask_reasons(self, objection: Objection) -> tuple[bool, ...] | None:
        options = (
            Choice("yes", _("Yes, a reason is given"), "Y"),
            Choice("no", _("No, there is none"), "N"),
        )
        answers: list[bool] = []
        for place, criterion in enumerate(CRITERIA, 1):
            place_words = _("{place} of {all}").format(place=place, all=len(CRITERIA))
            title = f"{place_words}: {criterion_question(criterion)}"
            chosen = await self.app.push_screen_wait(
                Choose(title, options, question=words_of(objection.text))
            )
            if chosen is None:
                return None
            answers.append(chosen == "yes")
        return tuple(answers)

    async def _use(self, objection: Objection) -> None:
        """Ask in which way the objection is used, and record it."""
        ways = [Choice(how.value, integration_name(how), KEYS[how]) for how in Integration]
        ways.append(Choice(DROP, _("The objector lets it go: keep it as a concern"), "C"))
        dialog = Choose(_("What would meet this objection?"), ways, question=words_of(objection.text))
        chosen = await self.app.push_screen_wait(dialog)
        proposal = self.assembly.proposal
        if chosen is None or proposal is None:
            return
        if chosen == DROP:
            self.stage.ask(DropObjection(objection.number))
        elif await self._integrated(proposal, objection, Integration(chosen)):
            self.stage.say(_("There is a new version. All positions are cleared: everybody is asked again."))

    async def _integrated(self, proposal: Proposal, objection: Objection, how: Integration) -> bool:
        """Whether the objection led to a new version."""
        kept = f"integration {proposal.id} {objection.number} {how.value}"
        if how in {Integration.AMEND, Integration.REPLACE}:

            def rewritten(written: Written) -> IntegrateObjection:
                if written.kind is not proposal.kind:
                    raise RuleBroken("kind-is-fixed", kind=proposal.kind)
                return IntegrateObjection(objection.number, how, written.draft, NOTHING_SAID, written.author)

            stands, question = written_of(proposal), words_of(objection.text)
            return await self._write_draft(way_title(how), kept, stands, rewritten, question)
        before, today, draft = proposal.version.draft, self.stage.now().date(), self.stage.draft(kept)

        def integrated(typed: Typed) -> IntegrateObjection:
            change = changed(how, before, typed, today)
            author = proposal.version.author
            return IntegrateObjection(objection.number, how, change.draft, change.note, author)

        check = checking(self.assembly, integrated)
        fields = fields_of_way(how, before)
        form = AskText(way_title(how), fields, draft=draft, question=words_of(objection.text), check=check)
        typed = await self.app.push_screen_wait(form)
        taken = typed is not None and self.stage.ask(integrated(typed))
        if taken:
            draft.clear()
        return taken

    def _first(self) -> Objection | None:
        return objection_now(self.assembly.proposal) if self.assembly.proposal else None
