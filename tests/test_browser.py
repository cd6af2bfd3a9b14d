from __future__ import annotations

import pytest
from playwright.async_api import Page


@pytest.mark.needs_chromium
@pytest.mark.parametrize("visit", ["first", "second"])
async def test_the_browser_shows_a_page_and_remembers_nothing_of_the_test_before(
    page: Page, visit: str
) -> None:
    await page.route("**/*", lambda route: route.fulfill(body="<h1>Decided</h1>", content_type="text/html"))
    await page.goto("http://commons.invalid/")
    seen_before = await page.evaluate("localStorage.getItem('seen')")
    await page.evaluate("localStorage.setItem('seen', 'yes')")

    assert await page.text_content("h1") == "Decided"
    assert seen_before is None
