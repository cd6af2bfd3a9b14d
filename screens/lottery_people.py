"""What the lottery asks about people: who sits apart, who observes, and which rule gives way."""

from __future__ import annotations

from textual import work

from assembly.acts.drawing import OBSERVERS, ConfirmSeal
from assembly.acts.hatting import KeepApart, RelaxRule
from assembly.chances import shortage_of
from assembly.refusal import RuleBroken
from screens.floor import FloorActions
from screens.left_out import ask_left_out
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.pick_two import PickTwo
from tui.rule_words import words_for
from tui.widgets.choice_layout import Choice
from tui.widgets.people_rows import Row
from words.draws import rule_name
from words.language import _


class PeopleAsking(FloorActions):
    """The dialogs about the people in the hats and around the seal."""

    @work
    async def action_apart(self) -> None:
        """Ask which two people do not sit in one pool together; why is never asked."""
        name_of, pairs = self.stage.name_of, self.assembly.hatting.pairs
        again = [
            Choice(
                f"{one} {other}",
                _("Together again: {one} and {other}").format(one=name_of(one), other=name_of(other)),
            )
            for one, other in pairs
        ]
        chosen: str | None = "new"
        if again:
            new = Choice("new", _("Keep two more apart"), "n")
            chosen = await self.app.push_screen_wait(Choose(_("Kept apart"), [new, *again]))
        if chosen == "new":
            people = [Row(member, name_of(member)) for member in self.assembly.entitled]
            question = _(
                "Who should not sit in one pool together? Where both are drawn one passes. Only where both "
                "want it, or the assembly decided it: nobody asks why, and no reason is written."
            )
            two = await self.app.push_screen_wait(PickTwo(_("Keep two apart"), people, question=question))
            if two:
                self.stage.ask(KeepApart(two[0], two[1]))
        elif chosen:
            one, other = chosen.split()
            self.stage.ask(KeepApart(one, other, apart=False))

    @work
    async def action_missed(self) -> None:
        """Record that somebody was left out of a hat by mistake, once the throws are locked."""
        await ask_left_out(self.stage)

    @work
    async def action_observers(self) -> None:
        """Ask who the two observers are who took the seal."""
        others = [one for one in self.assembly.here if one != self.assembly.facilitator]
        if len(others) < OBSERVERS:
            will = _("Do two people who do not facilitate have the seal, on a photograph or on paper?")
            if await self.sure(_("Two observers?"), will, _("Yes, both have it")):
                self.stage.ask(ConfirmSeal())
            return
        question = _("Who has the seal? A photograph, or the letters written down. Space ticks.")
        title = _("Tick two people who have photographed the seal; throws come next")
        digits = _("The throws come after this. First tick the two people who have the seal; Space ticks.")
        people = [Row(one, self.stage.name_of(one)) for one in others]
        form = PickTwo(title, people, question=question, others=_("Two guests"), digits=digits)
        two = await self.app.push_screen_wait(form)
        if two is not None:
            self.stage.ask(ConfirmSeal(two))

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

    async def sure(self, title: str, will: str, yes: str) -> bool:
        """Whether something that cannot be undone is really wanted."""
        return await self.app.push_screen_wait(Confirm(title, will, yes=yes, no=_("Not yet")))
