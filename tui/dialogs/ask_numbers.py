"""Asks for one or several whole numbers, and shows at once what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Self

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.dialogs.drafted import Draft
from tui.dialogs.form import Field, Form, Refused
from words.language import _

Sum = Callable[[Mapping[str, int | None]], str]
"""The line below the numbers; a number that is not typed yet is None."""
Check = Callable[[Mapping[str, int]], str | None]
"""Says in a sentence why numbers cannot be taken, or None when they can."""

LONGEST = 6


class AskNumbers(Form[Mapping[str, int]]):
    """The numbers by field, or None."""

    _total: int | None = None
    restrict = rf"\s*\d{{0,{LONGEST}}}\s*"
    DEFAULT_CSS = """
    AskNumbers #sum {
        text-style: bold;
        color: $foreground;
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        draft: Draft,
        sum_line: Sum | None = None,
        check: Check | None = None,
    ) -> None:
        """Take the title, the fields, the draft, the live line, and what must hold."""
        super().__init__(title, fields, draft)
        self._sum_line = sum_line
        self._check = check

    def adding_up_to(self, total: int) -> Self:
        """The same form; once its numbers add up to everybody, an empty field is nobody."""
        self._total = total
        return self

    def compose_body(self) -> ComposeResult:
        """The fields, and the line below."""
        yield from super().compose_body()
        if self._sum_line:
            yield Static(self._sum_line(self._numbers(self._first())), id="sum", markup=False)

    @on(Input.Changed)
    def add_up(self) -> None:
        """Say what it adds up to now."""
        if self._sum_line and self.is_mounted:
            self.query_one("#sum", Static).update(self._sum_line(self._numbers(self.typed)))

    def answer(self, typed: Mapping[str, str]) -> Mapping[str, int] | Refused:
        """The numbers, when all fit; one may only be missing where the others already make up the sum."""
        known = self._numbers(typed)
        counted = sum(number or 0 for number in known.values())
        numbers: dict[str, int] = {}
        for field in self._fields:
            number = 0 if known[field.id] is None and counted == self._total else known[field.id]
            if number is None:
                sentence = _("{label}: type a number; 0 if there is nobody.").format(label=field.label)
                return Refused(sentence, field.id)
            numbers[field.id] = number
        reason = self._check(numbers) if self._check else None
        return Refused(reason) if reason else numbers

    def _first(self) -> Mapping[str, str]:
        return {field.id: self._draft.get(field.id, field.value) for field in self._fields}

    def _numbers(self, typed: Mapping[str, str]) -> dict[str, int | None]:
        return {field: whole(text) for field, text in typed.items()}


def whole(text: str) -> int | None:
    """A whole number as typed, or None."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() else None
