"""A draw between assemblies: what it is for, with something sensible to begin with."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from assembly.board import Seat
from assembly.roles import Role
from assembly.steps import Occasion
from screens.keeping import keeps
from screens.lottery_roles import roles_of
from screens.stage import Stage
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field, Refused
from tui.widgets.choice_layout import Choice
from words.language import _

MINUTES = 20
"""How long a mere draw takes at most."""


async def draw_between(stage: Stage) -> None:
    """Ask what is drawn, open the draw, and remember its roles for the lottery."""
    occasions = {
        "vacancy": (_("A vacancy"), vacant_roles(stage.desk.circle().roles, stage.desk.board())),
        "pool": (_("Rapid-response pool"), _("rapid response 3")),
        "pair": (_("Pair for an apprenticeship"), _("apprentice 1\nmentor 1")),
        "other": (_("Something else"), ""),
    }
    question = _("People come together only to draw. What for?")
    choices = [
        Choice(id, title, str(place)) for place, (id, (title, _roles)) in enumerate(occasions.items(), 1)
    ]
    chosen = await stage.push_screen_wait(Choose(_("Draw roles"), choices, question=question))
    if chosen is None:
        return
    title, roles = occasions[chosen]
    fields = [
        Field("title", _("What is it called?"), title if chosen != "other" else ""),
        Field(
            "roles",
            _("Which roles? One to a line, with its seats"),
            roles,
            _("such as: cook 2"),
            multiline=True,
        ),
    ]
    draft = stage.draft(f"draw {chosen}")
    answer = await stage.push_screen_wait(AskText(title, fields, draft=draft, check=_refused))
    if answer is not None:
        draft.clear()
        keeps(stage, lambda: _open(stage, answer["title"], answer["roles"]))


def vacant_roles(roles: tuple[Role, ...], board: tuple[Seat, ...]) -> str:
    """The roles of the circle with a seat that nobody holds, as they would be typed."""
    empty = [seat.role for seat in board if seat.holder is None]
    lines = [f"{role.label} {empty.count(role.id)}" for role in roles if role.id in empty]
    return "\n".join(lines)


def _refused(typed: Mapping[str, str]) -> Refused | None:
    if roles_of(typed["roles"]):
        return None
    return Refused(_("Name at least one role, such as “cook”, or “cook 2” for two seats."), "roles")


def _open(stage: Stage, title: str, roles: str) -> None:
    """Open the draw; its roles wait in the form of the lottery."""
    stage.open_assembly(title, MINUTES, Occasion.DRAW)
    if stage.journal is not None:
        planned_for(stage, stage.journal.assembly.id)["roles"] = roles


def planned_for(stage: Stage, assembly: str) -> MutableMapping[str, str]:
    """What a draw between assemblies was opened for, until its roles are set."""
    return stage.draft(f"planned {assembly}")
