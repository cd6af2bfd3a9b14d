"""Asks what the list of decisions is narrowed down to."""

from __future__ import annotations

from assembly.search import Query
from screens.decision_filters import (
    WHEN,
    narrowed,
    nothing_to_choose,
    options_of,
    question_of,
    span_refused,
    within,
)
from screens.stage import Stage
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from words.language import _


async def ask_narrowed(stage: Stage, query: Query, chip: str) -> Query | None:
    """The query with what was chosen for a chip, or None."""
    if chip == WHEN:
        return await _ask_when(stage, query)
    known = stage.desk.known()
    options = options_of(chip, known)
    if not options:
        stage.say(nothing_to_choose(chip))
        return None
    chosen = await stage.push_screen_wait(Choose(question_of(chip), options, things=True))
    return narrowed(query, chip, chosen, known) if chosen is not None else None


async def _ask_when(stage: Stage, query: Query) -> Query | None:
    today = stage.now().date()
    field = Field("when", _("In words"), placeholder=_("such as: last winter, since March, 2025"))
    asking = AskText(
        question_of(WHEN), (field,), draft={}, check=lambda said: span_refused(said["when"], today)
    )
    answer = await stage.push_screen_wait(asking)
    return within(query, answer["when"], today) if answer is not None else None
