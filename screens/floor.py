"""The keys that work in every step: undo, help, the phones, pausing, moving on, leaving."""

from __future__ import annotations

from abc import abstractmethod

from textual import work
from textual.binding import Binding, BindingType

from assembly.acts.floor import GoTo
from assembly.acts.sidelines import Pause, Resume
from assembly.journal import undoable
from assembly.state import Assembly
from assembly.steps import Step, moves_from, walk_of
from screens.floor_people import FloorPeople
from screens.floor_writing import FloorWriting
from screens.phones import pages_of_the_room
from screens.undo_words import what_happened
from screens.view import keys_of
from screens.words import step_name
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.cover import Cover
from tui.letters import letter
from tui.widgets.choice_layout import Choice
from words.language import _

PHONES = letter("o", "phones", _("Phones"), _("Show the pages to every phone here"))
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
    PHONES,
    # Where the letter means something else, as in a consent round.
    Binding(
        "ctrl+o",
        "phones",
        _("Phones"),
        id="phones-always",
        tooltip=PHONES.tooltip,
        show=False,
    ),
    Binding(
        "ctrl+t", "title", _("Title"), id="title", tooltip=_("Change the title of this assembly"), show=False
    ),
    Binding("full_stop", "cover", _("Cover"), id="cover", tooltip=_("Cover the screen"), show=False),
    letter("q", "leave", _("Leave"), _("Go home; nothing is lost")),
]


class FloorActions(FloorPeople, FloorWriting):
    """What is always possible, whatever the step."""

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
            Choice("phones", _("Show to all phones"), "o"),
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
            case "phones":
                self.action_phones()
            case "keys":
                self.action_keys()
            case _:
                pass

    @abstractmethod
    def sentence_now(self, assembly: Assembly) -> str:
        """What the facilitator may say now."""

    def action_pause(self) -> None:
        """Stop every clock, or start it again."""
        self.stage.ask(Resume() if self.assembly.paused else Pause())

    @work
    async def action_go(self) -> None:
        """Go to a step that can be reached from here."""
        walk = enumerate(walk_of(self.assembly.purpose), start=1)
        ways = moves_from(self.assembly.step, self.assembly.purpose)
        options = [Choice(step.value, step_name(step), str(number)) for number, step in walk if step in ways]
        chosen = await self.app.push_screen_wait(Choose(_("Where does the room go?"), options))
        if chosen:
            self.stage.ask(GoTo(Step(chosen)))

    def action_phones(self) -> None:
        """Show what the room decides to every phone, and the code that leads there."""
        if self.stage.all_saved:
            self.app.push_screen(pages_of_the_room(self.stage, self.assembly))
        else:
            self.stage.say(_("Wait a moment: it is being saved."), severity="warning")

    def action_cover(self) -> None:
        """Cover the screen."""
        self.app.push_screen(Cover())

    @work
    async def action_keys(self) -> None:
        """Show every key that works here."""
        await self._tell(_("Keys"), keys_of(self))

    @work
    async def action_leave(self) -> None:
        """Go home; the assembly waits."""
        will = _("Everything is kept. You can go on where you stopped.")
        dialog = Confirm(_("Leave this assembly?"), will, yes=_("Leave"), no=_("Stay"))
        if await self.app.push_screen_wait(dialog):
            self.stage.leave()

    async def _break(self) -> None:
        if not self.assembly.paused:
            self.stage.ask(Pause())
        await self._tell(_("A break"), self.stage.sentences.say("stuck.break"))
