"""A question asked by keyboard on a phone, and the page of its answer in both themes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_is_asked_by_keyboard(browser: Browser, site: Installation, scheme: str) -> None:
    with opened(browser, site, color_scheme=scheme, viewport={"width": 390, "height": 844}) as page:
        page.goto("/sample")
        page.get_by_role("link", name="Ask", exact=True).press("Enter")
        page.get_by_role("searchbox").fill("who is my most read author?")
        page.get_by_role("searchbox").press("Enter")

        expect(page.locator("h2").first).to_have_text("Ursula K. Le Guin: 7 books.")
        expect(page.locator(".plot svg")).to_be_visible()
        page.locator("summary", has_text="How this answer came about").press("Enter")
        expect(page.locator(".asked-steps")).to_contain_text("GROUP BY 1")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page).response["violations"] == []
