"""Asks for one whole number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.dialogs.ask_numbers import AskNumbers, whole
from tui.dialogs.drafted import Draft
from tui.dialogs.form import Field, Form, Refused
from words.language import _

ONLY = "number"
"""The field of the draft."""


class AskNumber(Form[int]):
    """The number, or None."""

    restrict = AskNumbers.restrict

    def __init__(
        self,
        title: str,
        label: str,
        *,
        draft: Draft,
        value: int | None = None,
        check: Callable[[int], str | None] | None = None,
    ) -> None:
        """Take the title, the label, the draft, the number at first, and what must hold."""
        super().__init__(title, [Field(ONLY, label, "" if value is None else str(value))], draft)
        self._check = check

    def answer(self, typed: Mapping[str, str]) -> int | Refused:
        """The number, when it fits."""
        number = whole(typed[ONLY])
        if number is None:
            return Refused(_("Type a whole number, like 12."))
        sentence = self._check(number) if self._check else None
        return Refused(sentence) if sentence else number
