"""The dashboard in one file, opened from a disk as a reader would."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from dashboards.library import SAMPLE
from dashboards.one_file import page_of
from tests.browser.conftest import Trouble


def opened_from_disk(browser: Browser, folder: Path, trouble: Trouble) -> Page:
    file = folder / "page.html"
    with SAMPLE.open("rb") as document:
        file.write_text(page_of(document), "utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    trouble.watch(page, "file://")
    page.route("https://**", lambda route: route.abort())  # the covers, which no test may ask for
    page.goto(file.as_uri())
    return page


def test_a_file_on_a_disk_draws_every_chart_and_asks_nobody(browser: Browser, tmp_path: Path) -> None:
    trouble = Trouble()
    page = opened_from_disk(browser, tmp_path, trouble)

    expect(page.locator("[data-chart] svg").first).to_be_visible()

    expect(page.locator("[data-chart]:not(:has(svg))")).to_have_count(0, timeout=60_000)  # those out of sight when idle
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")
    assert not [told for told in trouble if "ERR_FAILED" not in told]
    page.close()


def test_a_spine_leads_to_its_book_in_the_list(browser: Browser, tmp_path: Path) -> None:
    page = opened_from_disk(browser, tmp_path, Trouble())

    page.locator("[data-chart=shelf] a").first.click()

    expect(page.locator("tr:target")).to_be_in_viewport()
    page.close()


def test_a_chart_can_be_saved_as_an_image(browser: Browser, tmp_path: Path) -> None:
    page = opened_from_disk(browser, tmp_path, Trouble())

    with page.expect_download() as download:
        page.locator("[data-save]").first.click()

    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.close()
