"""What was learned from a decision, written down by anybody at the laptop: no name, and never an edit."""

from __future__ import annotations

from collections.abc import Mapping

from assembly.acts.reviewing import AddLearning
from assembly.decision import Decision
from assembly.reviewing import LearningKind
from assembly.said import Said
from screens.keeping import keeps
from screens.stage import Stage
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.widgets.choice_layout import Choice
from words.language import _


async def ask_learning(stage: Stage, decision: Decision) -> bool:
    """Ask what was learned, and write it into the book of the assembly, or of the month; whether it was."""
    options = (
        Choice(LearningKind.LEARNING.value, _("What we would do differently"), "d"),
        Choice(LearningKind.MISTAKE.value, _("A mistake that we noticed"), "m"),
    )
    chosen = await stage.push_screen_wait(Choose(_("What did we learn?"), options, question=decision.title))
    if chosen is None:
        return False
    kind, draft = LearningKind(chosen), stage.draft(f"{chosen} {decision.id}")
    labels = {
        LearningKind.LEARNING: _("What would we do differently? Nobody's name belongs to it."),
        LearningKind.MISTAKE: _("What went wrong? It is about the thing, not about a person."),
    }
    field = Field("text", labels[kind], multiline=True)
    dialog = AskText(_("Write it down"), [field], draft=draft, question=decision.title, check=_nothing)
    answer = await stage.push_screen_wait(dialog)
    if answer is None or not _keep(stage, decision.id, kind, answer["text"]):
        return False
    draft.clear()
    stage.say(_("Written down. It stands with the decision for everybody."))
    return True


def read_again(stage: Stage, decision: Decision) -> Decision:
    """The decision with what happened to it meanwhile."""
    return stage.desk.decision(decision.id) or decision


def _keep(stage: Stage, id: str, kind: LearningKind, text: str) -> bool:
    journal = stage.journal
    if journal is not None and journal.assembly.closed_at is None:
        return stage.ask(AddLearning(id, kind, Said(text)))
    return keeps(stage, lambda: stage.desk.add_learning(id, kind, text))


def _nothing(typed: Mapping[str, str]) -> str | None:
    return None if typed["text"] else _("There is no text yet. Write at least one word, or go back.")
