"""Two people out of many: ticked in a list, found by typing; the second tick answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Static

from tui.dialogs.frame import Dialog
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from tui.widgets.pointed_list import HEAD
from words.language import _

TWO = 2


class TwoPeople(PeopleList):
    """A list that leaves digits to its dialog where they find nobody."""

    def __init__(self, rows: Sequence[Row], *, digits_find: bool, id: str) -> None:
        """Take the people, and whether digits are looked for like letters."""
        super().__init__(rows, id=id)
        self._digits_find = digits_find

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A digit is looked for only where it may belong to a name that is being typed."""
        if not (self._digits_find or self.sought) and character is not None and character.isdecimal():
            return False
        return super().check_consume_key(key, character)


class PickTwo(Dialog[tuple[str, ...] | None]):
    """The ids of two people; nobody where others will do and were chosen; None for going back."""

    AUTO_FOCUS = "#two"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back"), id="pick-two.back", tooltip=_("Choose nobody.")),
    ]

    def __init__(
        self, title: str, people: Sequence[Row], *, question: str, others: str = "", digits: str = ""
    ) -> None:
        """Take the title, the people, the question, what answers with nobody, and what is said of digits."""
        super().__init__(title)
        self._people = tuple(people)
        self._question = question
        self._others = others
        self._digits = digits
        self._ticked: list[str] = []

    def compose_body(self) -> ComposeResult:
        """The question and the people."""
        yield Static(self._question, id="question", markup=False)
        yield TwoPeople(self._rows(), digits_find=not self._digits, id="two")

    def answers(self) -> tuple[Choice, ...]:
        """Others, where they will do, and the way back."""
        others = (Choice("others", self._others),) if self._others else ()
        return (*others, Choice("back", _("Back (Esc)")))

    def fit(self) -> None:
        """The list takes the room that the question leaves, and scrolls by itself."""
        super().fit()
        room = self.room_for_body - self.query_one("#question").outer_size.height
        self.query_one(PeopleList).styles.height = max(2, min(len(self._people) + HEAD, room))

    def on_key(self, event: Key) -> None:
        """Answer digits, which belong elsewhere, above the people."""
        if self._digits and event.character is not None and event.character.isdecimal():
            self.query_one("#question", Static).update(self._digits)
            event.stop()

    @on(PeopleList.Picked)
    @on(PeopleList.Toggled)
    def tick(self, event: PeopleList.Picked | PeopleList.Toggled) -> None:
        """Tick, or take the tick back; two are an answer."""
        if event.person in self._ticked:
            self._ticked.remove(event.person)
        else:
            self._ticked.append(event.person)
        if len(self._ticked) == TWO:
            self.dismiss(tuple(self._ticked))
            return
        people = self.query_one(PeopleList)
        people.sought = ""
        people.rows = self._rows()
        people.highlight(event.person)
        people.cursor = min(people.cursor + 1, len(self._people) - 1)

    @on(Choices.Picked, "#answers")
    def take(self, event: Choices.Picked) -> None:
        """Others, or back."""
        self.dismiss(() if event.choice == "others" else None)

    def action_leave(self) -> None:
        """Choose nobody."""
        self.dismiss(None)

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(one.id, one.name, "✓" if one.id in self._ticked else "·", note=one.note)
            for one in self._people
        )
