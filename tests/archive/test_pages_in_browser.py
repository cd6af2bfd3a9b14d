from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.async_api import Browser, Page

from archive.code import permalink
from archive.publish import publish
from archive.server import RoomServer
from assembly.acts import objecting
from assembly.dialects import Position
from assembly.said import Said
from tests.archive.staged import BREAKS, Room, edition, laid, pages_of

pytestmark = pytest.mark.needs_chromium

PATHS = ["/", "/D/7K3FQ", "/V/DRAW1"]
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 6
HOSTILE = (
    f"<script>document.title='stolen'</script> \u202e[/oops] Перерыв 👩‍🏭 \u05e9\u05dc\u05d5\u05dd {LONG}"
)


def record() -> dict[str, bytes]:
    draft = replace(BREAKS, what=f"{HOSTILE}\nsecond line", why=HOSTILE, conditions=(HOSTILE,))
    room = Room(title=HOSTILE).gathered().told(HOSTILE).proposed(draft, stories=(1,))
    room.consented(("M004", Position.OBJECTION, HOSTILE))
    room.integrated(replace(draft, measure=HOSTILE), HOSTILE)
    room.asks(objecting.NoteConcern(Said(HOSTILE))).consented().adopted()
    return pages_of(room.sealed().locked().revealed().closed(), edition(base_url="http://localhost"))


@pytest.fixture
def open_room() -> Iterator[str]:
    """The room's own server."""
    room = RoomServer(record(), datetime.now(UTC) + timedelta(minutes=5), lambda: datetime.now(UTC))
    yield f"http://127.0.0.1:{room.start(port=0)}"
    room.stop()


@pytest.fixture
def static_host(tmp_path: Path) -> Iterator[str]:
    """Published pages below a path of a web host that knows nothing of us."""
    publish(tmp_path / "commons", laid(record()), {})
    serve = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_address[1]}/commons"
        host.shutdown()


@pytest.fixture(params=["open_room", "static_host"])
def base(request: pytest.FixtureRequest) -> str:
    """Where the pages stand; they are the same everywhere."""
    return str(request.getfixturevalue(request.param))


@pytest.mark.parametrize("width", [320, 768])
async def test_pages_fit_their_screen_and_get_all_they_ask_for(
    browser: Browser, base: str, width: int
) -> None:
    page = await browser.new_page(viewport={"width": width, "height": 640})
    missing: list[str] = []
    page.on("requestfailed", lambda request: missing.append(request.url))
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)

    for path in PATHS:
        await page.goto(base + path)

        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert [url for url in missing if not url.endswith("/favicon.ico")] == []


async def test_what_was_typed_runs_nowhere(page: Page, base: str) -> None:
    await page.goto(f"{base}/D/7K3FQ")

    assert "stolen" not in (await page.title()).partition("</script>")[2]
    assert await page.locator("script").count() == 0
    assert "<script>document.title='stolen'</script>" in await page.inner_text("h1")


async def test_the_way_from_the_index_to_a_decision_its_draw_and_back(page: Page, base: str) -> None:
    await page.goto(base + "/")
    await page.locator(".cards a").first.click()
    await page.wait_for_url("**/D/7K3FQ/index.html")
    await page.get_by_role("link", name="Draw 1").click()
    await page.wait_for_url("**/V/DRAW1/index.html")
    await page.locator("header a").click()
    await page.wait_for_url(f"{base}/index.html")

    assert await page.inner_text("h1") == "Decisions"


async def test_from_a_stick_every_link_opens_its_page(page: Page, tmp_path: Path) -> None:
    publish(tmp_path, laid(record()), {})
    await page.goto(f"{tmp_path.as_uri()}/index.html")

    for link, heading in (("How we decide", "How we decide"), ("Decisions", "Decisions")):
        await page.get_by_role("contentinfo").get_by_role("link", name=link).click()
        assert await page.inner_text("h1") == heading
    await page.get_by_label("Search").fill("donaudampf")
    await page.locator("#hits a").click()
    await page.get_by_role("link", name="Poster for the wall").click()

    assert await page.locator("svg.code").is_visible()


async def test_the_address_out_of_the_code_opens_the_decision(page: Page, open_room: str) -> None:
    await page.goto(permalink(open_room, "7K3FQ"))

    assert page.url == f"{open_room}/D/7K3FQ/"
    assert await page.locator("code", has_text="7K3FQ").count() == 1


async def test_the_page_follows_light_and_dark(page: Page, open_room: str) -> None:
    await page.goto(open_room)

    await page.emulate_media(color_scheme="light")
    light = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.emulate_media(color_scheme="dark")
    dark = await page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert (light, dark) == ("rgb(253, 252, 249)", "rgb(20, 22, 26)")


async def test_earlier_versions_are_printed_without_opening_them(page: Page, open_room: str) -> None:
    await page.goto(f"{open_room}/D/7K3FQ")
    await page.emulate_media(media="print")

    assert await page.locator("details dl").first.evaluate(
        "each => each.checkVisibility({contentVisibilityAuto: true})"
    )
    assert await page.locator("details dl").first.evaluate("each => each.getBoundingClientRect().height") > 20


async def test_a_page_has_one_heading_a_language_and_landmarks(page: Page, open_room: str) -> None:
    for path in PATHS:
        await page.goto(open_room + path)

        assert await page.locator("h1").count() == 1
        assert await page.locator("html").get_attribute("lang") == "en"
        assert [await page.locator(mark).count() for mark in ("header", "main", "footer")] == [1, 1, 1]


async def test_the_search_works_from_the_room_and_from_any_host(page: Page, base: str) -> None:
    broken: list[str] = []
    page.on("pageerror", lambda fault: broken.append(fault.message))
    page.on("console", lambda said: broken.append(said.text) if "Content Security" in said.text else None)
    await page.goto(f"{base}/")

    await page.get_by_label("Search").fill("перерыв donaudampf")
    await page.get_by_text("1 decision was found.").wait_for()
    await page.locator("#hits a").click()

    assert page.url == f"{base}/D/7K3FQ/index.html"
    assert await page.title() != "stolen"
    assert broken == []
