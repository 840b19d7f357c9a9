"""On paper: the PDF that the browser's own print makes, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
from playwright.sync_api import Page, expect
from pypdfium2 import raw

A4 = (595, 842)  # points
MARGIN = 14 / 25.4 * 72
SMALLEST = 8.0  # CSS pixels, 6 points: the author on a small cover


def printed(page: Page, address: str) -> pypdfium2.PdfDocument:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return pypdfium2.PdfDocument(page.pdf(print_background=True, prefer_css_page_size=True))


def letters(paper: pypdfium2.PdfDocument) -> Iterator[tuple[float, tuple[float, float, float, float]]]:
    """(size, box) of each letter that can be seen, in points from the lower left."""
    for sheet in paper:
        text = sheet.get_textpage()
        for place in range(text.count_chars()):
            if not chr(raw.FPDFText_GetUnicode(text, place)).isspace():
                yield raw.FPDFText_GetFontSize(text, place), text.get_charbox(place)


def words_of(sheet: pypdfium2.PdfPage) -> str:
    """A page's text without any space: lines break within titles."""
    return re.sub(r"\s+", "", sheet.get_textpage().get_text_range())


def test_the_dashboard_is_whole_on_a4_and_can_be_read(page: Page) -> None:
    paper = printed(page, "/sample?rating=4")

    assert [round(side) for side in paper[0].get_size()] == list(A4)
    assert all(left > MARGIN - 3 and right < A4[0] - MARGIN + 3 for _, (left, _, right, _) in letters(paper))
    assert all(bottom > MARGIN - 3 and top < A4[1] - MARGIN + 3 for _, (_, bottom, _, top) in letters(paper))
    assert min(size for size, _ in letters(paper)) >= SMALLEST
    text = "".join(map(words_of, paper))
    questions = page.locator("figure.fig h3").all_inner_texts()
    assert len(questions) > 15
    assert [question for question in questions if "".join(question.split()) not in text] == []
    assert "Showthenumbers" not in text
    assert "Saveasimage" not in text
    assert len(re.findall(r"\d+of\d+booksareshown", text)) <= 1  # the bar of filters sticks to no page
    widest = page.eval_on_selector_all(".plot svg", "all => Math.max(...all.map(({ clientWidth }) => clientWidth))")
    assert widest > 500  # after it the charts have the screen's width again


def test_no_cover_of_a_year_is_cut_in_two(page: Page) -> None:
    paper = printed(page, "/sample/year/2020")

    titles = ["".join(title.split()) for title in page.locator(".covers .name").all_inner_texts()]
    assert len(titles) > 10
    for title in titles:
        on_covers_and_below = [words_of(sheet).count(title) for sheet in list(paper)[1:]]
        assert 1 not in on_covers_and_below, title
        assert sum(on_covers_and_below) >= 2, title
    expect(page.locator("h1")).to_contain_text("2020")
