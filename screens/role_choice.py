"""Which roles are drawn: the circle's own, ticked, with their seats, and any other by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label, Static

from assembly.roles import Role, same_role
from screens.lottery_roles import roles_text, typed_roles
from tui.dialogs.drafted import Draft, Drafted
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from tui.widgets.pointed_list import HEAD
from words.language import _, n_

MOST_SEATS = 999
FIELD = "roles"


class ChooseRoles(Drafted[str]):
    """The roles as they would be typed, or None; what was ticked and typed is kept in the draft."""

    AUTO_FOCUS = "#settled"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", _("Keep"), id="roles.keep", tooltip=_("Take these roles.")),
        Binding("plus,equals_sign", "seats(1)", _("Seat more"), id="roles.more", tooltip=_("A seat more.")),
        Binding("minus", "seats(-1)", _("Seat less"), id="roles.less", tooltip=_("A seat less.")),
        Binding("right", "seats(1)", show=False, id="roles.right", tooltip=_("A seat more.")),
        Binding("left", "seats(-1)", show=False, id="roles.left", tooltip=_("A seat less.")),
    ]
    DEFAULT_CSS = """
    ChooseRoles Input {
        height: 1;
        border: none;
        border-left: outer $border-blurred;
        background: $panel;
        padding: 0 1;
    }
    ChooseRoles Input:focus {
        border: none;
        border-left: outer $border;
    }
    ChooseRoles #refusal {
        color: $text-error;
        text-style: bold;
        height: auto;
    }
    """

    def __init__(
        self,
        settled: tuple[tuple[Role, str], ...],
        first: str,
        draft: Draft,
        check: Callable[[str], str | None],
    ) -> None:
        """Take the circle's roles with a word on each, what is proposed, the draft, and what must hold."""
        self._settled = settled
        self._check = check
        self._take_up(first)
        super().__init__(_("Which roles are drawn?"), {FIELD: self._said()}, draft)
        self._take_up(draft.get(FIELD, first))

    def compose_body(self) -> ComposeResult:
        """The roles of the circle, and a line for others."""
        question = _(
            "Seats that nobody holds from tomorrow on are ticked already. Enter takes what is ticked."
        )
        head = _("Space ticks, + and − change seats")
        yield Static(question, id="question", markup=False)
        yield from self.reopening()
        yield PeopleList(self._rows(), type_to_find=False, picks=False, head=head, id="settled")
        yield Label(_("Others, with commas between them"), markup=False)
        yield Input(self._others, _("such as: cook, driver 2"), id="others")
        yield Static("", id="refusal", markup=False)

    def fit(self) -> None:
        """The list takes what the rest leaves, and scrolls by itself."""
        super().fit()
        around = sum(
            part.outer_size.height for part in self.query("#body > *") if not isinstance(part, PeopleList)
        )
        room = self.room_for_body - around
        self.query_one(PeopleList).styles.height = max(3, min(len(self._settled) + HEAD, room))

    @property
    def typed(self) -> dict[str, str]:
        """The roles one to a line, the circle's first."""
        self._others = self.query_one(Input).value
        return {FIELD: self._said()}

    def show(self, texts: Mapping[str, str]) -> None:
        """Tick what these texts name, and go to the list."""
        self._take_up(texts[FIELD])
        self.query_one(Input).value = self._others
        self.query_one("#refusal", Static).update("")
        settled = self.query_one(PeopleList)
        settled.rows = self._rows()
        settled.focus()

    @on(PeopleList.Toggled)
    def tick(self, event: PeopleList.Toggled) -> None:
        """Draw a role today, or not."""
        self._ticked ^= {event.person}
        self._changed()

    @on(Input.Changed)
    def keep_draft(self) -> None:
        """Remember every letter at once."""
        if self.is_mounted:
            self.keep_typed()

    @on(Input.Submitted)
    def end(self) -> None:
        """Enter behind the other roles takes them all."""
        self.action_submit()

    def action_seats(self, by: int) -> None:
        """A seat more or less for the role at the pointer, which is drawn then."""
        row = self.query_one(PeopleList).highlighted
        if row is not None:
            self._ticked.add(row.id)
            self._seats[row.id] = max(0, min(MOST_SEATS, self._seats[row.id] + by))
            self._changed()

    def action_submit(self) -> None:
        """Answer, or say what does not fit."""
        roles = self.typed[FIELD]
        refusal = self._check(roles)
        self.query_one("#refusal", Static).update(refusal or "")
        if refusal is None:
            self.dismiss(roles)
        else:
            self.call_after_refresh(self.fit)

    def _changed(self) -> None:
        self.query_one(PeopleList).rows = self._rows()
        self.keep_typed()

    def _take_up(self, text: str) -> None:
        """Tick the circle's roles that a text names; what else it names stands in the line below."""
        known = [role for role, _why in self._settled]
        self._seats = {role.id: role.seats for role in known}
        self._ticked: set[str] = set()
        others = []
        for one, said in typed_roles(text):
            role = next((role for role in known if same_role(role, one)), None)
            if role is None:
                others.append(one)
            else:
                self._ticked.add(role.id)
                self._seats[role.id] = one.seats if said else role.seats
        self._others = ", ".join(roles_text(others).splitlines())

    def _said(self) -> str:
        ticked = [role for role, _why in self._settled if role.id in self._ticked]
        lines = [f"{role.label} {self._seats[role.id]}" for role in ticked]
        others = [one.strip() for one in self._others.split(",")]
        return "\n".join((*lines, *filter(None, others)))

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(role.id, role.label, "✓" if role.id in self._ticked else "·", self._words(role), why)
            for role, why in self._settled
        )

    def _words(self, role: Role) -> str:
        number = self._seats[role.id]
        return n_("{number} seat", "{number} seats", number).format(number=number)
