"""Home: what is due today, and the ways from here."""

# ruff: noqa: PLC0415 - this is what the start waits for: the other pages are imported when somebody goes there

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from screens.home_words import (
    Situation,
    assembly_title,
    home_sections,
    minutes_refused,
    on_the_roll,
)
from screens.keeping import keeps
from screens.page import painted
from screens.view import View
from tui.letters import letter
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words.language import _, n_


class HomeScreen(View):
    """Start an assembly or go on with one; look at decisions, people and protocols."""

    ENTRANCE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        letter("d", "decisions", _("Decisions"), _("What was decided, and why"), show=True),
        letter("p", "people", _("People"), _("Who belongs to the circle"), show=True),
        letter("r", "protocols", _("Rules"), _("How this circle decides"), show=True),
        letter("m", "patterns", _("Map"), _("Which complaint comes back where: the map of stories")),
        letter("w", "roles", _("Roles"), _("Who holds which role until when")),
        letter("o", "pages", _("Phones"), _("Show the pages to every phone here"), show=True),
        letter("l", "draw", _("Draw roles"), _("Draw roles between assemblies: a vacancy, a pool, a pair")),
        letter("t", "practice", _("Try a draw"), _("Practice the lottery with an invented circle")),
        letter("g", "give_up", _("Gone book"), _("Say that a book which was taken away is gone for good")),
        letter("q", "leave", _("Quit"), _("Quit; everything is kept"), show=True),
        Binding("escape", "stay", _("Stay"), id="home.stay", show=False),
    ]
    DEFAULT_CSS = """
    HomeScreen #due, HomeScreen #ways {
        height: auto;
        margin-top: 1;
    }
    HomeScreen.-low #due, HomeScreen.-low #ways {
        margin-top: 0;
    }
    """

    def compose_body(self) -> ComposeResult:
        """What is due, and the ways from here."""
        yield Static(id="due", markup=False)
        yield Choices(ways(), id="ways")

    def on_screen_resume(self) -> None:
        """Whoever comes back here sees what is wrong with the shelf by now."""
        if self.is_mounted and not self._followed_at_once:
            self.stage.notice()
        super().on_screen_resume()
        self.query_one("#next").focus()

    def follow(self) -> None:
        """Show what is due now."""
        super().follow()
        self.query_one("#due", Static).update(painted(home_sections(self._situation())))

    def title_words(self) -> str:
        """The circle and how many belong to it."""
        number = len(self._members())
        people = n_("{number} person", "{number} people", number).format(number=number)
        return f"{self.stage.desk.circle().name} · {people}"

    def next_words(self) -> str:
        """Go on, add people, or start."""
        if self.stage.desk.held:
            return _("This window can only read")
        if self.stage.desk.unclosed() is not None:
            return _("Go on where the assembly stopped")
        return _("Start an assembly") if self._members() else _("Add the people of the circle")

    def go_on(self) -> None:
        """Go on with what was not closed, or start something new."""
        if not self.may_write():
            return
        if self.stage.desk.unclosed() is not None:
            self.stage.resume()
        elif self._members():
            self.start()
        else:
            self.action_people()

    @work(exclusive=True)
    async def start(self) -> None:
        """Ask for a title and a length, and open the assembly."""
        from tui.dialogs.ask_text import AskText
        from tui.dialogs.form import Field

        fields = (
            Field("title", _("What is it called?"), assembly_title(self.stage.now().date())),
            Field("minutes", _("How many minutes may it take?"), str(self.stage.desk.minutes)),
        )
        draft = self.stage.draft("assembly")
        answer = await self.app.push_screen_wait(
            AskText(
                _("A new assembly"),
                fields,
                draft=draft,
                check=lambda typed: minutes_refused(typed["minutes"]),
            ).named(_("Start"))
        )
        if answer is not None:
            draft.clear()
            title = answer["title"] or fields[0].value
            keeps(self.stage, lambda: self.stage.open_assembly(title, int(answer["minutes"])))

    @on(Choices.Picked, "#ways")
    async def take_way(self, event: Choices.Picked) -> None:
        """Go where the button says."""
        await self.run_action(event.choice)

    def action_decisions(self) -> None:
        """The decision commons."""
        from screens.commons import DecisionsScreen

        self._open(DecisionsScreen())

    def action_people(self) -> None:
        """Who belongs to the circle."""
        from screens.people import PeopleScreen

        self._open(PeopleScreen())

    def action_protocols(self) -> None:
        """How this circle decides."""
        from screens.protocols import ProtocolsScreen

        self._open(ProtocolsScreen())

    def action_patterns(self) -> None:
        """Which complaint comes back where."""
        from screens.patterns import PatternsScreen

        self._open(PatternsScreen())

    def action_roles(self) -> None:
        """Who holds which role until when."""
        from screens.roles import RolesScreen

        self._open(RolesScreen())

    def action_pages(self) -> None:
        """Show the pages to the room, and the code that leads there."""
        from screens.code_view import CodeScreen

        self._open(CodeScreen(_("All decisions, for every phone in the room"), "/"))

    @work(exclusive=True)
    async def action_draw(self) -> None:
        """Draw roles between assemblies; while an assembly is open they are drawn in its lottery."""
        from screens.draw_between import draw_between

        if not self.may_write():
            return
        if self.stage.desk.unclosed() is not None:
            self.stage.say(_("An assembly is not closed. Enter goes on with it; its lottery draws roles."))
        elif not self._members():
            self.action_people()
        else:
            await draw_between(self.stage)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Only a book that is missed can be given up."""
        return action != "give_up" or bool(self.stage.desk.missing_books())

    @work(exclusive=True)
    async def action_give_up(self) -> None:
        """Say that a book which was taken away does not come back."""
        from screens.giving_up import give_up_book

        if self.may_write() and await give_up_book(self.stage):
            self.stage.notice()
            self.follow()

    def action_practice(self) -> None:
        """Practice the lottery with an invented circle."""
        from screens.practice import PracticeScreen

        self._open(PracticeScreen())

    async def action_leave(self) -> None:
        """Quit; while phones read the pages, only when that was wanted."""
        await self.app.action_quit()

    def action_stay(self) -> None:
        """Home is as far back as it goes."""

    def _open(self, page: Screen[None]) -> None:
        if self.is_current:
            self.app.push_screen(page)

    def _members(self) -> tuple[object, ...]:
        return on_the_roll(self.stage.desk.people(), self.stage.now().date())

    def _situation(self) -> Situation:
        desk = self.stage.desk
        unclosed = desk.unclosed()
        now = self.stage.now()
        return Situation(
            desk.circle(),
            on_the_roll(desk.people(), now.date()),
            desk.history(),
            unclosed.assembly if unclosed else None,
            now,
            bool(desk.held),
            dict(self.stage.names),
            desk.last_visit,
            desk.settled,
        )


def ways() -> tuple[Choice, ...]:
    """The ways from home; the id of each is its action."""
    return (
        Choice("decisions", _("Decisions"), "D"),
        Choice("people", _("People"), "P"),
        Choice("roles", _("Roles"), "W"),
        Choice("protocols", _("Rules"), "R"),
        Choice("patterns", _("Map of stories"), "M"),
        Choice("draw", _("Draw roles"), "L"),
        Choice("pages", _("Show to all phones"), "O"),
        Choice("leave", _("Quit"), "Q"),
    )
