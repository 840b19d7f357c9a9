"""German in a real browser: its longer words fit, its numbers are its own, and a click leads to English and back."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened

PHONE = {"width": 390, "height": 844}
PAGES = ("/", "/sample", "/sample/books", "/sample/genres", "/sample/year/2020")
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def test_german_pages_fit_a_phone_and_are_accessible(browser: Browser, site: Installation) -> None:
    with opened(browser, site, viewport=PHONE, locale="de-DE") as page:
        for address in PAGES:
            page.goto(address)

            assert page.locator("html").get_attribute("lang") == "de"
            assert page.evaluate(OVERFLOW) <= 0, address
        page.goto("/sample")
        expect(page.locator("#stricter svg")).to_be_attached()

        assert Axe().run(page).response["violations"] == []


def test_the_language_is_chosen_at_the_foot_of_a_page_and_filters_stay(browser: Browser, site: Installation) -> None:
    with opened(browser, site, viewport={"width": 1280, "height": 900}, locale="de-DE") as page:
        # given a filter that was set without loading the page anew
        page.goto("/sample")
        expect(page.locator("#stricter")).to_contain_text("4,5")
        page.locator("#years a[data-key='2020']").click()
        expect(page.locator("h1")).to_contain_text("gelesen 2020")

        # when
        page.get_by_role("button", name="English").click()

        # then
        expect(page.locator("h1")).to_contain_text("read in 2020")
        assert page.url.endswith("/sample?year=2020")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.goto("/")
        expect(page.locator("html")).to_have_attribute("lang", "en")
