"""The hats before the seal: who is in which, with which chance, and why everybody else is not."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from assembly.acts.drawing import DICE
from assembly.draw.entropy import Kind, Promise
from assembly.roles import Role
from assembly.state import Assembly
from screens.hats_shown import HatsShown, chance_words, hats_shown, role_words, why_words
from screens.stage import Stage
from screens.throwing_words import promise_words
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from words.language import _

CALLED = Promise(Kind.CALLED, 5)
"""What the room calls before it throws, where it wants to."""


def _counted_words() -> str:
    return _("Heads were counted today. A lottery needs names: press W for each person who is here.")


class HatsBody(Vertical):
    """One role at a time: who is in, with the chance, then who is out, with the reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "turn(-1)", _("Role before"), show=False, id="hats.left", tooltip=_("The role before")
        ),
        Binding("right", "turn(1)", _("Next role"), show=False, id="hats.right", tooltip=_("The next role")),
    ]
    DEFAULT_CSS = """
    HatsBody > Static {
        height: auto;
    }
    HatsBody > #hat {
        text-style: bold;
    }
    HatsBody > #too-few {
        color: $text-error;
        text-style: bold;
    }
    HatsBody > #hat-people {
        min-height: 3;
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
        """The role, what keeps it from being drawn, its people, and how the room will throw."""
        yield Static(id="hat", markup=False)
        yield Static(id="too-few", markup=False)
        yield PeopleList(type_to_find=False, picks=False, id="hat-people")
        yield Static(id="sources", markup=False)

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
        too_few = self.query_one("#too-few", Static)
        too_few.update(_counted_words() if assembly.counted_only else self._shown.refusal)
        too_few.display = assembly.counted_only or bool(self._shown.refusal)
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
        """Space says who is not willing today."""
        await self.screen.run_action("willing")

    def action_turn(self, by: int) -> None:
        """Show the role before or after."""
        if self._shown.roles:
            self.place = (self.place + by) % len(self._shown.roles)

    def _paint(self) -> None:
        role = self.role
        if role is None:
            return
        self.query_one("#hat", Static).update(role_words(self._shown, self.place))
        self.query_one("#hat-people", PeopleList).rows = self._rows(role)
        throws = " + ".join(promise_words(promise) for promise in self.sources)
        self.query_one("#sources", Static).update(_("We throw: {throws} (M)").format(throws=throws))

    def _rows(self, role: Role) -> tuple[Row, ...]:
        name_of = self._stage.name_of
        inside = [
            Row(member, name_of(member), "●", chance_words(chance))
            for member, chance in self._shown.inside[role.id].items()
        ]
        outside = [
            Row(member, name_of(member), "○", _("not in"), why_words(why, role, self._shown))
            for member, why in self._shown.left_out[role.id].items()
        ]
        return (*inside, *outside)
