"""The search on the pages: in a real browser, from a folder without any server and from the room's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page

from archive.pages import render
from archive.publish import publish
from archive.seekable import MOST_WORDS, words_in
from archive.volumes import PART_LENGTH
from assembly.decision import Decision, decisions_of
from assembly.dialects import Position
from assembly.reviewing import Afterwards, Learning, LearningKind, Outcome, Review
from assembly.said import Said
from tests.archive.staged import BREAKS, Room, edition, laid, pages_of

MANY = 2 * PART_LENGTH + 30


def decided(what: str, number: int) -> Decision:
    (one,) = decisions_of(
        Room().gathered().proposed(replace(BREAKS, what=what)).consented().adopted().assembly
    )
    source = replace(one.source, assembly=f"A{number:04}", at=one.source.at.replace(year=1700 + number))
    return replace(one, id=f"X{number:04}", source=source, adopted=source.at)


def site(tmp_path: Path) -> str:
    """Many decisions, of which the oldest is about something that no other is about."""
    first = decided("Ärmel und Größen <b>bleiben</b>", 0)
    others = [decided(f"Rule {number} for the press", number) for number in range(1, MANY)]
    publish(tmp_path, laid(render([first, *others], [], edition())), {})
    return tmp_path.as_uri()


async def found(page: Page) -> list[str]:
    return await page.locator("#hits strong").all_inner_texts()


@pytest.mark.needs_chromium
async def test_words_are_found_as_somebody_types_them(page: Page, tmp_path: Path) -> None:
    await page.goto(f"{site(tmp_path)}/index.html")

    await page.get_by_label("Search").fill("RULE 2")
    await page.get_by_text("are shown, and there are more").wait_for()

    titles = await found(page)
    assert titles[0] == "Rule 229 for the press"
    assert all(re.match(r"Rule 2\d* ", title) for title in titles)
    assert await page.locator("#list").is_hidden()


@pytest.mark.needs_chromium
@pytest.mark.parametrize("typed", ["armel", "ÄRMEL", "grössen", "GROSSEN bleib"])
async def test_the_oldest_is_found_without_its_accents(page: Page, tmp_path: Path, typed: str) -> None:
    await page.goto(f"{site(tmp_path)}/index.html")

    await page.get_by_label("Search").fill(typed)
    await page.get_by_text("1 decision was found.").wait_for()

    assert await found(page) == ["Ärmel und Größen <b>bleiben</b>"]


def test_what_was_measured_and_learned_is_found_but_no_gap() -> None:
    one = decided("Breaks", 0)
    review = Review(one.id, Outcome.KEEP, one.kind, one.title, one.adopted, "BBBBB", Said("Decibels halved"))
    learned = Learning(one.id, LearningKind.MISTAKE, Said("Earplugs earlier"), one.adopted)
    gone = Learning(one.id, LearningKind.MISTAKE, Said(None), one.adopted)
    one = replace(one, afterwards=Afterwards((review,), (learned, gone)))

    index = render([one], [], edition())["/search/1.js"].decode()

    assert "decibels halved earplugs earlier" in index


@pytest.mark.needs_chromium
async def test_what_was_found_leads_to_its_page(page: Page, tmp_path: Path) -> None:
    await page.goto(f"{site(tmp_path)}/index.html")
    await page.get_by_label("Search").fill("armel")

    await page.locator("#hits a").click()

    assert page.url.endswith("/D/X0000/index.html")


@pytest.mark.needs_chromium
async def test_more_is_shown_when_somebody_asks_for_more(page: Page, tmp_path: Path) -> None:
    await page.goto(f"{site(tmp_path)}/index.html")
    await page.get_by_label("Search").fill("press")
    await page.get_by_role("button", name="Show more").click()

    await page.locator("#hits li").nth(59).wait_for()

    assert len(await found(page)) == 60


@pytest.mark.needs_chromium
async def test_the_keyboard_goes_on_at_the_first_of_what_more_is_shown(page: Page, tmp_path: Path) -> None:
    await page.goto(f"{site(tmp_path)}/index.html")
    await page.get_by_label("Search").fill("press")

    await page.get_by_role("button", name="Show more").press("Enter")
    await page.locator("#hits li").nth(59).wait_for()

    assert await page.evaluate("document.activeElement.textContent") == "Rule 199 for the press"


@pytest.mark.needs_chromium
@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("पीने का पानी", "पानी"),
        ("ΝΕΟΙ ΟΔΟΙ, νέος δρόμος", "δρόμος"),
        ("ΝΕΟΙ ΟΔΟΙ, ΝΕΟΣ", "νεος"),
        ("Перерывы: ёлка, C++ & 2½ ﬁlter", "ЕЛКА filter c++"),
        ("İstanbul O'Neill e-mail", "istanbul o’neill E-Mail"),
        ("น้ำดื่ม", "น้ำดื่ม"),
        ("مَاء الشُّرب", "ماء"),
    ],
)
async def test_words_of_any_script_are_found(page: Page, tmp_path: Path, what: str, typed: str) -> None:
    publish(tmp_path, laid(render([decided(what, 0)], [], edition())), {})
    await page.goto(f"{tmp_path.as_uri()}/index.html")

    await page.get_by_label("Search").fill(typed)

    await page.get_by_text("1 decision was found.").wait_for()


@pytest.mark.needs_chromium
async def test_a_word_that_nobody_wrote_is_said_not_to_be_there(page: Page, tmp_path: Path) -> None:
    await page.goto(f"{site(tmp_path)}/index.html")
    await page.get_by_label("Search").fill("unicorn")

    await page.get_by_text("Nothing was found.").wait_for()
    await page.get_by_label("Search").fill("")
    await page.locator("#list").wait_for()

    assert await found(page) == []


@pytest.mark.needs_chromium
async def test_only_as_much_is_loaded_as_is_needed(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/search/")[2]))
    await page.goto(f"{site(tmp_path)}/index.html")
    await page.get_by_label("Search").fill("press")

    await page.get_by_role("button", name="Show more").wait_for()

    assert [name for name in asked if re.fullmatch(r"\d\.js", name)] == ["3.js", "2.js"]


def test_everything_stands_on_a_list_for_those_without_scripts() -> None:
    pages = render([decided(f"Rule {number}", number) for number in range(MANY)], [], edition())

    listed = [page for path, page in pages.items() if path == "/index.html" or path.startswith("/all/")]
    link = re.compile(r'href="(?:\.\./)*D/(X\d{4})/index\.html"')
    found = {id for page in listed for id in link.findall(page.decode())}
    assert found == {f"X{number:04}" for number in range(MANY)}
    assert b'href="all/1/index.html"' in pages["/index.html"]


def test_an_endless_text_makes_no_endless_index() -> None:
    words = words_in([" ".join(f"word{number}" for number in range(100_000)), "x" * 100_000])

    assert len(words) == MOST_WORDS
    assert max(map(len, words_in(["x" * 100_000]))) == 30


def test_what_was_typed_cannot_leave_the_index() -> None:
    room = (
        Room().gathered().proposed(replace(BREAKS, what='"]]);alert(1)//</script>\u2028 Ünïcode')).consented()
    )

    script = pages_of(room.adopted())["/search/1.js"].decode("ascii")

    told = json.loads(script.removeprefix("shopmootSearch.take(1, ").removesuffix(");\n"))
    assert [row[0] for row in told] == ["7K3FQ"]


def test_what_was_said_against_it_is_found_as_the_page_shows_it_and_no_gap() -> None:
    room = Room().gathered().proposed().consented(("M004", Position.OBJECTION, "Dee stumbles at noon"))
    room.integrated(replace(BREAKS, what="Twenty minutes"), "Shade for Dee")
    (one,) = decisions_of(room.consented(("M002", Position.CONCERN, "And in winter?")).adopted().assembly)
    (objection,) = one.objections
    names = edition({"M004": "Dee"})

    shown = render([one], [], names)
    gone = render([replace(one, objections=(replace(objection, text=Said(None)),))], [], names)

    index = shown["/search/1.js"].decode()
    assert "m004 stumbles at noon shade for and winter weekly assembly" in index
    assert "dee" not in index
    assert b"stumbles" not in gone["/search/1.js"]
    assert b"shade" in gone["/search/1.js"]
