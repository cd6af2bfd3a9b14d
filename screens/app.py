"""The program on the screen: the step in the state picks the screen, nobody pushes the next one by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual import work
from textual.app import SystemCommand
from textual.screen import Screen

from assembly.journal import Journal
from assembly.steps import Step
from screens.act import Act
from screens.acts import act_of, after_the_last, first_of_all, learn
from screens.desk import Desk
from screens.home import HomeScreen
from screens.stage import Stage
from screens.view import HEIGHTS, View
from words.language import _

BREATH = 0.1
"""Seconds in which the first page gets onto the screen before anything else is read in."""


def _nothing() -> None:
    pass


def fitting(length: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """The class for a length: that of the last breakpoint that it has reached."""
    return max(point for point in breakpoints if point[0] <= length)[1]


class Assemblies(Stage):
    """Runs assemblies of one circle."""

    TITLE = "Shopmoot"

    def __init__(
        self, desk: Desk, theme: str = "room-dark", when_learned: Callable[[], None] = _nothing
    ) -> None:
        """Take the desk, the name of a theme, and what is to be done once every screen is read in."""
        super().__init__(desk, theme)
        self._when_learned = when_learned
        self._way: tuple[str, bool] | None = None

    def get_default_screen(self) -> Screen[Any]:
        """Home itself, where it is the first page: one below it would be styled and laid out for nobody."""
        if not self.desk.circle().name:
            return super().get_default_screen()
        home = HomeScreen()
        # What depends on the size of the window is right from the first frame on.
        wide = fitting(self.size.width, self.HORIZONTAL_BREAKPOINTS)
        home.add_class(wide, fitting(self.size.height, HEIGHTS), update=False)
        return home

    def on_mount(self) -> None:
        """Begin where the shelf stands: first run, home, or the assembly that was not closed."""
        super().on_mount()
        if not self._home_is_first:
            self.push_screen(self._scene(None))
        self.resume()
        self.set_timer(BREATH, self._go_on_reading)
        if not self.desk.settled:
            self.set_timer(BREATH, self._settle)
        self.set_interval(1, self._follow_way)

    def notice(self) -> None:
        """Look again what is wrong with the shelf and with the sentences."""
        self.warnings = (*self.desk.warnings, *self.sentences.warnings)

    def warn(self) -> None:
        """Say what is wrong, once the first page stands."""
        self.notice()
        if self.warnings and isinstance(self.screen, View):
            self.screen.follow()
        elif self.warnings:
            self.say("\n".join(self.warnings), severity="warning")

    def watch_journal(self, journal: Journal | None) -> None:
        """Let the screens follow what happened."""
        page = self.screen_stack[1] if len(self.screen_stack) > 1 else self.screen
        if not isinstance(page, self._kind(journal)):
            self._turn_to(journal)
        elif isinstance(page, Act) and journal is not None:
            page.assembly = journal.assembly
        if self.desk.doorway() is not None:
            self.desk.refresh_pages(journal)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Also what an assembly may want to look up, without a key of its own."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, Act):
            told = _("Which complaint comes back where, before this assembly and in it")
            yield SystemCommand(_("Map of stories"), told, self.show_patterns)

        if isinstance(screen, Act) and screen.assembly.step is not Step.LOTTERY and screen.assembly.draws:
            told = _("Somebody was left out of a hat by mistake: comes first next time")
            yield SystemCommand(_("Left out by mistake"), told, self.record_left_out)

    @work
    async def record_left_out(self) -> None:
        """Record that somebody was left out of a hat by mistake, from any step before the close."""
        from screens.left_out import ask_left_out  # noqa: PLC0415 - a start draws nothing

        await ask_left_out(self)

    def show_patterns(self) -> None:
        """Look up which complaint comes back where; the assembly waits below."""
        from screens.patterns import PatternsScreen  # noqa: PLC0415 - a start counts no stories

        self.push_screen(PatternsScreen())

    @work(thread=True, group="searching")
    def _settle(self) -> None:
        """Look through a big shelf once the first page stands, and show what is new."""
        from screens.settling import Settling  # noqa: PLC0415 - a small shelf needs none of it

        Settling(self).run()

    def _follow_way(self) -> None:
        """Show another code, and say why, when the network of the phones has changed."""
        door, before = self.desk.doorway(), self._way
        self._way = (door.url, door.reachable) if door is not None else None
        top = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        if self._way == before:
            return
        if isinstance(top, Act):
            top.mutate_reactive(Act.assembly)
        # A toast would cover the code; where one stands, the sentence stands beside it.
        if door is not None and before is not None and not self.screen.query("Code"):
            self.say(door.sentence, severity="warning")

    def watch_saved(self) -> None:
        """Tell the screen that more is on disk."""
        self._refresh_sign()

    def watch_trouble(self) -> None:
        """Tell the screen that a save failed, and offer a way out unless a form is open."""
        self._refresh_sign()
        if self.trouble and isinstance(self.screen, Act):
            self.screen.action_rescue()

    @property
    def _home_is_first(self) -> bool:
        return isinstance(self.screen_stack[0], HomeScreen)

    def _turn_to(self, journal: Journal | None) -> None:
        if self._home_is_first and journal is None:
            while len(self.screen_stack) > 1:
                self.pop_screen()
        elif len(self.screen_stack) == 1:
            self.push_screen(self._scene(journal))
        else:
            self.switch_screen(self._scene(journal))

    def _kind(self, journal: Journal | None) -> type[Screen[None]]:
        if journal is not None:
            closed = journal.assembly.closed_at is not None
            return after_the_last() if closed else act_of(journal.assembly.step)
        return HomeScreen if self.desk.circle().name else first_of_all()

    def _scene(self, journal: Journal | None) -> Screen[None]:
        screen = self._kind(journal)()
        if isinstance(screen, Act) and journal is not None:
            screen.set_reactive(Act.assembly, journal.assembly)
        return screen

    def _go_on_reading(self) -> None:
        self.warn()
        if self.journal is not None and not self.warnings and self.desk.drafts_waiting():
            self.say(_("What was typed or begun and not kept is still there: open it again and it goes on."))
        self._learn()

    @work(thread=True)
    def _learn(self) -> None:
        """Read in what the first page did without, while somebody looks at it."""
        learn()
        self._when_learned()

    def _refresh_sign(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Act) and screen.stands:
                screen.show_sign()
