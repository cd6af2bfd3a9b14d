"""What the lottery asks before it acts: which roles, what is thrown, and whether it is really wanted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import MutableMapping

from textual import work

from assembly.acts.drawing import AnswerSeat, LockEntropy, SealDraw, VoidDraw
from assembly.draw.entropy import Promise
from assembly.drawable import need_free_seats
from assembly.lottery import Answer
from assembly.refusal import RuleBroken
from assembly.rulebook import decide
from assembly.said import Said
from assembly.sealing import called_for
from screens.code_view import CodeScreen
from screens.correcting import correct_a_throw
from screens.draw_between import planned_for
from screens.find_yourself import FindYourselfScreen
from screens.lottery_people import PeopleAsking
from screens.lottery_phases import as_sealed, number_ahead
from screens.lottery_roles import first_roles, settled_roles, to_draw
from screens.lottery_throw import ThrowBody
from screens.lottery_verify import page_of
from screens.practice import PracticeScreen
from screens.practice_words import hats_of_today
from screens.proposal_form import Typed, checking
from screens.role_choice import ChooseRoles
from screens.throwing_words import METHODS, promise_words
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.rule_words import words_for
from tui.widgets.choice_layout import Choice
from words.language import _


class LotteryAsking(PeopleAsking):
    """The dialogs of the lottery."""

    @property
    @abstractmethod
    def sources(self) -> tuple[Promise, ...]:
        """What the room wants to throw."""

    @abstractmethod
    def throw(self, method: Promise) -> None:
        """Take what the room throws."""

    @abstractmethod
    def action_called(self) -> None:
        """The room calls numbers before it throws, or not."""

    @abstractmethod
    def roles_were_set(self) -> None:
        """Show the hats of the roles."""

    @work
    async def action_roles(self) -> None:
        """Ask which roles are drawn: the circle's own to tick, or a list to type."""
        draft = self.stage.draft(f"roles {self.assembly.id} {len(self.assembly.draws)}")
        planned = planned_for(self.stage, self.assembly.id)
        first = planned.get("roles") or first_roles(self.assembly)
        if self.assembly.roles:
            settled = settled_roles(self.assembly, self.stage.name_of)
            text = await self.app.push_screen_wait(ChooseRoles(settled, first, draft, self._refused_roles))
        else:
            text = await self._typed_roles(draft, first)
        if text is not None and self.stage.ask(to_draw(self.assembly, text, self.stage.desk.people())):
            draft.clear()
            planned.clear()
            self.roles_were_set()

    async def _typed_roles(self, draft: MutableMapping[str, str], first: str) -> str | None:
        question = _("One role to a line, the most powerful first. A number behind it means as many seats.")
        field = Field("roles", _("Roles"), first, _("note taker 2"), multiline=True)
        form = AskText(
            _("Which roles?"),
            [field],
            draft=draft,
            question=question,
            check=lambda typed: self._refused_roles(typed["roles"]),
        )
        answer = await self.app.push_screen_wait(form)
        return answer["roles"] if answer else None

    def action_pages(self) -> None:
        """Show the page that computes the draw again to every phone."""
        draw = self.assembly.draw
        if draw is not None and self.is_current:
            title = _("Check draw {number} on your phone").format(number=draw.number)
            self.app.push_screen(CodeScreen(title, page_of(draw)))

    def action_odds(self) -> None:
        """Find yourself in the hats."""
        if self.is_current:
            self.app.push_screen(FindYourselfScreen())

    def action_practice(self) -> None:
        """Try the hats of today ten thousand times; nothing of it counts."""
        if self.is_current:
            hats = as_sealed(self.stage.journal) if self.stage.journal else self.assembly
            self.app.push_screen(PracticeScreen(hats_of_today(hats, self.stage.name_of)))

    @work
    async def action_method(self) -> None:
        """Ask what the room throws."""
        choices = [
            Choice(one.kind.value, promise_words(one), str(place)) for place, one in enumerate(METHODS, 1)
        ]
        calls = _("Call no numbers first") if len(self.sources) > 1 else _("Call five numbers first, too")
        choices.append(Choice("called", calls, "4"))
        question = _("Each of these is more chance than anybody can guess. The seal will name it.")
        chosen = await self.app.push_screen_wait(Choose(_("What do we throw?"), choices, question=question))
        if chosen == "called":
            self.action_called()
        for method in METHODS:
            if method.kind.value == chosen:
                self.throw(method)

    @work
    async def action_seal(self) -> None:
        """Seal the hats, once that was wanted."""
        labels = [(one.id, one.label) for one in self.stage.desk.people() if one.label not in {"", one.id}]
        command = SealDraw(self.stage.desk.new_id(), tuple(labels), self.sources)
        title = _("Seal draw {number}?").format(number=number_ahead(self.assembly))
        will = _(
            "From then on nobody enters or leaves a hat. U cannot take a seal back: a sealed draw can only "
            "be declared void, with a reason, before it is locked. Who is in which hat goes on record."
        )
        if not self.allows(command) or await self.sure(title, will, _("Seal it")):
            self.stage.ask(command)

    @work
    async def action_lock(self) -> None:
        """Lock the throws, once two people have read them."""
        draw, command = self.assembly.draw, LockEntropy()
        called = called_for(draw) if draw else None
        if called is None or called.missing:
            self.query_one(ThrowBody).tell_missing()
            return
        will = _(
            "{line}\n\nTwo people have read this aloud. The lock fixes the names, and U cannot take it back."
        ).format(line=called.line)
        if not self.allows(command) or await self.sure(_("Lock these throws?"), will, _("Lock it")):
            self.stage.ask(command)

    @work
    async def action_correct(self) -> None:
        """Correct one throw, whenever it was called; all others stand."""
        await correct_a_throw(self.stage, self.assembly)

    @work
    async def action_void(self) -> None:
        """Declare the sealed draw void, with a reason that stays in the log."""
        question = _(
            "Was a wrong entry found? The draw stays in the log with its reason, "
            "and the next one is sealed anew."
        )
        if self.assembly.draw and self.assembly.draw.called:
            question += " " + _("That throws had been called goes on record too.")
        draft = self.stage.draft(f"void {self.assembly.id} {len(self.assembly.draws)}")

        def declared(typed: Typed) -> VoidDraw:
            return VoidDraw(Said(typed["why"]))

        fields, check = [Field("why", _("Why?"))], checking(self.assembly, declared)
        form = AskText(_("Declare void"), fields, draft=draft, question=question, check=check)
        answer = await self.app.push_screen_wait(form)
        if answer and self.stage.ask(declared(answer)):
            draft.clear()

    @work
    async def action_ineligible(self) -> None:
        """Pass a name over that should not have been in the hat."""
        question = _(
            "Should this person not have been in the hat? The next in reserve steps in, and the draw itself "
            "stands. The reason goes on record; write it without a name."
        )
        draw = self.assembly.draw
        draft = self.stage.draft(f"skip {draw.id} {len(draw.offers)}" if draw else "skip")

        def passed_over(typed: Typed) -> AnswerSeat:
            return AnswerSeat(Answer.INELIGIBLE, Said(typed["why"]))

        fields, check = [Field("why", _("Why?"))], checking(self.assembly, passed_over)
        form = AskText(_("A wrong entry?"), fields, draft=draft, question=question, check=check)
        answer = await self.app.push_screen_wait(form)
        if answer and self.stage.ask(passed_over(answer)):
            draft.clear()

    def _refused_roles(self, text: str) -> str | None:
        command = to_draw(self.assembly, text, self.stage.desk.people())
        try:
            decide(self.assembly, command)
            for role in command.roles:
                need_free_seats(self.assembly, role)
        except RuleBroken as refusal:
            return words_for(refusal)
        return None
