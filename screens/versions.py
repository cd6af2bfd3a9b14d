"""Two versions of a proposal side by side, with what was taken out and what was added."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from assembly.proposals import Proposal, Version
from screens.proposal_view import fields_of
from screens.view import View
from words.language import _

MANY = 1_000
"""With more words than these, comparing every word with every other would hold up the keys for minutes."""


class VersionsScreen(View):
    """Shows a version beside the one before it; the arrows turn the pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", _("Older"), id="versions.older", tooltip=_("The versions before")),
        Binding("right", "turn(1)", _("Newer"), id="versions.newer", tooltip=_("The versions after")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    VersionsScreen #versions {
        height: auto;
    }
    VersionsScreen.-narrow #versions {
        layout: vertical;
    }
    VersionsScreen #versions > Static {
        width: 1fr;
        height: auto;
        padding: 0 1 1 1;
    }
    """

    def __init__(self, proposal: Proposal) -> None:
        """Take the proposal, and begin with its newest version."""
        super().__init__()
        self._proposal = proposal
        self._place = len(proposal.versions) - 1

    def compose_body(self) -> ComposeResult:
        """What the signs mean, and the two versions."""
        yield Static(_("[-taken out-]  {+added+}"), classes="quiet", markup=False)
        with Horizontal(id="versions"):
            yield Static(id="older", markup=False)
            yield Static(id="newer", markup=False)

    def follow(self) -> None:
        """Show the pair at which the page stands."""
        super().follow()
        newer = self._proposal.versions[self._place]
        older = self._proposal.versions[self._place - 1] if self._place else None
        self.query_one("#older", Static).display = older is not None
        if older is not None:
            self.query_one("#older", Static).update(self._column(older, compared(older, newer, "-")))
        changed = compared(newer, older, "+") if older else fields_of(newer.draft)
        self.query_one("#newer", Static).update(self._column(newer, changed))

    def title_words(self) -> str:
        """Which proposal this is."""
        return _("Versions of proposal {id}").format(id=self._proposal.id)

    def action_turn(self, by: int) -> None:
        """Show another pair."""
        last = len(self._proposal.versions) - 1
        self._place = min(max(min(1, last), self._place + by), last)
        self.follow()

    def _column(self, version: Version, fields: tuple[tuple[str, str], ...]) -> str:
        author = _("by {name}").format(name=self.stage.name_of(version.author)) if version.author else ""
        head = _("Version {number}").format(number=version.number)
        title = " ".join(part for part in (head, author) if part)
        return "\n".join([title, *(f"{label}: {text}" for label, text in fields)])


def compared(version: Version, other: Version, sign: str) -> tuple[tuple[str, str], ...]:
    """The parts of a version, with a sign around every word that the other one does not have."""
    others: dict[str, list[str]] = {}
    for label, text in fields_of(other.draft):
        others.setdefault(label, []).append(text)
    return tuple(
        (label, marked(text, " ".join(others.get(label, [])), sign))
        for label, text in fields_of(version.draft)
    )


def marked(text: str, other: str, sign: str) -> str:
    """A text with a sign around every run of words that the other text does not have there."""
    opening, closing = ("[-", "-]") if sign == "-" else ("{+", "+}")
    words, others = text.split(), other.split()
    head = _in_common(words, others)
    tail = _in_common(words[head:][::-1], others[head:][::-1])
    middle, theirs = words[head : len(words) - tail], others[head : len(others) - tail]
    parts = words[:head]
    compared_words = SequenceMatcher(None, middle, theirs, autojunk=len(middle) + len(theirs) > MANY)
    for tag, start, end, _start, _end in compared_words.get_opcodes():
        run = " ".join(middle[start:end])
        if run:
            parts.append(run if tag == "equal" else f"{opening}{run}{closing}")
    return " ".join([*parts, *words[len(words) - tail :]])


def _in_common(words: Sequence[str], others: Sequence[str]) -> int:
    """With how many of the same words both begin."""
    pairs = enumerate(zip(words, others, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(words), len(others)))
