"""A question asked by keyboard on a phone, and the page of its answer in both themes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.test_printing import A4, MARGIN, letters, printed, words_of


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_is_asked_by_keyboard(browser: Browser, site: Installation, scheme: str) -> None:
    with opened(browser, site, color_scheme=scheme, viewport={"width": 390, "height": 844}) as page:
        page.goto("/sample")
        page.get_by_role("link", name="Ask", exact=True).press("Enter")
        page.get_by_role("searchbox").fill("who is my most read author?")
        page.get_by_role("searchbox").press("Enter")

        expect(page.locator("h2").first).to_have_text("Ursula K. Le Guin comes first, with 7 books.")
        expect(page.locator(".plot svg")).to_be_visible()
        page.locator("summary", has_text="How this answer came about").press("Enter")
        expect(page.locator(".asked-steps")).to_contain_text("GROUP BY 1")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_understood_is_changed_by_keyboard_and_back_leads_back(
    browser: Browser, site: Installation, scheme: str
) -> None:
    with opened(browser, site, color_scheme=scheme, viewport={"width": 390, "height": 844}) as page:
        page.goto("/sample/ask?q=how+many+books+did+I+read+in+2020")
        page.locator("summary", has_text="Change this").press("Enter")
        page.get_by_role("combobox", name="Show", exact=True).select_option("groups")
        page.get_by_role("combobox", name="For each", exact=True).select_option("genre")
        page.get_by_role("spinbutton", name="Year read", exact=True).first.fill("2021")
        page.locator("summary", has_text="Add a condition").press("Enter")
        page.get_by_role("combobox", name="Format", exact=True).select_option("print")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("button", name="Answer this instead").press("Enter")

        expect(page.locator(".asked-said", has_text="You changed:")).to_contain_text("with Format “Print”")
        expect(page.locator(".asked-said").first).to_contain_text("read in 2021")
        expect(page.locator(".plot svg")).to_be_visible()
        assert "author" not in page.url
        page.go_back()
        expect(page.locator("h2").first).to_have_text("You read 20 books in 2020.")


def test_what_makes_no_sense_is_said_and_mended_where_it_stands(browser: Browser, site: Installation) -> None:
    with opened(browser, site, viewport={"width": 390, "height": 844}) as page:
        page.goto("/sample/ask?q=how+many+books+did+I+read+in+2020")
        page.locator("summary", has_text="Change this").press("Enter")
        page.get_by_role("combobox", name="Show", exact=True).select_option("groups")
        page.get_by_role("button", name="Answer this instead").press("Enter")

        expect(page.get_by_role("alert")).to_contain_text("A number for each of what?")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("combobox", name="For each", exact=True).select_option("author")
        page.get_by_role("button", name="Answer this instead").press("Enter")
        expect(page.locator(".asked-said", has_text="You changed:")).to_be_visible()


def test_an_answer_leads_on(browser: Browser, site: Installation) -> None:
    with opened(browser, site, viewport={"width": 390, "height": 844}) as page:
        page.goto("/sample/ask?q=which+genre+did+I+rate+highest+in+2020")
        page.get_by_role("link", name="The same for 2021").press("Enter")

        expect(page.locator(".asked-said").first).to_contain_text("read in 2021")
        expect(page.locator(".asked-links a").first).to_be_visible()


def test_a_question_with_two_readings_offers_each_alone(browser: Browser, site: Installation) -> None:
    with opened(browser, site, viewport={"width": 390, "height": 844}) as page:
        page.goto("/sample/ask?q=fantasy+books+from+2015")
        expect(page.locator(".asked")).to_have_count(2)
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("link", name="fantasy books published in 2015").press("Enter")

        expect(page.locator(".asked")).to_have_count(1)
        expect(page.locator(".asked-said").first).to_contain_text("first published in 2015")


def test_steps_are_copied_by_keyboard_and_that_is_said(browser: Browser, site: Installation) -> None:
    leave = ["clipboard-read", "clipboard-write"]
    with opened(browser, site, viewport={"width": 390, "height": 844}, permissions=leave) as page:
        page.goto("/sample/ask?q=how+many+Discworld+books+have+I+read%3F")
        page.locator("summary", has_text="How this answer came about").press("Enter")
        assert Axe().run(page).response["violations"] == []

        page.get_by_role("button", name="Copy the SQL").press("Enter")
        expect(page.get_by_role("status")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()").startswith("SELECT count(*) AS value\nFROM books b")

        page.get_by_role("button", name="Copy all steps").press("Enter")
        page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('1.'))")
        log = page.evaluate("navigator.clipboard.readText()")
        assert all(
            part in log for part in ("how many Discworld books", "2. What", "FROM books b", " ms)", "Drawn from")
        )

        page.get_by_role("button", name="Copy the link").press("Enter")
        page.wait_for_function("navigator.clipboard.readText().then((text) => text === location.href)")


def test_an_answer_is_whole_on_a4(page: Page) -> None:
    paper = printed(page, "/sample/ask?q=which+genre+do+I+rate+highest%3F")

    assert [round(side) for side in paper[0].get_size()] == list(A4)
    assert all(left > MARGIN - 3 and right < A4[0] - MARGIN + 3 for _, (left, _, right, _) in letters(paper))
    text = "".join(map(words_of, paper))
    rows = page.locator(".asked tbody tr").all_inner_texts()
    steps = page.locator(".asked-steps > li > :is(b, pre, span)").all_text_contents()
    assert len(rows) > 3
    assert len(steps) > 8
    for whole in ["which genre do I rate highest?", *rows, *steps]:
        assert "".join(whole.split()) in text, whole
    assert text.count("LiteraryFiction") == 2  # the chart and the table
    assert not any(words in text for words in ("Changethis", "Fromhere", "SaveallofitasJSON", "EditthisSQL"))
    expect(page.locator(".asked-steps")).to_be_hidden()  # shut again after it


def test_a_long_list_is_whole_on_a4_too(page: Page) -> None:
    paper = printed(page, "/sample/ask?q=books+I+rated+4+stars")

    assert all(left > MARGIN - 3 and right < A4[0] - MARGIN + 3 for _, (left, _, right, _) in letters(paper))
    text = "".join(map(words_of, paper))
    titles = page.locator(".asked tbody th").all_inner_texts()
    assert len(titles) > 40
    assert [title for title in titles if "".join(title.split()) not in text] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_what_is_asked_refused_and_listed_is_accessible_and_fits(
    browser: Browser, site: Installation, scheme: str, width: int
) -> None:
    with opened(browser, site, color_scheme=scheme, viewport={"width": width, "height": 844}) as page:
        for question in ("", "recommend me a book", "books I have read", "what did I frobnicate in 2020"):
            page.goto(f"/sample/ask?q={question}")

            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), question
            assert Axe().run(page).response["violations"] == [], question
