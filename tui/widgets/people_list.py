"""A long list of people: found by typing, marked by shape and word, quick at any length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.widgets.people_rows import Everybody, Row
from tui.widgets.pointed_list import HEAD, PointedList, people_key
from tui.widgets.wrapping import one_line
from words.language import _

FIND = "/"


class PeopleList(PointedList):
    """People with a mark each; only the lines in sight are ever painted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        people_key("space", "tick", _("Tick"), _("Tick this person, or take the tick back."), show=True),
        people_key("enter", "pick", _("Choose"), _("Choose this person."), show=True),
        people_key("escape", "forget", _("All"), _("Show everybody again.")),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "people-list--find",
        "people-list--cursor",
        "people-list--blurred",
        "people-list--note",
    }
    DEFAULT_CSS = """
    PeopleList {
        width: 1fr;
        height: 1fr;
        background: $surface;
        color: $foreground;
    }
    PeopleList > .people-list--find {
        color: $text-muted;
        background: $panel;
    }
    PeopleList > .people-list--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: bold;
    }
    PeopleList > .people-list--blurred {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
    }
    PeopleList > .people-list--note {
        color: $text-muted;
    }
    """

    rows: reactive[tuple[Row, ...]] = reactive((), init=False)
    """Everybody, in the order of the list."""
    sought: reactive[str] = reactive("", init=False)
    """What was typed to find somebody."""

    class _About(Message):
        """Something happened to a person in the list."""

        def __init__(self, people: PeopleList, person: str) -> None:
            super().__init__()
            self.people = people
            self.person = person

        @property
        def control(self) -> PeopleList:
            """The list."""
            return self.people

    class Toggled(_About):
        """A person was ticked, or the tick taken back; the state says which."""

    class Picked(_About):
        """A person was chosen."""

    def __init__(  # noqa: PLR0913 - how the list behaves, all by name
        self,
        rows: Sequence[Row] = (),
        *,
        type_to_find: bool = True,
        picks: bool = True,
        head: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take the people.

        Args:
            rows: Everybody, in the order of the list.
            type_to_find: Whether letters find at once, or after a slash only.
            picks: Whether Enter chooses a person, or is left to the screen.
            head: What stands above a list that is not about people.
            id: The id of the widget.
            classes: Its classes.
        """
        super().__init__(id=id, classes=classes)
        self._type_to_find = type_to_find
        self._picks, self._above = picks, head
        self._finding = False
        self._everybody = Everybody(tuple(rows))
        self._sight = self._everybody.called("")
        self.set_reactive(PeopleList.rows, tuple(rows))

    @property
    def highlighted(self) -> Row | None:
        """The person at the pointer, if any."""
        return self.in_sight[self.cursor] if self.cursor < len(self.in_sight) else None

    @property
    def length(self) -> int:
        """How many are in sight."""
        return len(self.in_sight)

    @property
    def in_sight(self) -> tuple[Row, ...]:
        """Those whom the list shows, with what is sought."""
        return self._sight.rows

    def say_none_found(self) -> str:
        """What stands in the list when nobody is called what was typed."""
        return _("Nobody here is called that. Esc shows everybody.")

    def highlight(self, person: str) -> None:
        """Point at a person, if in sight."""
        for place, row in enumerate(self.in_sight):
            if row.id == person:
                self.cursor = place

    def render_line(self, y: int) -> Strip:
        """The line of what is sought, or one person."""
        if y < HEAD:
            return self._head()
        place = self.scroll_offset.y + y - HEAD
        if place < len(self.in_sight):
            return self._row(place)
        nobody = self.say_none_found() if place == 0 and self.sought else ""
        return self.line([Segment(nobody, self.rich_style)], self.rich_style)

    def watch_rows(self) -> None:
        """Show the new state, and keep pointing at the same person."""
        pointed = self.highlighted
        self._everybody = Everybody(self.rows)
        self._filter()
        if pointed is not None:
            self.highlight(pointed.id)
        self.measure()

    def watch_sought(self) -> None:
        """Show those who are found, from the first."""
        self._filter()
        self.cursor = 0
        self.scroll_to(y=0, animate=False, immediate=True)
        self.measure()

    def on_key(self, event: events.Key) -> None:
        """Letters find; Backspace takes one back."""
        if event.key == "backspace" and self.sought:
            self.sought = self.sought[:-1]
        elif event.character == FIND and not self._finding:
            self._finding = True
            self.refresh()
        elif self.check_consume_key(event.key, event.character):
            self.sought += event.character or ""
        else:
            return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - as Textual calls it
        """Letters belong to the list while it finds; a blank does where several names go on after it."""
        if character == " ":
            return self.cursor == 0 and self._sight.goes_on(self.sought)
        finds = self._type_to_find or self._finding or bool(self.sought)
        return finds and character is not None and character.isprintable() and not character.isspace()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted name is sought."""
        self.sought += one_line(event.text).strip()
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click on the mark ticks, one on the name chooses."""
        place = self.place_at(event)
        if place is None:
            return
        self.cursor = place
        ticks = event.x < self._sight.mark_width or not self._picks
        self.post_message((self.Toggled if ticks else self.Picked)(self, self.in_sight[place].id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is chosen here where Enter is left to the screen."""
        return self._picks if action == "pick" else super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick, or take the tick back."""
        if self.highlighted is not None:
            self.post_message(self.Toggled(self, self.highlighted.id))

    def action_pick(self) -> None:
        """Choose the person at the pointer."""
        if self.highlighted is None or not self._picks:
            raise SkipAction
        self.post_message(self.Picked(self, self.highlighted.id))

    def action_forget(self) -> None:
        """Show everybody again; where everybody is shown, the key is left to the screen."""
        if not (self.sought or self._finding):
            raise SkipAction
        pointed = self.highlighted
        self._finding, self.sought = False, ""
        if pointed is not None:
            self.highlight(pointed.id)
        self.refresh()

    def _filter(self) -> None:
        self._sight = self._everybody.called(self.sought)
        self.set_reactive(PeopleList.cursor, max(0, min(self.cursor, len(self.in_sight) - 1)))

    def _head(self) -> Strip:
        style = self.get_component_rich_style("people-list--find")
        if self.sought or self._finding:
            number = _("{found} of {all}").format(found=len(self.in_sight), all=len(self.rows))
            return self.line([Segment(f" {FIND} {self.sought}_  {number}", style)], style)
        how = _("Type to find somebody. {all} people")
        if not self._type_to_find:
            how = _("/ finds somebody. {all} people")
        words = (self._above or how).format(all=len(self.rows))
        return self.line([Segment(f" {words}", style)], style)

    def _row(self, place: int) -> Strip:
        pointed = place == self.cursor
        style, note = self.rich_style, self.get_component_rich_style("people-list--note")
        if pointed:
            style = note = self.get_component_rich_style(
                "people-list--cursor" if self.has_focus else "people-list--blurred"
            )
        return self.line(self._sight.painted(place, self.size.width, pointed, style, note), style)
