"""The seal, large: in letters and as a code, so that two observers can take it with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from assembly.acts.drawing import DrawSealed
from assembly.draw.record import NO_PREVIOUS, Heading
from assembly.journal import Journal
from assembly.lottery import Draw, record_hash
from assembly.sealing import heading_of
from screens.code_width import code_width
from screens.lottery_phases import Phase, buttons
from screens.stage import Stage, local
from screens.throwing_words import promise_words
from tui.widgets.choice import Choices
from tui.widgets.code import Code, Matrix
from words.language import _

BESIDE = 34
"""Columns that the words beside the code need."""
GROUP, GROUPS_A_LINE = 4, 4


def grouped(seal: str) -> str:
    """A seal in groups of four, four to a line, so that two people can compare it aloud."""
    groups = [seal[start : start + GROUP] for start in range(0, len(seal), GROUP)]
    lines = [groups[start : start + GROUPS_A_LINE] for start in range(0, len(groups), GROUPS_A_LINE)]
    return "\n".join("  ".join(line) for line in lines)


def sealed_at(journal: Journal, draw: Draw) -> datetime | None:
    """When a draw was sealed."""
    for entry in reversed(journal.entries):
        if isinstance(entry.event, DrawSealed) and entry.event.id == draw.id:
            return entry.at
    return None


def sealed_words(journal: Journal, draw: Draw) -> str:
    """The number of the draw and the time of its seal."""
    at = sealed_at(journal, draw)
    return _("Draw {number}, sealed at {time}").format(number=draw.number, time=local(at) if at else "–")


def saving_words() -> str:
    """What stands instead of a seal that a crash could still lose."""
    return _("One moment: the seal is being saved.")


def _promises(heading: Heading) -> Iterator[str]:
    throws = " + ".join(promise_words(promise) for promise in heading.entropy or ())
    yield _("We will throw: {throws}.").format(throws=throws)
    if heading.previous == NO_PREVIOUS:
        yield _("It is the first draw of this circle.")
    else:
        yield _("Record before: {hash}").format(hash=heading.previous)


class Words(VerticalScroll):
    """Words beside a code that scroll where they must; at the end of them a clicker goes on."""

    def action_page_down(self) -> None:
        """A page on; at the end the key is left to the screen."""
        if self.scroll_y >= self.max_scroll_y:
            raise SkipAction
        super().action_page_down()


class SealBody(Horizontal):
    """The seal beside its code; where there is no room for the code, the letters alone."""

    DEFAULT_CSS = """
    SealBody #seal-words {
        width: 1fr;
        padding: 0 1 0 0;
        scrollbar-size-vertical: 1;
    }
    SealBody Static {
        height: auto;
    }
    SealBody #seal-said {
        text-style: bold;
        border-left: outer $primary;
        background: $surface;
        padding: 0 1;
    }
    SealBody #seal-hex {
        text-style: bold;
        color: $text-accent;
        margin-bottom: 1;
    }
    SealBody #seal-before {
        margin-top: 1;
        color: $text-muted;
    }
    """

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who knows the sentences and makes codes."""
        super().__init__(id=id)
        self._stage = stage
        self._coded = ""
        self._matrix: Matrix = ()

    def compose(self) -> ComposeResult:
        """The sentence and the seal in letters, and the code beside them."""
        with Words(id="seal-words"):
            yield Static(id="seal-number", markup=False)
            yield Static(_("The fingerprint of these hats; photograph it:"), id="seal-caption", markup=False)
            yield Static(id="seal-hex", markup=False)
            yield Static(id="seal-said", markup=False)
            yield Static(id="seal-before", markup=False)
            yield Choices((), id="seal-doing")
        yield Code((), "", id="seal-code")

    def show(self, journal: Journal, draw: Draw, said: str) -> None:
        """Show the seal of a draw once it is on disk, with what to say and what can be done."""
        seal, saved = record_hash(draw), self._stage.all_saved
        self.query_one("#seal-doing", Choices).choices = buttons(Phase.SEAL, journal.assembly)
        self.query_one("#seal-said", Static).update(said)
        self.query_one("#seal-number", Static).update(sealed_words(journal, draw))
        self.query_one("#seal-hex", Static).update(grouped(seal) if saved else saving_words())
        self.query_one("#seal-before", Static).update("\n".join(_promises(heading_of(draw))))
        self._show_code(seal if saved else "")

    def on_resize(self) -> None:
        """Show the code where it fits."""
        self._fit()

    def _show_code(self, seal: str) -> None:
        if seal == self._coded:
            return
        # Capitals make the code small enough for a window of 24 lines; hex reads the same in both cases.
        self._coded = seal
        self._matrix = self._stage.desk.text_code(seal.upper()) if seal else ()
        self.query_one("#seal-code", Code).show_code(self._matrix, seal)
        self._fit()

    def _fit(self) -> None:
        code, width = self.query_one("#seal-code", Code), code_width(self._matrix, self.size, BESIDE)
        code.display = bool(width)
        code.styles.width = width
