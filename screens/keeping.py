"""Changing what the shelf knows between assemblies: done, or said why not."""

from __future__ import annotations

from collections.abc import Callable

from assembly.refusal import RuleBroken
from screens.stage import Stage
from words.language import _


def keeps(stage: Stage, change: Callable[[], object]) -> bool:
    """Whether a change was kept; if not, nothing changed, and the reason was said."""
    try:
        change()
    except RuleBroken as refusal:
        from tui.rule_words import words_for  # noqa: PLC0415 - a start refuses nothing

        stage.say(words_for(refusal), severity="error")
        return False
    except OSError as fault:
        why = fault.strerror or str(fault)
        stage.say(_("This could not be saved, and nothing changed. {why}").format(why=why), severity="error")
        return False
    stage.learn_names()
    if stage.desk.doorway() is not None:  # phones read what was written, and no name that was taken back
        stage.desk.refresh_pages(stage.journal)
    return True
