"""Each road that a reader takes, in a real browser, on the site as readers get it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.library import export
from tests.stand_in import StandIn

DROP = """async ([name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name, {type: "text/csv"}));
    const target = document.querySelector(".drop");
    for (const kind of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
    }
}"""


def hand_in(page: Page, tmp_path: Path, content: bytes) -> str:
    """Upload by the picker: the id of the library whose dashboard is then shown."""
    file = tmp_path / "goodreads_library_export.csv"
    file.write_bytes(content)
    page.goto("/")
    page.set_input_files("#csv", file)
    page.wait_for_url("**/d/*")
    return urlsplit(page.url).path.removeprefix("/d/")


def wait_until_looked_up(page: Page) -> None:
    """Until the open page shows by itself that there is nothing left to look up."""
    expect(page.locator("#catalogues")).to_be_visible(timeout=30_000)
    expect(page).not_to_have_title(re.compile(r"^\(\d+%\)"), timeout=30_000)
    expect(page.locator("#catalogues")).not_to_contain_text("being looked up", timeout=30_000)


def violations_in_both_schemes(page: Page) -> list[str]:
    """In light all rules, in dark those about colours: nothing else of the page is another."""
    page.emulate_media(color_scheme="light")
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.getAnimations().length === 0")  # colours fade
    found += violations(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return found


def violations(page: Page, **options: Any) -> list[str]:
    # What axe found in order is megabytes a page, and takes longer to hand over than to find.
    wanted = {"resultTypes": ["violations"], "selectors": False, **options}
    found = Axe().run(page, options=wanted).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_from_the_file_to_the_dashboard_and_back_to_nothing(page: Page, tmp_path: Path) -> None:
    uuid = hand_in(page, tmp_path, export(60))
    wait_until_looked_up(page)

    expect(page.locator("h1")).to_contain_text("48 books")
    expect(page.locator("#shelf-title")).to_be_visible()
    expect(page.get_by_role("heading", name="How much do you read?")).to_be_visible()

    page.get_by_role("link", name="All books").first.click()
    page.wait_for_url(f"**/d/{uuid}/books*")
    page.get_by_role("searchbox").fill("lantern")
    expect(page.locator("main")).to_contain_text("The Lantern of Winter 0")
    expect(page.locator("main")).not_to_contain_text("The Orchard of Winter 1")

    page.get_by_role("link", name="The Lantern of Winter 0").first.click()
    expect(page.locator("h1")).to_have_text("The Lantern of Winter 0")
    expect(page.locator(".review")).to_contain_text("Dry, kind & exact.")

    page.goto(f"/d/{uuid}")
    page.get_by_role("link", name="Delete this library").click()
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_url("**/?deleted=1")
    expect(page.get_by_role("status").first).to_contain_text("Deleted")


def test_a_deleted_library_is_gone_for_who_comes_back(browser: Browser, site: Installation, tmp_path: Path) -> None:
    with opened(browser, site) as page:
        uuid = hand_in(page, tmp_path, export(12))
        page.goto("/")
        status, _ = site.call(f"/api/data/{uuid}", method="DELETE")
        assert status == 200

    response = browser.new_page().request.get(f"{site.site}/d/{uuid}")

    assert response.status == 404
    assert "deleted" in response.text()
    assert uuid not in response.text()


def test_a_file_can_be_dropped(page: Page) -> None:
    page.goto("/")

    page.evaluate(DROP, ["goodreads_library_export.csv", export(12).decode()])

    page.wait_for_url("**/d/*")
    expect(page.locator("h1")).to_contain_text("books", timeout=20_000)


def test_the_picker_is_reached_with_the_keyboard(page: Page) -> None:
    page.goto("/")

    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "csv":
            break
    assert page.evaluate("document.activeElement.id") == "csv"
    with page.expect_file_chooser():
        page.keyboard.press("Space")


def test_a_wrong_file_is_told_what_it_is_before_it_is_sent(page: Page, tmp_path: Path) -> None:
    picture = tmp_path / "holiday.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page.goto("/")

    page.set_input_files("#csv", picture)

    expect(page.get_by_role("alert")).to_contain_text("picture")
    assert urlsplit(page.url).path == "/"


def test_the_page_fills_in_while_the_reader_looks(page: Page, tmp_path: Path, services: StandIn) -> None:
    services.seconds = 1.5
    try:
        hand_in(page, tmp_path, export(75).replace(b"9799900000", b"9799900001"))
        expect(page.locator("h1")).to_contain_text("60 books", timeout=20_000)
        expect(page).to_have_title(re.compile(r"^\(\d+%\)"), timeout=10_000)
        page.evaluate("document.body.dataset.same = 'yes'")
    finally:
        services.seconds = 0

    expect(page).not_to_have_title(re.compile(r"^\(\d+%\)"), timeout=30_000)
    assert page.evaluate("document.body.dataset.same") == "yes", "the page was loaded anew instead of filled in"


def test_a_stranger_with_the_share_link_can_only_look(
    browser: Browser, site: Installation, page: Page, tmp_path: Path
) -> None:
    uuid = hand_in(page, tmp_path, export(60))
    wait_until_looked_up(page)
    page.get_by_role("link", name="Share", exact=True).click()
    link = page.get_by_label("The link to share").input_value()

    with opened(browser, site) as stranger:
        stranger.goto(link)
        expect(stranger.locator("h1")).to_contain_text("48 books")
        for path in ("", "/books", "/books/900000", "/genres", "/authors", "/series"):
            stranger.goto(link + path)
            assert uuid not in stranger.content()
            assert uuid.replace("-", "") not in stranger.content()
            expect(stranger.get_by_text("Delete this library")).to_have_count(0)


GROUPS = tuple(
    f"/sample/{path}"
    for path in (
        "genres",
        "genres/fantasy",
        "authors",
        "authors/Ursula K. Le Guin",
        "series",
        "series/Discworld",
        "year/2021",
    )
)


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_accessible_and_fit(browser: Browser, site: Installation, tmp_path: Path, width: int) -> None:
    with opened(browser, site, viewport={"width": width, "height": 900}) as page:
        uuid = hand_in(page, tmp_path, export(60))
        wait_until_looked_up(page)
        for path in ("/", f"/d/{uuid}", f"/d/{uuid}/books", f"/d/{uuid}/books/900000", "/sample", *GROUPS):
            page.goto(path)
            page.wait_for_load_state("networkidle")
            assert violations_in_both_schemes(page) == [], path
            assert fits(page), path


@pytest.mark.parametrize(
    ("books", "options"),
    [(3, {}), (60, {"dated": False}), (60, {"rated": False}), (1, {"dated": False, "rated": False})],
    ids=["three books", "no dates", "no ratings", "one bare book"],
)
def test_odd_libraries_make_honest_pages(
    browser: Browser, site: Installation, tmp_path: Path, books: int, options: dict[str, bool]
) -> None:
    with opened(browser, site, viewport={"width": 320, "height": 700}) as page:
        hand_in(page, tmp_path, export(books, **options))
        wait_until_looked_up(page)

        text = page.locator("body").inner_text()

        assert "NaN" not in text
        assert "undefined" not in text
        assert "None" not in text
        assert fits(page)


def test_everything_can_be_read_without_javascript(browser: Browser, site: Installation, tmp_path: Path) -> None:
    with opened(browser, site, java_script_enabled=False) as page:
        page.goto("/")
        file = tmp_path / "goodreads_library_export.csv"
        file.write_bytes(export(60))
        page.set_input_files("#csv", file)
        page.get_by_role("button", name="Show me my reading").click()
        page.wait_for_url("**/d/*")
        expect(page.locator("h1")).to_contain_text("48 books", timeout=30_000)
        page.goto(page.url + "/books")
        expect(page.locator("main")).to_contain_text("The Lantern of Winter 0")


def test_the_page_of_the_api_is_served_by_ourselves(page: Page) -> None:
    page.goto("/api/docs")

    expect(page.get_by_text("Hand in an export")).to_be_visible()
