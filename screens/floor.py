"""The keys that work in every step: undo, help, who is here, notes, parking, the stack, moving on."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import cast

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assembly.acts.floor import GoTo, HandOver, MarkPresence
from assembly.acts.sidelines import CallFromStack, JoinStack, ParkThing, Pause, Resume, SettleParked, TakeNote
from assembly.journal import undoable
from assembly.refusal import RuleBroken
from assembly.rulebook import Command, decide
from assembly.said import Said
from assembly.state import Assembly, Presence
from assembly.steps import Step, moves_from, walk_of
from screens.stage import Stage, words_of
from screens.undo_words import what_happened
from screens.whereabouts import presence_of, whereabouts
from screens.words import presence_name, step_name
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.cover import Cover
from tui.dialogs.form import Field
from tui.dialogs.message import Message
from tui.letters import letter
from tui.widgets.choice_layout import Choice
from words.language import _

FLOOR_KEYS: list[BindingType] = [
    Binding(
        "u,U,pageup", "undo", _("Undo"), key_display="U", id="undo", tooltip=_("Take the last thing back")
    ),
    letter("h", "stuck", _("Stuck"), _("I am stuck: what now?"), show=True),
    Binding("question_mark", "keys", _("Keys"), id="keys", tooltip=_("Every key"), show=False),
    letter("g", "go", _("Go to"), _("Go to another step")),
    letter("w", "who", _("Who"), _("Somebody came, left or recuses")),
    letter("p", "pause", _("Pause"), _("Stop or start every clock")),
    letter("n", "note", _("Note"), _("Write a note")),
    letter("k", "park", _("Park"), _("The parking list")),
    letter("s", "stack", _("Stack"), _("The speaking stack")),
    letter("f", "hand_over", _("Hand over"), _("Somebody else facilitates")),
    Binding("full_stop", "cover", _("Cover"), id="cover", tooltip=_("Cover the screen"), show=False),
    letter("q", "leave", _("Leave"), _("Go home; nothing is lost")),
]


class FloorActions(Screen[None]):
    """What is always possible, whatever the step."""

    assembly: Assembly

    @property
    def stage(self) -> Stage:
        """The program this screen belongs to."""
        return cast(Stage, self.app)

    @work
    async def action_undo(self) -> None:
        """Say what will be taken back, and take it back."""
        entry = undoable(self.stage.journal) if self.stage.journal else None
        if entry is None:
            self.stage.undo()
            return
        sentence = what_happened(entry.event, self.stage.name_of)
        dialog = Confirm(_("Take this back?"), sentence, yes=_("Take it back"), no=_("Keep it"))
        if await self.app.push_screen_wait(dialog):
            self.stage.undo()

    @work
    async def action_stuck(self) -> None:
        """Offer what helps when nobody knows how to go on."""
        options = (
            Choice("say", _("Read me the sentence again"), "s"),
            Choice("ask-room", _("Ask the room"), "r"),
            Choice("break", _("Take a break: stop the clocks"), "b"),
            Choice("hand-over", _("Let somebody else facilitate"), "f"),
            Choice("keys", _("Show me every key"), "k"),
        )
        match await self.app.push_screen_wait(Choose(_("You are not alone in this"), options)):
            case "say":
                await self._tell(_("Say now"), self.sentence_now(self.assembly))
            case "ask-room":
                await self._tell(_("Ask the room"), self.stage.sentences.say("stuck.ask-room"))
            case "break":
                await self._break()
            case "hand-over":
                await self._hand_over()
            case "keys":
                self.action_keys()
            case _:
                pass

    @abstractmethod
    def sentence_now(self, assembly: Assembly) -> str:
        """What the facilitator may say now."""

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

    def action_pause(self) -> None:
        """Stop every clock, or start it again."""
        self.stage.ask(Resume() if self.assembly.paused else Pause())

    @work
    async def action_note(self) -> None:
        """Write something down."""
        text = await self._write(_("Note"), _("What should be remembered?"))
        if text:
            self._do(TakeNote(Said(text)), _("Noted."))

    @work
    async def action_park(self) -> None:
        """Put something aside, or take it off the list."""
        waiting = [one for one in self.assembly.parked if one.open]
        options = [Choice("new", _("Park something new"), "n")]
        options += [
            Choice(str(one.number), _("Done: {text}").format(text=words_of(one.text))) for one in waiting
        ]
        chosen = "new" if not waiting else await self.app.push_screen_wait(Choose(_("Parking list"), options))
        if chosen == "new":
            text = await self._write(_("Parking list"), _("What do we put aside?"))
            if text:
                self._do(ParkThing(Said(text)), _("Parked."))
        elif chosen is not None:
            self._do(SettleParked(int(chosen)), _("Done."))

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

    @work
    async def action_go(self) -> None:
        """Go to a step that can be reached from here."""
        walk = enumerate(walk_of(self.assembly.purpose), start=1)
        ways = moves_from(self.assembly.step, self.assembly.purpose)
        options = [Choice(step.value, step_name(step), str(number)) for number, step in walk if step in ways]
        chosen = await self.app.push_screen_wait(Choose(_("Where does the room go?"), options))
        if chosen:
            self.stage.ask(GoTo(Step(chosen)))

    def action_cover(self) -> None:
        """Cover the screen."""
        self.app.push_screen(Cover())

    @work
    async def action_keys(self) -> None:
        """Show every key that works here."""
        bindings = [active.binding for active in self.active_bindings.values() if active.node is self]
        lines = [f"{self.app.get_key_display(one):>6}  {one.tooltip}" for one in bindings if one.tooltip]
        await self._tell(_("Keys"), "\n".join(dict.fromkeys(lines)))

    @work
    async def action_leave(self) -> None:
        """Go home; the assembly waits."""
        will = _("Everything is kept. You can go on where you stopped.")
        dialog = Confirm(_("Leave this assembly?"), will, yes=_("Leave"), no=_("Stay"))
        if await self.app.push_screen_wait(dialog):
            self.stage.leave()

    def allows(self, command: Command) -> bool:
        """Whether the rules would let this happen now."""
        try:
            decide(self.assembly, command)
        except RuleBroken:
            return False
        return True

    async def _break(self) -> None:
        if not self.assembly.paused:
            self.stage.ask(Pause())
        await self._tell(_("A break"), self.stage.sentences.say("stuck.break"))

    async def _hand_over(self) -> None:
        others = [member for member in self.assembly.here if member != self.assembly.facilitator]
        member = await self._pick(others, _("Who facilitates from now on?"))
        if member and self.stage.ask(HandOver(member)):
            self.stage.say(self.stage.sentences.say("stuck.hand-over", name=self.stage.name_of(member)))

    def _do(self, command: Command, words: str) -> None:
        if self.stage.ask(command):
            self.stage.say(words)

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

    async def _write(self, title: str, label: str) -> str:
        draft = self.stage.draft(title)
        field = Field("text", label, multiline=True)
        answer = await self.app.push_screen_wait(AskText(title, [field], draft=draft))
        if not answer:
            return ""
        draft.clear()
        return answer["text"]

    async def _tell(self, title: str, text: str) -> None:
        await self.app.push_screen_wait(Message(title, text))
