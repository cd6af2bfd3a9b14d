"""A dialog whose answer is kept while it is given: it says when it goes on with it, and begins afresh."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, MutableMapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.dialogs.frame import Answer, Dialog
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words.language import _

Draft = MutableMapping[str, str]
"""What was typed so far, by field; the caller keeps it, and empties it once the answer is recorded."""

AFRESH = "afresh"
ASIDE = "aside "
"""Stands before a field whose text was put aside to begin afresh."""


class Drafted(Dialog[Answer | None]):
    """Keeps what is typed where it differs from what stood there at first; the caller throws it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back"), id="form.back", tooltip=_("Go back; what you typed stays.")),
        Binding(
            "ctrl+n",
            AFRESH,
            _("Afresh"),
            id="form.afresh",
            tooltip=_("Begin afresh; once more, and what was typed is back."),
        ),
    ]
    DEFAULT_CSS = """
    Drafted #reopened {
        color: $text-muted;
        display: none;
    }
    Drafted #reopened.-said {
        display: block;
    }
    """

    def __init__(self, title: str, firsts: Mapping[str, str], draft: Draft) -> None:
        """Take the title, what stands in each field at first, and where the draft is kept."""
        super().__init__(title)
        self._firsts = firsts
        self._draft = draft
        self._reopened = any(
            draft.get(field, first).strip() != first.strip() for field, first in firsts.items()
        )
        self._keep = _("Keep")

    def reopening(self) -> ComposeResult:
        """The line that says what stands here."""
        yield Static("", id="reopened", markup=False)

    def on_mount(self) -> None:
        """Say at once whether something was typed before."""
        self._say_reopened()

    def answers(self) -> tuple[Choice, ...]:
        """Keep, by the name that fits, go back, or begin afresh where something was typed before."""
        keep = _("{keep} (Ctrl+S)").format(keep=self._keep)
        afresh = _("Bring it back (Ctrl+N)") if self._aside else _("Begin afresh (Ctrl+N)")
        others = (Choice(AFRESH, afresh),) if self._aside or self._reopened else ()
        return (Choice("keep", keep), Choice("back", _("Back (Esc)")), *others)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody begins afresh where nothing was typed before."""
        if action == AFRESH:
            return self._reopened or self._aside
        return super().check_action(action, parameters)

    @property
    @abstractmethod
    def typed(self) -> dict[str, str]:
        """What stands in the fields now."""

    @abstractmethod
    def show(self, texts: Mapping[str, str]) -> None:
        """Put these texts into the fields."""

    @on(Choices.Picked, "#answers")
    def take(self, event: Choices.Picked) -> None:
        """Keep, go back, or begin afresh."""
        match event.choice:
            case "keep":
                self.action_submit()
            case "back":
                self.action_leave()
            case _:
                self.action_afresh()

    def keep_typed(self) -> None:
        """Remember what stands in the fields."""
        self._remember("", self.typed)

    def action_afresh(self) -> None:
        """Put aside what was typed, or take it up again; what is put aside outlives the program too."""
        typed = self.typed
        before = {field: self._draft.get(f"{ASIDE}{field}", first) for field, first in self._firsts.items()}
        self._remember(ASIDE, typed)
        self._remember("", before)
        self._reopened = before != dict(self._firsts)
        self.show(before)
        self._say_reopened()

    @abstractmethod
    def action_submit(self) -> None:
        """Answer, or say what does not fit."""

    def action_leave(self) -> None:
        """Go back; the draft stays."""
        self.keep_typed()
        self.dismiss(None)

    @property
    def _aside(self) -> bool:
        return any(f"{ASIDE}{field}" in self._draft for field in self._firsts)

    def _remember(self, where: str, texts: Mapping[str, str]) -> None:
        for field, first in self._firsts.items():
            text = texts.get(field, first)
            if text == first:
                self._draft.pop(f"{where}{field}", None)
            else:
                self._draft[f"{where}{field}"] = text

    def _say_reopened(self) -> None:
        line = self.query_one("#reopened", Static)
        line.update(
            _("What was typed is put aside.") if self._aside else _("This was typed before and not kept.")
        )
        line.set_class(self._aside or self._reopened, "-said")
        self.query_one("#answers", Choices).choices = self.answers()
        self.call_after_refresh(self.fit)
