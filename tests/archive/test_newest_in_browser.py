"""A phone that came while older pages were still being made: its search grows, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from archive.pages import leaves_of
from archive.server import RoomServer
from archive.volumes import gathered
from assembly.decision import Decision
from tests.archive.staged import edition
from tests.archive.test_search_in_browser import MANY, decided
from tests.browser import stumbling_blocks

ALL = [
    decided("Ärmel und Größen", 0),
    *(decided(f"Rule {number} for the press", number) for number in range(1, MANY)),
]
OTHERS = "The older decisions are ready too, and are searched. Show all of them"


def pages(decisions: list[Decision], *, whole: bool) -> dict[str, bytes]:
    words = replace(edition(), whole=whole)
    return {leaf.path: leaf.make() for leaf in leaves_of(gathered(decisions, [], words), words)}


@pytest.fixture
def room() -> Iterator[RoomServer]:
    """A room that shows the newest pages while the others are made."""
    opened = RoomServer({}, datetime.now(UTC) + timedelta(minutes=5), lambda: datetime.now(UTC))
    opened.start(port=0)
    opened.show(pages(ALL[-120:], whole=False), whole=False)
    yield opened
    opened.stop()


@pytest.mark.needs_chromium
async def test_the_search_takes_in_what_came_later_without_loading_the_page_again(
    page: Page, room: RoomServer
) -> None:
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    await page.clock.install()
    await page.goto(f"http://127.0.0.1:{room.port}/")
    note, words = page.locator("#newest"), page.get_by_label("Search")
    await words.fill("rule")
    await page.get_by_role("button", name="Show more").click()
    await page.locator("#hits li").nth(59).wait_for()
    await words.fill("armel")
    await page.get_by_text("Nothing was found among the newest").wait_for()
    await page.clock.fast_forward(60_000)
    await expect(note).to_contain_text("Here are the newest decisions only")

    room.show(pages(ALL, whole=True))
    await page.clock.fast_forward(20_000)

    await expect(note).to_have_text(OTHERS)
    await page.get_by_text("1 decision was found.").wait_for()
    assert await words.input_value() == "armel"
    assert len(loads) == 1
    await words.fill("rule")
    await expect(page.locator("#hits strong").first).to_have_text(f"Rule {MANY - 1} for the press")
    assert await stumbling_blocks(page) == []
    await page.get_by_role("link", name="Show all of them").click()
    await page.get_by_role("heading", name="Earlier").wait_for()
    assert await note.count() == 0


@pytest.mark.needs_chromium
async def test_whoever_wants_no_script_is_told_to_load_the_page_again(page: Page, room: RoomServer) -> None:
    await page.route("**/*.js", lambda route: route.abort())

    await page.goto(f"http://127.0.0.1:{room.port}/")

    await expect(page.get_by_role("status").first).to_contain_text("Load this page again in a few minutes.")
    assert await stumbling_blocks(page) == []


def test_no_page_loads_itself_again() -> None:
    told = [*pages(ALL[-3:], whole=False).values(), *pages(ALL[-3:], whole=True).values()]

    assert not any(b'http-equiv="refresh' in page.lower() for page in told)
