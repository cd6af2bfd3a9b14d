"""The pages that every phone in the room may open, and what they will find there at this moment."""

from __future__ import annotations

from assembly.adopted import adopted_in
from assembly.state import Assembly
from screens.code_view import CodeScreen
from screens.stage import Stage
from words.language import _


def pages_of_the_room(stage: Stage, assembly: Assembly) -> CodeScreen:
    """The code of the page on which all decisions stand."""
    today = bool(adopted_in(assembly.proposals.values()))
    before = bool(stage.desk.history().decided)
    title = _("All decisions, for every phone in the room")
    return CodeScreen(title, "/", note=found_there(today=today, before=before))


def found_there(*, today: bool, before: bool) -> str:
    """What the phones see now, and when they see more."""
    if today:
        return _("Phones see what was decided, today too. What you adopt next is there once it is saved.")
    if before:
        return _("Phones see what was decided before. What you adopt today is there once it is saved.")
    return _("Nothing is decided yet, and phones see just that. What you adopt is there once it is saved.")
