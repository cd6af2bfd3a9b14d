"""Changing what is known of one person, one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from datetime import date

from assembly.refusal import RuleBroken
from screens.desk import Desk, Person
from screens.keeping import keeps
from screens.roll_words import person_note, tags_read, tags_refused, tags_written
from screens.stage import Stage
from tui.dialogs.ask_text import AskText, Check
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.rule_words import words_for
from tui.when import read_date
from tui.widgets.choice_layout import Choice
from words.dates import say_date
from words.language import _


class PersonChange:
    """Asks what should change, asks for it, and keeps it."""

    def __init__(self, stage: Stage, person: Person) -> None:
        """Take the person as they stand."""
        self._stage = stage
        self._person = person

    async def ask(self, changed: Callable[[], None]) -> None:
        """Offer what can be changed; say when something did."""
        chosen = await self._stage.push_screen_wait(
            Choose(self._person.name, person_choices(self._person), question=person_note(self._person))
        )
        ways = {
            "name": self._ask_name,
            "tags": self._ask_tags,
            "opt-outs": self._ask_opt_outs,
            "held": self._tell_roles,
            "label": self._ask_label,
            "leave": self._ask_leave,
            "back": self._come_back,
        }
        if chosen is not None and await ways[chosen]():
            changed()

    async def _ask_name(self) -> bool:
        def refused(typed: Mapping[str, str]) -> str | None:
            return None if typed["text"] else _("A name has at least one letter.")

        name = await self._text(_("Name"), "", self._person.name, check=refused)
        return bool(name) and self._keep(lambda: self._desk.change_person(self._person.id, name=name))

    async def _ask_tags(self) -> bool:
        text = await self._text(
            _("Shift, department and the like"),
            _("One on each line, such as: shift: early. They help to draw a fair mix."),
            tags_written(self._person.tags),
            multiline=True,
            check=lambda typed: tags_refused(typed["text"]),
        )
        if text is None:
            return False
        return self._keep(lambda: self._desk.change_person(self._person.id, tags=tags_read(text)))

    async def _ask_opt_outs(self) -> bool:
        from screens.opting_out import ask_opt_outs  # noqa: PLC0415 - only for whoever is asked

        wanted = await ask_opt_outs(self._stage, self._person)
        if wanted is None:
            return False
        return self._keep(lambda: self._desk.change_person(self._person.id, opt_outs=wanted))

    async def _tell_roles(self) -> bool:
        from screens.role_past import person_past  # noqa: PLC0415 - only for whoever looks
        from tui.dialogs.message import Message  # noqa: PLC0415

        labels = {role.id: role.label for role in self._desk.circle().roles}
        told = person_past(self._stage, self._person.id, labels)
        await self._stage.push_screen_wait(Message(self._person.name, told))
        return False

    async def _ask_label(self) -> bool:
        text = await self._text(
            _("What may be published"),
            _(
                "This, and never the name, stands on the public pages. Write more than the number only when "
                "{name} has said yes. Empty: {id}."
            ).format(name=self._person.name, id=self._person.id),
            self._person.label,
        )
        if text is None:
            return False
        label = text or self._person.id
        return self._keep(lambda: self._desk.change_person(self._person.id, label=label))

    async def _ask_leave(self) -> bool:
        today = self._stage.now().date()
        text = await self._text(
            _("{name} leaves the circle").format(name=self._person.name),
            _("From which day on? Such as: today, Friday, 2026-11-27. What was decided with them stays."),
            _("today"),
            check=lambda typed: day_refused(typed["text"], today),
        )
        if text is None:
            return False
        day = read_date(text, today)
        return self._keep(lambda: self._desk.change_person(self._person.id, left=day))

    async def _come_back(self) -> bool:
        return self._keep(lambda: self._desk.change_person(self._person.id, back=True))

    async def _text(
        self, title: str, question: str, value: str, *, multiline: bool = False, check: Check | None = None
    ) -> str | None:
        field = Field("text", self._person.name, value, multiline=multiline)
        answer = await self._stage.push_screen_wait(
            AskText(title, [field], draft=self._draft(title), question=question, check=check)
        )
        if answer is None:
            return None
        self._draft(title).clear()
        return answer["text"]

    def _draft(self, title: str) -> MutableMapping[str, str]:
        return self._stage.draft(f"{self._person.id}: {title}")

    def _keep(self, change: Callable[[], None]) -> bool:
        return keeps(self._stage, change)

    @property
    def _desk(self) -> Desk:
        return self._stage.desk


def person_choices(person: Person) -> tuple[Choice, ...]:
    """What can be changed."""
    leaving = (
        Choice("leave", _("Leaves the circle"), "L")
        if person.left is None
        else Choice(
            "back", _("Belongs to the circle again (left: {day})").format(day=say_date(person.left)), "B"
        )
    )
    return (
        Choice("name", _("Name"), "N"),
        Choice("tags", _("Shift, department"), "S"),
        Choice("opt-outs", _("Roles not wanted"), "R"),
        Choice("label", _("What may be published"), "P"),
        Choice("held", _("Roles held so far"), "H"),
        leaving,
    )


def day_refused(text: str, today: date) -> str | None:
    """Why this is no day, or None."""
    try:
        read_date(text, today)
    except RuleBroken as refusal:
        return words_for(refusal)
    return None
