"""Asks when and where the circle meets again, and says back which days were understood, while it is typed."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from assembly.refusal import RuleBroken
from assembly.state import NextDate
from tui.dialogs.ask_text import AskText, Check
from tui.dialogs.form import Field
from tui.recurrence import echo_meeting, read_meeting, typed_words
from words.language import _


class AskMeeting(AskText):
    """The day or the rule in the words in which it was typed, and the place, or None."""

    def __init__(
        self, known: NextDate, check: Check, draft: MutableMapping[str, str], now: datetime, zone: str
    ) -> None:
        """Take what stands there at first, what must hold, where it is kept, and the moment and the zone
        from which days are read.
        """
        fields = (
            Field("when", _("When"), typed_words(known, now), _("next Thursday 14:00")),
            Field("place", _("Where"), known.place),
        )
        question = _(
            "As people say it: next Thursday 14:00; or every second Tuesday 9:30. "
            "Empty it to leave the date open."
        )
        super().__init__(_("The next assembly"), fields, draft=draft, check=check, question=question)
        self._now = now
        self._zone = zone

    def compose_body(self) -> ComposeResult:
        """The fields, and below the first one the days."""
        for part in super().compose_body():
            yield part
            if part.id == "field-0":
                yield Static(id="understood", markup=False)

    @on(Input.Changed, "#field-0")
    def say_days(self, event: Input.Changed) -> None:
        """Say back which days were understood."""
        self.query_one("#understood", Static).update(self._understood(event.value))

    def _understood(self, text: str) -> str:
        try:
            return echo_meeting(read_meeting(text, self._now, self._zone), self._now.date())
        except RuleBroken:
            return ""
