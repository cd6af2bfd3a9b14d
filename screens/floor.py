"""The keys that work in every step: undo, help, who is here, notes, parking, the stack, moving on."""

from __future__ import annotations

from typing import cast

from textual import work
from textual.binding import Binding
from textual.screen import Screen

from assembly.acts.floor import (
    CallFromStack,
    CountHeads,
    GoTo,
    HandOver,
    JoinStack,
    LeaveStack,
    MarkPresence,
    ParkThing,
    Pause,
    Resume,
    SettleParked,
    TakeNote,
)
from assembly.journal import undoable
from assembly.refusal import RuleBroken
from assembly.rulebook import decide
from assembly.said import Said
from assembly.state import Assembly, Presence
from assembly.steps import MOVES, WALK, Step
from screens.stage import Stage, words_of
from screens.undo_words import what_happened
from screens.words import presence_name, step_name
from tui.dialogs.ask_number import AskNumber
from tui.dialogs.ask_text import AskText, Field
from tui.dialogs.choose import Choose, Option
from tui.dialogs.confirm import Confirm
from tui.dialogs.cover import Cover
from tui.language import _

FLOOR_KEYS = [
    Binding("u,U,pageup", "undo", _("Undo"), id="undo", tooltip=_("Take the last thing back")),
    Binding("h,H", "stuck", _("Stuck"), id="stuck", tooltip=_("I am stuck: what now?")),
    Binding("w,W", "who", _("Who"), id="who", tooltip=_("Somebody came, left or recuses"), show=False),
    Binding("p,P", "pause", _("Pause"), id="pause", tooltip=_("Stop or start every clock"), show=False),
    Binding("n,N", "note", _("Note"), id="note", tooltip=_("Write a note"), show=False),
    Binding("k,K", "park", _("Park"), id="park", tooltip=_("The parking list"), show=False),
    Binding("s,S", "stack", _("Stack"), id="stack", tooltip=_("The speaking stack"), show=False),
    Binding("f,F", "hand_over", _("Hand over"), id="hand-over", tooltip=_("Somebody else facilitates"), show=False),
    Binding("g,G", "go", _("Go to"), id="go", tooltip=_("Go to another step")),
    Binding("full_stop", "cover", _("Cover"), id="cover", tooltip=_("Cover the screen"), show=False),
    Binding("question_mark", "keys", _("Keys"), id="keys", tooltip=_("Every key")),
    Binding("q,Q", "leave", _("Leave"), id="leave", tooltip=_("Leave; nothing is lost"), show=False),
]


class FloorActions(Screen[None]):
    """What is always possible, whatever the step."""

    assembly: Assembly

    @property
    def stage(self) -> Stage:
        """The program this screen belongs to."""
        return cast(Stage, self.app)
