"""One role: its seats, its rules, who had it and how, and who never did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.app import ComposeResult
from textual.widgets import Static

from assembly.holdings import Holding, never_held
from assembly.roles import Role
from screens.home_words import on_the_roll
from screens.page import Section, painted
from screens.role_words import past_lines, rule_parts, seat_line
from screens.stage import Stage
from screens.view import View
from words.language import _, n_
from words.roles import role_label


class RoleScreen(View):
    """What there is to know about one role, to read out."""

    def __init__(self, role: Role) -> None:
        """Take the role."""
        super().__init__()
        self._role = role

    def compose_body(self) -> ComposeResult:
        """Everything in sections."""
        yield Static(id="role", markup=False)

    def follow(self) -> None:
        """Show it as it stands."""
        super().follow()
        self.query_one("#role", Static).update(painted(role_sections(self.stage, self._role)))

    def title_words(self) -> str:
        """Which role."""
        return self._role.label


def role_sections(stage: Stage, role: Role) -> tuple[Section, ...]:
    """The seats, the rules, who had it, who never did."""
    desk, today = stage.desk, stage.now().date()
    labels = {one.id: one.label for one in desk.circle().roles}
    seats = (seat_line(one, role, stage.name_of, today) for one in desk.board() if one.role == role.id)
    held = [one for one in desk.holdings() if one.role == role.id]
    members = [person.id for person in on_the_roll(desk.people(), today)]
    return (
        Section(_("Today"), tuple(seats)),
        Section(_("Rules"), tuple(f"· {part}" for part in rule_parts(role, labels))),
        Section(_("Who had it"), _past(stage, held) or (_("Nobody yet."),)),
        Section(_("Who never had it"), _never(stage, never_held(held, role.id, members))),
    )


def person_past(stage: Stage, member: str, labels: Mapping[str, str]) -> str:
    """The roles that somebody had, newest first."""

    def role_of(one: Holding) -> str:
        return labels.get(one.role) or role_label(one.role)

    desk = stage.desk
    own = [one for one in desk.holdings() if one.member == member]
    lines = past_lines(own, desk.history().assembly_dates, role_of, desk.imports())
    return "\n".join(lines) or _("No role so far.")


def _past(stage: Stage, held: Iterable[Holding]) -> tuple[str, ...]:
    desk = stage.desk
    return past_lines(
        held, desk.history().assembly_dates, lambda one: stage.name_of(one.member), desk.imports()
    )


def _never(stage: Stage, members: tuple[str, ...]) -> tuple[str, ...]:
    if not members:
        return (_("Everybody has had it."),)
    number = n_("{number} person", "{number} people", len(members)).format(number=len(members))
    return (f"{number}: " + ", ".join(map(stage.name_of, members)),)
