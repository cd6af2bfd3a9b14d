"""Fields to fill in; what was typed is kept in a draft, so that Esc never loses anything."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label, Static, TextArea

from assembly.value import value
from tui.dialogs.drafted import Draft, Drafted
from tui.dialogs.frame import Answer
from words.language import _


@value
class Field:
    """Something to fill in."""

    id: str
    label: str
    value: str = ""
    """What stands there at first, unless a draft says otherwise."""
    placeholder: str = ""
    multiline: bool = False


@value
class Refused:
    """Why what was typed cannot be taken, in a sentence."""

    sentence: str
    field: str = ""
    """The field at fault, where one is; in a form of one field it is always that one."""


def refused(reason: Refused | str) -> Refused:
    """A reason as a check gives it, with or without its field."""
    return Refused(reason) if isinstance(reason, str) else reason


class Form(Drafted[Answer]):
    """One or several labelled fields, checked together, with a sentence when something does not fit."""

    AUTO_FOCUS = "Input, TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "submit", _("Keep"), id="form.keep", tooltip=_("Keep what you typed.")),
        Binding(
            "down,pagedown", "app.focus_next", _("Next"), show=False, id="form.next", tooltip=_("Next field.")
        ),
        Binding(
            "up,pageup",
            "app.focus_previous",
            _("Before"),
            show=False,
            id="form.before",
            tooltip=_("Field before."),
        ),
    ]
    DEFAULT_CSS = """
    Form Label {
        width: 1fr;
        height: auto;
        color: $foreground;
    }
    Form Input, Form TextArea {
        background: $panel;
        border: none;
        border-left: outer $border-blurred;
        padding: 0 1;
    }
    Form Input:focus, Form TextArea:focus {
        border: none;
        border-left: outer $border;
    }
    Form Input {
        height: 1;
    }
    Form TextArea {
        height: 5;
    }
    Form.-low TextArea {
        height: 3;
    }
    Form #leaving {
        color: $text-muted;
    }
    Form #refusal {
        color: $text-error;
        text-style: bold;
        display: none;
    }
    Form #refusal.-said {
        display: block;
    }
    """

    restrict: ClassVar[str | None] = None
    """What may be typed into a line, as a regular expression."""

    def __init__(self, title: str, fields: Sequence[Field], draft: Draft, question: str = "") -> None:
        """Take the title, the fields, where the draft is kept, and a question above the fields."""
        super().__init__(title, {field.id: field.value for field in fields}, draft)
        self._fields = tuple(fields)
        self._question = question

    def named(self, keep: str) -> Self:
        """The same form, with another word for keeping what was typed."""
        self._keep = keep
        return self

    def compose_body(self) -> ComposeResult:
        """The question, and every field below its label; how to leave a text area is said below the first."""
        if self._question:
            yield Static(self._question, markup=False)
        yield from self.reopening()
        for number, field in enumerate(self._fields):
            value = self._draft.get(field.id, field.value)
            yield Label(field.label, markup=False)
            if field.multiline:
                yield TextArea(value, id=f"field-{number}", placeholder=field.placeholder)
                if not any(before.multiline for before in self._fields[:number]):
                    yield Static(_("Tab goes on, Ctrl+S keeps"), id="leaving", markup=False)
            else:
                yield Input(
                    value,
                    field.placeholder,
                    restrict=self.restrict,
                    id=f"field-{number}",
                    select_on_focus=self._stands_at_first(field, value),
                )
        yield Static("", id="refusal", markup=False)

    def on_mount(self) -> None:
        """Go on writing where the text ends."""
        for area in self.query(TextArea):
            area.move_cursor(area.document.end)
        self.call_after_refresh(self.query_one("#body").scroll_home, animate=False)

    @abstractmethod
    def answer(self, typed: Mapping[str, str]) -> Answer | Refused:
        """The answer that was typed, or why it cannot be taken."""

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields now."""
        return dict(self._typed())

    @on(Input.Changed)
    @on(TextArea.Changed)
    def keep_draft(self) -> None:
        """Remember every letter at once."""
        if self.is_mounted:
            self.keep_typed()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and from the last one on."""
        event.stop()
        if event.input.id == f"field-{len(self._fields) - 1}":
            self.action_submit()
        else:
            self.focus_next()

    def action_submit(self) -> None:
        """Answer, or say what does not fit."""
        answer = self.answer(self.typed)
        if isinstance(answer, Refused):
            self.refuse(answer)
            return
        self.keep_typed()
        self.dismiss(answer)

    def show(self, texts: Mapping[str, str]) -> None:
        """Put these texts into the fields, and go to the first one."""
        self.query_one("#refusal").remove_class("-said")
        for number, field in enumerate(self._fields):
            place = self.query_one(f"#field-{number}")
            if isinstance(place, TextArea):
                place.text = texts[field.id]
                place.move_cursor(place.document.end)
            elif isinstance(place, Input):
                place.value = texts[field.id]
                place.select_on_focus = self._stands_at_first(field, place.value)
                place.cursor_position = len(place.value)
        self.query_one("#body").scroll_home(animate=False)
        first = self.query_one("#field-0").focus(scroll_visible=False)
        if isinstance(first, Input) and first.select_on_focus:
            first.select_all()

    def refuse(self, reason: Refused) -> None:
        """Say what does not fit, and go to the field at fault; everything typed stays."""
        refusal = self.query_one("#refusal", Static)
        refusal.update(reason.sentence)
        refusal.set_class(bool(reason.sentence), "-said")
        self.fit()
        self._go_to(reason.field or (self._fields[0].id if len(self._fields) == 1 else ""))
        self.call_after_refresh(refusal.scroll_visible, animate=False)

    def _go_to(self, field: str) -> None:
        """Put the cursor into a field; the text of a single line is selected, so that typing replaces it."""
        for number, one in enumerate(self._fields):
            if one.id == field:
                place = self.query_one(f"#field-{number}")
                place.focus(scroll_visible=False)
                if isinstance(place, Input):
                    place.select_all()

    @staticmethod
    def _stands_at_first(field: Field, text: str) -> bool:
        """Whether typing replaces it: nobody typed it."""
        return bool(text) and text == field.value

    def _typed(self) -> Iterator[tuple[str, str]]:
        for number, field in enumerate(self._fields):
            place = f"#field-{number}"
            text = (
                self.query_one(place, TextArea).text
                if field.multiline
                else self.query_one(place, Input).value
            )
            yield field.id, text
