"""With a finger: real touches, which the browser itself turns into scrolling or into a rectangle over a chart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.test_the_whole_road import fits, violations

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def phone(browser: Browser, site: Installation) -> Iterator[Page]:
    with opened(browser, site, **PHONE) as page:
        page.goto("/sample")
        page.locator("#divide").scroll_into_view_if_needed()
        expect(page.locator("#divide .plot svg")).to_be_visible()
        yield page


def drag_a_finger(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one place of figure 7's drawing to another, each a share of its width and height."""
    page.locator("#divide .plot").evaluate("(plot) => plot.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = page.locator("#divide .plot svg").bounding_box()
    assert box is not None
    steps = 8
    touch = page.context.new_cdp_session(page)
    for step in range(steps + 1):
        x, y = (
            box[edge] + box[size] * (start[at] + (end[at] - start[at]) * step / steps)
            for at, (edge, size) in enumerate((("x", "width"), ("y", "height")))
        )
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_scrolls_over_a_chart_until_it_is_told_to_draw(phone: Page) -> None:
    chips = phone.locator("#filters .chip")
    draw = phone.get_by_role("button", name="Choose an area")
    hint = phone.get_by_text("Now draw it with your finger.")
    expect(hint).to_be_hidden()

    # at first it scrolls, as everywhere
    drag_a_finger(phone, (0.5, 0.8), (0.5, 0.1))
    centred = phone.locator("#divide .plot").evaluate("(plot) => plot.getBoundingClientRect().top")
    expect(chips).to_have_count(0)
    phone.locator("#divide .plot").evaluate("(plot) => plot.scrollIntoView({ block: 'center', behavior: 'instant' })")
    assert phone.locator("#divide .plot").evaluate("(plot) => plot.getBoundingClientRect().top") > centred + 50

    # told to draw, it draws and the page stays where it is
    draw.tap()
    expect(draw).to_have_attribute("aria-pressed", "true")
    expect(hint).to_be_visible()
    assert violations(phone) == []
    assert fits(phone)
    drag_a_finger(phone, (0.2, 0.12), (0.8, 0.36))
    expect(chips).to_have_text([re.compile("★★★★ to ★★★★★"), re.compile("by the crowd")])

    # and that once: what was drawn is shown, and it scrolls again
    expect(draw).to_have_attribute("aria-pressed", "false")
    chosen = phone.evaluate("location.search")
    drag_a_finger(phone, (0.5, 0.8), (0.5, 0.1))
    assert phone.evaluate("location.search") == chosen


def test_a_tap_is_no_rectangle(phone: Page) -> None:
    phone.get_by_role("button", name="Choose an area").tap()
    phone.locator("#divide .plot").evaluate("(plot) => plot.scrollIntoView({ block: 'center', behavior: 'instant' })")

    phone.locator('#divide a[data-key="4 stars"]').tap()

    expect(phone.locator("#filters .chip")).to_have_text([re.compile("★★★★")])


def test_with_a_mouse_there_is_no_button_for_a_finger(page: Page) -> None:
    page.goto("/sample")

    expect(page.locator("#divide .plot svg")).to_be_attached(timeout=30_000)
    expect(page.get_by_role("button", name="Choose an area")).to_be_hidden()
