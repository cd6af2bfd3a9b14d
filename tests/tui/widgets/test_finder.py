"""Finding in a long list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList

from tui.widgets.finder import MOST, Entry, Finder, Shelf

ENTRIES = (
    Entry("1", "Two breaks", "Ana fainted at the press"),
    Entry("2", "A [bold]second[/oops] lathe", "Žarko asked"),
    Entry("3", "Doors stay open", ""),
)


class Seeker(App[None]):
    """A program with nothing but a list."""

    def __init__(self, entries: tuple[Entry, ...] = ENTRIES) -> None:
        super().__init__()
        self.entries = entries
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        yield Finder(self.entries, placeholder="Type", nothing="Nothing yet")

    def on_finder_picked(self, event: Finder.Picked) -> None:
        self.picked.append(event.entry)

    @property
    def listed(self) -> OptionList:
        return self.query_one(OptionList)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("", "123"),
        ("  ", "123"),
        ("press two", "1"),
        ("ZARKO", "2"),
        ("second", "2"),
        ("o", "123"),
        ("xyz", ""),
    ],
)
def test_every_word_must_stand_somewhere(sought: str, found: str) -> None:
    assert "".join(entry.id for entry in Shelf(ENTRIES).holding(sought)) == found


@given(st.lists(st.text(max_size=20), max_size=20), st.text(max_size=6), st.text(max_size=6))
def test_another_word_never_finds_more(texts: list[str], word: str, other: str) -> None:
    shelf = Shelf([Entry(str(place), text) for place, text in enumerate(texts)])

    assert set(shelf.holding(f"{word} {other}")) <= set(shelf.holding(word))


async def test_enter_chooses_what_the_arrows_point_at_while_the_letters_are_typed() -> None:
    app = Seeker()
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        await pilot.press(*"doors", "enter")

    assert app.picked == ["2", "3"]


async def test_esc_shows_everything_again() -> None:
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


async def test_ten_thousand_entries_are_shown_in_part_and_found_in_whole() -> None:
    app = Seeker(tuple(Entry(str(number), f"Decision {number}") for number in range(10_000)))
    async with app.run_test() as pilot:
        assert app.listed.option_count == MOST
        await pilot.press(*"9999")
        assert app.listed.option_count == 1
        await pilot.press("enter")

    assert app.picked == ["9999"]
