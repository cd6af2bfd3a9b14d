"""The board of roles: who holds what until when, since when nobody does, and what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.board import Seat
from assembly.roles import Role
from screens.home import HomeScreen
from screens.home_words import on_the_roll
from screens.role_ending import TermEnding
from screens.role_past import RoleScreen, person_past
from screens.role_settling import RoleSettlingScreen
from screens.role_words import drawn_words, labels_of, seat_line, summary, waiting_words
from screens.roles_draft import Making, in_force, kept_making
from screens.view import View
from tui.dialogs.choose import Choose
from tui.dialogs.message import Message
from tui.letters import letter
from tui.widgets.choice_layout import Choice
from tui.widgets.line_list import LineList
from words.language import _


class RolesScreen(View):
    """Who holds which role until when; Enter looks at one role."""

    AUTO_FOCUS = "#seats"
    BINDINGS: ClassVar[list[BindingType]] = [
        letter("e", "end_early", _("End a term"), _("Somebody resigns, is recalled, or has left"), show=True),
        letter("p", "person", _("A person"), _("Which roles somebody had so far"), show=True),
        letter("d", "draw", _("Draw"), _("Draw the empty seats between two assemblies"), show=True),
        letter("s", "settle", _("Settle roles"), _("Say which roles there are, and their rules"), show=True),
    ]
    DEFAULT_CSS = """
    RolesScreen #waiting, RolesScreen #summary, RolesScreen #empty, RolesScreen #drawn {
        height: auto;
    }
    """

    def __init__(self) -> None:
        """Begin with an empty board."""
        super().__init__()
        self._seats: tuple[Seat, ...] = ()
        self._roles: dict[str, Role] = {}

    def compose_body(self) -> ComposeResult:
        """How the board stands, and every seat; or what to do while there is none."""
        yield Static(id="waiting", markup=False)
        yield Static(id="summary", classes="quiet", markup=False)
        yield Static(
            _(
                "This circle has no roles yet. Enter offers two ready-made sets, and roles of your own.\n\n"
                "A role goes by lot to somebody for a time. On its day the authority ends by itself."
            ),
            id="empty",
            markup=False,
        )
        yield Static(id="drawn", markup=False)
        yield LineList(id="seats")

    def follow(self) -> None:
        """Show every seat as it stands today."""
        today, desk = self.stage.now().date(), self.stage.desk
        self._roles = {role.id: role for role in desk.circle().roles}
        self._seats = desk.board() if self._roles else ()
        self.query_one("#seats", LineList).show(
            seat_line(seat, self._roles[seat.role], self.stage.name_of, today) for seat in self._seats
        )
        self._show_waiting()
        drawn = self.query_one("#drawn", Static)
        drawn.update(drawn_words(desk.history().holdings, self._roles, self.stage.name_of))
        drawn.display = bool(drawn.content)
        told = self.query_one("#summary", Static)
        told.update(summary(self._seats, today))
        told.display = bool(self._seats)
        self.set_focus(self.query_one("#seats" if self._seats else "#next"))
        super().follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Only what is held can end, and nothing changes where another window holds the shelf."""
        if action == "end_early":
            return bool(self._pointed and self._pointed.holder) and not self.stage.desk.held
        if action == "draw":
            return bool(self._seats) and not self.stage.desk.held
        return None if action == "settle" and self.stage.desk.held else True

    def title_words(self) -> str:
        """What this is."""
        return _("Roles of {circle}").format(circle=self.stage.desk.circle().name)

    def next_words(self) -> str:
        """Which role Enter looks at."""
        if self._pointed is None:
            return _("Choose or type roles") if self._waiting is None else _("Go on settling the roles")
        return _("Look at {role}").format(role=self._roles[self._pointed.role].label)

    def go_on(self) -> None:
        """Look at the role that is pointed at, or settle the first ones."""
        if self._pointed is None:
            self.action_settle()
        elif self.is_current:
            self.app.push_screen(RoleScreen(self._roles[self._pointed.role]))

    @on(LineList.OptionHighlighted, "#seats")
    def point(self, event: LineList.OptionHighlighted) -> None:
        """Say on the button which role Enter is about."""
        event.stop()
        View.follow(self)

    @on(LineList.OptionSelected, "#seats")
    def look(self, event: LineList.OptionSelected) -> None:
        """Look at the role of the seat."""
        event.stop()
        self.action_next()

    def action_settle(self) -> None:
        """Say which roles there are, and their rules."""
        if self.may_write() and self.is_current:
            self.app.push_screen(RoleSettlingScreen())

    def action_draw(self) -> None:
        """Draw between assemblies; in an assembly that is open, roles are drawn at its lottery."""
        if self.stage.journal is not None:
            self.stage.say(_("This assembly draws roles at its lottery. G leads there."))
        elif self.is_current:
            self.app.pop_screen()
            if isinstance(self.app.screen, HomeScreen):
                self.app.screen.action_draw()

    @work(exclusive=True)
    async def action_end_early(self) -> None:
        """Somebody stops before the term is over."""
        seat = self._pointed
        if seat is not None and seat.holder is not None and self.may_write():
            await TermEnding(self.stage, self._roles[seat.role], seat).run()
            self.follow()

    @work(exclusive=True)
    async def action_person(self) -> None:
        """Which roles somebody had so far."""
        people = on_the_roll(self.stage.desk.people(), self.stage.now().date())
        options = [Choice(one.id, self.stage.name_of(one.id)) for one in people]
        member = await self.app.push_screen_wait(Choose(_("Whose roles?"), options))
        if member is not None:
            told = person_past(self.stage, member, labels_of(self._roles.values()))
            await self.app.push_screen_wait(Message(self.stage.name_of(member), told))

    def _show_waiting(self) -> None:
        """Say what is chosen and not settled, and only where nothing is, that there are no roles."""
        told = self.query_one("#waiting", Static)
        told.update(waiting_words(self._waiting))
        told.display = self._waiting is not None
        self.query_one("#empty").display = not self._seats and self._waiting is None

    @property
    def _waiting(self) -> Making | None:
        making = kept_making(self.stage.draft("roles"))
        return None if making == in_force(self.stage.desk.circle()) else making

    @property
    def _pointed(self) -> Seat | None:
        place = self.query_one("#seats", LineList).highlighted if self.is_mounted else None
        return self._seats[place] if place is not None and place < len(self._seats) else None
