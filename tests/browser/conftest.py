"""What a browser test needs: Chromium, a real installation as readers meet it, and a page that suffers no error."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from benchmarks.installation import Installation, installed
from tests.browser.library import WORKS
from tests.stand_in import StandIn, serving

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium, and CI must not skip the browser tests.")
        pytest.skip("There is no Chromium here (CHROMIUM=/path/to/one names it).")
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def services() -> Iterator[StandIn]:
    with serving(WORKS) as stand_in:
        yield stand_in


@pytest.fixture(scope="session")
def site(services: StandIn) -> Iterator[Installation]:
    """The site as readers get it: DEBUG off, hashed and compressed static files, a worker beside it."""
    settings = {"OPEN_LIBRARY_URL": services.address, "GOOGLE_BOOKS_API_KEY": "", "OPEN_LIBRARY_PER_SECOND": "30"}
    settings["QUESTIONS_PER_MINUTE"] = "1000"
    with installed(services=services.address, settings=settings, production=True) as installation:
        yield installation


class Trouble(list[str]):
    """What went wrong in a page: console errors, uncaught exceptions, CSP reports, requests to other hosts."""

    def watch(self, page: Page, site: str) -> None:
        page.on("pageerror", lambda error: self.append(f"uncaught: {error}"))
        page.on("console", lambda message: self.append(f"console: {message.text}") if message.type == "error" else None)
        page.on("request", lambda request: self._look_at(request.url, site))

    def _look_at(self, address: str, site: str) -> None:
        parts = urlsplit(address)
        covers = ("covers.openlibrary.org", "books.google.com")
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(site).netloc and parts.netloc not in covers:
            self.append(f"leaves the site: {address}")


@contextmanager
def opened(browser: Browser, site: Installation, *, may_fail: bool = False, **context: Any) -> Iterator[Page]:
    """A page in a context of its own. Covers are answered here: no test reaches their hosts.

    `may_fail`: requests of the page may be lost or refused, which the browser's console calls an error.
    """
    trouble = Trouble()
    context = {"base_url": site.site, "locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce", **context}
    with browser.new_context(**context) as one:
        one.route(
            "https://covers.openlibrary.org/**", lambda route: route.fulfill(content_type="image/png", body=PIXEL)
        )
        one.route("https://books.google.com/**", lambda route: route.fulfill(content_type="image/png", body=PIXEL))
        page = one.new_page()
        page.set_default_timeout(15_000)
        trouble.watch(page, site.site)
        yield page
    left = [one for one in trouble if not (may_fail and "Failed to load resource" in one)]
    assert not left, left


@pytest.fixture
def page(browser: Browser, site: Installation) -> Iterator[Page]:
    with opened(browser, site, viewport={"width": 1440, "height": 900}) as page:
        yield page


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763a8aaa902000290013f"
    "0e2fbd390000000049454e44ae426082"
)
