"""The hats before the seal: who is in which, with which chance, and why everybody else is not."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from assembly.acts.drawing import DICE
from assembly.draw.entropy import Kind, Promise
from assembly.drawable import need_drawable
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.state import Assembly
from screens.hats_shown import HatsShown, hats_shown, role_words
from screens.hats_told import hat_lines, person_words, rows_of, traces_of
from screens.stage import Stage
from screens.throwing_words import promise_words
from tui.rule_words import words_for
from tui.widgets.hat_list import HatList
from tui.widgets.people_list import PeopleList
from words.language import _

CALLED = Promise(Kind.CALLED, 5)
"""What the room calls before it throws, where it wants to."""
WIDE = 72
"""Columns from which the people stand beside the roles."""


def _counted_words() -> str:
    return _("Heads were counted today. A lottery needs names: press W for each person who is here.")


def _held_up(assembly: Assembly) -> str:
    """Why these roles cannot be drawn as they are, whoever is in their hats, or empty."""
    try:
        need_drawable(assembly)
    except RuleBroken as refusal:
        return words_for(refusal)
    return ""


class HatsBody(Vertical):
    """Every role with its hat; of one of them who is in, and who is not and why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "turn(-1)", _("Role before"), show=False, id="hats.left", tooltip=_("The role before")
        ),
        Binding("right", "turn(1)", _("Next role"), show=False, id="hats.right", tooltip=_("The next role")),
    ]
    DEFAULT_CSS = """
    HatsBody Static {
        height: auto;
    }
    HatsBody #hat {
        text-style: bold;
        display: none;
    }
    HatsBody #too-few {
        color: $text-error;
        text-style: bold;
    }
    HatsBody #hat-both {
        height: 1fr;
    }
    HatsBody #hat-left, HatsBody #hat-right {
        height: auto;
    }
    HatsBody #hat-right {
        height: 1fr;
        min-height: 2;
    }
    HatsBody #hat-people {
        min-height: 2;
    }
    HatsBody #traces {
        display: none;
    }
    HatsBody.-wide #hat-both {
        layout: horizontal;
    }
    HatsBody.-wide #hat-left {
        width: 55%;
        height: 1fr;
        margin-right: 1;
    }
    HatsBody.-wide #hat-right {
        width: 1fr;
    }
    HatsBody.-wide #hat, HatsBody.-wide #traces {
        display: block;
    }
    HatsBody.-wide #traces, HatsBody.-wide #sources {
        margin-top: 1;
        color: $text-muted;
    }
    """

    class Turned(Message):
        """Another role is shown."""

    place: reactive[int] = reactive(0, init=False)
    """Which role is shown."""
    method: reactive[Promise] = reactive(DICE[0], init=False)
    """What will be thrown."""
    calling: reactive[bool] = reactive(False, init=False)
    """Whether the room calls numbers first."""

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who knows the names."""
        super().__init__(id=id)
        self._stage = stage
        self._shown = HatsShown()

    def compose(self) -> ComposeResult:
        """What keeps the hats from being drawn, the roles, the people of one, and how the room will throw."""
        yield Static(id="too-few", markup=False)
        with Container(id="hat-both"):
            with Vertical(id="hat-left"):
                yield HatList(id="hat-roles")
                yield Static(id="sources", markup=False)
                yield Static(id="traces", markup=False)
            with Vertical(id="hat-right"):
                yield Static(id="hat", markup=False)
                yield PeopleList(type_to_find=False, picks=False, id="hat-people")
        yield Static(id="hat-person", markup=False)

    def on_mount(self) -> None:
        """Follow both pointers."""
        self.watch(self.query_one(HatList), "cursor", self._point, init=False)
        self.watch(self.query_one(PeopleList), "cursor", self._tell_person, init=False)

    def on_resize(self, event: Resize) -> None:
        """Put the people beside the roles where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @property
    def sources(self) -> tuple[Promise, ...]:
        """The sources of chance that the seal will name."""
        return (CALLED, self.method) if self.calling else (self.method,)

    @property
    def role(self) -> Role | None:
        """The role that is shown."""
        return self._shown.roles[self.place] if self._shown.roles else None

    @property
    def chosen(self) -> str | None:
        """The person at the pointer."""
        row = self.query_one("#hat-people", PeopleList).highlighted
        return row.id if row else None

    def show(self, assembly: Assembly) -> None:
        """Follow the hats."""
        self._shown = hats_shown(assembly)
        self.set_reactive(HatsBody.place, max(0, min(self.place, len(self._shown.roles) - 1)))
        held_up = _counted_words() if assembly.counted_only else _held_up(assembly) or self._shown.refusal
        too_few = self.query_one("#too-few", Static)
        too_few.update(held_up)
        too_few.display = bool(held_up)
        traces = traces_of(assembly, self._shown, self._stage.name_of)
        self.query_one("#traces", Static).update("\n".join(traces))
        self._paint()

    def watch_place(self) -> None:
        """Show the people of another role."""
        self._paint()
        self.post_message(self.Turned())

    def watch_method(self) -> None:
        """Say what will be thrown."""
        self._paint()

    def watch_calling(self) -> None:
        """Say what will be called."""
        self._paint()

    @on(PeopleList.Toggled, "#hat-people")
    async def toggle(self) -> None:
        """Space says who is not willing today, or agreed beforehand."""
        await self.screen.run_action("willing")

    def action_turn(self, by: int) -> None:
        """Show the role before or after."""
        if self._shown.roles:
            self.place = (self.place + by) % len(self._shown.roles)

    def _point(self, place: int) -> None:
        self.place = place

    def _paint(self) -> None:
        role = self.role
        if role is None:
            return
        roles = self.query_one(HatList)
        roles.lines = hat_lines(self._shown)
        roles.cursor = self.place
        self.query_one("#hat", Static).update(role_words(self._shown, self.place))
        self.query_one("#hat-people", PeopleList).rows = rows_of(self._shown, role, self._stage.name_of)
        throws = " + ".join(promise_words(promise) for promise in self.sources)
        self.query_one("#sources", Static).update(_("We throw: {throws} (M)").format(throws=throws))
        self._tell_person()

    def _tell_person(self) -> None:
        """Say everything about the person at the pointer: a line of the list may be too short for it."""
        role, person = self.role, self.chosen
        words = person_words(self._shown, role, person, self._stage.name_of) if role and person else ""
        self.query_one("#hat-person", Static).update(words)
