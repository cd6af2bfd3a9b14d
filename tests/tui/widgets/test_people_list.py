"""A list of 300 is ticked as quickly as one of 7."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from textual import on
from textual.strip import Strip

from tests.tui.painted import Stage, faint, lines
from tui.finding import folded
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row

NAMES = [
    "Anna Bell",
    "Жанна д'Арк",
    "Seán O’Brien",
    "José Łukasz",
    "[/oops]",
    "Ünal Ğ",
    "Großmann 👩‍🔧",
    "Ann",
]


class Register(Stage):
    """Ticks as a screen does: the message goes up, the state comes down."""

    @on(PeopleList.Toggled)
    def tick(self, event: PeopleList.Toggled) -> None:
        self.heard.append(("toggled", event.person))
        event.people.rows = tuple(
            replace(row, shape="●", word="here") if row.id == event.person else row
            for row in event.people.rows
        )

    @on(PeopleList.Picked)
    def pick(self, event: PeopleList.Picked) -> None:
        self.heard.append(("picked", event.person))


def register(number: int = 0, *, type_to_find: bool = True, look: str = "room-dark") -> Register:
    names = [f"Person {place:03}" for place in range(number)] or NAMES
    rows = [Row(f"m{place}", name, "○", "away") for place, name in enumerate(names)]
    return Register(PeopleList(rows, type_to_find=type_to_find), theme=look)


async def test_names_are_shown_as_they_are_with_a_mark_by_shape_and_word() -> None:
    app = register()
    async with app.run_test(size=(40, 12)):
        shown = lines(app)

    assert "○ away  [/oops]" in shown[5]
    assert shown[1].startswith("▸ ○ away  Anna Bell")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("anna", ["Anna Bell"]),
        ("жан", ["Жанна д'Арк"]),
        ("дарк", ["Жанна д'Арк"]),
        ("д'арк", ["Жанна д'Арк"]),
        ("obrien", ["Seán O’Brien"]),
        ("o'b", ["Seán O’Brien"]),
        ("sean", ["Seán O’Brien"]),
        ("luk", ["José Łukasz"]),
        ("jose", ["José Łukasz"]),
        ("ÜNAL", ["Ünal Ğ"]),
        ("gross", ["Großmann 👩‍🔧"]),
        ("oops", ["[/oops]"]),
        ("ann", ["Anna Bell", "Großmann 👩‍🔧", "Ann"]),
        ("xyz", []),
    ],
)
async def test_somebody_is_found_however_it_is_typed(typed: str, names: list[str]) -> None:
    app = register()
    async with app.run_test(size=(40, 12)) as pilot:
        people = app.query_one(PeopleList)
        for letter in typed:
            await pilot.press(letter if letter != "'" else "apostrophe")

        assert [row.name for row in people.in_sight] == names


async def test_space_ticks_and_keeps_the_place() -> None:
    app = register()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("down", "down", "space", "down", "space")
        await pilot.pause()

        assert app.heard == [("toggled", "m2"), ("toggled", "m3")]
        assert "● here  Seán O’Brien" in lines(app)[3]
        highlighted = app.query_one(PeopleList).highlighted
        assert highlighted is not None
        assert highlighted.id == "m3"


async def test_find_tick_and_go_on_to_the_next() -> None:
    app = register()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("j", "o", "s", "space", "escape", "enter")
        await pilot.pause()

        assert app.heard == [("toggled", "m3"), ("picked", "m3")]
        assert len(app.query_one(PeopleList).in_sight) == len(NAMES)


def namesakes() -> Register:
    names = ("Ana O'Neil", "Ana Ng", "José Anaya", "José")
    return Register(PeopleList([Row(f"m{place}", name) for place, name in enumerate(names)]))


@pytest.mark.parametrize("word", ["ana", "JOSE"])
async def test_a_blank_goes_on_with_a_name_while_several_are_found(word: str) -> None:
    app = namesakes()
    async with app.run_test(size=(40, 12)) as pilot:
        people = app.query_one(PeopleList)
        await pilot.press(*word, "space")
        await pilot.pause()
        assert app.heard == []
        assert people.sought == f"{word} "

        first = people.in_sight[0].id
        await pilot.press("space")
        await pilot.pause()
        assert app.heard == [("toggled", first)]


@pytest.mark.parametrize("keys", ["anang", "an", "anaya", ("a", "n", "a", "down")])
async def test_a_blank_ticks_where_no_name_goes_on_after_it_or_somebody_is_pointed_at(
    keys: Sequence[str],
) -> None:
    app = namesakes()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press(*keys)
        pointed = app.query_one(PeopleList).highlighted
        assert pointed is not None
        await pilot.press("space")
        await pilot.pause()

        assert app.heard == [("toggled", pointed.id)]


async def test_backspace_and_paste_change_what_is_sought() -> None:
    app = register()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("a", "x", "backspace")
        assert app.query_one(PeopleList).sought == "a"


async def test_before_a_slash_letters_are_left_to_the_screen() -> None:
    app = register(type_to_find=False)
    async with app.run_test(size=(40, 12)) as pilot:
        people = app.query_one(PeopleList)
        await pilot.press("u", "h")
        assert people.sought == ""

        await pilot.press("slash", "o", "b")

        assert [row.id for row in people.in_sight] == ["m2"]


@pytest.mark.parametrize(
    ("keys", "person"),
    [
        (("end",), "m299"),
        (("end", "home"), "m0"),
        (("pagedown",), "m10"),
        (("pagedown", "pagedown", "pageup"), "m10"),
        (("end", "up"), "m298"),
        (("up",), "m0"),
    ],
)
async def test_every_key_that_moves_keeps_the_pointer_in_sight(keys: tuple[str, ...], person: str) -> None:
    app = register(300)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()

        highlighted = app.query_one(PeopleList).highlighted
        assert highlighted is not None
        assert highlighted.id == person
        assert any(line.startswith("▸") and highlighted.name in line for line in lines(app))


async def test_a_click_on_the_mark_ticks_and_one_on_the_name_chooses() -> None:
    app = register(300)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        top = round(app.query_one(PeopleList).scroll_y)
        await pilot.click(PeopleList, offset=(2, 3))
        await pilot.click(PeopleList, offset=(14, 4))
        await pilot.click(PeopleList, offset=(14, 0))

        assert app.heard == [("toggled", f"m{top + 2}"), ("picked", f"m{top + 3}")]


async def test_nobody_found_is_said() -> None:
    app = register()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("x", "q", "space", "enter")
        await pilot.pause()

        assert app.heard == []
        assert "Nobody here is called that." in lines(app)[1]


async def test_an_empty_list_is_no_trouble() -> None:
    app = Register(PeopleList())
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("space", "down", "enter", "end")

        assert app.heard == []


@pytest.mark.parametrize("look", ["room-dark", "room-light"])
async def test_every_name_can_be_read_with_and_without_focus(look: str) -> None:
    app = register(look=look)
    async with app.run_test(size=(40, 12)) as pilot:
        assert faint(app) == []
        app.set_focus(None)
        await pilot.pause()
        assert faint(app) == []


async def test_a_key_paints_the_lines_in_sight_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    paint = PeopleList.render_line

    def noted(people: PeopleList, y: int) -> Strip:
        painted.append(y)
        return paint(people, y)

    app = register(5000)
    async with app.run_test(size=(40, 12)) as pilot:
        monkeypatch.setattr(PeopleList, "render_line", noted)
        await pilot.press("end", "space")
        await pilot.pause()

    assert painted
    assert max(painted) < 12
    assert len(painted) <= 12 * 6


def test_a_name_of_signs_only_can_be_found() -> None:
    assert folded("🦊") == "🦊"
    assert folded("  ") == ""
