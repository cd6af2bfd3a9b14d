"""Which decision something rests on: found by typing, chosen from all that was decided."""

from __future__ import annotations

from collections.abc import Sequence

from assembly.circle import Kind
from assembly.daybook import Circle
from screens.stage import Stage
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.widgets.choice_layout import Choice
from words.language import _
from words.protocols import kind_name

FOUNDING = "founding"
"""The answer where there was no decision yet."""


async def which_decision(
    stage: Stage, title: str, question: str, besides: Sequence[Choice] = ()
) -> str | None:
    """The id of a decision, newest first, or that of another way out; None where somebody went back."""
    decided = stage.desk.history().decided
    options = [*besides, *(Choice(one.id, f"{one.id} {one.title}") for one in decided)]
    if not decided:
        question = " ".join((question, _("Nothing was decided yet.")))
    return await stage.push_screen_wait(Choose(title, options, question=question, things=True))


async def settled_by(stage: Stage, circle: Circle) -> str | None:
    """The strategic decision behind other roles; before there was any, that they come from the founding."""
    desk = stage.desk
    founding = Choice(FOUNDING, _("At the founding"))
    first = not circle.roles or not desk.history().decided
    chosen = await which_decision(
        stage,
        _("Which decision settled these roles?"),
        _("Changing roles is a strategic decision of the circle, like changing how it decides."),
        besides=(founding,) if first else (),
    )
    decision = desk.decision(chosen) if chosen and chosen != FOUNDING else None
    if decision is None or decision.kind is Kind.STRATEGIC:
        return chosen
    words = _("{id} was decided as {kind}. Roles are settled by a strategic decision: propose it as one.")
    stage.say(words.format(id=decision.id, kind=kind_name(decision.kind)), severity="warning")
    return None


async def is_wanted(stage: Stage, changes: Sequence[str], decision: str) -> bool:
    """Whether these changes are wanted, once they were read."""
    by = _("Settled at the founding.") if decision == FOUNDING else _("Settled by decision {id}.")
    lines = (*changes, "", by.format(id=decision))
    ask = Confirm(_("This changes"), "\n".join(lines), yes=_("Settle it"), no=_("Not yet"))
    return await stage.push_screen_wait(ask)
