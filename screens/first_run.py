"""First run: four short steps from an empty shelf to a circle."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import ContentSwitcher, Input

from screens.first_steps import LanguagePart, NamePart, ProtocolsPart
from screens.keeping import keeps
from screens.protocol_editor import ProtocolEditor
from screens.roll_entry import Lines, RollEntry
from screens.roll_words import count_words, look_refused
from screens.stage import REHEARSE
from screens.view import View
from tui.app import Shell
from tui.dialogs.confirm import Confirm
from tui.widgets.choice import Choices
from tui.widgets.stepbar import StepBar
from words import language
from words.language import _

NAME, PEOPLE, RULES, LANGUAGE = PARTS = ("name-part", "people-part", "rules-part", "language-part")
FOCUS: Mapping[str, str] = {NAME: "#circle", PEOPLE: "#roll", RULES: "#next", LANGUAGE: "#next"}
"""Where the keys go in each step."""


class FirstRunScreen(View):
    """Name, people, rules, language; every step keeps what was typed, forwards and back."""

    ENTRANCE = True
    AUTO_FOCUS = "#circle"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,F,ctrl+o", "read_file", _("CSV file"), id="first.file", show=False),
        Binding(
            "ctrl+r,r,R",
            "rehearse",
            _("Rehearse"),
            id="first.rehearse",
            tooltip=_("Rehearse first; nothing is kept"),
        ),
        *(Binding(str(place), f"choose({place})", id=f"first.{place}", show=False) for place in range(1, 10)),
    ]
    DEFAULT_CSS = """
    FirstRunScreen ContentSwitcher {
        height: auto;
        margin-top: 1;
    }
    FirstRunScreen ContentSwitcher.-people {
        height: 1fr;
        min-height: 8;
    }
    FirstRunScreen.-low ContentSwitcher {
        margin-top: 0;
    }
    FirstRunScreen.-low #steps {
        display: none;
    }
    FirstRunScreen.-low Part > * {
        margin: 0;
    }
    """

    place: reactive[int] = reactive(0, init=False)
    """The step, from 0."""

    def compose_body(self) -> ComposeResult:
        """The four steps, of which one is in sight."""
        yield StepBar((_("Circle"), _("People"), _("Rules"), _("Language")), id="steps")
        with ContentSwitcher(initial=NAME):
            yield NamePart(self._draft.get("circle", ""), id=NAME)
            yield RollEntry(self.stage.desk.look_at, self._draft.get("roll", ""), id=PEOPLE)
            yield ProtocolsPart(id=RULES)
            yield LanguagePart(id=LANGUAGE)

    def watch_place(self, place: int) -> None:
        """Show another step."""
        switcher = self.query_one(ContentSwitcher)
        switcher.current = PARTS[place]
        switcher.set_class(PARTS[place] == PEOPLE, "-people")
        self.query_one("#steps", StepBar).now = place
        self._body.scroll_home(animate=False)
        self.query_one(FOCUS[PARTS[place]]).focus()
        self.follow()

    def follow(self) -> None:
        """Say what is going to be founded."""
        self._language.summary = " · ".join((self._naming.text, *self._people_words()))
        super().follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Each step has its own keys."""
        needed = {"read_file": {PEOPLE}, "choose": {RULES, LANGUAGE}}
        return PARTS[self.place] in needed.get(action, PARTS)

    def title_words(self) -> str:
        """Which step of how many."""
        return _("Shopmoot, first run: step {place} of {all}").format(place=self.place + 1, all=len(PARTS))

    def next_words(self) -> str:
        """What Enter does now."""
        return (
            _("Go on: who belongs to it?"),
            _("Go on: how do we decide?"),
            _("These rules are right; go on"),
            _("Found the circle"),
        )[self.place]

    def go_on(self) -> None:
        """The next step, if this one is complete; after the last one the circle is founded."""
        refused = self._refused()
        if refused:
            self.stage.say(refused, severity="warning")
        elif self.place < len(PARTS) - 1:
            self.place += 1
        else:
            self._found()

    @on(Input.Changed, "#circle")
    @on(Lines.Changed, "#roll")
    def keep_draft(self) -> None:
        """Remember every letter at once."""
        if self.is_mounted:
            self._draft.update(circle=self._naming.text, roll=self._people.text)

    @on(Input.Submitted, "#circle")
    @on(Lines.Done)
    def end_part(self) -> None:
        """What was asked for is written."""
        self.action_next()

    @on(Choices.Picked, "#rehearsal")
    def action_rehearse(self) -> None:
        """Offer the invented circle."""
        self._rehearse()

    @on(Choices.Picked, "#change")
    def change(self, event: Choices.Picked) -> None:
        """Change one rule."""
        self._edit(int(event.choice))

    @on(Choices.Picked, "#languages")
    def speak(self, event: Choices.Picked) -> None:
        """Speak another language from now on."""
        self._language.chosen = event.choice
        language.use(event.choice)
        self.query_one("#next").focus()
        self.follow()

    def action_choose(self, place: int) -> None:
        """Press the button with this number."""
        choices = "#change" if PARTS[self.place] == RULES else "#languages"
        self.query_one(choices, Choices).press(str(place))

    def action_read_file(self) -> None:
        """Read the people from a CSV file."""
        self._people.action_read_file()

    def action_back(self) -> None:
        """One step back; before the first one there is only the way out."""
        if self.place:
            self.place -= 1
        else:
            self._quit()

    def _refused(self) -> str | None:
        if PARTS[self.place] == NAME and not self._naming.text:
            return _("The circle needs a name. What do you call your group?")
        return look_refused(self._people.look) if PARTS[self.place] == PEOPLE else None

    def _people_words(self) -> tuple[str, ...]:
        look = self._people.look
        return (count_words(look),) if look.names else ()

    @work(exclusive=True)
    async def _edit(self, place: int) -> None:
        part = self.query_one(ProtocolsPart)
        await ProtocolEditor(self.stage, part.protocols[place], part.take).run()

    @work(exclusive=True)
    async def _rehearse(self) -> None:
        will = _(
            "An invented bakery of nine people opens, with a history. Try everything: nothing of it is kept. "
            "Later, the command for it is: shopmoot --demo"
        )
        question = Confirm(_("Rehearse first"), will, yes=_("Rehearse"), no=_("Go on here"))
        if await self.app.push_screen_wait(question):
            self.app.exit(REHEARSE)

    @work(exclusive=True)
    async def _quit(self) -> None:
        question = Confirm(
            _("Quit"), _("Nothing is founded yet, and nothing is kept."), yes=_("Quit"), no=_("Stay")
        )
        if await self.app.push_screen_wait(question):
            self._draft.clear()
            self.app.exit(0)

    def _found(self) -> None:
        protocols = self.query_one(ProtocolsPart).protocols
        if self.may_write() and keeps(
            self.stage,
            lambda: self.stage.desk.found(
                self._naming.text, self._language.chosen, self._people.text, protocols
            ),
        ):
            self._draft.clear()
            # The shelf is not empty any more: the program looks again where it stands.
            self.stage.mutate_reactive(Shell.journal)

    @property
    def _draft(self) -> MutableMapping[str, str]:
        return self.stage.draft("founding")

    @property
    def _naming(self) -> NamePart:
        return self.query_one(NamePart)

    @property
    def _people(self) -> RollEntry:
        return self.query_one(RollEntry)

    @property
    def _language(self) -> LanguagePart:
        return self.query_one(LanguagePart)
