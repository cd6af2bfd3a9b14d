"""The last step of a draw: everybody may check it, on a phone and against the photograph of the seal."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from assembly.journal import Journal
from assembly.lottery import Draw, record_hash
from screens.code_width import code_width
from screens.lottery_seal import Words, grouped, sealed_at
from screens.stage import Stage, local
from tui.widgets.code import Code, Matrix
from words.language import _

BESIDE = 34
"""Columns that the words beside the code need."""


def page_of(draw: Draw) -> str:
    """Where the page stands that computes a draw again."""
    return f"/V/{draw.id}"


class VerifyBody(Horizontal):
    """The same seal as before, the way to the page, and what it proves and what not."""

    DEFAULT_CSS = """
    VerifyBody #verify-words {
        width: 1fr;
        padding: 0 1 0 0;
        scrollbar-size-vertical: 1;
    }
    VerifyBody Static {
        height: auto;
    }
    VerifyBody #verify-seal {
        text-style: bold;
        color: $text-accent;
        margin-bottom: 1;
    }
    VerifyBody #verify-proves {
        margin-top: 1;
        color: $text-muted;
    }
    """

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who knows the way to the phones."""
        super().__init__(id=id)
        self._stage = stage
        self._matrix: Matrix = ()

    def compose(self) -> ComposeResult:
        """The seal, the way, what it proves, and the code beside them."""
        with Words(id="verify-words"):
            yield Static(id="verify-same", markup=False)
            yield Static(id="verify-seal", markup=False)
            yield Static(id="verify-way", markup=False)
            yield Static(proof_words(), id="verify-proves", markup=False)
        yield Code((), "", id="verify-code")

    def show(self, journal: Journal, draw: Draw) -> None:
        """Show how a draw is checked."""
        at = sealed_at(journal, draw)
        same = _("Draw {number}: the same seal as at {time}").format(
            number=draw.number, time=local(at) if at else "–"
        )
        self.query_one("#verify-same", Static).update(same)
        self.query_one("#verify-seal", Static).update(grouped(record_hash(draw)))
        door = self._stage.desk.doorway()
        open_now = door is not None and door.reachable and self._stage.all_saved
        address, self._matrix = self._stage.desk.code_of(page_of(draw)) if open_now else ("", ())
        self.query_one("#verify-way", Static).update("\n".join(way_lines(draw, address)))
        self.query_one("#verify-code", Code).show_code(self._matrix, address)
        self._fit()

    def on_resize(self) -> None:
        """Show the code where it fits."""
        self._fit()

    def _fit(self) -> None:
        code, width = self.query_one("#verify-code", Code), code_width(self._matrix, self.size, BESIDE)
        code.display = bool(width)
        code.styles.width = width


def proof_words() -> str:
    """What a check proves, and what it does not."""
    return _(
        "It proves that the names follow from the sealed hats and the throws, and from nothing else. It does "
        "not prove that the right people were in the hats, or that the dice were fair: you saw that."
    )


def way_lines(draw: Draw, address: str) -> Iterator[str]:
    """Where the page stands that computes the draw again, or how to get it onto the phones."""
    if address:
        yield _("Your phone computes it again:")
        yield address
    else:
        yield _("O shows the page to every phone here; there it is computed again.")
    yield _("Thrown: {line}").format(line=draw.entropy or "")
    yield _("Later: page {page} of the commons, or shopmoot draw verify {id}.").format(
        page=page_of(draw), id=draw.id
    )
