"""From the dashboard to its books, genres and years, on a desk and on a phone in the dark."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened

# What is wrong with the charts: each has marks, one of them a tab stop, all of them named, and no word beside the window.
FAULTS = """
() => [...document.querySelectorAll("[data-chart]")].flatMap((chart) => {
  const marks = [...chart.querySelectorAll("[data-key]")];
  const beside = [...chart.querySelectorAll("text")].filter((text) => {
    const { left, right, width } = text.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1);
  });
  const faults = [
    !marks.length && "no marks",
    marks.filter((mark) => mark.tabIndex === 0).length !== 1 && "not one tab stop",
    marks.some((mark) => !mark.getAttribute("aria-label")) && "a mark without a name",
    beside.length && `beside the window: ${beside[0].textContent}`,
  ];
  return faults.filter(Boolean).map((fault) => `${chart.dataset.source}: ${fault}`);
})
"""


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 390)], ids=["on a desk", "on a phone in the dark"]
)
def test_a_book_a_genre_and_a_year_are_found_from_the_dashboard(
    browser: Browser, site: Installation, scheme: str, width: int
) -> None:
    touch = width < 500
    with opened(browser, site, color_scheme=scheme, has_touch=touch, viewport={"width": width, "height": 800}) as page:
        page.goto("/sample")
        page.locator("#recent a").filter(has_text="All").first.click()
        page.get_by_role("searchbox").fill("pratchett")
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator("main")).to_contain_text("Small Gods")
        expect(page.locator("main")).not_to_contain_text("Middlemarch")

        page.get_by_role("link", name="Small Gods").first.click()
        expect(page.locator("h1")).to_contain_text("Small Gods")

        page.locator("main a[href*='/genres/']").first.click()
        expect(page).to_have_url(re.compile("/sample/genres/"))
        expect(page.locator("main")).to_contain_text("Small Gods")

        page.go_back()
        expect(page.locator("h1")).to_contain_text("Small Gods")
        page.goto("/sample")
        page.locator("footer a[href*='/year/2020']").click()
        expect(page.locator("h1")).to_contain_text("2020")
        expect(page.locator(".plot svg").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "screen",
    [
        {"viewport": {"width": 320, "height": 700}},
        {"viewport": {"width": 3840, "height": 2160}, "reduced_motion": "no-preference"},
        {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    ],
    ids=["320 pixels", "4K", "forced colours"],
)
def test_every_chart_can_be_read_and_reached(browser: Browser, site: Installation, screen: dict[str, Any]) -> None:
    with opened(browser, site, **screen) as page:
        page.goto("/sample")
        charts = page.locator("[data-chart]")
        expect(page.locator("[data-chart]:not(:has(svg))")).to_have_count(
            0, timeout=30_000
        )  # those out of sight come later

        assert charts.count() > 15
        assert page.evaluate(FAULTS) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert screen.get("reduced_motion") or page.evaluate("document.getAnimations().length") == 0
