"""The keys about people that work in every step: who is here, who speaks, who facilitates."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from assembly.acts.floor import HandOver, MarkPresence
from assembly.acts.sidelines import CallFromStack, JoinStack
from assembly.state import Presence
from screens.ground import Ground
from screens.whereabouts import presence_of, whereabouts
from screens.words import presence_name
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _


class FloorPeople(Ground):
    """Somebody came or left, wants to speak, or leads on."""

    @work
    async def action_who(self) -> None:
        """Mark that somebody came, left or recuses."""
        title = _("Who came, left or recuses?")
        member = await self._pick(self.assembly.entitled, title, self._name_and_state)
        if member is None:
            return
        options = whereabouts(self.assembly, member)
        chosen = await self.app.push_screen_wait(Choose(self.stage.name_of(member), options))
        if chosen is not None:
            words = f"{self.stage.name_of(member)}: {presence_name(Presence(chosen))}."
            self._do(MarkPresence((member,), Presence(chosen)), words)

    @work
    async def action_stack(self) -> None:
        """Who wants to speak, and who is next: whoever spoke least comes first."""
        stack = self.assembly.stack
        options = [Choice("join", _("Somebody wants to speak"), "a")]
        if stack:
            waiting = ", ".join(self.stage.name_of(one) for one in stack)
            options.insert(0, Choice("next", _("Call the next of: {names}").format(names=waiting), "n"))
        match await self.app.push_screen_wait(Choose(_("Speaking stack"), options)):
            case "next":
                if self.stage.ask(CallFromStack()):
                    self.stage.say(
                        _("{name} has the floor.").format(name=self.stage.name_of(self.assembly.speaker))
                    )
            case "join":
                member = await self._pick(
                    [one for one in self.assembly.here if one not in stack], _("Who wants to speak?")
                )
                if member:
                    self.stage.ask(JoinStack(member))
            case _:
                pass

    @work
    async def action_hand_over(self) -> None:
        """Let somebody else facilitate."""
        await self._hand_over()

    async def _hand_over(self) -> None:
        others = [member for member in self.assembly.here if member != self.assembly.facilitator]
        member = await self._pick(others, _("Who facilitates from now on?"))
        if member and self.stage.ask(HandOver(member)):
            self.stage.say(self.stage.sentences.say("stuck.hand-over", name=self.stage.name_of(member)))

    def _name_and_state(self, member: str) -> str:
        return f"{self.stage.name_of(member)} · {presence_name(presence_of(self.assembly, member))}"

    async def _pick(
        self, members: tuple[str, ...] | list[str], title: str, label: Callable[[str], str] | None = None
    ) -> str | None:
        options = [Choice(member, (label or self.stage.name_of)(member)) for member in members]
        if not options:
            self.stage.say(
                _("There is nobody to choose from. Press W to say who is here."), severity="warning"
            )
            return None
        return await self.app.push_screen_wait(Choose(title, options))
