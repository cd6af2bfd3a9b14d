from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.people import NewPerson, Person, Roll, load_people, save_people, set_aside
from store.problems import Unusable
from store.roll_text import RollRefused, SameName, read_roll, same_names

DAY = date(2026, 11, 21)


def names(text: str) -> list[str]:
    return [person.name for person in read_roll(text)]


def troubles(text: str) -> list[tuple[int, str]]:
    with pytest.raises(RollRefused) as refused:
        read_roll(text)
    return [(one.row, one.code) for one in refused.value.troubles]


def test_ids_are_numbered_and_the_public_label_is_the_id() -> None:
    roll = Roll().joined_by([NewPerson("Anna"), NewPerson("Ben")], DAY)

    assert [(one.id, one.label, one.joined) for one in roll.people] == [
        ("M001", "M001", DAY),
        ("M002", "M002", DAY),
    ]


def test_an_id_is_never_given_again(tmp_path: Path) -> None:
    roll = Roll().joined_by([NewPerson("Anna"), NewPerson("Ben")], DAY)
    without = replace(roll, people=roll.people[:1])
    save_people(tmp_path / "people.json", without)

    again = load_people(tmp_path / "people.json").joined_by([NewPerson("Cem")], DAY)

    assert [one.id for one in again.people] == ["M001", "M003"]


def test_ids_that_the_books_know_are_not_given_again() -> None:
    assert Roll().beyond(["M007", "GUEST-1"]).joined_by([NewPerson("Ada")], DAY)["M008"].name == "Ada"


def test_who_left_stays_on_the_roll_and_is_no_member() -> None:
    roll = Roll().joined_by([NewPerson("Anna"), NewPerson("Ben")], DAY)
    gone = roll.with_changed(replace(roll["M001"], left=DAY, label="Anna"))

    assert [one.id for one in gone.members] == ["M002"]
    assert gone["M001"].label == "Anna"
    with pytest.raises(KeyError):
        gone["M009"]


@given(
    st.lists(
        st.builds(
            NewPerson,
            st.text(min_size=1).filter(lambda text: text.isprintable()),
            st.dictionaries(st.sampled_from(["shift", "department"]), st.text()),
            st.lists(st.text(min_size=1)).map(tuple),
        )
    )
)
def test_people_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, people: list[NewPerson]
) -> None:
    path = tmp_path_factory.mktemp("roll") / "people.json"
    roll = Roll().joined_by(people, DAY)

    save_people(path, roll)

    assert load_people(path) == roll


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    save_people(tmp_path / "people.json", Roll())

    assert (tmp_path / "people.json").stat().st_mode & 0o777 == 0o600


def test_no_file_is_an_empty_roll(tmp_path: Path) -> None:
    assert load_people(tmp_path / "people.json") == Roll()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 1}', '{"version": 1, "next_number": 1, "people": [{}]}']
)
def test_a_damaged_file_is_never_overwritten(tmp_path: Path, content: str) -> None:
    path = tmp_path / "people.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Unusable) as refused:
        save_people(path, Roll())

    assert refused.value.problem.code == "people-damaged"
    assert path.read_text(encoding="utf-8") == content


def test_two_people_with_one_id_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    save_people(path, Roll((Person("M001", "Anna", DAY), Person("M002", "Ben", DAY)), 3))
    path.write_text(path.read_text(encoding="utf-8").replace("M002", "M001"), encoding="utf-8")

    with pytest.raises(Unusable):
        load_people(path)


def test_a_newer_file_says_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps({"version": 4, "stars": []}), encoding="utf-8")

    with pytest.raises(Unusable) as refused:
        save_people(path, Roll())

    assert (refused.value.problem.code, refused.value.problem.needs) == ("newer-format", 4)


def test_files_are_set_aside_under_new_names(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text("first", encoding="utf-8")
    first = set_aside(path)
    path.write_text("second", encoding="utf-8")
    second = set_aside(path)

    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("first", "second")


def test_names_are_pasted_one_on_each_line() -> None:
    assert names(
        "\ufeff Anna \r\n\r\nЁлка Петрова\r\n🦊 Fuchs\n[/oops]\n   \nGarcia, Ana\nО’Нил\rZoe\u0308"
    ) == [
        "Anna",
        "Ёлка Петрова",
        "🦊 Fuchs",
        "[/oops]",
        "Garcia, Ana",
        "О’Нил",
        "Zoë",
    ]


def test_three_hundred_people_are_fine() -> None:
    assert len(read_roll("\n".join(f"Person {n}" for n in range(300)))) == 300


def test_nothing_pasted_is_nobody() -> None:
    assert read_roll(" \n\n") == ()


def test_a_name_that_steers_the_screen_is_tamed() -> None:
    assert names("An\x1b[31mna\t") == ["An [31mna"]


@pytest.mark.parametrize(
    "text",
    [
        'name,shift,department,opt-outs\nAnna,early,kitchen,"facilitator, timekeeper"\nBen,,,\n',
        "\ufeffOpt-outs;NAME;Department;Shift\r\nfacilitator | timekeeper;Anna;kitchen;early\r\n;Ben;;\r\n",
        'department\tname\topt outs\tshift\n\nkitchen\t"Anna"\tfacilitator;timekeeper\tearly\n\t Ben\t\t\n',
    ],
)
def test_a_table_may_have_its_columns_in_any_order(text: str) -> None:
    assert read_roll(text) == (
        NewPerson("Anna", {"shift": "early", "department": "kitchen"}, ("facilitator", "timekeeper")),
        NewPerson("Ben"),
    )


def test_quoted_cells_hold_separators_quotes_and_line_breaks() -> None:
    assert names('name,shift\n"Garcia, ""Ana""","early\nlate"\nBen,\n') == ['Garcia, "Ana"', "Ben"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name,wage\nAnna,12\n", [(1, "unknown-column")]),
        ("shift,department\nearly,kitchen\n", [(1, "no-name-column")]),
        ("name,shift,name\nAnna,early,Anna\n", [(1, "column-twice")]),
        ("wage,shift\n1,2\n", [(1, "unknown-column"), (1, "no-name-column")]),
        (
            "name,shift\nAnna,early\n,late\nBen\n\nCem,late,more\n",
            [(3, "no-name"), (4, "too-few-cells"), (6, "too-many-cells")],
        ),
        ('name,shift\n"Anna,early\nBen,late\n', [(2, "broken-quotes")]),
        ("Anna;early\nBen;late\n", [(1, "no-heading"), (2, "no-heading")]),
        ("Anna,early\n", [(1, "no-heading")]),
        ("Anna\n" + "x" * 121, [(2, "name-too-long")]),
        ("name\n" + "x" * 121, [(2, "name-too-long")]),
    ],
)
def test_a_table_that_cannot_be_read_says_every_row_and_why(text: str, found: list[tuple[int, str]]) -> None:
    assert troubles(text) == found


def test_people_with_one_name_are_kept_and_pointed_out() -> None:
    newcomers = read_roll("Anna\nBen\nanna\nCem")
    circle = [Person("M001", "Cem", DAY)]

    assert len(newcomers) == 4
    assert same_names(newcomers, circle) == (SameName("Anna", 2), SameName("Cem", 2))
    assert same_names(read_roll("Anna\nBen")) == ()


@given(st.text())
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    try:
        people = read_roll(text)
    except RollRefused:
        people = ()

    assert all(person.name.strip() for person in people)
