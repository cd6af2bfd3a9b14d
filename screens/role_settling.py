"""Settling the roles of a circle: a ready-made set or typed ones, each with its rules, then one decision."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.draw.barring import RELAX_ORDER
from assembly.roles import Role
from assembly.standard_roles import SETS, standard_roles
from screens.keeping import keeps
from screens.lottery_roles import role_id
from screens.role_changes import change_lines
from screens.role_decision import FOUNDING, is_wanted, settled_by
from screens.role_editor import RoleEditor, making_refused
from screens.role_words import labels_of, short_rules
from screens.roles_draft import Making, in_force, keep_making, kept_making, with_more
from screens.view import View
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.form import Field
from tui.letters import letter
from tui.widgets.choice_layout import Choice
from tui.widgets.line_list import LineList
from words.draws import rule_name
from words.language import _
from words.roles import role_label, set_label

OWN = "own"


class RoleSettlingScreen(View):
    """The roles in the making, most powerful first; Enter changes one, S records them."""

    AUTO_FOCUS = "#roles"
    BINDINGS: ClassVar[list[BindingType]] = [
        letter("s", "settle", _("Settle"), _("Record these roles with the decision behind them"), show=True),
        letter("a", "add", _("Add"), _("Another role, or a ready-made set"), show=True),
        letter(
            "g", "order", _("Gives way"), _("Which rule gives way first where people are too few"), show=True
        ),
        letter("b", "begin_anew", _("Begin anew"), _("Forget what is not settled"), show=True),
    ]
    DEFAULT_CSS = """
    RoleSettlingScreen #told {
        height: auto;
    }
    """

    def compose_body(self) -> ComposeResult:
        """What stands, and every role with its rules."""
        yield Static(id="told", markup=False)
        yield LineList(id="roles")

    def on_mount(self) -> None:
        """Open the choice at once where there is no role yet: whoever comes here wants one."""
        if not self._making.roles:
            self.action_add()

    def follow(self) -> None:
        """Show the roles in the making."""
        roles, labels = self._making.roles, labels_of(self._making.roles)
        self.query_one("#roles", LineList).show(
            f"{place}  {role.label}: {', '.join(short_rules(role, labels))}"
            for place, role in enumerate(roles, 1)
        )
        self.query_one("#told", Static).update(self._told())
        self.set_focus(self.query_one("#roles" if roles else "#next"))
        super().follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """What is in force needs no settling."""
        return self._changed if action in {"settle", "begin_anew"} else True

    def title_words(self) -> str:
        """What this is."""
        if self._changed:
            return _("Roles in the making, not in force yet")
        return _("The roles in force, most powerful first") if self._making.roles else _("Roles")

    def next_words(self) -> str:
        """Which role Enter changes."""
        role = self._pointed
        if role is None:
            return _("Choose or type roles")
        return _("Change {role}").format(role=role.label)

    def go_on(self) -> None:
        """Change the role that is pointed at, or add the first ones."""
        if self._pointed is None:
            self.action_add()
        else:
            self._change(self._pointed)

    @on(LineList.OptionHighlighted, "#roles")
    def point(self, event: LineList.OptionHighlighted) -> None:
        """Say on the button which role Enter is about."""
        event.stop()
        View.follow(self)

    @on(LineList.OptionSelected, "#roles")
    def take(self, event: LineList.OptionSelected) -> None:
        """Change the role."""
        event.stop()
        self.action_next()

    @work(exclusive=True)
    async def action_add(self) -> None:
        """Add a ready-made set, or a role of one's own."""
        sets = [Choice(name, set_label(name)) for name in SETS]
        own = Choice(OWN, _("A role of our own"))
        question = _("Helpers carry an assembly; a constellation is for a circle of 8 to 12 people.")
        chosen = await self.app.push_screen_wait(Choose(_("Which roles?"), (*sets, own), question=question))
        if chosen == OWN:
            await self._type_role()
        elif chosen is not None:
            self._keep(with_more(self._making, standard_roles(chosen, role_label)))

    @work(exclusive=True)
    async def action_order(self) -> None:
        """Say which rule gives way first where a hat is short of people."""
        order: list[str] = []
        while waiting := [rule for rule in RELAX_ORDER if rule.value not in order]:
            title = _("Which rule gives way next?") if order else _("Which rule gives way first?")
            options = [Choice(rule.value, rule_name(rule)) for rule in waiting]
            if order:
                options.insert(0, Choice("", _("No other rule ever gives way")))
            chosen = await self.app.push_screen_wait(Choose(title, options, question=_only_when_short()))
            if chosen is None:
                break
            order.append(chosen)
        if order:
            self._keep(replace(self._making, relax_order=tuple(order)))

    def action_begin_anew(self) -> None:
        """Forget what is not settled, when that was wanted."""
        self.run_worker(self._begin_anew(), exclusive=True)

    @work(exclusive=True)
    async def action_settle(self) -> None:
        """Show what changes, ask for the decision, and record it."""
        making, circle = self._making, self.stage.desk.circle()
        refused = making_refused(self.stage, making)
        if refused:
            self.stage.say(refused, severity="warning")
            return
        decision = await settled_by(self.stage, circle)
        if decision is None or not await is_wanted(
            self.stage, change_lines(in_force(circle), making), decision
        ):
            return
        desk, told = self.stage.desk, "" if decision == FOUNDING else decision
        if keeps(self.stage, lambda: desk.settle_roles(making.roles, making.relax_order, told)):
            self.stage.draft("roles").clear()
            self.stage.say(_("Settled. These roles are in force, and stand in every draw from now on."))
            self.app.pop_screen()

    @work(exclusive=True)
    async def _change(self, role: Role) -> None:
        await RoleEditor(self.stage, self._making, role.id, self._keep).run()

    async def _type_role(self) -> None:
        draft = self.stage.draft("role")
        field = Field("label", _("What is it called?"), "", _("Keeper of the keys"))

        def grown(label: str) -> Making:
            ids = {role.id for role in self._making.roles}
            id = role_id(label)
            fresh = id if id not in ids else role_id(f"{label} {len(ids) + 1}")
            return replace(self._making, roles=(*self._making.roles, Role(fresh, label)))

        typed = await self.app.push_screen_wait(
            AskText(
                _("A role of our own"),
                [field],
                draft=draft,
                check=lambda typed: making_refused(self.stage, grown(typed["label"])),
            )
        )
        if typed is not None:
            draft.clear()
            making = grown(typed["label"])
            self._keep(making)
            await RoleEditor(self.stage, making, making.roles[-1].id, self._keep).run()

    async def _begin_anew(self) -> None:
        sure = Confirm(
            _("Begin anew?"),
            _("What is not settled is forgotten. The roles in force stay as they are."),
            yes=_("Forget it"),
        )
        if await self.app.push_screen_wait(sure):
            self.stage.draft("roles").clear()
            self.follow()

    def _keep(self, making: Making) -> None:
        """Remember every change at once, so that Esc loses none."""
        keep_making(self.stage.draft("roles"), making)
        self.follow()

    def _told(self) -> str:
        if not self._making.roles:
            return _("No roles yet. Enter offers two ready-made sets, and roles of your own.")
        if self._changed:
            return _("S settles them. Until then they are kept here.")
        return _("To change a role is a strategic decision of the circle.")

    @property
    def _making(self) -> Making:
        return kept_making(self.stage.draft("roles")) or in_force(self.stage.desk.circle())

    @property
    def _changed(self) -> bool:
        return self.is_mounted and self._making != in_force(self.stage.desk.circle())

    @property
    def _pointed(self) -> Role | None:
        place = self.query_one("#roles", LineList).highlighted if self.is_mounted else None
        roles = self._making.roles
        return roles[place] if place is not None and place < len(roles) else None


def _only_when_short() -> str:
    return _(
        "Only when a hat has too few people, only one after the other, and only when the room asks for it."
    )
