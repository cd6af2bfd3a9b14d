"""Asks for a day and says back which one was understood, with its weekday, while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from screens.proposal_form import Misread, day_of, day_understood
from tui.dialogs.ask_text import AskText
from tui.dialogs.form import Field, Refused


class AskDay(AskText):
    """The day in the words in which it was typed, or None."""

    def __init__(
        self,
        title: str,
        field: Field,
        draft: MutableMapping[str, str],
        today: date,
        check: Callable[[str], str | None] | None = None,
    ) -> None:
        """Take the field, where it is kept, the day from which days are read, and what else must hold."""
        super().__init__(title, [field], draft=draft, check=self._unread)
        self._check_day = check
        self._field = field
        self._today = today

    def compose_body(self) -> ComposeResult:
        """The field, and below it the day."""
        yield from super().compose_body()
        yield Static(id="understood", markup=False)

    @on(Input.Changed)
    def say_day(self, event: Input.Changed) -> None:
        """Say back which day was understood."""
        self.query_one("#understood", Static).update(day_understood(event.value, self._today))

    def _unread(self, typed: Mapping[str, str]) -> Refused | None:
        try:
            day_of(typed, self._field.id, self._field.label, self._today)
        except Misread as reason:
            return reason.refused
        said = self._check_day(typed[self._field.id]) if self._check_day else None
        return Refused(said, self._field.id) if said else None
