"""Sharing, as the owner does it and as a stranger meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.installation import Installation
from dashboards.pictures import SHAPES
from tests.browser.conftest import opened
from tests.browser.library import export
from tests.browser.test_the_whole_road import fits, hand_in, violations, wait_until_looked_up

FIELD = "The link to share"


@pytest.fixture(scope="module")
def uuid(browser: Browser, site: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A library that all tests here share, and leave with a link that shows everything."""
    with opened(browser, site) as page:
        uuid = hand_in(page, tmp_path_factory.mktemp("export"), export(30))
        wait_until_looked_up(page)
    yield uuid
    site.call(f"/api/data/{uuid}", method="DELETE")


def open_dialog(page: Page, uuid: str) -> None:
    page.goto(f"/d/{uuid}")
    page.get_by_role("link", name="Share", exact=True).click()
    expect(page.get_by_role("dialog", name="Let others look")).to_be_visible()


def link_of(page: Page, uuid: str) -> str:
    page.goto(f"/d/{uuid}/share")
    return page.get_by_label(FIELD).input_value()


def seen(browser: Browser, address: str) -> tuple[int, str]:
    """(status, page) as a stranger gets it, who has no cookie and no history."""
    context = browser.new_context()
    try:
        response = context.request.get(address)
        return response.status, response.text()
    finally:
        context.close()


def test_the_owner_keeps_reviews_and_plans_back(browser: Browser, page: Page, uuid: str) -> None:
    open_dialog(page, uuid)
    link = page.get_by_label(FIELD).input_value()
    assert "Dry, kind" in seen(browser, f"{link}/books/900000")[1]
    page.get_by_label("my reviews").uncheck()
    page.get_by_label("the books that I still want to read").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Saved")
    expect(page.get_by_label("my reviews")).not_to_be_checked()
    status, text = seen(browser, f"{link}/books/900000")
    assert (status, "Dry, kind" in text) == (200, False)
    assert seen(browser, f"{link}/books/900004")[0] == 404
    assert "Still to read" not in seen(browser, link)[1]

    page.get_by_label("my reviews").check()
    page.get_by_label("the books that I still want to read").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert "Dry, kind" in seen(browser, f"{link}/books/900000")[1]
    assert seen(browser, f"{link}/books/900004")[0] == 200


def test_a_revoked_link_leads_nowhere_and_a_new_one_can_be_made(browser: Browser, page: Page, uuid: str) -> None:
    open_dialog(page, uuid)
    link = page.get_by_label(FIELD).input_value()
    page.get_by_role("link", name="Stop sharing").click()
    expect(page.get_by_role("heading", name="Stop sharing?")).to_be_visible()
    assert seen(browser, link)[0] == 200, "asked, but not yet done"
    page.get_by_role("button", name="Stop sharing").click()

    expect(page.get_by_role("status")).to_contain_text("revoked")
    for path in ("", "/books", "/books/900000", f"/picture-{SHAPES[0]}.png"):
        status, text = seen(browser, link + path)
        assert status == 404
        assert uuid not in text

    page.get_by_role("button", name="Make a link to share").click()
    new = page.get_by_label(FIELD).input_value()
    assert new != link
    assert seen(browser, new)[0] == 200
    assert seen(browser, link)[0] == 404


def test_a_link_is_renewed_without_scripts(browser: Browser, site: Installation, uuid: str) -> None:
    with opened(browser, site, java_script_enabled=False) as page:
        page.goto(f"/d/{uuid}")
        page.get_by_role("link", name="Share", exact=True).click()
        old = page.get_by_label(FIELD).input_value()
        page.get_by_role("link", name="Make a new link").click()
        page.get_by_role("button", name="Make a new link").click()

        expect(page.get_by_role("status")).to_contain_text("The old one leads nowhere")
        assert page.get_by_label(FIELD).input_value() != old
        assert seen(browser, old)[0] == 404


def test_nothing_that_a_strangers_browser_receives_holds_the_owners_id(
    browser: Browser, site: Installation, page: Page, uuid: str
) -> None:
    link = link_of(page, uuid)
    received: list[str] = []

    with opened(browser, site) as stranger:
        stranger.on("response", lambda response: received.append(f"{response.url} {response.all_headers()}"))
        for path in ("", "/books", "/books/900000"):
            stranger.goto(link + path)
            stranger.wait_for_load_state("networkidle")
            received.append(stranger.content())
        stored = stranger.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])")

    everything = "\n".join([*received, stored]).lower()
    assert uuid not in everything
    assert uuid.replace("-", "") not in everything


def test_the_pictures_are_downloaded_under_a_name_that_tells_nothing(page: Page, uuid: str) -> None:
    open_dialog(page, uuid)

    for shape in SHAPES:
        with page.expect_download() as download:
            page.get_by_role("dialog").get_by_role("link", name=re.compile(shape)).click()
        assert download.value.suggested_filename == f"reading-{shape}.png"
        assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_link_is_handed_to_other_apps_where_the_browser_can(page: Page, uuid: str) -> None:
    page.add_init_script("navigator.share = async (data) => { document.body.dataset.shared = data.url; }")
    open_dialog(page, uuid)
    link = page.get_by_label(FIELD).input_value()

    page.get_by_role("button", name="Send it with …").click()

    assert page.evaluate("document.body.dataset.shared") == link


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_the_dialog_and_its_pages_are_accessible_and_fit(
    browser: Browser, site: Installation, uuid: str, scheme: str, width: int
) -> None:
    with opened(browser, site, color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
        open_dialog(page, uuid)
        assert violations(page) == []
        for path in ("share", "share?ask=revoke", "share?ask=renew"):
            page.goto(f"/d/{uuid}/{path}")
            assert violations(page) == [], path
            assert fits(page), path
