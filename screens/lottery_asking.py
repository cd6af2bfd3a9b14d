"""What the lottery asks before it acts: which roles, what is thrown, and whether it is really wanted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from textual import work

from assembly.acts.drawing import AnswerSeat, LockEntropy, SealDraw, VoidDraw
from assembly.acts.hatting import RelaxRule
from assembly.chances import shortage_of
from assembly.draw.entropy import Promise
from assembly.drawable import need_not_drawn
from assembly.lottery import Answer
from assembly.refusal import RuleBroken
from assembly.rulebook import decide
from assembly.said import Said
from screens.find_yourself import FindYourselfScreen
from screens.floor import FloorActions
from screens.lottery_phases import number_ahead
from screens.lottery_roles import first_roles, to_draw
from screens.lottery_throw import missing_words
from screens.practice import PracticeScreen
from screens.practice_words import hats_of_today
from screens.throwing import Thrown
from screens.throwing_words import METHODS, promise_words
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.form import Field
from tui.rule_words import words_for
from tui.widgets.choice_layout import Choice
from words.draws import rule_name
from words.language import _


class LotteryAsking(FloorActions):
    """The dialogs of the lottery."""

    @property
    @abstractmethod
    def sources(self) -> tuple[Promise, ...]:
        """What the room wants to throw."""

    @property
    @abstractmethod
    def thrown(self) -> Thrown:
        """What was typed of the throws."""

    @abstractmethod
    def throw(self, method: Promise) -> None:
        """Take what the room throws."""

    @abstractmethod
    def roles_were_set(self) -> None:
        """Show the hats of the roles."""

    @work
    async def action_roles(self) -> None:
        """Ask which roles are drawn."""
        question = _("One role to a line, the most powerful first. A number behind it means as many seats.")
        field = Field("roles", _("Roles"), first_roles(self.assembly), _("note taker 2"), multiline=True)
        draft = self.stage.draft(f"roles {self.assembly.id} {len(self.assembly.draws)}")
        form = AskText(_("Which roles?"), [field], draft=draft, question=question, check=self._check_roles)
        answer = await self.app.push_screen_wait(form)
        if answer is None:
            return
        if self.stage.ask(to_draw(self.assembly, answer["roles"], self.stage.desk.people())):
            draft.clear()
            self.roles_were_set()

    @work
    async def action_relax(self) -> None:
        """Ask for which role the next rule gives way, because its hats have too few people."""
        short = shortage_of(self.assembly)
        rules = short.rules if short else {}
        labels = {role.id: role.label for role in self.assembly.hatting.roles}
        choices = [
            Choice(role, f"{labels[role]}: {rule_name(rule)}", str(place))
            for place, (role, rule) in enumerate(rules.items(), 1)
        ]
        if short is None or not rules:
            code = "nothing-to-relax" if short else "not-short"
            role = short.roles[0] if short else next(iter(labels), "")
            self.stage.say(words_for(RuleBroken(code, role=labels.get(role, role))))
            return
        question = _("Has the assembly agreed? The rule gives way for this draw only, and it goes on record.")
        chosen = await self.app.push_screen_wait(Choose(_("Relax a rule?"), choices, question=question))
        if chosen is not None:
            self.stage.ask(RelaxRule(chosen, rules[chosen]))

    def action_odds(self) -> None:
        """Find yourself in the hats."""
        if self.is_current:
            self.app.push_screen(FindYourselfScreen())

    def action_practice(self) -> None:
        """Try the hats of today ten thousand times; nothing of it counts."""
        if self.is_current:
            self.app.push_screen(PracticeScreen(hats_of_today(self.assembly, self.stage.name_of)))

    @work
    async def action_method(self) -> None:
        """Ask what the room throws."""
        choices = [
            Choice(one.kind.value, promise_words(one), str(place)) for place, one in enumerate(METHODS, 1)
        ]
        question = _("Each of these is more chance than anybody can guess. The seal will name it.")
        chosen = await self.app.push_screen_wait(Choose(_("What do we throw?"), choices, question=question))
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
        if not self.allows(command) or await self._sure(title, will, _("Seal it")):
            self.stage.ask(command)

    @work
    async def action_lock(self) -> None:
        """Lock the throws, once two people have read them."""
        if self.thrown.missing:
            self.stage.say(_("Not yet: {missing}.").format(missing=missing_words(self.thrown)))
            return
        command = LockEntropy(self.thrown.line)
        will = _(
            "{line}\n\nHave two people read this aloud? The lock fixes the names, and U cannot take it back."
        ).format(line=command.line)
        if not self.allows(command) or await self._sure(_("Lock these throws?"), will, _("Lock it")):
            self.stage.ask(command)

    @work
    async def action_void(self) -> None:
        """Declare the sealed draw void, with a reason that stays in the log."""
        question = _(
            "Was a wrong entry found? The draw stays in the log with its reason, "
            "and the next one is sealed anew."
        )
        draft = self.stage.draft(f"void {self.assembly.id} {len(self.assembly.draws)}")
        form = AskText(_("Declare void"), [Field("why", _("Why?"))], draft=draft, question=question)
        answer = await self.app.push_screen_wait(form)
        if answer and self.stage.ask(VoidDraw(Said(answer["why"]))):
            draft.clear()

    @work
    async def action_ineligible(self) -> None:
        """Pass a name over that should not have been in the hat."""
        will = _(
            "This person should not have been in the hat: the next in reserve steps in. "
            "The draw itself stands."
        )
        if await self._sure(_("A wrong entry?"), will, _("Pass this name over")):
            self.stage.ask(AnswerSeat(Answer.INELIGIBLE))

    async def _sure(self, title: str, will: str, yes: str) -> bool:
        return await self.app.push_screen_wait(Confirm(title, will, yes=yes, no=_("Not yet")))

    def _check_roles(self, typed: Mapping[str, str]) -> str | None:
        command = to_draw(self.assembly, typed["roles"], self.stage.desk.people())
        try:
            decide(self.assembly, command)
            for role in command.roles:
                need_not_drawn(self.assembly, role)
        except RuleBroken as refusal:
            return words_for(refusal)
        return None
