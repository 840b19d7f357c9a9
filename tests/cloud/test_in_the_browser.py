"""A browser before the deployed package: pages from the function, styles from S3, and large files straight into S3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from infrastructure import smoke
from infrastructure.front import Asked, Front
from infrastructure.site import Site, deployed, working
from tests.browser.conftest import Trouble, browser, playwright
from tests.browser.library import title_of
from tests.exports import book, books, export, works
from tests.stand_in import serving

pytestmark = [pytest.mark.cloud, pytest.mark.timeout(600)]
__all__ = ["browser", "playwright"]  # fixtures of the browser tests
KNOWN = range(1, 31)


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    with Front() as front:
        yield front


@pytest.fixture(scope="module")
def address(front: Front) -> str:
    return front.address


@pytest.fixture(scope="module")
def site(built: None, aws: str, front: Front, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(works(KNOWN)) as services:
        variables = {"OPEN_LIBRARY_URL": services.address, "OPEN_LIBRARY_PER_SECOND": "40"}
        variables |= {"SITE_URL": front.address, "ALLOWED_HOSTS": "127.0.0.1"}
        with deployed(aws, tmp_path_factory.mktemp("function"), **variables) as site:
            front.serve(site)
            yield site


@pytest.fixture
def asked(site: Site, front: Front) -> Asked:
    front.asked.forget()
    return front.asked


@pytest.fixture
def page(browser: Browser, site: Site, asked: Asked, address: str, aws: str) -> Iterator[Page]:
    trouble = Trouble()
    with browser.new_context(base_url=address, locale="en-GB") as context:
        context.route("https://covers.openlibrary.org/**", lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(30_000)
        trouble.watch(page, address)
        yield page
    to_s3 = (f"leaves the site: {aws}/{name}" for name in buckets(site))
    ours = tuple(to_s3)
    left = [each for each in trouble if not each.startswith(ours) and "ERR_FAILED" not in each]
    assert not left, left


def buckets(site: Site) -> list[str]:
    return [site.variables[f"S3_{kind}_BUCKET"] for kind in ("UPLOADS", "DASHBOARDS")]


def hand_in(page: Page, content: bytes) -> None:
    page.goto("/")
    page.set_input_files("#csv", {"name": "goodreads_library_export.csv", "mimeType": "text/csv", "buffer": content})
    page.wait_for_url("**/d/*")


def large(*numbers: int) -> bytes:
    """Books with reviews so long that no request of a function carries the file."""
    return export(*(book(number, my_review="long and winding " * 5_000) for number in numbers))


def test_a_library_fills_in_and_its_styles_never_reach_the_function(page: Page, site: Site, asked: Asked) -> None:
    with working(site):
        hand_in(page, books(*KNOWN[:20]))
        expect(page.locator("body")).to_contain_text("20", timeout=60_000)
        page.wait_for_load_state("networkidle")

    assert len(asked.files) > 20
    assert not [path for path in asked.function if "/static/" in path]
    assert page.evaluate("document.fonts.status") == "loaded"


def test_a_large_file_goes_straight_into_s3_and_is_deleted_once_it_is_read(
    page: Page, site: Site, asked: Asked, aws: str
) -> None:
    content = large(*range(21, 81))
    assert len(content) > 4_500_000
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request) if request.url.startswith(aws) else None)

    hand_in(page, content)
    raw = f"{page.url.rpartition('/')[2]}/raw.csv"
    bucket = buckets(site)[0]
    assert raw in site.files()[bucket]
    # The stand-in forgets the tag by which S3 deletes what we would not: tests/uploads/test_direct.py looks for it in the form.
    with working(site):
        expect(page.locator("body")).to_contain_text(title_of(30), timeout=90_000)

    assert [request.method for request in sent if request.method == "POST"] == ["POST"]
    assert sum(asked.function[path] for path in ("POST /api/upload", "POST /api/upload/presign")) == 1
    assert raw not in site.files()[bucket]


def test_the_smoke_test_of_a_deployment_passes(site: Site, asked: Asked, address: str) -> None:
    with working(site):
        smoke.check(address)
