"""“My dashboards”: what a browser remembers, and how its reader works on that."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.library import export
from tests.browser.test_the_whole_road import fits, hand_in, violations

NO_STORE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


def rows(page: Page) -> list[str]:
    return page.locator("#mine-rows a").all_inner_texts()


def test_a_browser_remembers_names_forgets_and_carries_its_dashboards(
    browser: Browser, site: Installation, page: Page, tmp_path: Path
) -> None:
    # a reader without dashboards is told how they come here
    page.goto("/")
    expect(page.get_by_text("None yet.")).to_be_visible()

    # a private link is remembered when it is opened, and says what it is
    uuid = hand_in(page, tmp_path, export(12))
    expect(page.locator("h1")).to_contain_text("books", timeout=20_000)
    expect(page.locator("#whose")).to_contain_text("Your private link: who has it can change and delete.")
    expect(page.get_by_role("button", name="Forget on this device")).to_be_visible()
    page.goto(f"/d/{uuid}/share")
    share = page.get_by_label("The link to share").input_value()

    # a share link is added by hand, what is foreign is refused with words
    page.goto("/")
    expect(page.locator("#mine-rows li")).to_have_count(1)
    expect(page.locator("#mine-rows li")).to_contain_text("Private link: can change and delete")
    page.get_by_text("Add by link").click()
    field = page.get_by_label("The link of a dashboard")
    field.fill("https://elsewhere.example/d/" + uuid)
    field.press("Enter")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("leads to elsewhere.example")
    field.fill(share + "/books")
    field.press("Enter")
    expect(page.locator("#mine-told")).to_contain_text("a read-only link")
    expect(page.locator("#mine-rows li").first).to_contain_text("Read-only link")
    assert [row.get_attribute("data-kind") for row in page.locator("#mine-rows li").all()] == ["shared", "private"]

    # named with the keyboard, forgotten, and brought back
    page.locator("[data-kind=private]").get_by_role("button", name="Rename").press("Enter")
    page.get_by_role("textbox", name="Name").fill("<b>Mine</b>")
    page.keyboard.press("Enter")
    assert "<b>Mine</b>" in rows(page)
    page.get_by_role("button", name="Forget: <b>Mine</b>").click()
    assert "<b>Mine</b>" not in rows(page)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert "<b>Mine</b>" in rows(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link: <b>Mine</b>").click()
    expect(page.locator("#mine-told")).to_contain_text("Who has it can change and delete")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.site}/d/{uuid}"
    assert violations(page) == []

    # a visit moves it to the top; opened by somebody else, the share link says what it is and is not remembered
    page.get_by_role("link", name="<b>Mine</b>").click()
    expect(page.get_by_role("button", name="Forget on this device")).to_be_visible()
    page.goto("/")
    assert rows(page)[0] == "<b>Mine</b>"
    with page.expect_download() as download:
        page.get_by_text("Add by link").click()
        page.get_by_role("button", name="Save the list as a file").click()
    saved = tmp_path / "list.json"
    download.value.save_as(saved)

    with opened(browser, site, viewport={"width": 390, "height": 800}, color_scheme="dark") as other:
        other.goto(share)
        expect(other.locator("#whose")).to_contain_text("Read-only link: who has it can look, and change nothing.")
        expect(other.get_by_role("button", name="Remember on this device")).to_be_visible()
        other.goto("/")
        expect(other.get_by_text("None yet.")).to_be_visible()

        # the list goes to another device, twice, and doubles nothing
        other.get_by_text("Add by link").click()
        broken = tmp_path / "broken.json"
        broken.write_text('{"format": "goodreads-stats-dashboards", "version": 1, "dashboards": [', "utf-8")
        other.set_input_files("#mine-import", broken)
        expect(other.get_by_role("alert").filter(visible=True)).to_contain_text("broken")
        for told in ("2 new", "0 new, 2 that were here"):
            other.set_input_files("#mine-import", saved)
            expect(other.locator("#mine-told")).to_contain_text(told)
        assert rows(other)[0] == "<b>Mine</b>"
        assert violations(other) == []
        assert fits(other)

        kept = other.context.storage_state()

    # once deleted elsewhere it is marked when it is opened; not watched, for the answer is a 404 on purpose
    site.delete(uuid)
    with browser.new_context(base_url=site.site, storage_state=kept) as context:
        other = context.new_page()
        other.goto("/")
        other.get_by_role("link", name="<b>Mine</b>").click()
        expect(other.get_by_text("This browser remembered it.")).to_be_visible()
        other.goto("/")
        expect(other.locator("[data-kind=private] .gone")).to_be_visible()
        expect(other.locator("[data-kind=shared] .gone")).to_be_hidden()
        assert violations(other) == []


def test_forgetting_on_the_dashboard_lasts_and_deleting_leaves_nothing_behind(page: Page, tmp_path: Path) -> None:
    uuid = hand_in(page, tmp_path, export(12))
    expect(page.locator("h1")).to_contain_text("books", timeout=20_000)
    page.get_by_role("button", name="Forget on this device").click()
    expect(page.locator("#whose")).to_contain_text("it is the only key")
    page.reload()
    expect(page.get_by_role("button", name="Remember on this device")).to_be_visible()
    assert uuid not in page.evaluate("JSON.stringify(localStorage)")

    page.get_by_role("button", name="Remember on this device").click()
    assert uuid in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("link", name="Delete this library").click()
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_url("**/?deleted=1")

    assert json.loads(page.evaluate("localStorage['goodreads-stats.dashboards']"))["dashboards"] == []
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_without_a_store_nothing_breaks(page: Page, tmp_path: Path) -> None:
    page.add_init_script(NO_STORE)

    hand_in(page, tmp_path, export(12))

    expect(page.locator("h1")).to_contain_text("books", timeout=20_000)
    expect(page.locator("#whose")).to_contain_text("Your private link")
    expect(page.locator("#whose button")).to_be_hidden()
    page.goto("/")
    expect(page.locator("#mine")).to_be_hidden()
