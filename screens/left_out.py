"""What is asked where somebody was left out of a hat or passed over by mistake, found after the lock."""

from __future__ import annotations

from assembly.acts.drawing import DrawSealed
from assembly.acts.missing import RecordMissed
from assembly.coming_first import last_locked, locked_draws
from assembly.handed_out import had_their_turn
from assembly.journal import Journal, replaying
from assembly.lottery import Draw
from assembly.roles import Role
from assembly.state import Assembly
from screens.hats_shown import HatsShown, hats_shown, why_words
from screens.stage import Stage
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _


def can_be_recorded(assembly: Assembly) -> bool:
    """Whether a draw is locked, and the assembly still open."""
    return assembly.closed_at is None and any(locked_draws(assembly))


async def ask_left_out(stage: Stage) -> None:
    """Ask of which role somebody was left out by mistake, and who it was."""
    journal = stage.journal
    if journal is None or not can_be_recorded(journal.assembly):
        stage.say(_("No draw is locked. Before the lock a wrong entry is put right at the hats."))
        return
    roles = {role.id: role for draw in locked_draws(journal.assembly) for role in draw.roles}
    role = await _which_role(stage, list(roles.values()))
    draw = last_locked(journal.assembly, role) if role is not None else None
    if role is None or draw is None:
        return
    choices = _people(journal, draw, roles[role], stage)
    if not choices:
        stage.say(_("Everybody was in this hat, so nobody was left out."))
        return
    question = _(
        "The draw stands. Whoever was left out comes first when this role is drawn next time; it goes on "
        "record, in the minutes and on the page of the draw."
    )
    title = _("Left out by mistake: {role}").format(role=roles[role].label)
    member = await stage.push_screen_wait(Choose(title, choices, question=question))
    if member is not None:
        stage.ask(RecordMissed(role, member))


async def _which_role(stage: Stage, roles: list[Role]) -> str | None:
    if len(roles) == 1:
        return roles[0].id
    choices = [Choice(role.id, role.label) for role in roles]
    return await stage.push_screen_wait(Choose(_("Left out of which hat?"), choices, things=True))


def _people(journal: Journal, draw: Draw, role: Role, stage: Stage) -> list[Choice]:
    """Who had no turn in a hat of the role, with the reason as it stood at the seal, or for passing over."""
    inside, shown = had_their_turn(draw).get(role.id, ()), hats_shown(_before_seal(journal, draw))
    already = _("It is on record already.")
    return [
        Choice(
            member,
            f"{stage.name_of(member)}: {_reason(shown, draw, role, member)}",
            closed=already if (role.id, member) in draw.missed else "",
        )
        for member in journal.assembly.entitled
        if member not in inside
    ]


def _reason(shown: HatsShown, draw: Draw, role: Role, member: str) -> str:
    if member in draw.passed_over(role.id):
        return _("drawn, and passed over as a wrong entry")
    left_out = shown.left_out.get(role.id, {}).get(member)
    return why_words(left_out, role, shown) if left_out else _("not in the hat")


def _before_seal(journal: Journal, draw: Draw) -> Assembly:
    sealed = next(
        place
        for place, entry in enumerate(journal.entries)
        if isinstance(entry.event, DrawSealed) and entry.event.id == draw.id
    )
    return replaying(journal.entries[:sealed]).assembly
