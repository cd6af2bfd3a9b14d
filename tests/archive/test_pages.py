from __future__ import annotations

import re
from dataclasses import replace
from gettext import NullTranslations
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from subprocess import run
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edition import Edition
from archive.pages import render
from assembly.acts import consenting, drawing
from assembly.circle import Kind
from assembly.decision import decisions_of
from assembly.dialects import Position
from assembly.draw.drawing import in_ticket_order
from assembly.draw.tickets import ticket
from assembly.draw.verify import verify
from assembly.drawn import draws_of
from assembly.lottery import Answer
from assembly.proposals import Draft
from assembly.reviewing import Afterwards
from assembly.said import Said
from tests.archive.staged import BREAKS, DICE, PEOPLE, Room, edition, pages_of
from words import language
from words.steady import cleaned

NAMES = {"M002": "Ana Kovač", "M004": "Дмитрий"}


class Reader(HTMLParser):
    """What a browser would see: elements, links and text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def whole() -> Room:
    room = Room().gathered().told().proposed(stories=(1,))
    room.consented(("M004", Position.OBJECTION, "Fifteen minutes are too short"))
    room.integrated(replace(BREAKS, what="Two breaks of twenty minutes\nThe line stops."), "Twenty it is")
    room.consented(("M002", Position.CONCERN, "And in winter?")).adopted()
    return room.sealed().locked().revealed(Answer.DECLINED).closed()


def decision_page(draft: Draft, words: Edition | None = None) -> Reader:
    room = Room().gathered().proposed(draft).consented().adopted()
    return Reader(pages_of(room, words)["/D/7K3FQ/index.html"])


ALWAYS = {
    "/index.html",
    "/style.css",
    "/search.js",
    "/search/1.js",
    "/search/parts.js",
    "/protocols/index.html",
    "/roles/index.html",
    "/patterns/index.html",
    "/calendar.ics",
    "/feed.xml",
    "/feed.json",
    "/commons.json",
    "/schema/commons-1.json",
}


def test_there_is_an_index_a_page_and_a_poster_for_each_decision_and_a_page_for_each_draw() -> None:
    assert set(pages_of(whole())) == ALWAYS | {
        "/verify.js",
        "/D/7K3FQ/index.html",
        "/P/7K3FQ/index.html",
        "/V/DRAW1/index.html",
        "/V/DRAW1/record.txt",
    }


@pytest.mark.parametrize(
    "said",
    [
        "Two breaks of twenty minutes",
        "Three people fainted in July.",
        "Shift coordinator",
        "19 December 2026",
        "Nobody faints.",
        "By consent (Sociocracy 3.0)",
        "Quorum: 4 of 7; 7 were here.",
        "Consent 6, consent with a concern 0, objection 1; 7 people.",
        "Fifteen minutes are too short",
        "Integrated: the text was amended.",
        "Twenty it is",
        "And in winter?",
        "Version 2 was adopted.",
        "It came from stories about: Heat",
        "https://coop.example/D/7K3FQ",
    ],
)
def test_the_page_of_a_decision_says(said: str) -> None:
    assert said in Reader(pages_of(whole())["/D/7K3FQ/index.html"]).text


def test_the_page_of_a_vote_shows_its_sum() -> None:
    room = Room().gathered().proposed(kind=Kind.STRATEGIC).voted(yes=6, no=2).voted(yes=5, no=2)

    text = Reader(pages_of(room)["/D/7K3FQ/index.html"]).text

    assert "needs 5 of 7 present (2/3, at least); has 5" in text
    assert "Yes 5, no 2, abstaining 0. Quorum: 4 of 7; 7 were here." in text
    assert "An earlier vote decided nothing: needs 5 of 7 present (2/3, at least); has 6; 8 counted" in text
    assert "Nobody objected" not in text


def test_a_vote_after_an_open_objection_says_that_it_was_left_open() -> None:
    room = Room().gathered().proposed().consented(("M004", Position.OBJECTION, "Too short"))
    room.voted(yes=6, no=1)

    text = Reader(pages_of(room)["/D/7K3FQ/index.html"]).text

    assert "It was still open when the circle went over to a vote." in text


def test_nobody_is_counted_where_no_round_is_known() -> None:
    (one,) = decisions_of(Room().gathered().proposed().consented().adopted().assembly)

    text = Reader(render([replace(one, rounds=())], [], edition())["/D/7K3FQ/index.html"]).text

    assert "Quorum: 4 of 7." in text
    assert "were here" not in text


def poster_of(draft: Draft, *amended_by: str) -> str:
    (one,) = decisions_of(Room().gathered().proposed(draft).consented().adopted().assembly)
    one = replace(one, afterwards=Afterwards(amended_by=amended_by))
    return Reader(render([one], [], edition())["/P/7K3FQ/index.html"]).text


def test_a_poster_names_the_conditions_and_says_where_more_stands() -> None:
    few, many = (poster_of(replace(BREAKS, conditions=("Only in summer",) * number)) for number in (3, 4))

    assert [few.count("Condition Only in summer"), many.count("Condition Only in summer")] == [3, 3]
    assert "The whole text, why we decided this, and how:" not in few
    assert "The whole text, why we decided this, and how:" in many


def test_a_poster_of_what_is_over_says_so() -> None:
    assert "No longer in force." in poster_of(BREAKS, "9XY2Z")
    assert "force" not in poster_of(BREAKS)


def test_a_room_in_which_nobody_objected_says_so() -> None:
    assert "Nobody objected." in decision_page(BREAKS).text


def test_every_link_names_a_file_so_that_it_also_works_from_a_stick() -> None:
    pages = pages_of(whole())

    broken = {
        (path, link)
        for path, page in pages.items()
        if path.endswith(".html")
        for link in Reader(page).links
        if not link.startswith("https:") and urljoin(path, link) not in pages
    }

    assert broken == set()


def test_pages_of_an_open_assembly_say_that_they_can_still_change() -> None:
    room = Room().gathered().proposed().consented().adopted().sealed()
    before = pages_of(room)
    after = pages_of(room.asks(drawing.VoidDraw(Said("Wrong list"))).closed())

    still_open = {path: b"still open" in page for path, page in before.items() if path.endswith(".html")}
    assert still_open == {
        "/index.html": True,
        "/D/7K3FQ/index.html": True,
        "/P/7K3FQ/index.html": True,
        "/V/DRAW1/index.html": True,
        "/protocols/index.html": False,
        "/roles/index.html": False,
        "/patterns/index.html": False,
    }
    assert not [path for path, page in after.items() if b"still open" in page]


def test_what_was_redacted_leaves_a_marked_gap() -> None:
    assembly = whole().assembly
    (decision,) = decisions_of(assembly)
    gone = replace(decision.objections[0], text=Said(None), note=Said(None))
    redacted = replace(decision, objections=(gone,), concerns=(Said(None),))

    page = render([redacted], [], edition())["/D/7K3FQ/index.html"].decode()

    assert page.count('<p class="gap">') == 3
    assert "Fifteen minutes" not in page


def test_names_become_public_labels_wherever_somebody_typed_them() -> None:
    draft = Draft(
        what="Ana Kovač gets the keys",
        why="Дмитрий asked",
        who="Ana Kovač",
        measure="Ana Kovač is content",
        conditions=("Дмитрий reports",),
    )
    room = Room("Circle of Ana Kovač", "Дмитрий's assembly").gathered().told("Ana Kovač's press")
    room.proposed(draft, stories=(1,)).consented(("M004", Position.OBJECTION, "Not Ana Kovač"))
    room.integrated(replace(draft, why="Because"), "Ana Kovač agreed")
    room.consented(("M002", Position.CONCERN, "Ask Дмитрий")).adopted()
    room.sealed().asks(drawing.VoidDraw(Said("Ana Kovač was left out"))).closed()
    circle = replace(edition(NAMES, {"M002": "Member 2"}), circle="Circle of Ana Kovač")

    pages = pages_of(room, circle)

    everything = b"".join(pages.values()).decode()
    assert "Ana" not in everything
    assert "Дмитрий" not in everything
    assert "Member 2 gets the keys" in everything


def test_a_sealed_record_with_a_name_in_it_is_shown_veiled_and_not_offered_as_the_sealed_one() -> None:
    room = (
        Room(title="Farewell of Ana Kovač").gathered().sealed(label=lambda member: NAMES.get(member, member))
    )

    pages = pages_of(room, edition(NAMES))

    text = Reader(pages["/V/DRAW1/index.html"]).text
    assert "/V/DRAW1/record.txt" not in pages
    assert "title: Paint shop: Farewell of M002" in text
    assert "A name that nobody released stood in this record" in text
    assert "Check it by hand" not in text
    assert not [page for page in pages.values() if b"Ana" in page]


def test_a_released_label_stands_in_the_record_as_it_was_sealed() -> None:
    room = Room().gathered().sealed(label=lambda member: NAMES.get(member, member))

    pages = pages_of(room, edition(NAMES, NAMES))

    assert "member\tM002\tg1\tAna Kovač\n" in pages["/V/DRAW1/record.txt"].decode()


def test_a_label_that_holds_a_part_of_the_name_leaves_the_record_as_it_was_sealed() -> None:
    released = {"M002": "Ana K."}
    room = Room().gathered().sealed(label=lambda member: released.get(member, member))

    pages = pages_of(room, edition({"M002": "Ana"}, released))

    assert "member\tM002\tg1\tAna K.\n" in pages["/V/DRAW1/record.txt"].decode()


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "[/oops]",
        "{{ 7 * 7 }}",
        "Перерывы по пятнадцать минут",
        "👩‍🏭 🧯",
        '"><img src=x onerror=alert(1)>',
        "a & b < c",
        "x" * 100_000,
    ],
)
def test_what_people_type_is_text_and_nothing_else(typed: str) -> None:
    usual = decision_page(BREAKS)

    page = decision_page(replace(BREAKS, why=typed))

    assert typed in "".join(page.words)
    assert page.tags == usual.tags


def test_direction_and_control_characters_do_not_reach_a_page() -> None:
    typed = "safe\u202eevil\u2066x\u0000\u001b[31m\ud800 end\u2028new\r\nline"

    page = decision_page(replace(BREAKS, why=typed))

    assert "safeevilx[31m\N{REPLACEMENT CHARACTER} end\nnew\nline" in "".join(page.words)


@given(st.text())
def test_cleaned_text_can_always_be_written_and_steers_nothing(text: str) -> None:
    safe = cleaned(text)

    assert safe.encode().decode() == safe
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]", safe)


def test_titles_are_one_line_and_not_endless() -> None:
    page = decision_page(replace(BREAKS, what="Breaks " * 100 + "\nsecond line")).text

    title = page.partition(" · 7K3FQ")[0]
    assert 110 < len(title) <= 120
    assert title.endswith("Breaks…")


def test_a_decision_with_nothing_but_its_text_is_shown() -> None:
    text = decision_page(Draft("Keep the door shut")).text

    assert "nobody named yet" in text
    assert "No reason was written down." in text


def test_the_record_is_published_byte_for_byte_and_verifies() -> None:
    room = whole()
    record = pages_of(room)["/V/DRAW1/record.txt"]

    (draw,) = draws_of(room.assembly)
    checked = verify(record, DICE, draw.seal)

    assert {hat.id: hat.drawn for hat in draw.hats} == checked.result


def test_the_check_by_hand_works_in_a_shell(tmp_path: Path) -> None:
    pages = pages_of(whole())
    record = pages["/V/DRAW1/record.txt"]
    (tmp_path / "record.txt").write_bytes(record)
    commands = re.findall(r"<pre[^>]*>([^<]*)</pre>", pages["/V/DRAW1/index.html"].decode())[1:4]

    told = run(["sh", "-c", unescape("\n".join(commands))], cwd=tmp_path, check=True, capture_output=True)

    drawing = verify(record, DICE).drawing
    seal, seed, *tickets = told.stdout.decode().splitlines()
    assert seal.split()[0] == sha256(record).hexdigest()
    assert seed == drawing.seed
    assert tickets == [
        f"{group.id} {ticket(drawing.seed, member)} {member}"
        for group in drawing.record.groups
        for member in in_ticket_order(drawing, group.id)
    ]


def test_a_draw_under_way_shows_its_seal_and_no_name() -> None:
    room = Room().gathered().sealed().locked()
    (draw,) = draws_of(room.assembly)

    text = Reader(
        pages_of(room, edition(labels={one: f"Label {one}" for one in PEOPLE}))["/V/DRAW1/index.html"]
    ).text

    assert draw.seal in text
    assert "The draw is not finished." in text
    assert "Label" not in text.partition("The sealed record")[0]


def test_who_was_drawn_is_shown_by_public_label() -> None:
    room = Room().gathered().sealed().locked().revealed(Answer.DECLINED)
    labels = {member: f"Label {member}" for member in PEOPLE}

    text = Reader(pages_of(room, edition(labels=labels))["/V/DRAW1/index.html"]).text

    first = room.assembly.draws["DRAW1"].offers[0]
    assert f"Observers : Label {first.member} ( {first.member} ) , drawn, declined" in text


def test_a_counted_room_is_not_said_to_have_been_asked_by_name() -> None:
    room = Room().counted(6).proposed()
    room.asks(consenting.AskConsent(), consenting.CountPositions(6, 0, 0)).adopted()

    assert (
        "objections were called for and the room was counted"
        in Reader(pages_of(room)["/D/7K3FQ/index.html"]).text
    )


def test_an_empty_record_has_an_index() -> None:
    pages = render([], [], edition())

    assert set(pages) == ALWAYS
    assert "Nothing was decided yet." in Reader(pages["/index.html"]).text


def test_the_newest_assembly_stands_first_on_the_index() -> None:
    (new,) = decisions_of(whole().assembly)
    old = replace(
        new, id="OLD01", source=replace(new.source, assembly="BBBBB", at=new.source.at.replace(year=2025))
    )

    index = render([old, new], [], edition())["/index.html"].decode()

    assert index.index("7K3FQ") < index.index("OLD01")


class Quoting(NullTranslations):
    """A language that only quotes what it is given."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


