"""The form in which a proposal is written, and how what people typed becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from datetime import date
from typing import Self

from textual import on
from textual.widgets import Input

from assembly.acts.proposing import carrying_on
from assembly.circle import Kind
from assembly.proposals import Draft
from assembly.refusal import RuleBroken
from assembly.rulebook import Command, decide
from assembly.state import Assembly
from assembly.value import value
from screens.at_fault import field_at_fault
from tui.dialogs.ask_text import AskText, Check
from tui.dialogs.form import Field, Refused
from tui.finding import folded
from tui.rule_words import say_refusal
from tui.when import echo_date, read_date
from words.language import _
from words.protocols import kind_name

Typed = Mapping[str, str]
"""What was typed, by field."""


class Misread(Exception):
    """What was typed cannot be a proposal; the text says why."""

    def __init__(self, sentence: str, field: str = "") -> None:
        """Take the reason, and the field at fault where it is known."""
        super().__init__(sentence)
        self.refused = Refused(sentence, field)


@value
class Written:
    """A proposal as it was written in the form."""

    kind: Kind
    draft: Draft
    author: str | None = None
    stories: tuple[int, ...] = ()
    fresh: bool = False
    """Whether nobody has proposed it yet, so that the form also asks for the stories that led to it."""


@value
class Reading:
    """What is needed to understand what was typed."""

    today: date
    here: Mapping[str, str]
    """Names of those here, by member."""
    stories: tuple[int, ...] = ()
    """Numbers of the stories told."""
    kind: Kind = Kind.OPERATIONAL
    """The kind where none is typed."""
    author: str | None = None
    """The author where none is typed."""
    before: Draft = Draft("")
    """What says whose place it takes, and whom it recalls: no new text changes that."""

    def written(self, typed: Typed) -> Written:
        """The proposal that was typed."""
        return Written(
            kind_of(typed.get("kind", "")) or self.kind,
            carrying_on(self.before, draft_of(typed, self.today)),
            author_of(typed.get("author", ""), self.here) or self.author,
            stories_of(typed.get("stories", ""), self.stories),
        )


class ProposalForm(AskText):
    """Asks for a proposal and says each day back, with its weekday, while it is typed."""

    def __init__(
        self,
        title: str,
        fields: Iterable[Field],
        draft: MutableMapping[str, str],
        check: Check,
        today: date,
    ) -> None:
        """Take the fields, where the draft is kept, what must hold, and the day from which days are read."""
        super().__init__(title, tuple(fields), draft=draft, check=check)
        self._today = today

    def meeting(self, objection: str) -> Self:
        """The same form, below the words that the text has to meet."""
        self._question = objection
        return self

    @on(Input.Changed)
    def say_day(self, event: Input.Changed) -> None:
        """Say back which day was understood."""
        field = self._fields[int((event.input.id or "field-0").removeprefix("field-"))]
        if field.id in _day_labels():
            event.input.border_subtitle = day_understood(event.value, self._today)


def fields_for(before: Written | None, reading: Reading, *, first: bool) -> tuple[Field, ...]:
    """What the form asks for; a first version also asks for the stories that led to it."""
    start = before or Written(Kind.OPERATIONAL, Draft(""))
    return (
        *_text_fields(start),
        *_day_fields(start.draft),
        Field("measure", _("How we will know"), start.draft.measure, _("such as: two stops a shift")),
        *_side_fields(start, reading, first=first),
    )


def _text_fields(start: Written) -> tuple[Field, ...]:
    draft = start.draft
    others = ", ".join(kind_name(kind) for kind in Kind if kind is not start.kind)
    kinds = _("{kind} (or: {others})").format(kind=kind_name(start.kind), others=others)
    return (
        Field("what", _("What do we do?"), draft.what, multiline=True),
        Field("why", _("Why?"), draft.why),
        Field("who", _("Who is responsible? (a role)"), draft.who, _("such as: the early shift")),
        Field("kind", _("Kind of decision"), "", kinds),
    )


def _day_fields(draft: Draft) -> tuple[Field, ...]:
    days = {"start": _("next Monday"), "until": _("end of March"), "review": _("in 6 weeks")}
    hints = {id: _("such as: {day}").format(day=day) for id, day in days.items()}
    return tuple(
        Field(id, label, day.isoformat() if (day := getattr(draft, id)) else "", hints[id])
        for id, label in _day_labels().items()
    )


def _side_fields(start: Written, reading: Reading, *, first: bool) -> tuple[Field, ...]:
    known = reading.here.get(start.author, "") if start.author else ""
    hint = known or _("a name of somebody here")
    fields = [Field("author", _("Author, if they like to be noted"), "", hint)]
    if first and reading.stories:
        fields.append(Field("stories", _("Stories that led to it, by number"), "", "1, 3"))
    if start.draft.conditions:
        conditions = "\n".join(start.draft.conditions)
        fields.append(Field("conditions", _("Conditions, one a line"), conditions, multiline=True))
    return tuple(fields)


def kind_of(text: str) -> Kind | None:
    """The kind whose name begins like this, or None where nothing was written."""
    if not text.strip():
        return None
    begins = [kind for kind in Kind if folded(kind_name(kind)).startswith(folded(text.strip()))]
    if len(begins) != 1:
        kinds = ", ".join(kind_name(kind) for kind in Kind)
        raise Misread(_("Kind: write one of {kinds}.").format(kinds=kinds), "kind")
    return begins[0]


def draft_of(typed: Typed, today: date) -> Draft:
    """The text of the proposal."""
    days = {id: day_of(typed, id, label, today) for id, label in _day_labels().items()}
    return Draft(
        typed.get("what", ""),
        typed.get("why", ""),
        typed.get("who", ""),
        days["start"],
        days["until"],
        days["review"],
        typed.get("measure", ""),
        tuple(line.strip() for line in typed.get("conditions", "").splitlines() if line.strip()),
    )


def day_of(typed: Typed, field: str, label: str, today: date) -> date | None:
    """The day that was meant in a field, or None where nothing was written."""
    text = typed.get(field, "")
    if not text.strip():
        return None
    try:
        return read_date(text, today)
    except RuleBroken as refusal:
        raise Misread(f"{label}: {say_refusal(refusal)}", field) from refusal


def day_understood(text: str, today: date) -> str:
    """The day with its weekday, or nothing while it cannot be read."""
    try:
        return echo_date(read_date(text, today), today)
    except RuleBroken:
        return ""


def author_of(text: str, here: Mapping[str, str]) -> str | None:
    """The one person here whose name begins like this."""
    if not text.strip():
        return None
    wanted = folded(text.strip())
    exact = [member for member, name in here.items() if folded(name) == wanted]
    found = exact or [member for member, name in here.items() if folded(name).startswith(wanted)]
    if len(found) != 1:
        words = (
            _("More than one person here is called “{name}”.")
            if found
            else _("Nobody here is called “{name}”.")
        )
        raise Misread(words.format(name=text.strip()), "author")
    return found[0]


def stories_of(text: str, told: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers of stories, apart by commas or blanks."""
    parts = text.replace(",", " ").replace("#", " ").split()
    numbers = tuple(dict.fromkeys(int(part) if part.isdecimal() else 0 for part in parts))
    if unknown := [part for part in parts if not part.isdecimal() or int(part) not in told]:
        raise Misread(_("There is no story “{number}”.").format(number=unknown[0]), "stories")
    return numbers


def refusal_of(assembly: Assembly, command: Command) -> str | None:
    """Why the rules refuse this now, in a sentence, or None."""
    try:
        decide(assembly, command)
    except RuleBroken as refusal:
        return say_refusal(refusal)
    return None


def checking(assembly: Assembly, command_of: Callable[[Typed], Command]) -> Check:
    """What says why typed texts cannot be taken, and where: a date, a name, or a rule."""

    def check(typed: Typed) -> Refused | None:
        try:
            decide(assembly, command_of(typed))
        except Misread as reason:
            return reason.refused
        except RuleBroken as refusal:
            return Refused(say_refusal(refusal), field_at_fault(refusal))
        return None

    return check


def _day_labels() -> dict[str, str]:
    return {"start": _("From when"), "until": _("Until when"), "review": _("Looked at again")}
