"""The way to the phones: the code of the Wi-Fi, the code of a page, or why there is none."""

from __future__ import annotations

from asyncio import to_thread
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.code_width import code_width
from screens.desk import Doorway
from screens.network_form import choose_network, choose_once
from screens.view import View
from screens.wifi_form import ask_wifi
from tui.letters import letter
from tui.widgets.code import QUIET, Code, Matrix
from words.language import _

BESIDE = 24
"""Columns that the words beside a code need."""
BELOW = 7
"""Lines that the words below a code need."""
WRITTEN = 4
"""Lines that an address needs in place of its code."""
LOOK_SECONDS = 1.0
"""How often it looks whether the way is still the one on the screen."""
NONE_YET = Doorway("", False, "")


class CodeScreen(View):
    """Shows the code of one page as large as the window allows, after that of the Wi-Fi if there is one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("w", "wifi", _("Wi-Fi"), _("The code of the Wi-Fi, or of the page again"), show=True),
        letter("e", "change_wifi", _("Edit"), _("Name another Wi-Fi, or none"), show=True),
        letter("n", "network", _("Network"), _("Choose in which network the phones are"), show=True),
        letter("x", "stop", _("Stop showing"), _("Stop showing the pages"), show=True),
    ]
    DEFAULT_CSS = """
    CodeScreen #body.-beside {
        layout: horizontal;
    }
    CodeScreen #words {
        width: 1fr;
        height: auto;
    }
    CodeScreen #body.-beside #words {
        padding-left: 2;
    }
    """

    def __init__(self, title: str, path: str, *, published: bool = False, note: str = "") -> None:
        """Take what the page is, where it stands, whether its place for good will do, and what is on it."""
        super().__init__()
        self._note = note
        self._words = title
        self._path = path
        self._published = published
        self._door = NONE_YET
        self._first_wifi = True
        self._looking = True

    def compose_body(self) -> ComposeResult:
        """The code, and the words beside or below it."""
        yield Code((), "", id="code")
        yield Static(id="words", markup=False)

    def on_mount(self) -> None:
        """Find the way beside the keys, and see when it changes."""
        self._first_wifi = self.stage.desk.wifi() is not None
        self.find_way()
        self.set_interval(LOOK_SECONDS, self._look)

    def on_resize(self) -> None:
        """Show the code where it fits."""
        if self.is_mounted:
            self.call_after_refresh(self._show)

    def follow(self) -> None:
        """Show the way as it is now."""
        super().follow()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is shown can be taken away; only the pages in the room need a network."""
        in_room = self.stage.desk.doorway() is not None
        allowed = {"stop": in_room, "network": in_room, "wifi": in_room, "change_wifi": self._shows_wifi}
        return allowed.get(action, True) if action in allowed else super().check_action(action, parameters)

    def title_words(self) -> str:
        """What the page is."""
        return self._words

    def next_words(self) -> str:
        """From the Wi-Fi to the page, and back."""
        return _("The code of the page") if self._shows_wifi else _("Back")

    def go_on(self) -> None:
        """From the Wi-Fi to the page, and back."""
        if self._shows_wifi:
            self.action_wifi()
        else:
            self.action_back()

    @work(exclusive=True, group="way")
    async def find_way(self) -> None:
        """Take the place for good, or open the pages to the room beside the keys."""
        desk = self.stage.desk
        address = desk.code_of(self._path)[0] if self._published else ""
        if desk.doorway() is None and address:
            self._door = Doorway(address, True, _("The page stands there for good, once it is published."))
        else:
            await choose_once(self.stage)
            self._door = await to_thread(desk.open_doorway, self.stage.journal)
        self._looking = False
        self.follow()

    def action_wifi(self) -> None:
        """From one code to the other; without a Wi-Fi, ask for it first."""
        if self.stage.desk.wifi() is None:
            self.action_change_wifi()
        else:
            self._first_wifi = not self._first_wifi
            self.follow()

    @work
    async def action_change_wifi(self) -> None:
        """Ask for the Wi-Fi of the room, and where it may be kept."""
        if await ask_wifi(self.stage):
            self._first_wifi = self.stage.desk.wifi() is not None
            self.follow()

    @work
    async def action_network(self) -> None:
        """Choose in which network the phones are, and show the code that leads there."""
        ways = await to_thread(self.stage.desk.ways)
        if not ways:
            self.stage.say(_("The address is set: the setting “address” decides which network it is."))
        elif await choose_network(self.stage, ways):
            self.find_way()

    def action_stop(self) -> None:
        """Stop showing the pages, and go back."""
        self.stage.desk.close_doorway()
        self.stage.say(_("The pages are not shown any more."))
        self.action_back()

    def _look(self) -> None:
        """Say it when the network has changed, or when the time is over."""
        door = self.stage.desk.doorway()
        if self._looking or not self._door.address:
            return
        if door is None:
            door = Doorway("", False, _("The pages are not shown any more. Go back and open them again."))
        if (door.url, door.reachable) != (self._door.url, self._door.reachable):
            self._door = door
            self.follow()

    @property
    def _shows_wifi(self) -> bool:
        return self._first_wifi and self._door.reachable and self.stage.desk.doorway() is not None

    def _show(self) -> None:
        address, matrix = self._code()
        room, across = self.query_one("#body").size, len(matrix) + 2 * QUIET
        rows = (across + 1) // 2
        beside = code_width(matrix, room, BESIDE)
        above = not beside and across <= room.width and rows + BELOW <= room.height
        code = self.query_one("#code", Code)
        self.query_one("#body").set_class(bool(beside), "-beside")
        # The address of a page can be typed where its code has no room; that of a Wi-Fi is none.
        code.display = bool(matrix) and bool(beside or above or not self._shows_wifi)
        code.styles.width, code.styles.min_height = beside or "1fr", rows if above else WRITTEN
        code.show_code(matrix, address)
        said = self._said(address, bool(beside), code.display)
        self.query_one("#words", Static).update(("\n\n" if beside else "\n").join(filter(None, said)))

    def _code(self) -> tuple[str, Matrix]:
        if not self._door.reachable:
            return "", ()
        if self._shows_wifi:
            wifi = self.stage.desk.wifi()
            return wifi.name if wifi is not None else "", self.stage.desk.wifi_code()
        return self.stage.desk.code_of(self._path)

    def _said(self, address: str, beside: bool, shown: bool) -> list[str]:
        """What to say, where it leads, and who else can see it."""
        if self._looking:
            return [_("Looking for the way to the phones…")]
        if not self._door.reachable:
            return [self._door.sentence]
        watched = _("Whoever runs this network, such as an employer, can see which phones open the pages.")
        if self._shows_wifi:
            name = _("Wi-Fi: {name}").format(name=address)
            say = self.stage.sentences.say("code.wifi") if shown else _("The code needs a larger window.")
            return [say, name, watched]
        where = [self.stage.sentences.say("code.page"), address] if beside else []
        in_room = self.stage.desk.doorway() is not None
        # In a small window the end is out of sight: what nobody expects comes first.
        after = [watched if in_room else "", self._note, self._door.sentence]
        return [*where, *(reversed(after) if beside else after)]
