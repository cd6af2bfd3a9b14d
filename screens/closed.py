"""After the close: what was decided, and the way to it for every phone."""

from __future__ import annotations

from asyncio import to_thread
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assembly.decision import decisions_of
from assembly.drawn import draws_of
from assembly.state import Assembly
from screens.code_width import code_width
from screens.network_form import choose_once
from screens.step import StepScreen
from tui.letters import letter
from tui.widgets.code import Code
from tui.widgets.wrapping import one_line
from words.language import _

INDEX = "/"
OF_THE_WALK = frozenset({"stuck", "go", "who", "pause", "note", "park", "stack", "hand_over"})
BESIDE = 26
"""Columns that the list beside the code needs."""


class ClosedScreen(StepScreen):
    """The decisions of today, each with the code that opens it."""

    AUTO_FOCUS = "#pages"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "u,U,pageup",
            "undo",
            _("Undo"),
            id="closed.undo",
            tooltip=_("Say why nothing is taken back any more"),
            show=False,
        ),
        letter("o", "pages", _("Phones"), _("Show the pages to the phones in the room, or stop"), show=True),
    ]
    DEFAULT_CSS = """
    ClosedScreen #say, ClosedScreen #steps {
        display: none;
    }
    ClosedScreen #closed {
        height: 1fr;
    }
    ClosedScreen #left {
        width: 1fr;
        padding-right: 1;
        scrollbar-size-vertical: 1;
    }
    ClosedScreen #goodbye {
        height: auto;
        text-style: bold;
        background: $surface;
        border-left: outer $primary;
        padding: 0 1;
        margin-bottom: 1;
    }
    ClosedScreen.-low #goodbye {
        display: none;
    }
    ClosedScreen #pages, ClosedScreen #pages:focus {
        height: auto;
        max-height: 50%;
        min-height: 2;
        border: none;
        padding: 0;
        background: $surface;
    }
    ClosedScreen #way {
        height: auto;
        margin-top: 1;
    }
    """

    def __init__(self) -> None:
        """Begin with nothing refused."""
        super().__init__()
        self._refused = ""

    def compose_body(self) -> ComposeResult:
        """What was decided on the left, the code on the right."""
        with Horizontal(id="closed"):
            with VerticalScroll(id="left", can_focus=False):
                yield Static(id="goodbye", markup=False)
                yield OptionList(*self._options(), markup=False, id="pages")
                yield Static(id="way", markup=False)
            yield Code((), "", id="code")

    def on_mount(self) -> None:
        """Let go of what was typed and never kept."""
        super().on_mount()
        self.stage.desk.forget_drafts()

    def on_resize(self) -> None:
        """Show the code where it fits."""
        if self.is_mounted:
            self._show_way()

    def follow(self, assembly: Assembly) -> None:
        """Show the way as it is now."""
        self.query_one("#goodbye", Static).update(self.sentence(assembly))
        self._show_way()

    def show_sign(self) -> None:
        """The code waits until everything is on disk."""
        super().show_sign()
        self._show_way()

    def sentence(self, assembly: Assembly) -> str:  # noqa: ARG002 - as every step is asked
        """What to say at the end."""
        return self.stage.sentences.say("close.end" if self._code()[1] else "close.after")

    def next_words(self, assembly: Assembly) -> str:  # noqa: ARG002 - as every step is asked
        """What Enter does now."""
        return _("Home")

    def go_on(self, assembly: Assembly) -> None:  # noqa: ARG002 - as every step is asked
        """Go home; the pages stay open for those who did not look at once."""
        self.stage.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A closed assembly goes nowhere any more."""
        if action in OF_THE_WALK:
            return False
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted, "#pages")
    def choose(self) -> None:
        """Show the code of another page."""
        self.watch_assembly(self.assembly)

    @on(OptionList.OptionSelected, "#pages")
    def press_enter(self) -> None:
        """Enter goes on from the list too."""
        self.action_next()

    @work(exclusive=True)
    async def action_pages(self) -> None:
        """Show the pages to the phones in the room, or stop."""
        desk = self.stage.desk
        if desk.doorway() is not None:
            desk.close_doorway()
        else:
            # No toast here: it would cover the code.
            self.query_one("#way", Static).update(_("Looking for the way to the phones…"))
            self._refused = await self._opened()
        self.watch_assembly(self.assembly)

    async def _opened(self) -> str:
        """Open the pages beside the keys, and give the reason where they could not be opened at all."""
        await choose_once(self.stage)
        door = await to_thread(self.stage.desk.open_doorway, self.stage.journal)
        return "" if self.stage.desk.doorway() is not None else door.sentence

    def _options(self) -> list[Option]:
        decisions = [
            Option(f"{one.id}  {one_line(one.title)}", id=f"/D/{one.id}")
            for one in decisions_of(self.assembly)
        ]
        draws = [
            Option(_("Check draw {number}: {id}").format(number=one.number, id=one.id), id=f"/V/{one.id}")
            for one in draws_of(self.assembly)
        ]
        return [Option(_("All decisions"), id=INDEX), *decisions, *draws]

    def _path(self) -> str:
        pages = self.query_one("#pages", OptionList)
        if pages.highlighted is None:
            return INDEX
        return pages.get_option_at_index(pages.highlighted).id or INDEX

    def _code(self) -> tuple[str, tuple[tuple[bool, ...], ...]]:
        """Address and code of the chosen page; nothing until it is saved and can be reached."""
        door = self.stage.desk.doorway()
        if door is None or not door.reachable or not self.stage.all_saved:
            return "", ()
        return self.stage.desk.code_of(self._path())

    def _show_way(self) -> None:
        address, matrix = self._code()
        code, width = (
            self.query_one("#code", Code),
            code_width(matrix, self.query_one("#closed").size, BESIDE),
        )
        if matrix:
            code.show_code(matrix, address)
        code.display = bool(width)
        code.styles.width = width
        self.query_one("#way", Static).update(self._way_words(address, bool(width)))

    def _way_words(self, address: str, fits: bool) -> str:
        door = self.stage.desk.doorway()
        nothing_kept = [_("DEMO: nothing of this is kept.")] if self.assembly.demo else []
        if not self.stage.all_saved:
            way = [_("One moment: everything is being saved. The code comes after that.")]
        elif door is None:
            way = [self._refused, _("Press O to show the pages to the phones in this room.")]
        elif not door.reachable:
            way = [door.sentence, _("So there is no code: it would lead nowhere. O tries again.")]
        else:
            larger = [] if fits else [_("The code needs a larger window.")]
            watched = _(
                "Whoever runs this network, such as an employer, can see which phones open the pages."
            )
            way = [*larger, address, door.sentence, watched, _("O stops showing them.")]
        return "\n".join(line for line in (*nothing_kept, *way) if line)
