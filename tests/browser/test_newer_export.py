"""A newer export dropped onto a dashboard that is there: what changed is told, what is gone decided, all of it undone."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.library import COLUMNS, export, title_of
from tests.browser.test_the_whole_road import fits, hand_in, violations, wait_until_looked_up

SLOW = 30_000  # milliseconds: the worker may have much to do
DROP = """([name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name, {type: "text/csv"}));
    for (const kind of ["dragover", "drop"]) {
        document.querySelector("main").dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
    }
}"""


def newer() -> str:
    """The export of 20 books a while later: two more, the fourth finished and rated, the third gone."""
    rows = list(csv.DictReader(io.StringIO(export(22).decode())))
    rows[4] |= {
        "Exclusive Shelf": "read",
        "Bookshelves": "",
        "My Rating": "5",
        "Date Read": "2025/02/03",
        "Read Count": "1",
    }
    del rows[3]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def button(page: Page, does: str) -> Locator:
    """The one that does it to the book that is gone; what is read out alone is set apart by a space."""
    return page.get_by_role("button", name=re.compile(rf"{does} ?: {title_of(3)}"))


def test_a_newer_export_is_dropped_told_of_decided_about_and_undone(page: Page, tmp_path: Path) -> None:
    # given a dashboard
    uuid = hand_in(page, tmp_path, export(20))
    wait_until_looked_up(page)

    # when the newer export is dropped onto it
    page.evaluate(DROP, ["goodreads_library_export.csv", newer()])
    page.wait_for_url(f"**/d/{uuid}/newer")

    # then it is told what changed
    expect(page.get_by_role("heading", name="What has changed")).to_be_visible(timeout=SLOW)
    changes = page.locator(".newer-changes")
    for said in ("2 new books", "1 moved to read", "1 newly rated", "1 gone"):
        expect(changes).to_contain_text(said)
    page.get_by_text("2 new books").click()
    expect(changes).to_contain_text(title_of(20))

    # and the gone book is removed, and that undone
    button(page, "Remove").click()
    expect(page.locator(".newer-gone")).to_contain_text("Removed.")
    button(page, "Undo").click()
    expect(button(page, "Keep")).to_be_visible()

    # and all of it is undone
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_role("heading", name="Undone", exact=True)).to_be_visible()
    page.get_by_role("link", name="To the dashboard").click()
    wait_until_looked_up(page)
    page.goto(f"/d/{uuid}/books/{900_004}")
    expect(page.locator("main")).to_contain_text("to-read", timeout=SLOW)

    # and it can be taken away
    page.goto(f"/d/{uuid}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Library as CSV").click()
    assert download.value.suggested_filename.startswith("goodreads-stats-library-")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    assert [row["Title"] for row in rows] == [title_of(number) for number in range(20)]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_the_pages_are_accessible_and_fit(
    browser: Browser, site: Installation, tmp_path: Path, scheme: str, width: int
) -> None:
    with opened(browser, site, color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
        uuid = hand_in(page, tmp_path, export(20))
        wait_until_looked_up(page)
        file = tmp_path / "newer.csv"
        file.write_text(newer(), "utf-8")
        page.set_input_files("#newer-csv", file)
        expect(page.get_by_role("heading", name="What has changed")).to_be_visible(timeout=SLOW)
        assert violations(page) == []
        assert fits(page)
        page.goto(f"/d/{uuid}#keeping")
        assert fits(page)
