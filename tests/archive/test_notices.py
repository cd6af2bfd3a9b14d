"""What stands where there is no page: on the wire, and in a real browser, small and large, light and dark."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from http import HTTPStatus

import pytest
from playwright.async_api import Browser, Page

from archive import server
from archive.answers import HEADERS, answer_to
from archive.notices import REASONS, notices_of
from archive.pages import STYLE, STYLE_SHEET
from archive.server import RoomServer
from archive.site import Site
from tests.archive.lines import BEGIN, Clock
from tests.archive.staged import edition
from tests.browser import stumbling_blocks

STYLES = {STYLE: STYLE_SHEET.read_bytes()}
NOTICES = notices_of(replace(edition(), circle="Paint & <shop>"))


def asked(site: Site, target: str, method: str = "GET") -> tuple[bytes, bytes]:
    head, _, body = (
        answer_to(f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(), site)
        .written()
        .partition(b"\r\n\r\n")
    )
    return head, body


@pytest.mark.parametrize(
    "target", ["/D/ZZZZZ/", "/evil%3Cscript%3E", "/<script>evil</script>", "/?evil", "/D"]
)
@pytest.mark.parametrize("whole", [True, False])
def test_the_same_page_answers_every_address_that_has_none(target: str, whole: bool) -> None:
    status = HTTPStatus.NOT_FOUND if whole else HTTPStatus.SERVICE_UNAVAILABLE

    head, body = asked(Site(STYLES, notices=NOTICES, whole=whole), target)

    assert head.startswith(f"HTTP/1.1 {status.value} ".encode())
    assert b"\r\nContent-Type: text/html; charset=utf-8\r\n" in head
    assert all(f"\r\n{name}: {value}\r\n".encode() in head for name, value in HEADERS.items())
    assert (b"\r\nRetry-After: 20" in head) is not whole
    assert body == NOTICES[status]


def test_a_question_for_the_head_gets_no_page() -> None:
    head, body = asked(Site(STYLES, notices=NOTICES), "/D/ZZZZZ/", "HEAD")

    assert (head[9:12], body) == (b"404", b"")


def test_each_says_what_happened_and_whose_pages_these_are() -> None:
    headings = [NOTICES[reason].decode().partition("<h1>")[2].partition("</h1>")[0] for reason in REASONS]

    assert headings == ["There is no page here", "This page is still being made", "The pages are closed"]
    assert all("Paint & <shop></title>" in unescape(page.decode()) for page in NOTICES.values())
    assert all(b"<shop>" not in page and b'http-equiv="refresh' not in page for page in NOTICES.values())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[RoomServer]:
    """A room that stays a moment longer when its time is over, so that a phone can be told."""
    monkeypatch.setattr(server, "LOOK_SECONDS", 60.0)
    opened = RoomServer(STYLES, BEGIN + timedelta(minutes=30), clock, NOTICES)
    opened.start(port=0)
    yield opened
    opened.stop()


@pytest.fixture(params=[(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)])
async def look(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A page of one width, in light or dark."""
    scheme, width = request.param
    context = await browser.new_context(viewport={"width": width, "height": 640}, color_scheme=scheme)
    yield await context.new_page()
    await context.close()


@pytest.mark.needs_chromium
@pytest.mark.parametrize("reason", REASONS)
async def test_nobody_stumbles_where_there_is_no_page(
    look: Page, room: RoomServer, clock: Clock, reason: HTTPStatus
) -> None:
    room.show(STYLES, whole=reason is not HTTPStatus.SERVICE_UNAVAILABLE)
    if reason is HTTPStatus.GONE:
        clock.now += timedelta(hours=1)

    answer = await look.goto(f"http://127.0.0.1:{room.port}/D/ZZZZZ/")

    assert answer is not None
    assert answer.status == reason
    assert await stumbling_blocks(look) == []
    wide = await look.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]


@pytest.mark.needs_chromium
async def test_a_wrong_address_leads_back_to_the_decisions(browser: Browser, room: RoomServer) -> None:
    room.show({**STYLES, "/index.html": b"<h1>index</h1>"})
    page = await browser.new_page()
    await page.goto(f"http://127.0.0.1:{room.port}/D/ZZZZZ/")

    await page.get_by_role("link", name="Go to all decisions").click()

    assert await page.get_by_role("heading").all_inner_texts() == ["index"]


@pytest.mark.needs_chromium
async def test_a_page_that_was_still_being_made_comes_when_it_is_loaded_again(
    browser: Browser, room: RoomServer
) -> None:
    room.show(STYLES, whole=False)
    page = await browser.new_page()
    await page.goto(f"http://127.0.0.1:{room.port}/D/7K3FQ/")
    room.show({**STYLES, "/D/7K3FQ/index.html": b"<h1>decision</h1>"})

    await page.get_by_role("link", name="Load it again").click()

    assert await page.get_by_role("heading").all_inner_texts() == ["decision"]