def test_pages_speak_the_language_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_translation", lambda code: Quoting())
    language.use("pt_BR")

    page = pages_of(whole(), replace(edition(), language="pt_BR"))["/D/7K3FQ/index.html"].decode()

    monkeypatch.undo()
    language.use("en")

    assert '<html lang="pt-BR">' in page
    assert "«What was decided»" in page
    assert "«Integrated: the text was amended.»" in page


def test_the_same_record_makes_the_same_bytes() -> None:
    assert pages_of(whole()) == pages_of(whole())


def test_nothing_on_a_page_asks_for_another_site_and_only_index_and_draw_for_a_script() -> None:
    readers = {path: Reader(page) for path, page in pages_of(whole()).items() if path.endswith(".html")}
    links = [link for one in readers.values() for link in one.links]

    assert not {"img", "iframe", "form", "object"} & {tag for one in readers.values() for tag in one.tags}
    assert [path for path, one in readers.items() if "script" in one.tags] == [
        "/V/DRAW1/index.html",
        "/index.html",
    ]
    assert {link for link in links if ":" in link} == {
        "https://coop.example/D/7K3FQ",
        "https://coop.example/V/DRAW1",
    }


def test_only_the_index_and_the_page_of_a_draw_let_our_own_script_run() -> None:
    policies = {
        path: re.findall(r"script-src ([^;]+);", page.decode())
        for path, page in pages_of(whole()).items()
        if path.endswith(".html")
    }

    assert policies == {
        "/index.html": ["'self'"],
        "/protocols/index.html": ["'none'"],
        "/roles/index.html": ["'none'"],
        "/patterns/index.html": ["'none'"],
        "/D/7K3FQ/index.html": ["'none'"],
        "/P/7K3FQ/index.html": ["'none'"],
        "/V/DRAW1/index.html": ["'self'"],
    }


def test_a_veiled_record_says_that_it_cannot_be_computed_again() -> None:
    room = Room(title="Farewell of Ana Kovač").gathered().sealed().locked().revealed()

    page = Reader(pages_of(room, edition(NAMES))["/V/DRAW1/index.html"])

    assert "This draw cannot be computed again from this page" in page.text
    assert "What this proves" not in page.text


def test_what_a_draw_does_not_prove_stands_on_its_page() -> None:
    text = Reader(pages_of(whole())["/V/DRAW1/index.html"]).text

    assert "The photographs are what binds" in text
    assert "Whether the dice were fair" in text
    assert "Who was in the room" in text
    assert "Whether this page is honest" in text
