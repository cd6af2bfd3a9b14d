"""Which roles a person does not want: ticked among those of the circle, or written down."""

from __future__ import annotations

from collections.abc import Sequence

from screens.desk import Person
from screens.roll_words import roles_read
from screens.stage import Stage
from screens.ticking import ticked_or_more
from tui.dialogs.ask_text import AskText
from tui.dialogs.form import Field
from words.language import _


async def ask_opt_outs(stage: Stage, person: Person) -> tuple[str, ...] | None:
    """The ids of the roles that are not wanted from now on, or None where somebody went back."""
    labels = {role.id: role.label for role in stage.desk.circle().roles}
    if not labels:
        return await _written(stage, person, person.opt_outs)
    chosen, more = tuple(person.opt_outs), True
    while more:
        things = {one: labels.get(one, one) for one in (*labels, *chosen)}
        other = _("Another role, by its name")
        chosen, more = await ticked_or_more(stage, _title(person), things, chosen, other)
        if more:
            others = tuple(one for one in chosen if one not in labels)
            written = await _written(stage, person, others)
            kept = tuple(one for one in chosen if one in labels)
            chosen = chosen if written is None else tuple(dict.fromkeys((*kept, *written)))
    return chosen


async def _written(stage: Stage, person: Person, before: Sequence[str]) -> tuple[str, ...] | None:
    draft = stage.draft(f"{person.id}: opt-outs")
    field = Field("text", person.name, ", ".join(before))
    question = _("With commas between them, such as: facilitator, notes. No reason is asked.")
    answer = await stage.push_screen_wait(AskText(_title(person), [field], draft=draft, question=question))
    if answer is None:
        return None
    draft.clear()
    return roles_read(answer["text"])


def _title(person: Person) -> str:
    return _("Roles that {name} does not want").format(name=person.name)
