"""What comes back, on the pages and in the export: numbers of three people or more, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from jsonschema import Draft202012Validator

from archive.edition import Edition
from archive.export import SCHEMA
from archive.pages import render
from archive.patterns_sheet import patterns_told
from assembly.acts import floor, turns
from assembly.decision import decisions_of
from assembly.drawn import draws_of
from assembly.heard import Heard
from assembly.history import facts_of
from assembly.patterns import patterns_of, published
from assembly.said import Said
from assembly.steps import Step
from shopmoot.command import main
from shopmoot.desk import ShelfDesk, Terms
from tests.archive.staged import Room, edition
from tests.shopmoot.shelved import shelve

BASE = "https://x.example"
PAGE = "/patterns/index.html"
MARCH = date(2026, 3, 9)


def many_stories() -> list[Heard]:
    """Thirty themes in twelve departments, some with words that are hard to print."""
    themes = ["шум <b>", "[pay]", "Ärmel" * 20, *(f"theme {number}" for number in range(27))]
    places = ["", "покраска", *(f"department {number}" for number in range(10))]
    return [
        Heard("A0001", place, MARCH, theme, department, f"M{place % 7:03}", ("7K3FQ",))
        for number, theme in enumerate(themes)
        for column, department in enumerate(places)
        for place in range((number + column) % 9)
    ]


class Tables(HTMLParser):
    """The cells of every table, by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag in {"th", "td"} or (self._inside and tag not in {"tr", "table"})
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def table_of(page: str) -> list[list[str]]:
    """The first table of the page."""
    return Tables(page.split("</table>", maxsplit=1)[0]).rows


def told(heard: list[Heard], **names: str) -> Edition:
    return replace(edition(names), patterns=published(patterns_of(heard)))


def three(theme: str, department: str, decisions: tuple[str, ...] = ()) -> list[Heard]:
    return [Heard("A0001", one, MARCH, theme, department, f"M00{one}", decisions) for one in (1, 2, 3)]


def spoken(room: Room, *stories: tuple[str, str, str]) -> Room:
    """A story round in which people tell of a theme in a department."""
    room.asks(floor.GoTo(Step.STORIES), turns.BeginRound())
    for member, theme, department in stories:
        room.asks(turns.TellStory(member, Said("It hums"), Said(""), theme, department))
    while room.assembly.round is not None and room.assembly.round.waiting:
        room.asks(turns.BeginTurn(room.assembly.round.waiting[0]), turns.EndTurn())
    return room.asks(turns.CloseRound(), floor.GoTo(Step.LOTTERY))


FEW_AND_MANY = (
    ("M001", "noise", "paint"),
    ("M002", "noise", "paint"),
    ("M003", "noise", "paint"),
    ("M004", "harassment", "galvanics"),
    ("M005", "harassment", "galvanics"),
    ("M005", "harassment", "galvanics"),
)


def test_the_table_has_a_caption_and_heads_for_rows_and_columns() -> None:
    page = render([], [], told([*three("noise", "paint"), *three("dust", "press")]))[PAGE].decode()

    assert page.count("<caption>Number of stories") == 2
    assert page.count('<th scope="col">') == 5
    assert page.count('<th scope="row">') == 4


def test_a_number_stands_in_its_row_and_column_and_a_dash_where_nothing_may_be_said() -> None:
    heard = [*three("noise", "paint"), *three("noise", "press"), *three("dust", "press")]
    page = render([], [], told(heard))[PAGE].decode()

    assert table_of(page) == [["Theme", "paint", "press"], ["noise", "3", "3"], ["dust", "–", "3"]]


def test_a_cell_leads_to_what_was_decided_because_of_it_where_that_has_a_page() -> None:
    room = Room().gathered().proposed().consented().adopted().closed()
    words = told(three("noise", "paint", ("7K3FQ", "GHOST")))
    page = render(decisions_of(room.assembly), draws_of(room.assembly), words)[PAGE].decode()

    assert '<a href="../D/7K3FQ/index.html"><bdi>Two breaks of fifteen minutes on hot days' in page
    assert "GHOST" not in page


def test_the_words_of_a_theme_are_never_markup_and_never_a_name() -> None:
    words = told([*three("<script>x</script>", "[paint]"), *three("Ana and the keys", "Ana")], M001="Ana")
    page = render([], [], words)[PAGE].decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "M001 and the keys" in page
    assert "Ana" not in page


def test_no_member_stands_in_what_is_published() -> None:
    pages = render([], [], told([*three("noise", "paint"), *many_stories()]))

    assert not [path for path in (PAGE, "/commons.json") if b"M00" in pages[path]]


def test_nothing_told_says_what_has_to_happen_first() -> None:
    assert b"once three people have told a story" in render([], [], edition())[PAGE]


def test_the_index_leads_to_it() -> None:
    assert b'href="patterns/index.html"' in render([], [], edition())["/index.html"]


def test_the_export_has_the_same_numbers_and_fits_its_schema() -> None:
    pages = render([], [], told([*three("noise", "paint", ("7K3FQ",)), *three("noise", "")[:2]]))
    document = json.loads(pages["/commons.json"])

    Draft202012Validator(json.loads(pages[SCHEMA])).validate(document)
    assert document["patterns"] == [
        {"theme": "noise", "department": "paint", "stories": 3, "decisions": ["7K3FQ"]}
    ]


def test_an_assembly_that_is_still_open_counts_nothing_yet() -> None:
    room = spoken(Room().gathered(), *FEW_AND_MANY)

    assert patterns_told([facts_of(room.assembly)]).themes == ()
    assert patterns_told([facts_of(room.closed().assembly)]).themes == ("noise",)


def site_of(folder: Path) -> Path:
    """What is published of an evening with stories of three people, and of two."""
    shelve(folder / "shelf", spoken(Room().gathered(), *FEW_AND_MANY).closed())
    main(["publish", str(folder / "site"), "--base-url", BASE, "--data", str(folder / "shelf")])
    return folder / "site"


def test_a_theme_of_two_people_stands_in_no_published_byte(tmp_path: Path) -> None:
    files = [path.read_bytes() for path in site_of(tmp_path).rglob("*") if path.is_file()]

    assert [page for page in files if b"noise" in page]
    assert not [page for page in files if b"harassment" in page or b"galvanics" in page]


def test_the_rooms_server_counts_the_same(tmp_path: Path) -> None:
    site = site_of(tmp_path)

    pages = ShelfDesk(tmp_path / "shelf", Terms(look_only=True)).pages_for(None, BASE)

    assert pages[PAGE] == (site / "patterns" / "index.html").read_bytes()
    assert not [path for path, page in pages.items() if b"harassment" in page]


def test_three_hundred_people_are_counted_as_they_are() -> None:
    people = [f"M{number:03}" for number in range(1, 301)]
    heard = [
        Heard("A0001", place, MARCH, f"theme {place % 30}", f"place {place % 12}", one)
        for place, one in enumerate(people)
    ]
    page = render([], [], told(heard))[PAGE].decode()

    assert sum(len(row) - 1 for row in table_of(page)[1:]) == 30 * 12
    assert sum(int(cell) for row in table_of(page)[1:] for cell in row[1:] if cell != "–") == 300
