"""What the pages beside the walk have in common: a title, something to read, and what Enter does."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from screens.stage import Stage
from tui.widgets.keys import KeyHints
from tui.widgets.next_button import Bounce, NextButton
from words.language import _

HEIGHTS = [(0, "-low"), (16, "-tall")]
"""From how many lines on a page may leave some of them empty."""
BACK = Binding("escape", "back", _("Back"), id="view.back", tooltip=_("Back; nothing is lost"))


class View(Screen[None]):
    """A page: the title, the body, the next right thing on Enter, the keys."""

    AUTO_FOCUS = "#next"
    ENTRANCE: ClassVar[bool] = False
    """Whether the program opens here, so that what is wrong with the shelf stands here."""
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        BACK,
        Binding("enter", "next", _("Next"), id="view.next", tooltip=_("Do the next right thing"), show=False),
        Binding("up", "climb(-1)", _("Up"), id="view.up", tooltip=_("Up"), show=False),
        Binding("down", "climb(1)", _("Down"), id="view.down", tooltip=_("Down"), show=False),
        Binding("pagedown", "page(1)", _("Page"), id="view.page", tooltip=_("A page on"), show=False),
        Binding("pageup", "page(-1)", _("Page up"), id="view.pageup", tooltip=_("A page up"), show=False),
        Binding("question_mark,h,H", "keys", _("Keys"), id="view.keys", tooltip=_("Every key"), show=False),
        Binding("full_stop", "cover", _("Cover"), id="view.cover", tooltip=_("Cover the screen"), show=False),
    ]
    DEFAULT_CSS = """
    View > #status {
        background: $panel;
        color: $foreground;
        text-style: bold;
    }
    View > #body {
        scrollbar-size-vertical: 1;
    }
    View #held {
        height: auto;
        color: $text-warning;
        text-style: bold;
        display: none;
    }
    View #held.-said {
        display: block;
    }
    """

    def __init__(self) -> None:
        """Begin with no key pressed."""
        super().__init__()
        self.bounce = Bounce()
        self._followed_at_once = False

    @property
    def stage(self) -> Stage:
        """The program this page belongs to."""
        return cast(Stage, self.app)

    def compose(self) -> ComposeResult:
        """The frame around a page."""
        yield Static(id="status", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="held", markup=False)
            yield from self.compose_body()
        yield NextButton()
        yield KeyHints(last=("finder.clear", "view.widen", "view.back"))

    def compose_body(self) -> ComposeResult:
        """The widgets of this page."""
        yield from ()

    def on_mount(self) -> None:
        """Show what there is."""
        self.follow()
        self._followed_at_once = True

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile on another page; a page that has only just come shows it already."""
        if self.is_mounted and not self._followed_at_once:
            self.follow()
        self._followed_at_once = False

    def follow(self) -> None:
        """Show the page as things stand."""
        marks = [_("DEMO, nothing is kept")] if self.stage.desk.demo else []
        self.query_one("#status", Static).update("  ".join((*marks, self.title_words())))
        held, trouble = self.query_one("#held", Static), self.trouble_words()
        held.update(trouble)
        held.set_class(bool(trouble), "-said")
        self.query_one("#next", NextButton).say(self.next_words())
        self.refresh_bindings()

    def trouble_words(self) -> str:
        """What stands above everything while it lasts, or empty; a sentence in passing would be missed."""
        found = self.stage.warnings if self.ENTRANCE else ()
        return "\n".join(filter(None, (self.stage.desk.held, *found)))

    def title_words(self) -> str:
        """The title of the page."""
        raise LookupError(type(self).__name__)

    def next_words(self) -> str:
        """What Enter does now."""
        return _("Back")

    def go_on(self) -> None:
        """Do the next right thing."""
        self.action_back()

    def may_write(self) -> bool:
        """Whether this window may change anything; if not, say who may."""
        if self.stage.desk.held:
            self.stage.say(self.stage.desk.held, severity="warning")
        return not self.stage.desk.held

    @on(Button.Pressed, "#next")
    def press_next(self) -> None:
        """The mouse's way to Enter."""
        self.action_next()

    def action_next(self) -> None:
        """Do the next right thing, once, also when the key bounces."""
        if not self.bounce.bounced():
            self.go_on()

    def action_back(self) -> None:
        """Back to where it was called from, once, also when the key bounces."""
        if self.is_active:
            self.app.pop_screen()

    def action_climb(self, by: int) -> None:
        """Read on; at the end of the text, the next thing that can be pressed."""
        if self._reads(by):
            self._body.scroll_relative(y=by, animate=False)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_page(self, by: int) -> None:
        """Read on by a page; at the end the key of a clicker does the next right thing."""
        if self._reads(by):
            self._body.scroll_relative(y=by * max(1, self._body.size.height - 1), animate=False)
        elif by > 0:
            self.action_next()

    @work
    async def action_keys(self) -> None:
        """Show every key that works here."""
        from tui.dialogs.message import Message  # noqa: PLC0415 - a start asks nothing

        await self.app.push_screen_wait(Message(_("Keys"), keys_of(self)))

    def action_cover(self) -> None:
        """Cover the screen."""
        from tui.dialogs.cover import Cover  # noqa: PLC0415 - a start covers nothing

        self.app.push_screen(Cover())

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#body", VerticalScroll)

    def _reads(self, by: int) -> bool:
        return self._body.scroll_y < self._body.max_scroll_y if by > 0 else self._body.scroll_y > 0


def keys_of(screen: Screen[None]) -> str:
    """Every key of a screen with what it does, one to a line."""
    shown: dict[str, str] = {}
    for active in screen.active_bindings.values():
        if active.node is screen and active.binding.tooltip:
            key = screen.app.get_key_display(active.binding)
            shown.setdefault(active.binding.action, f"{key:>10}  {active.binding.tooltip}")
    return "\n".join(shown.values())
