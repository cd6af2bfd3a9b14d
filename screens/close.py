"""Close: the minutes read back, a word each, a victory, the next date, and the end."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from assembly.acts.closing import CloseAssembly, ConfirmMinutes, NameVictory, SayWord
from assembly.minutes import minutes_of
from assembly.said import Said
from assembly.state import Assembly
from screens.asking_meeting import AskMeeting
from screens.close_parts import (
    Part,
    date_fault,
    date_words,
    enter_words,
    last_question,
    list_lines,
    part_of,
    set_by,
    suggested,
)
from screens.minutes_words import minutes_sections
from screens.page import painted
from screens.round import RoundScreen
from screens.stage import words_of
from tui.dialogs.ask_text import AskText
from tui.dialogs.form import Field
from tui.letters import letter
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from tui.widgets.next_button import NextButton
from words.language import _


class CloseScreen(RoundScreen):
    """Read back, go round once more, and close."""

    AUTO_FOCUS = "#next"
    SECONDS_A_TURN = 30
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "read(1)", _("Down"), show=False, id="close.down", tooltip=_("Read on")),
        Binding("up", "read(-1)", _("Up"), show=False, id="close.up", tooltip=_("Read back")),
        Binding(
            "pagedown",
            "page_on",
            _("Next"),
            key_display="⏎",
            id="next",
            tooltip=_("Read a page on; at the end, do the next right thing"),
        ),
        Binding(
            "pageup", "page_back", _("Back"), show=False, id="close.back", tooltip=_("A page back, then undo")
        ),
        letter("c", "close", _("Close"), _("Close the assembly; this cannot be undone"), show=True),
        letter("v", "victory", _("Victory"), _("Name something to celebrate"), show=True),
        letter("d", "date", _("Date"), _("Set when and where you meet again"), show=True),
        letter("t", "word", _("Write"), _("Write somebody's closing word down")),
        letter("z", "close_round", _("End round"), _("End the round of words now")),
    ]
    DEFAULT_CSS = """
    CloseScreen #minutes, CloseScreen #list {
        height: auto;
    }
    CloseScreen.-low #doing {
        display: none;
    }
    """

    def __init__(self) -> None:
        """Begin with nothing skipped."""
        super().__init__()
        self._skipped: set[Part] = set()

    def part(self, assembly: Assembly) -> Part:
        """Where the close stands."""
        return part_of(assembly, self._skipped)

    def compose_body(self) -> ComposeResult:
        """The minutes, the round of words, and what is left to do."""
        yield Static(id="minutes", markup=False)
        yield from super().compose_body()
        yield Static(id="list", markup=False)
        yield Choices(
            [
                Choice("victory", _("Victory"), "V"),
                Choice("date", _("Next date"), "D"),
                Choice("close", _("Close the assembly"), "C"),
            ],
            id="doing",
        )

    def on_mount(self) -> None:
        """Say what Enter does as the minutes are read."""
        for place in ("scroll_y", "virtual_size", "size"):
            self.watch(self._body, place, self._name_next, init=False)

    def follow(self, assembly: Assembly) -> None:
        """Show the part that the room is in."""
        super().follow(assembly)
        part = self.part(assembly)
        minutes, listed = self.query_one("#minutes", Static), self.query_one("#list", Static)
        minutes.display = part is Part.MINUTES
        if minutes.display:
            minutes.update(painted(minutes_sections(minutes_of(assembly), self.stage.name_of)))
        self.query_one("#round").display = assembly.round is not None
        listed.display = part is not Part.MINUTES and assembly.round is None
        listed.update("\n".join(list_lines(assembly, self._skipped)))
        self.query_one("#doing").display = listed.display

    def sentence(self, assembly: Assembly) -> str:
        """What to say in each part."""
        say = self.stage.sentences.say
        if assembly.round:
            return self.turn_words(assembly.round, "close.words")
        match self.part(assembly):
            case Part.DATE:
                return say("close.next", date=suggested(assembly, self.stage.desk.history()).at)
            case Part.END:
                return say("close.ready")
            case part:
                return say(f"close.{part.value}")

    def between_words(self, assembly: Assembly) -> str:
        """What Enter does while there is no round."""
        return enter_words(self.part(assembly), self._more_below)

    def between(self, assembly: Assembly) -> None:
        """Do the next right thing while there is no round."""
        match self.part(assembly):
            case Part.MINUTES if self._more_below:
                self._body.scroll_page_down(animate=False)
            case Part.MINUTES:
                self.stage.ask(ConfirmMinutes())
            case Part.WORDS:
                self.begin_round()
            case Part.VICTORY:
                self.action_victory()
            case Part.DATE:
                self.action_date()
            case Part.END:
                self.stage.say(_("Press C to close. Enter never does what U cannot undo."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a round work while there is one."""
        if action in {"pass", "extra", "close_round", "word"} and self.assembly.round is None:
            return False
        return super().check_action(action, parameters)

    @on(Choices.Picked, "#doing")
    async def do(self, event: Choices.Picked) -> None:
        """The mouse's and the arrows' way to the keys."""
        await self.run_action(event.choice)

    @work
    async def action_word(self) -> None:
        """Write down the word of whoever is speaking or spoke last."""
        member = self._speaker()
        if member is None:
            return
        field = Field("word", _("The word of {name}").format(name=self.stage.name_of(member)))
        draft = self.stage.draft(f"word {self.assembly.id} {member}")
        answer = await self.app.push_screen_wait(AskText(_("A closing word"), [field], draft=draft))
        if answer and self.stage.ask(SayWord(member, Said(answer["word"]))):
            draft.clear()

    @work
    async def action_victory(self) -> None:
        """Name something to celebrate, or nothing."""
        draft = self.stage.draft(f"victory {self.assembly.id}")
        field = Field("text", _("What went well together?"), words_of(self.assembly.victory))
        question = _("However small. Leave it empty to go on without.")
        form = AskText(_("A victory to celebrate"), [field], draft=draft, question=question)
        answer = await self.app.push_screen_wait(form)
        if answer is None:
            return
        if not answer["text"]:
            self._skip(Part.VICTORY)
        elif self.stage.ask(NameVictory(Said(answer["text"]))):
            draft.clear()

    @work
    async def action_date(self) -> None:
        """Set when and where the circle meets again, or leave it open."""
        draft, desk = self.stage.draft(f"date {self.assembly.id}"), self.stage.desk
        known = suggested(self.assembly, desk.history())
        now, zone = self.stage.now(), desk.zone()
        form = AskMeeting(known, partial(date_fault, self.assembly, now, zone), draft, now, zone)
        answer = await self.app.push_screen_wait(form)
        if answer is None:
            return
        if not answer["when"]:
            self._skip(Part.DATE)
        elif self.stage.ask(set_by(answer, now, zone)):
            draft.clear()
            self.stage.say(_("Next assembly: {moment}").format(moment=date_words(self.assembly)))

    @work
    async def action_close(self) -> None:
        """Close the assembly, once that was wanted."""
        if not self.allows(CloseAssembly()) or await self.app.push_screen_wait(last_question(self.assembly)):
            self.stage.ask(CloseAssembly())

    def action_read(self, by: int) -> None:
        """A line on or back."""
        self._body.scroll_relative(y=by, animate=False)

    def action_page_on(self) -> None:
        """A page on; at the end the key of a clicker does the next right thing."""
        if self._more_below:
            self._body.scroll_page_down(animate=False)
        else:
            self.action_next()

    def action_page_back(self) -> None:
        """A page back; at the beginning it takes back, as everywhere."""
        if self._body.scroll_y > 0:
            self._body.scroll_page_up(animate=False)
        else:
            self.action_undo()

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#body", VerticalScroll)

    @property
    def _more_below(self) -> bool:
        return self._body.scroll_y < self._body.max_scroll_y

    def _name_next(self) -> None:
        self.query_one("#next", NextButton).say(self.enter_words(self.assembly))

    def _speaker(self) -> str | None:
        if not self.assembly.round:
            return None
        turns = self.assembly.round.turns
        return self.assembly.round.speaking or (turns[-1].member if turns else None)

    def _skip(self, part: Part) -> None:
        self._skipped.add(part)
        self.watch_assembly(self.assembly)
