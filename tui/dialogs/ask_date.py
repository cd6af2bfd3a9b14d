"""Asks for a day as people say it, and says back at once which day that is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from assembly.refusal import RuleBroken
from tui.calendar_words import say_distance, say_moment
from tui.dialogs.form import Draft, Field, Form, Refused
from tui.dialogs.frame import Answer
from tui.rule_words import words_for
from tui.when import echo_date, read_date, read_moment

ONLY = "when"
"""The field of the draft."""


class _AskWhen(Form[Answer]):
    """One line, with what was understood below it."""

    DEFAULT_CSS = """
    _AskWhen #echo {
        color: $foreground;
        text-style: bold;
    }
    """

    def __init__(self, title: str, label: str, draft: Draft, value: str) -> None:
        """Take the title, the label, the draft, and what stands there at first."""
        super().__init__(title, [Field(ONLY, label, value)], draft)

    def compose_body(self) -> ComposeResult:
        """The line, and what was understood."""
        yield from super().compose_body()
        yield Static("", id="echo", markup=False)

    def on_mount(self) -> None:
        """Say what a draft means."""
        super().on_mount()
        self.say_back()

    @on(Input.Changed)
    def say_back(self) -> None:
        """Say what is understood so far; nothing while that is nothing."""
        answer = self.answer(self.typed)
        self.query_one("#echo", Static).update("" if isinstance(answer, Refused) else self.echo(answer))

    @abstractmethod
    def echo(self, answer: Answer) -> str:
        """What was understood, in words."""


class AskDate(_AskWhen[date]):
    """The day, or None."""

    def __init__(self, title: str, label: str, *, draft: Draft, today: date, value: str = "") -> None:
        """Take the title, the label, the draft, the day that it is, and what stands there at first."""
        super().__init__(title, label, draft, value)
        self._today = today

    def answer(self, typed: Mapping[str, str]) -> date | Refused:
        """The day, when it can be read."""
        try:
            return read_date(typed[ONLY], self._today)
        except RuleBroken as refusal:
            return Refused(words_for(refusal))

    def echo(self, answer: date) -> str:
        """The day with its weekday, and how far it is."""
        return echo_date(answer, self._today)


class AskMoment(_AskWhen[datetime]):
    """The day and the time, or None."""

    def __init__(self, title: str, label: str, *, draft: Draft, now: datetime, value: str = "") -> None:
        """Take the title, the label, the draft, the time that it is, and what stands there at first."""
        super().__init__(title, label, draft, value)
        self._now = now

    def answer(self, typed: Mapping[str, str]) -> datetime | Refused:
        """The moment, when it can be read."""
        try:
            return read_moment(typed[ONLY], self._now)
        except RuleBroken as refusal:
            return Refused(words_for(refusal))

    def echo(self, answer: datetime) -> str:
        """The day with its weekday, the time, and how far it is."""
        return f"{say_moment(answer)}, {say_distance(answer.date(), self._now.date())}"
