"""Mending a library in a real browser: by keyboard, by thumb, with a connection that breaks, beside another tab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.test_the_whole_road import fits, hand_in, violations, wait_until_looked_up
from tests.uploads.mending.every_kind import every_kind

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SMALLEST = 44  # pixels that a thumb hits


@pytest.fixture
def library(page: Page, tmp_path: Path) -> Iterator[str]:
    """The id of a library with every kind of issue, all looked up. What is waited for may take its time: cores are busy."""
    expect.set_options(timeout=30_000)
    uuid = hand_in(page, tmp_path, every_kind())
    wait_until_looked_up(page)
    yield uuid
    expect.set_options(timeout=5_000)  # playwright's own


def review(page: Page, uuid: str, kind: str = "") -> None:
    page.goto(f"/d/{uuid}/review" + (f"?kind={kind}" if kind else ""))


def issue(page: Page, at: int = 0) -> Locator:
    return page.locator(".issue").nth(at)


def open_issues(site: Installation, uuid: str, kind: str) -> int:
    status, answer = site.call(f"/api/uploads/{uuid}/issues?kind={kind}&state=open")
    assert status == 200
    return int(answer["count"])


def decisions(site: Installation, uuid: str) -> int:
    return int(site.call(f"/api/uploads/{uuid}/resolutions")[1]["count"])


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_library_is_mended_with_the_keyboard_alone_and_published(
    page: Page, site: Installation, library: str
) -> None:
    told = page.locator("#told")

    # from the dashboard to the first that waits
    page.goto(f"/d/{library}")
    page.get_by_role("link", name=re.compile(r"\d+ things wait for your decision")).first.click()
    expect(page.locator(".review-kinds li").first).to_contain_text("Rows that could not be read")

    # a row that could not be read is written by hand; what cannot be is told beside its field
    review(page, library, "unreadable_row")
    press(page, "j", "e")
    page.keyboard.type("By Hand")
    press(page, "Tab")
    page.keyboard.type("Ida Holm")
    page.get_by_label("Rating").fill("9")
    press(page, "Enter")
    expect(page.get_by_text("A rating is 1 to 5 stars.")).to_be_visible()
    expect(page.get_by_label("Rating")).to_be_focused()
    assert decisions(site, library) == 0
    press(page, "Control+a")
    page.keyboard.type("4")
    expect(page.get_by_text("A rating is 1 to 5 stars.")).to_be_hidden()
    press(page, "Enter")
    expect(told).to_contain_text("Title: By Hand")
    expect(issue(page)).to_be_focused()
    expect(issue(page)).to_contain_text("Decided:")

    # of four, one is chosen, one left, and that undone again; the focus goes on with them
    review(page, library, "placeholder_date")
    press(page, "j", "1")
    expect(told).to_contain_text("Take 2011")
    expect(issue(page, 1)).to_be_focused()
    press(page, "s")
    expect(told).to_contain_text("Left as it is.")
    expect(issue(page, 2)).to_be_focused()
    press(page, "k", "u")
    expect(told).to_contain_text("Undone")
    expect(issue(page, 1)).to_be_focused()
    assert open_issues(site, library, "placeholder_date") == 3

    # the keys are told, and can be switched off
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(issue(page, 1)).to_be_focused()
    press(page, "j")
    expect(issue(page, 1)).to_be_focused()
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_hidden()

    # the rest at once, after asking once more, and undone together
    page.get_by_text("Decide all 3 at once").click()
    page.get_by_role("link", name="What we propose for each").click()
    page.wait_for_url("**ask=**")  # with its scripts: before them the button leads to another page
    page.get_by_role("button", name="Yes, all 3").click()
    expect(told).to_contain_text("3 were decided.")
    page.get_by_role("button", name="Undo all of these").click()
    expect(told).to_contain_text("Undone")
    expect(page.locator(".issue [data-choice]").first).to_be_visible()
    assert open_issues(site, library, "placeholder_date") == 3

    # what is needed is left as it is, and all is published
    for kind in ("unclear_shelf", "missing_title", "missing_author"):
        review(page, library, kind)
        page.locator("[data-skip]").first.click()
        expect(told).to_contain_text("Left as it is.")
    page.get_by_role("button", name="Apply and publish").click()
    expect(told).to_contain_text("Applied.")
    expect(page.get_by_role("button", name="Apply and publish")).to_have_count(0)
    page.get_by_role("link", name=re.compile("What you decided")).click()
    expect(page.locator(".trail li")).to_have_count(7)  # three of the nine with one press
    expect(page.locator(".trail")).to_contain_text("on the dashboard")

    def is_published() -> bool:
        page.goto(f"/d/{library}/books?q=By+Hand")
        return page.get_by_role("link", name="By Hand").count() > 0

    wait_until(page, is_published)


def wait_until(page: Page, is_so: object) -> None:
    """The worker publishes in its own time."""
    for _ in range(120):
        if callable(is_so) and is_so():
            return
        page.wait_for_timeout(500)
    pytest.fail("It did not come to pass within a minute.")


def test_by_thumb_with_a_connection_that_breaks_beside_another_tab(
    browser: Browser, site: Installation, library: str
) -> None:
    phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "color_scheme": "dark"}
    with opened(browser, site, may_fail=True, **phone) as page, opened(browser, site, may_fail=True) as other:
        # buttons are as large as a thumb, and nothing stands out of the page
        review(page, library, "duplicate")
        assert fits(page)
        for button in page.locator(".issue .button:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= SMALLEST
        page.get_by_role("button", name="Count as a re-read").tap()
        expect(issue(page)).to_contain_text("Decided: Count as a re-read")

        # the connection breaks: what was typed stays, and is saved once when it is back
        review(page, library, "impossible_pages")
        lost = []

        def lose(route: Route) -> None:
            if route.request.method == "POST" and not lost:
                lost.append(route.fetch(max_redirects=0))  # it arrives, and the answer is lost
                route.abort()
            else:
                route.fallback()

        page.route("**/review*", lose)
        page.get_by_role("textbox", name="Pages").fill("300")
        page.get_by_role("button", name="Save this").tap()
        expect(issue(page).locator("[data-problem]")).to_contain_text("Not saved: there is no connection.")
        expect(page.get_by_role("textbox", name="Pages")).to_have_value("300")
        page.get_by_role("button", name="Save this").tap()
        expect(issue(page)).to_contain_text("Pages: 300")
        assert decisions(site, library) == 2

        # another tab decides otherwise meanwhile
        review(page, library, "invalid_rating")
        review(other, library, "invalid_rating")
        other.get_by_label("Rating").fill("3")
        other.get_by_role("button", name="Save this").click()
        expect(issue(other)).to_contain_text("Rating: 3")
        page.get_by_role("button", name="Leave it as it is").tap()
        expect(issue(page).locator("[data-problem]")).to_contain_text("decided meanwhile")
        expect(issue(page)).to_contain_text("Rating: 3")
        assert decisions(site, library) == 3

        # and deletes the library
        review(page, library, "isbns_disagree")
        assert site.call(f"/api/data/{library}", method="DELETE")[0] == 200
        page.get_by_role("button", name="Leave it as it is").tap()
        expect(issue(page).locator("[data-problem]")).to_contain_text("no longer there")


def test_its_pages_are_accessible_and_fit(browser: Browser, site: Installation, library: str) -> None:
    edit = b'{"fields": {"rating": "2"}}'
    headers = {"Content-Type": "application/json"}
    assert site.call(f"/api/uploads/{library}/books/1", method="POST", data=edit, headers=headers)[0] == 200
    of_both = ("review?kind=duplicate", "review?kind=unreadable_row", "books/900010/edit")
    of_one = (
        "review",
        "review?kind=not_known",
        "review?kind=placeholder_date&ask=skip",
        "review/trail",
        "books/900010",
    )

    for scheme, size, addresses in (("light", DESK, (*of_both, *of_one)), ("dark", PHONE, (*of_one, *of_both))):
        with opened(browser, site, color_scheme=scheme, viewport=size) as page:
            for address in addresses:
                page.goto(f"/d/{library}/{address}")
                page.wait_for_load_state("networkidle")
                assert violations(page) == [], address
                assert fits(page), address
            page.goto(f"/d/{library}/review?kind=duplicate")
            press(page, "j", "?")
            expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
            assert violations(page) == []


def test_without_scripts_a_refused_form_keeps_what_was_typed(
    browser: Browser, site: Installation, library: str
) -> None:
    with opened(browser, site, may_fail=True, java_script_enabled=False, viewport=PHONE) as page:
        review(page, library, "impossible_pages")
        page.get_by_role("textbox", name="Pages").fill("many")
        page.get_by_role("button", name="Save this").click()
        expect(page.get_by_text("Pages are a whole number over 0.")).to_be_visible()
        expect(page.get_by_role("textbox", name="Pages")).to_have_value("many")
        page.get_by_role("textbox", name="Pages").fill("300")
        page.get_by_role("button", name="Save this").click()
        expect(issue(page)).to_contain_text("Pages: 300")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("textbox", name="Pages")).to_have_value("3")
