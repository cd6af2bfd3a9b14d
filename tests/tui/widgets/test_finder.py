"""Finding in a long list that somebody else looks things up for."""

from __future__ import annotations

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList

from tui.widgets.finder import AHEAD, Entry, Finder

ENTRIES = (
    Entry("1", "Two breaks"),
    Entry("2", "A [bold]second[/oops] lathe"),
    Entry("3", "Doors\nstay open"),
)


class Seeker(App[None]):
    """A program with nothing but a list, that finds what holds every letter in a row."""

    def __init__(self, entries: tuple[Entry, ...] = ENTRIES) -> None:
        super().__init__()
        self.entries = entries
        self.picked: list[str] = []
        self.ended = 0

    def compose(self) -> ComposeResult:
        yield Finder(placeholder="Type")

    def on_mount(self) -> None:
        self.finder.show(self.entries, more=True)

    @on(Finder.Sought)
    def seek(self, event: Finder.Sought) -> None:
        self.finder.show([one for one in self.entries if event.words in one.line.lower()], more=False)

    @on(Finder.Picked)
    def pick(self, event: Finder.Picked) -> None:
        self.picked.append(event.entry)

    @on(Finder.Ended)
    def end(self) -> None:
        self.ended += 1

    @property
    def finder(self) -> Finder:
        return self.query_one(Finder)

    @property
    def listed(self) -> OptionList:
        return self.query_one(OptionList)


async def test_enter_chooses_what_the_arrows_point_at_while_the_letters_are_typed() -> None:
    app = Seeker()
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        await pilot.press(*"doors", "enter")

    assert app.picked == ["2", "3"]


async def test_esc_looks_for_nothing_in_particular_again() -> None:
    app = Seeker()
    async with app.run_test() as pilot:
        await pilot.press(*"doors")
        assert app.listed.option_count == 1
        await pilot.press("escape")

        assert app.listed.option_count == 3
        assert app.query_one(Input).value == ""


async def test_the_mouse_chooses_too() -> None:
    app = Seeker()
    async with app.run_test() as pilot:
        await pilot.click(OptionList, offset=(3, 2))

    assert app.picked == ["3"]


async def test_the_pointer_stays_on_the_same_entry_when_others_come_above_it() -> None:
    app = Seeker()
    async with app.run_test() as pilot:
        await pilot.press("down")
        app.finder.show((Entry("0", "New"), *ENTRIES), more=False)
        await pilot.press("enter")

    assert app.picked == ["2"]


async def test_near_the_end_more_is_asked_for_once_and_nothing_comes_twice() -> None:
    many = tuple(Entry(str(number), f"Decision {number}") for number in range(100))
    app = Seeker(many)
    async with app.run_test() as pilot:
        for _line in range(100 - AHEAD - 1):
            app.finder.action_move(1)
        await pilot.pause()
        assert app.ended == 0
        await pilot.press("down", "down")
        assert app.ended == 1
        app.finder.add([*many[90:], Entry("100", "The last one")], more=False)

        assert app.listed.option_count == 101
