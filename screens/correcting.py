"""Asks which throw was heard or typed wrong, and what it was; all others stand as they were called."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from assembly.acts.throwing import CorrectThrow
from assembly.draw.throws import Throws
from assembly.refusal import RuleBroken
from assembly.rulebook import decide
from assembly.sealing import called_for
from assembly.state import Assembly
from screens.stage import Stage
from tui.dialogs.ask_numbers import whole
from tui.dialogs.ask_text import AskText
from tui.dialogs.drafted import Draft
from tui.dialogs.form import Field, Refused
from tui.rule_words import say_refusal
from words.language import _

PLACE, WORD = "place", "word"
BESIDE = 4
"""Throws that are shown before and after the one that is meant."""


class AskThrow(AskText):
    """The place and the throw as they were typed, or None; the throw that is meant is shown among others."""

    def __init__(self, assembly: Assembly, called: Throws, draft: Draft) -> None:
        """Take what was called, and where it is kept."""
        fields = (
            Field(PLACE, _("Which throw? 1 is the first of {all}.").format(all=len(called.words))),
            Field(WORD, _("What did it show?")),
        )
        question = _("What it was before stays on record, with the moment. All others stand.")
        super().__init__(
            _("Correct a throw"), fields, draft=draft, question=question, check=self._refused_throw
        )
        self._assembly = assembly
        self._called = called

    def compose_body(self) -> ComposeResult:
        """The fields, and below the first one the throw that is meant."""
        for part in super().compose_body():
            yield part
            if part.id == "field-0":
                yield Static(id="meant", markup=False)

    @on(Input.Changed, "#field-0")
    def show_meant(self, event: Input.Changed) -> None:
        """Show the throw in that place, with those around it."""
        place = whole(event.value)
        self.query_one("#meant", Static).update(around(self._called.words, place) if place else "")

    def _refused_throw(self, typed: Mapping[str, str]) -> Refused | None:
        place = whole(typed[PLACE])
        if place is None:
            return Refused(_("Type which throw it was as a number: 1 is the first."), PLACE)
        try:
            decide(self._assembly, CorrectThrow(place, as_thrown(typed[WORD])))
        except RuleBroken as refusal:
            at = PLACE if refusal.code == "no-such-throw" else WORD
            return Refused(say_refusal(refusal), at)
        return None


async def correct_a_throw(stage: Stage, assembly: Assembly) -> None:
    """Ask which throw was wrong, and put it on record."""
    draw = assembly.draw
    if draw is None:
        return
    draft = stage.draft(f"throw {draw.id}")
    typed = await stage.push_screen_wait(AskThrow(assembly, called_for(draw), draft))
    if typed is None:
        return
    if stage.ask(CorrectThrow(int(typed[PLACE]), as_thrown(typed[WORD]))):
        draft.clear()


def around(words: tuple[str, ...], place: int) -> str:
    """A throw in brackets among those around it, or nothing where none was called."""
    if not 1 <= place <= len(words):
        return ""
    first, last = max(0, place - 1 - BESIDE), place + BESIDE
    shown = [f"[{word}]" if at == place else word for at, word in enumerate(words, 1) if first < at <= last]
    return " ".join(("…" if first else "", *shown, "…" if last < len(words) else "")).strip()


def as_thrown(text: str) -> str:
    """What was typed as it stands on the line: the ten of a suit is T."""
    word = text.strip().upper()
    return f"T{word.removeprefix('10')}" if word[:2] == "10" and word[2:] in {*"SHDC"} else word
