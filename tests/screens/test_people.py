"""Joining, leaving and being called: the people of the circle by the keys of their page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.desk import RollLook
from screens.people import AddPeopleScreen, PeopleScreen, Roll
from screens.roll_words import (
    LARGEST,
    SHOWN,
    UnreadableFile,
    look_refused,
    look_words,
    path_of,
    read_list,
    roles_read,
    tags_read,
    tags_refused,
    tags_written,
)
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.lobby import visiting

TODAY = NOON.date()
WORDS = st.text("abcčшю 🌻[]/", min_size=1, max_size=8).map(lambda text: f"x{text}".strip())


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_somebody_joins_and_stands_in_the_list(desk: FakeDesk, size: tuple[int, int]) -> None:
    async with visiting(desk, size) as visitor:
        await visitor.press("p", "a")
        await visitor.type("Hana")
        await visitor.press("enter", "enter")
        assert isinstance(visitor.app.screen, PeopleScreen)
        assert "8 people" in visitor.seen
        await visitor.press("end")
        assert "Hana" in visitor.seen

    assert desk.people()[-1].name == "Hana"
    assert visitor.app.name_of("M008") == "Hana"


async def test_a_list_in_the_making_is_still_there_after_esc(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "a")
        await visitor.paste("Hana\nIvo")
        await visitor.press("escape")
        assert len(desk.people()) == 7
        await visitor.press("a")

        assert isinstance(visitor.app.screen, AddPeopleScreen)
        assert "Add 2 people" in visitor.seen


async def test_with_a_fault_in_one_row_nobody_joins(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "a")
        await visitor.paste("name,height\nHana,170")
        await visitor.press("tab", "tab", "enter")
        assert "there is no column “height”" in visitor.app.said[-1]

    assert len(desk.people()) == 7


async def test_a_person_gets_another_name_and_is_called_so_at_once(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "down", "enter", "n", "ctrl+u")
        await visitor.type("[Bo]")
        await visitor.press("enter")
        assert "Look at [Bo]" in visitor.seen

    assert visitor.app.name_of("M002") == "[Bo]"


async def test_an_empty_name_is_refused(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "enter", "n", "ctrl+u", "enter")
        assert "A name has at least one letter." in visitor.seen

    assert desk.people()[0].name == "Ana"


async def test_tags_roles_and_label_are_kept(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "enter", "s")
        await visitor.paste("shift: early\ndepartment: paint")
        await visitor.press("ctrl+s", "enter", "r")
        await visitor.type("Notes, facilitator")
        await visitor.press("enter", "enter", "p", "ctrl+u")
        await visitor.type("Ana P.")
        await visitor.press("enter")
        assert "M001 · early · paint · not for: notes, facilitator" in visitor.seen

    ana = desk.people()[0]
    assert ana.tags == {"shift": "early", "department": "paint"}
    assert ana.opt_outs == ("notes", "facilitator")
    assert ana.label == "Ana P."


async def test_an_empty_label_is_the_id_and_the_dialog_says_what_it_is_for(desk: FakeDesk) -> None:
    desk.change_person("M001", label="Ana P.")
    async with visiting(desk) as visitor:
        await visitor.press("p", "enter", "p")
        assert "never the name, stands on the public pages" in " ".join(visitor.seen.split())
        await visitor.press("ctrl+u", "enter")

    assert desk.people()[0].label == "M001"


async def test_somebody_leaves_from_a_day_on_and_comes_back(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "enter", "l", "ctrl+u")
        await visitor.type("someday")
        await visitor.press("enter")
        assert desk.people()[0].left is None
        await visitor.press("ctrl+u")
        await visitor.type("today")
        await visitor.press("enter")
        assert "6 people" in visitor.seen
        assert "until Saturday 21 November 2026" in visitor.seen
        await visitor.press("end", "enter", "b")
        assert "7 people" in visitor.seen

    assert desk.people()[0].left is None


async def test_whoever_leaves_next_week_still_belongs_to_the_circle(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "enter", "l", "ctrl+u")
        await visitor.type("in 1 week")
        await visitor.press("enter")
        assert "7 people" in visitor.seen

    assert desk.people()[0].left == TODAY + timedelta(weeks=1)


async def test_what_cannot_be_saved_changes_nothing_and_is_said(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("p", "enter", "n")
        desk.refused = OSError(30, "Read-only file system")
        await visitor.type("X")
        await visitor.press("enter")
        assert "Read-only file system" in visitor.app.said[-1]

    assert desk.people()[0].name == "Ana"


async def test_three_hundred_people_are_found_by_a_few_letters_and_changed(desk: FakeDesk) -> None:
    desk.add_people("\n".join(f"Worker {number}" for number in range(300)))
    async with visiting(desk) as visitor:
        began = perf_counter()
        await visitor.press("p")
        assert perf_counter() - began < 5
        await visitor.press("slash")
        await visitor.type("er299")
        await visitor.press("enter")
        assert "Worker 299" in visitor.seen
        await visitor.press("escape", "escape")
        assert isinstance(visitor.app.screen, PeopleScreen)
        assert len(visitor.app.screen.query_one(Roll).in_sight) == 307


@given(st.dictionaries(WORDS.map(str.lower), WORDS, max_size=4))
def test_tags_that_were_written_are_read_as_they_were(tags: dict[str, str]) -> None:
    assert tags_read(tags_written(tags)) == tags
    assert tags_refused(tags_written(tags)) is None


@pytest.mark.parametrize("line", ["early", "shift:", ": early"])
def test_a_line_without_both_sides_of_a_tag_is_refused(line: str) -> None:
    assert line in str(tags_refused(f"department: paint\n{line}"))


def test_roles_stand_between_commas_each_once() -> None:
    assert roles_read(" Notes ,facilitator,, notes ") == ("notes", "facilitator")


@pytest.mark.parametrize("shape", ["{}", "'{}'", '"{}"', "file://{}", "  {} "])
def test_a_file_dropped_into_the_window_is_found(tmp_path: Path, shape: str) -> None:
    table = tmp_path / "our people.csv"
    table.write_text("Ana")
    typed = shape.format(str(table).replace(" ", "%20") if "file" in shape else table)

    assert path_of(typed) == table
    assert path_of(str(table).replace(" ", "\\ ")) == table


def test_a_file_that_is_no_list_of_people_is_refused_in_a_sentence(tmp_path: Path) -> None:
    latin, huge = tmp_path / "latin.csv", tmp_path / "huge.csv"
    latin.write_bytes("Zoë".encode("latin-1"))
    huge.write_bytes(b"a" * (LARGEST + 1))

    for path, words in ((latin, "CSV UTF-8"), (huge, "too large"), (tmp_path, "cannot be read")):
        with pytest.raises(UnreadableFile, match=words):
            read_list(str(path))


def test_with_a_fault_or_without_a_name_a_list_is_not_taken() -> None:
    assert look_refused(RollLook(("Ana",), (), ())) is None
    assert look_refused(RollLook(("Ana",), ("twice",), ())) is None
    assert "Row 3" in str(look_refused(RollLook(("Ana",), (), ("Row 3: no.",))))
    assert look_refused(RollLook((), (), ()))


def test_many_faults_are_cut_with_the_number_of_the_others() -> None:
    look = RollLook((), (), tuple(f"Row {row}." for row in range(SHOWN + 4)))

    assert look_words(look).splitlines()[-1] == "… and 4 more"


def test_a_day_of_the_past_can_be_the_day_somebody_left(desk: FakeDesk) -> None:
    desk.change_person("M001", left=date(2026, 1, 5))

    assert desk.people()[0].left == date(2026, 1, 5)
