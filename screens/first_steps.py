"""The steps of the first run: a name, the rules, a language."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Input, Static

from assembly.circle import Protocol, Protocols, default_protocols
from screens.page import painted
from screens.protocol_words import protocol_sections
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words import language
from words.language import _
from words.protocols import kind_name


class Part(Vertical):
    """One step."""

    DEFAULT_CSS = """
    Part {
        height: auto;
    }
    Part > Static {
        height: auto;
    }
    Part > Input, Part > Input:focus {
        border: none;
        height: 1;
        padding: 0 1;
        margin: 1 0;
        background: $panel;
    }
    Part > Choices {
        margin-top: 1;
    }
    """


class NamePart(Part):
    """What the circle is called."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        """Take what was typed before."""
        super().__init__(id=id)
        self._first_text = text

    def compose(self) -> ComposeResult:
        """The question, the answer, and the other way in."""
        yield Static(_("Welcome. What is your circle called?"), classes="heading", markup=False)
        yield Input(self._first_text, _("Such as: Paint shop"), id="circle", max_length=80)
        yield Static(
            _(
                "A circle is the group that decides together: a shift, a department, a whole co-op. "
                "Four short questions, then it can meet."
            ),
            markup=False,
        )
        yield Choices(
            (Choice("rehearse", _("Rehearse first with an invented circle (Ctrl+R)")),), id="rehearsal"
        )

    @property
    def text(self) -> str:
        """The name as it was typed, in one line."""
        return " ".join(self.query_one("#circle", Input).value.split())


class ProtocolsPart(Part):
    """How the circle decides: good rules to begin with, each of which can be changed."""

    protocols: reactive[Protocols] = reactive(default_protocols(), init=False)
    """The rules as they stand."""

    def compose(self) -> ComposeResult:
        """The rules in words, and what can be changed."""
        yield Static(
            _(
                "Most circles begin with these rules. Enter keeps them; a number changes one. "
                "Roles can be settled later.\n"
            ),
            markup=False,
        )
        yield Static(painted(protocol_sections(self.protocols)), id="protocols", markup=False)
        yield Choices(
            [
                Choice(str(place), _("Change {kind}").format(kind=kind_name(one.kind)), str(place + 1))
                for place, one in enumerate(self.protocols)
            ],
            id="change",
        )

    def watch_protocols(self, protocols: Protocols) -> None:
        """Say the rules anew."""
        self.query_one("#protocols", Static).update(painted(protocol_sections(protocols)))

    def take(self, changed: Protocol) -> None:
        """Take another rule for its kind of decision."""
        self.protocols = tuple(changed if one.kind is changed.kind else one for one in self.protocols)


class LanguagePart(Part):
    """Which language the program speaks, and what is going to be founded."""

    chosen: reactive[str] = reactive(language.ENGLISH, init=False)
    """The code of the language."""
    summary: reactive[str] = reactive("", init=False)
    """The circle in a line."""

    def compose(self) -> ComposeResult:
        """The languages, and the circle."""
        yield Static(_("Which language should Shopmoot speak?"), markup=False)
        yield Choices(self._choices(), id="languages")
        yield Static(id="summary", markup=False)

    def watch_chosen(self) -> None:
        """Mark the language that was chosen."""
        self.query_one("#languages", Choices).choices = self._choices()

    def watch_summary(self, summary: str) -> None:
        """Say what is going to be founded."""
        self.query_one("#summary", Static).update(
            _(
                "\nTo be founded: {summary}\n\nNames stay in one private file on this computer. "
                "They are never published."
            ).format(summary=summary)
        )

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(one.code, f"✓ {one.name}" if one.code == self.chosen else one.name, str(place))
            for place, one in enumerate(language.offered(), 1)
        )
