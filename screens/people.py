"""The people of the circle: who belongs to it, who left, and what may be published."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from screens.desk import Person
from screens.home_words import on_the_roll
from screens.keeping import keeps
from screens.person import PersonChange
from screens.roll_entry import Lines, RollEntry
from screens.roll_words import count_words, look_refused, person_row
from screens.view import View
from tui.letters import letter
from tui.widgets.people_list import PeopleList
from words.language import _, n_


class Roll(PeopleList):
    """The list of people; the space bar chooses as Enter does, because nobody is ticked here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "pick", _("Choose"), id="people.space", tooltip=_("Choose this person."), show=False
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Esc is left to the page, and shown as its key, while everybody is in sight."""
        return action != "forget" or bool(self.sought or self._finding)


class PeopleScreen(View):
    """Who belongs to the circle; Enter changes what is known of one person."""

    AUTO_FOCUS = "#people"
    BINDINGS: ClassVar[list[BindingType]] = [
        letter("a", "add", _("Add people"), _("Add people to the circle"), show=True),
    ]

    def __init__(self) -> None:
        """Begin with an empty list."""
        super().__init__()
        self._people: dict[str, Person] = {}

    def compose_body(self) -> ComposeResult:
        """The list, or what to do while there is none."""
        yield Static(
            _("There is nobody here yet. Press A to add people."), id="empty", classes="quiet", markup=False
        )
        yield Roll(type_to_find=False, id="people")

    def on_mount(self) -> None:
        """Say on the button whom Enter is about."""
        super().on_mount()
        self.watch(self.query_one(Roll), "cursor", self._show_next)

    def follow(self) -> None:
        """Show the roll, those who left at its end."""
        today = self.stage.now().date()
        here = on_the_roll(self.stage.desk.people(), today)
        gone = tuple(person for person in self.stage.desk.people() if person not in here)
        self._people = {person.id: person for person in (*here, *gone)}
        roll = self.query_one(Roll)
        roll.rows = tuple(person_row(person, today) for person in self._people.values())
        roll.display = bool(self._people)
        self.query_one("#empty").display = not self._people
        super().follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Nothing is added where another window holds the shelf."""
        return None if action == "add" and self.stage.desk.held else True

    def title_words(self) -> str:
        """How many belong to the circle today."""
        number = len(on_the_roll(self.stage.desk.people(), self.stage.now().date()))
        people = n_("{number} person", "{number} people", number).format(number=number)
        return f"{self.stage.desk.circle().name} · {people}"

    def next_words(self) -> str:
        """Whom Enter is about."""
        pointed = self.query_one(Roll).highlighted
        if pointed is None:
            return _("Add people")
        return _("Look at {name}").format(name=pointed.name)

    def go_on(self) -> None:
        """Change the person who is pointed at, or add the first ones."""
        if self.query_one(Roll).highlighted is None:
            self.action_add()
        else:
            self.query_one(Roll).action_pick()

    @on(PeopleList.Picked, "#people")
    @on(PeopleList.Toggled, "#people")
    def change(self, event: PeopleList.Picked | PeopleList.Toggled) -> None:
        """Change what is known of one person."""
        if self.may_write() and self.is_current:
            self.run_worker(PersonChange(self.stage, self._people[event.person]).ask(self.follow))

    def action_add(self) -> None:
        """Add people to the circle."""
        if self.may_write() and self.is_current:
            self.app.push_screen(AddPeopleScreen())

    def _show_next(self) -> None:
        View.follow(self)


class AddPeopleScreen(View):
    """People who join, one on each line; all or nobody."""

    AUTO_FOCUS = "#roll"

    def compose_body(self) -> ComposeResult:
        """The list in the making."""
        yield RollEntry(self.stage.desk.look_at, self._draft.get("roll", ""), id="entry")

    def title_words(self) -> str:
        """What this is."""
        return _("Add people")

    def next_words(self) -> str:
        """How many would join."""
        look = self._entry.look
        return _("Add people") if look_refused(look) else _("Add {people}").format(people=count_words(look))

    def go_on(self) -> None:
        """Add everybody on the list, or say why nobody was added."""
        look = self._entry.look
        refused = look_refused(look)
        if refused:
            self.stage.say(refused, severity="warning")
        elif self.may_write() and keeps(self.stage, lambda: self.stage.desk.add_people(self._entry.text)):
            self.stage.say(_("{people} joined the circle.").format(people=count_words(look)))
            self._draft.clear()
            self.app.pop_screen()

    @on(Lines.Done)
    def end(self) -> None:
        """The list is complete."""
        self.action_next()

    @on(Lines.Changed)
    def keep_draft(self) -> None:
        """Remember every letter, and say how many would join."""
        self._draft["roll"] = self._entry.text
        self.follow()

    @property
    def _draft(self) -> MutableMapping[str, str]:
        return self.stage.draft("people")

    @property
    def _entry(self) -> RollEntry:
        return self.query_one("#entry", RollEntry)
