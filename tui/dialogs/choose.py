"""One of several: by letter, arrows, mouse, or by typing where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.dialogs.frame import Dialog
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from tui.widgets.pointed_list import HEAD
from tui.widgets.thing_list import ThingList
from words.language import _

FEW = 9
"""Options up to which each has a letter; more than that are found by typing."""


class Choose(Dialog[str | None]):
    """The id of the option that was chosen, or None."""

    AUTO_FOCUS = "#options"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back"), id="choose.back", tooltip=_("Choose nothing.")),
    ]
    DEFAULT_CSS = """
    Choose #options {
        margin-top: 1;
    }
    Choose.-low #options {
        margin-top: 0;
    }
    """

    def __init__(
        self, title: str, options: Sequence[Choice], *, question: str = "", things: bool = False
    ) -> None:
        """Take the title, the options, a question above them, and whether they are things, not people."""
        super().__init__(title)
        self._things = things
        self._question = question
        self._options = with_letters(options) if len(options) <= FEW else tuple(options)

    def compose_body(self) -> ComposeResult:
        """The question and the options."""
        if self._question:
            yield Static(self._question, id="question", markup=False)
        if len(self._options) <= FEW:
            yield Choices(self._options, stacked=True, id="options")
        else:
            rows = [Row(option.id, option.label) for option in self._options]
            yield (ThingList if self._things else PeopleList)(rows, id="options")

    def fit(self) -> None:
        """A long list takes the room that the question leaves, and scrolls by itself."""
        super().fit()
        for people in self.query(PeopleList):
            above = (
                sum(part.outer_size.height for part in self.query("#question")) + people.styles.margin.height
            )
            people.styles.height = max(2, min(len(self._options) + HEAD, self.room_for_body - above))

    def answers(self) -> tuple[Choice, ...]:
        """The way back."""
        return (Choice("", _("Back (Esc)")),)

    @on(Choices.Picked)
    def take(self, event: Choices.Picked) -> None:
        """Answer with the option, or with none."""
        self.dismiss(event.choice or None)

    @on(PeopleList.Picked)
    @on(PeopleList.Toggled)
    def take_found(self, event: PeopleList.Picked | PeopleList.Toggled) -> None:
        """Answer with the one that was found."""
        chosen = next(option for option in self._options if option.id == event.person)
        if chosen.closed:
            self.notify(chosen.closed, severity="warning", markup=False)
        else:
            self.dismiss(chosen.id)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def with_letters(options: Sequence[Choice]) -> tuple[Choice, ...]:
    """The options, each with a letter: its own, or the first of its words that is free, or a digit."""
    taken = {option.key.casefold() for option in options if option.key}
    lettered = []
    for place, option in enumerate(options, 1):
        key = option.key or _free_letter(option.label, taken) or str(place)
        taken.add(key.casefold())
        lettered.append(Choice(option.id, option.label, key, option.closed))
    return tuple(lettered)


def _free_letter(label: str, taken: set[str]) -> str:
    letters = (letter for letter in label if letter.isalpha() and len(letter.casefold()) == 1)
    return next((letter.upper() for letter in letters if letter.casefold() not in taken), "")
