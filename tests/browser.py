"""Pages in a real browser, that of the system, with a fresh profile for each test.

Mark a test with `needs_chromium` and await what `page` or `browser` offers. The browser starts anew in
each test because its driver lives in the event loop of the test.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page, async_playwright

from docs.chromium import CHROMIUM_FLAGS, chromium_path

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
"""WCAG 2.2 up to level AA, and what axe-core recommends besides."""


async def stumbling_blocks(page: Page) -> list[str]:
    """What axe-core finds on a page that somebody could stumble over."""
    found = await Axe().run(page, options=RULES)
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; skips where it is not."""
    found = chromium_path()
    if found is None:
        pytest.skip("needs Chromium, which is not installed here")
    return found


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless Chromium that has seen nothing yet."""
    async with async_playwright() as driver:
        started = await driver.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        try:
            yield started
        finally:
            await started.close()


@pytest.fixture
async def page(browser: Browser) -> Page:
    """An empty page, as large as that of a small phone."""
    return await browser.new_page(viewport={"width": 360, "height": 640})
