"""Every kind of page held against WCAG 2.2 AA by axe-core: small and large, light and dark."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import zxingcpp
from playwright.async_api import Browser, Page

from archive.pages import render
from archive.publish import publish
from archive.roles_sheet import terms_of
from assembly.circle import default_protocols
from assembly.decision import Decision, decisions_of
from assembly.drawn import draws_of
from assembly.history import Service
from assembly.patterns import patterns_of, published
from assembly.reviewing import Afterwards
from assembly.said import Said
from tests.archive.staged import BREAKS, edition, laid
from tests.archive.test_pages import whole
from tests.archive.test_patterns_page import many_stories
from tests.archive.test_roles_page import HELD, KEYS
from tests.browser import stumbling_blocks

KINDS = (
    "index.html",
    "all/1/index.html",
    "D/7K3FQ/index.html",
    "D/LONG1/index.html",
    "P/7K3FQ/index.html",
    "P/LONG1/index.html",
    "D/FULL1/index.html",
    "P/FULL1/index.html",
    "V/DRAW1/index.html",
    "protocols/index.html",
    "roles/index.html",
    "patterns/index.html",
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]


def draft_of(one: Decision, what: str, **others: Any) -> Decision:
    draft = replace(one.draft, what=what, **others)
    return replace(one, wordings=(replace(one.wordings[-1], draft=draft),), draws=())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Every kind of page, also with a gap, an endless word and a page of earlier assemblies."""
    folder, room = tmp_path_factory.mktemp("site"), whole()
    (one,) = decisions_of(room.assembly)
    (objection,) = one.objections
    last = one.wordings[-1]
    endless = replace(last, draft=replace(BREAKS, what="Ärmel" * 2_000, why="x " * 2_000, who="y" * 300))
    odd = replace(
        one, id="LONG1", wordings=(endless,), objections=(replace(objection, text=Said(None)),), draws=()
    )
    old = [
        replace(
            one,
            id=f"X{year}",
            draws=(),
            source=replace(one.source, assembly=f"A{year}", at=one.source.at.replace(year=year)),
        )
        for year in range(1700, 1910)
    ]
    words = replace(
        edition(),
        protocols=default_protocols(),
        roles=(KEYS,),
        terms=terms_of(Service(holdings=HELD), (KEYS,)),
        patterns=published(patterns_of(many_stories())),
    )
    short = draft_of(one, BREAKS.what[:18], who="")
    largest = draft_of(one, "Wwww " * 16, who="m" * 40, start=date(2026, 12, 1), until=date(2027, 12, 1))
    full = draft_of(one, "Wwww " * 300, who="m" * 300, measure="m " * 200, conditions=("Wm " * 100,) * 9)
    full = replace(full, id="FULL1", afterwards=Afterwards(amended_by=("7K3FQ",)))
    posters = [replace(short, id="SHRT1"), replace(largest, id="LRGE1"), full]
    publish(folder, laid(render([*posters, odd, one, *old], draws_of(room.assembly), words)), {})
    return folder.as_uri()


@pytest.fixture(params=LOOKS, ids=[f"{scheme}-{width}" for scheme, width in LOOKS])
async def look(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A page of one width, in light or dark."""
    scheme, width = request.param
    context = await browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield await context.new_page()
    await context.close()


@pytest.mark.needs_chromium
async def test_nobody_stumbles_over_any_kind_of_page(look: Page, site: str) -> None:
    width = (look.viewport_size or {"width": 0})["width"]
    found, wide = {}, {}
    for kind in KINDS:
        await look.goto(f"{site}/{kind}")
        found[kind] = await stumbling_blocks(look)
        wide[kind] = await look.evaluate("document.documentElement.scrollWidth")

    assert found == {kind: [] for kind in KINDS}
    assert wide == {kind: width for kind in KINDS}


@pytest.mark.needs_chromium
async def test_nobody_stumbles_over_what_was_found(look: Page, site: str) -> None:
    await look.goto(f"{site}/index.html")
    await look.get_by_label("Search").fill("minutes")
    await look.get_by_role("button", name="Show more").wait_for()

    assert await stumbling_blocks(look) == []


@pytest.mark.needs_chromium
async def test_the_check_finds_what_is_there_to_stumble_over(page: Page) -> None:
    await page.set_content("<p style='color:#ccc;background:#fff'>faint</p><input>")

    assert {line.partition(":")[0] for line in await stumbling_blocks(page)} >= {"label", "color-contrast"}


@pytest.mark.needs_chromium
@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("id", ["7K3FQ", "LONG1", "SHRT1", "LRGE1", "FULL1"])
async def test_a_poster_is_one_sheet_of_paper(page: Page, site: str, paper: str, id: str) -> None:
    await page.goto(f"{site}/P/{id}/index.html")

    printed = await page.pdf(format=paper)

    assert printed.count(b"/Type /Page\n") == 1


@pytest.mark.needs_chromium
@pytest.mark.parametrize(("id", "least"), [("SHRT1", 0.6), ("LRGE1", 0.75)])
async def test_a_poster_fills_its_sheet_as_far_as_its_words_go(
    browser: Browser, site: str, id: str, least: float
) -> None:
    width, height = 703, 1032  # A4 without its margins
    page = await browser.new_page(viewport={"width": width, "height": height})
    await page.emulate_media(media="print")
    await page.goto(f"{site}/P/{id}/index.html")

    end = await page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")

    assert least < end / height < 1


GREY = """async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const ink = canvas.getContext("2d");
  ink.drawImage(picture, 0, 0);
  const dots = ink.getImageData(0, 0, picture.width, picture.height).data;
  return [picture.height, picture.width, Array.from(dots).filter((_, i) => i % 4 === 1)];
}"""
"""The brightness of each dot of a picture."""


@pytest.mark.needs_chromium
async def test_a_phone_reads_the_code_on_a_poster(page: Page, browser: Browser, site: str) -> None:
    await page.emulate_media(color_scheme="dark")
    await page.goto(f"{site}/P/7K3FQ/index.html")

    picture = await page.locator(".code").screenshot()

    height, width, dots = await (await browser.new_page()).evaluate(GREY, b64encode(picture).decode())
    codes = zxingcpp.read_barcodes(memoryview(bytes(dots)).cast("B", (height, width)))
    assert [code.text for code in codes] == ["HTTPS://COOP.EXAMPLE/D/7K3FQ"]
