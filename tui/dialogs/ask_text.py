"""Asks for one or several texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tui.dialogs.drafted import Draft
from tui.dialogs.form import Field, Form, Refused, refused

Check = Callable[[Mapping[str, str]], Refused | str | None]
"""Says in a sentence why texts cannot be taken, and in which field if it knows; None when they can."""


class AskText(Form[Mapping[str, str]]):
    """The texts by field, without blanks around them, or None."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        draft: Draft,
        question: str = "",
        check: Check | None = None,
    ) -> None:
        """Take the title, the fields, the draft, a question above, and what must hold."""
        super().__init__(title, fields, draft, question)
        self._check = check

    def answer(self, typed: Mapping[str, str]) -> Mapping[str, str] | Refused:
        """The texts, when they fit."""
        texts = {field: text.strip() for field, text in typed.items()}
        reason = self._check(texts) if self._check else None
        return refused(reason) if reason else texts
