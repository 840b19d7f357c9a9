"""A SELECT of one's own in a browser: written with completion, run, mended, drawn, kept, and all of it without a script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened

PHONE = {"width": 390, "height": 844}
BY_GENRE = "SELECT genre, count(*) AS books\nFROM book_genres\nGROUP BY 1\nORDER BY books DESC\nLIMIT 5"


def written(page: Page) -> str:
    return page.locator("#sql").input_value()


def write(page: Page, text: str) -> None:
    """With the keyboard, in the place of all that stands there."""
    page.locator("#sql").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def options(page: Page) -> list[str]:
    return page.locator("#sql-options li:visible span").all_inner_texts()


def violations(page: Page) -> Any:
    return Axe().run(page).response["violations"]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_select_is_written_with_completion_and_run_by_keyboard(page: Page) -> None:
    page.goto("/sample/sql")

    # columns of the table that an alias stands for, by arrow and Enter
    write(page, "SELECT g.genre, count(*) AS books FROM books b JOIN book_genres g ON g.book_id = b.id WHERE g.")
    assert options(page) == ["book_id", "genre"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#sql").get_attribute("aria-activedescendant")
    expect(page.locator(f"#{chosen}")).to_have_attribute("aria-selected", "true")
    assert violations(page) == []
    page.keyboard.press("Enter")
    assert written(page).endswith("WHERE g.genre")

    # what is in this library between quotes, by Tab; its quotation mark is closed
    page.keyboard.type(" <> 'scie")
    assert options(page)[0] == "'Science Fiction'"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert written(page).endswith("<> 'Science Fiction'")

    # nothing chosen: Enter breaks the line; Escape closes; Ctrl-Space opens with the first chosen
    page.keyboard.type("\ngro")
    assert "group" in options(page)
    page.keyboard.press("Escape")
    assert options(page) == []
    page.keyboard.press("Control+Space")
    page.keyboard.press("Enter")
    page.keyboard.type(" by 1\n")
    assert written(page).endswith("group by 1\n")
    page.keyboard.type("limit 9")

    # run
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result h2")).to_contain_text("rows.")
    expect(page.locator("#sql-told")).to_contain_text("rows.")
    expect(page.locator("#result .plot svg")).to_be_visible()
    expect(page.locator("#sql")).to_be_focused()
    assert parse_qs(urlsplit(page.url).query)["sql"][0].endswith("group by 1\nlimit 9")


def test_tab_leaves_the_editor(page: Page) -> None:
    page.goto("/sample/sql")
    write(page, "SELECT ti")
    assert options(page) == ["title", "time("]

    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Run")).to_be_focused()
    assert options(page) == []
    assert written(page) == "SELECT ti"


def test_a_mistake_gets_the_caret_and_is_mended_by_its_link(page: Page) -> None:
    page.goto("/sample/sql")
    write(page, "SELECT title\nFROM books\nWHERE ratng = 5")
    page.keyboard.press("Control+Enter")

    problem = page.locator("#sql-problem")
    expect(problem).to_contain_text("Line 3, column 7: There is no column “ratng”")
    assert problem.locator("pre").inner_text().split("\n")[:2] == ["WHERE ratng = 5", "      ^^^^^"]
    expect(page.locator("#sql")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("[document.activeElement.id, getSelection().toString()]") == ["sql", "ratng"]
    expect(page.locator("#sql-told")).to_contain_text("Did you mean my_rating?")
    assert violations(page) == []

    page.get_by_role("link", name="Run it with my_rating").click()
    expect(page.locator("#result h2")).to_contain_text("rows.")
    assert "my_rating = 5" in written(page)


def test_back_leads_to_the_select_before(page: Page) -> None:
    page.goto("/sample/sql")
    for number in ("1", "2"):
        write(page, f"SELECT {number} AS n")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#result td")).to_have_text(number)

    page.go_back()

    expect(page.locator("#result td")).to_have_text("1")
    assert written(page) == "SELECT 1 AS n"
    page.reload()
    assert written(page) == "SELECT 1 AS n"


def test_what_runs_can_be_stopped_and_says_that_it_runs(browser: Browser, site: Installation) -> None:
    held: list[Route] = []
    with opened(browser, site, may_fail=True) as page:
        page.goto("/sample/sql")
        page.route("**/sql?sql=*", lambda route: held.append(route))
        write(page, "SELECT 1")
        page.keyboard.press("Control+Enter")

        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.locator("#result")).to_have_attribute("aria-busy", "true")
        assert violations(page) == []
        page.get_by_role("button", name="Stop").press("Enter")

        expect(page.get_by_role("progressbar")).to_be_hidden()
        expect(page.locator("#sql-told")).to_contain_text("Stopped.")
        expect(page.locator("#sql")).to_be_focused()
        assert written(page) == "SELECT 1"

        # without an answer the SELECT stays, too
        page.unroute("**/sql?sql=*")
        page.route("**/sql?sql=*", lambda route: route.abort())
        page.keyboard.press("Control+Enter")
        expect(page.locator("#result .alert")).to_contain_text("There was no answer")
        assert written(page) == "SELECT 1"


def test_names_are_written_by_a_press(page: Page) -> None:
    page.goto("/sample/sql")
    page.locator("#sql").fill("SELECT FROM books")
    page.evaluate("document.getElementById('sql').setSelectionRange(6, 6)")

    page.get_by_role("button", name="title", exact=True).press("Enter")
    page.keyboard.type(",")
    page.get_by_role("button", name="pages", exact=True).click()

    assert written(page) == "SELECT title, pages FROM books"
    page.keyboard.press("Control+z")
    assert written(page) != "SELECT title, pages FROM books"  # it was typed, for the browser's Undo


def test_an_answers_sql_is_edited(page: Page) -> None:
    page.goto("/sample/ask?q=which+books+by+Ursula+K.+Le+Guin+have+I+read%3F")
    page.locator("summary", has_text="How this answer came about").click()

    page.get_by_role("link", name="Edit this SQL").click()

    assert "'Ursula K. Le Guin'" in written(page)
    assert written(page).count("\n") >= 2
    expect(page.locator("#result h2")).to_have_text("7 rows.")
    page.locator("#result tbody a").first.click()
    expect(page.locator("h1")).to_have_text("A Wizard of Earthsea")


def test_refusals_and_the_page_of_questions_lead_here(page: Page) -> None:
    page.goto("/sample/ask?q=what+should+I+read+next%3F")
    for name in ("write your own SELECT", "Write your own SELECT"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("href", "/sample/sql")


def test_selects_are_kept_in_this_browser(browser: Browser, site: Installation, page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    page.goto("/sample/sql")
    write(page, BY_GENRE)

    # saved by keyboard, and nothing of it is sent
    name = page.get_by_label("Name of the SELECT above")
    name.press("Enter")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text("Give it a name first.")
    name.fill("<b>Genres</b>")
    name.press("Enter")
    expect(page.locator("#saved-told")).to_have_text("Saved: <b>Genres</b>")
    assert not [one for one in asked if "Genres" in one or "book_genres" in one]

    # opened on another visit
    page.goto("/sample/sql")
    page.get_by_role("button", name="<b>Genres</b>", exact=True).press("Enter")
    expect(page.locator("#result tbody tr")).to_have_count(5)
    assert written(page) == BY_GENRE

    # renamed, deleted, and brought back
    page.get_by_role("button", name="Rename: <b>Genres</b>").press("Enter")
    page.get_by_label("New name").fill("Five genres")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Rename: Five genres")).to_be_focused()
    page.get_by_role("button", name="Delete: Five genres").press("Enter")
    expect(page.locator("#saved-rows li")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Five genres", exact=True)).to_be_focused()
    assert violations(page) == []

    # taken to another browser
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the list as a file").click()
    saved = tmp_path / "selects.json"
    download.value.save_as(saved)
    assert [one["name"] for one in json.loads(saved.read_text("utf-8"))["queries"]] == ["Five genres"]
    with opened(browser, site) as other:
        other.goto("/sample/sql")
        other.locator("#saved-import").set_input_files(saved)
        expect(other.locator("#saved-told")).to_have_text("Read: 1 new.")
        expect(other.get_by_role("button", name="Five genres", exact=True)).to_be_visible()


def test_a_store_that_is_full_or_away_is_said_or_hidden(browser: Browser, site: Installation) -> None:
    full = "Storage.prototype.setItem = (key, value) => { if (value.length > 9) throw new DOMException('full'); }"
    away = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    with opened(browser, site) as page:
        page.add_init_script(full)
        page.goto("/sample/sql")
        write(page, "SELECT 1")
        page.get_by_label("Name of the SELECT above").fill("One")
        page.keyboard.press("Enter")
        expect(page.locator("#saved-problem")).to_contain_text("This browser keeps no more")
        assert written(page) == "SELECT 1"
    with opened(browser, site) as page:
        page.add_init_script(away)
        page.goto("/sample/sql")
        write(page, "SELECT 1 AS n")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#result td")).to_have_text("1")
        expect(page.locator("#saved")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_works_by_touch_on_a_phone(browser: Browser, site: Installation, scheme: str) -> None:
    with opened(browser, site, color_scheme=scheme, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto("/sample/sql")
        assert fits(page)
        assert violations(page) == []
        page.locator("#sql").tap()
        page.keyboard.type("SELECT year_read, count(*) AS books FROM bo")
        assert options(page)[0] == "books"
        page.locator("#sql-options li").first.tap()
        page.keyboard.type(" WHERE year_read > 2015 GROUP BY ")
        page.get_by_role("button", name="Complete").tap()
        page.locator("#sql-options li", has_text="year_read").tap()
        page.get_by_role("button", name="Run").tap()

        expect(page.locator("#result .plot svg")).to_be_in_viewport()
        assert written(page).endswith("GROUP BY year_read")
        assert fits(page)
        assert violations(page) == []
        page.locator("#sql").fill("SELECT title, FROM books")
        page.get_by_role("button", name="Run").tap()
        expect(page.locator("#sql-problem")).to_contain_text("a comma with nothing behind it")
        assert fits(page)
        assert violations(page) == []


def test_it_works_without_a_script(browser: Browser, site: Installation) -> None:
    with opened(browser, site, java_script_enabled=False, viewport=PHONE) as page:
        page.goto("/sample/sql")
        page.locator("#sql").fill("SELECT author, count(*)\nFROM books\nGROUP BY 1")
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#result h2")).to_contain_text("rows.")
        assert "GROUP+BY+1" in page.url
        assert written(page) == "SELECT author, count(*)\nFROM books\nGROUP BY 1"
        for name in ("Complete", "Stop", "title", "Save as image"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()

        page.locator("#sql").fill("SELECT ratng FROM books")
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#sql-problem")).to_contain_text("Did you mean my_rating?")
        page.get_by_role("link", name="Run it with my_rating").click()
        expect(page.locator("#result h2")).to_contain_text("198 rows.")
        with page.expect_download() as download:
            page.get_by_role("link", name="Save the rows as CSV").click()
        assert download.value.suggested_filename == "rows.csv"


def test_it_is_printed_with_its_rows_and_without_buttons(page: Page) -> None:
    page.goto("/sample/sql")
    write(page, BY_GENRE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result .plot svg")).to_be_visible()

    page.emulate_media(media="print")

    for hidden in (".sql-buttons", ".sql-schema", ".sql-saved"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#result table")).to_be_visible()
    expect(page.locator("#sql")).to_be_visible()
