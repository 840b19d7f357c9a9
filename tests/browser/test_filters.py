"""Filters on the dashboard, in a real browser: by click, by address, by keyboard, and taken off again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from benchmarks.installation import Installation
from tests.browser.conftest import opened
from tests.browser.library import export
from tests.browser.test_the_whole_road import fits, hand_in, violations_in_both_schemes, wait_until_looked_up

SAMPLE = "/sample"
YEAR = "2020"


@pytest.fixture
def sample(page: Page) -> Iterator[Page]:
    """The sample's dashboard, marked so that a page that was loaded anew is told from one that was filled in."""
    page.goto(SAMPLE)
    page.evaluate("document.body.dataset.same = 'yes'")
    yield page
    assert page.evaluate("document.body.dataset.same") == "yes", "the page was loaded anew instead of filled in"


def column(page: Page, year: str) -> Locator:
    """The column of a year in the first chart."""
    return page.locator(f'#years a[data-key="{year}"]')


def chips(page: Page) -> Locator:
    return page.locator("#filters .chip")


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def test_a_click_on_a_column_shows_its_books_alone(sample: Page) -> None:
    before = sample.locator("h1").inner_text()

    column(sample, YEAR).click()

    expect(sample.locator("h1")).to_have_text(re.compile(rf"^\d+ of 198 books: read in {YEAR}$"))
    expect(chips(sample)).to_have_text([re.compile(f"Read in {YEAR}")])
    expect(sample.locator("#told")).to_have_text(re.compile(r"^\d+ of 198 books$"))
    expect(column(sample, YEAR)).to_have_attribute("aria-current", "true")
    expect(sample).to_have_title(re.compile("read in"))
    assert query(sample) == f"?year={YEAR}"
    assert sample.locator("h1").inner_text() != before


def test_every_figure_but_that_of_the_years_counts_fewer_books(sample: Page) -> None:
    total = sample.locator("#ratings .rests").inner_text()
    years = sample.locator("#years [data-key]").count()

    column(sample, YEAR).click()

    expect(chips(sample)).to_have_count(1)
    expect(sample.locator("#ratings .rests")).not_to_have_text(total)
    assert sample.locator("#years [data-key]").count() == years
    assert sample.locator("#ratings .ghost").count() > 0


def test_the_page_stays_where_it_is(sample: Page) -> None:
    mark = column(sample, YEAR)
    mark.scroll_into_view_if_needed()
    top = sample.locator("#years").bounding_box()

    mark.click()

    expect(chips(sample)).to_have_count(1)
    again = sample.locator("#years").bounding_box()
    assert top is not None
    assert again is not None
    assert abs(top["y"] - again["y"]) < 2


def test_back_and_forward_show_what_was_shown(sample: Page) -> None:
    column(sample, YEAR).click()
    expect(chips(sample)).to_have_count(1)

    sample.go_back()

    expect(sample.locator("#filters .counted")).to_have_text("All 198 books")
    expect(chips(sample)).to_have_count(0)
    sample.go_forward()
    expect(chips(sample)).to_have_count(1)
    assert query(sample) == f"?year={YEAR}"


def test_a_place_in_the_page_is_no_filter(sample: Page) -> None:
    column(sample, YEAR).click()
    expect(chips(sample)).to_have_count(1)

    sample.locator('nav a[href="#verdicts"]').click()
    sample.go_back()

    expect(chips(sample)).to_have_count(1)
    assert query(sample) == f"?year={YEAR}"


def test_filters_are_combined_and_taken_off_one_by_one_or_all_at_once(sample: Page) -> None:
    column(sample, YEAR).click()
    expect(chips(sample)).to_have_count(1)
    sample.get_by_text("Add a filter").click()
    sample.locator("#filter-rating").select_option("4")
    sample.locator("#filter-format").select_option(index=1)
    sample.get_by_role("button", name="Show", exact=True).click()
    expect(chips(sample)).to_have_count(3)
    expect(sample.locator("#filter-form")).not_to_be_visible()

    chips(sample).first.click()

    expect(chips(sample)).to_have_count(2)
    assert f"year={YEAR}" not in query(sample)
    assert "rating=4" in query(sample)
    sample.get_by_role("link", name="Clear").click()
    expect(chips(sample)).to_have_count(0)
    assert query(sample) == ""


def test_an_address_with_filters_is_all_it_takes(page: Page) -> None:
    page.goto(f"{SAMPLE}?year={YEAR}&genre=fantasy")

    expect(page.locator("h1")).to_contain_text(f"read in {YEAR} and fantasy")
    expect(chips(page)).to_have_count(2)
    expect(page.locator("#filter-genre")).to_have_value("fantasy")


def test_show_these_books_lists_as_many_as_were_counted(page: Page) -> None:
    page.goto(f"{SAMPLE}?year={YEAR}")
    counted = page.locator("#filters .counted").inner_text().split(" of ")[0]

    page.get_by_role("link", name="Show these books").click()

    page.wait_for_url(f"**/sample/books?year={YEAR}")
    expect(page.locator("#results [role=status]")).to_contain_text(counted)


def test_with_the_keyboard_alone_the_focus_stays_on_the_mark(sample: Page) -> None:
    column(sample, YEAR).focus()

    sample.keyboard.press("Enter")

    expect(chips(sample)).to_have_count(1)
    expect(column(sample, YEAR)).to_be_focused()
    sample.keyboard.press("Enter")
    expect(chips(sample)).to_have_count(0)


def test_a_rectangle_over_books_or_a_key_on_their_row_shows_them_alone(sample: Page) -> None:
    plot = sample.locator("#divide .plot")
    plot.scroll_into_view_if_needed()
    place = plot.bounding_box()
    assert place is not None
    sample.mouse.move(place["x"] + 60, place["y"] + 40)
    sample.mouse.down()
    sample.mouse.move(place["x"] + 300, place["y"] + 120, steps=4)
    sample.mouse.up()
    expect(chips(sample)).to_have_text([re.compile("★★★★ to ★★★★★"), re.compile("by the crowd")])
    expect(sample.locator("#divide .ghost").first).to_be_attached()
    sample.go_back()
    expect(chips(sample)).to_have_count(0)

    sample.locator('#divide [data-key="5 stars"]').focus()
    sample.keyboard.press("ArrowRight")
    assert "/sample/books/" in str(sample.evaluate("document.activeElement.getAttribute('href')"))
    sample.keyboard.press("ArrowLeft")
    sample.keyboard.press("ArrowDown")
    sample.keyboard.press("Enter")

    expect(chips(sample)).to_have_text([re.compile("★★★★")])
    assert query(sample) == "?rating=4"


def test_the_shelf_goes_from_year_to_year_and_the_focus_stays(sample: Page) -> None:
    title = sample.locator("#shelf-title")
    sample.locator("#shelf-before").focus()

    sample.keyboard.press("Enter")

    expect(title).to_have_text(re.compile(r"^2025: \d+ books$"))
    expect(sample.locator("#told")).to_have_text(re.compile("^2025"))
    expect(sample.locator("#shelf-before")).to_be_focused()
    assert query(sample) == "?spines=2025"
    sample.locator("#shelf-after").click()
    expect(title).to_have_text(re.compile("^2026 so far"))
    expect(sample.locator("#shelf-after")).to_be_focused()
    sample.go_back()
    expect(title).to_have_text(re.compile("^2025"))


def test_a_chip_that_is_gone_leaves_the_focus_to_the_bar(sample: Page) -> None:
    column(sample, YEAR).click()
    chips(sample).focus()

    sample.keyboard.press("Enter")

    expect(chips(sample)).to_have_count(0)
    expect(sample.locator("#filters")).to_be_focused()


def test_the_last_of_two_quick_clicks_is_shown(sample: Page) -> None:
    column(sample, "2019").dispatch_event("click")
    column(sample, YEAR).dispatch_event("click")

    expect(chips(sample)).to_have_text([re.compile(f"Read in {YEAR}")])
    assert query(sample) == f"?year={YEAR}"


def test_filters_that_nothing_passes_say_so_and_how_to_go_back(sample: Page) -> None:
    sample.evaluate(
        "document.querySelector('#filters').append(Object.assign(document.createElement('a'), {href: '?year=1700'}))"
    )
    sample.locator("#filters > a").dispatch_event("click")

    expect(sample.get_by_role("heading", name="No book is all of that.")).to_be_visible()
    sample.get_by_role("link", name="all books", exact=True).click()
    expect(sample.locator("#filters .counted")).to_have_text("All 198 books")


def test_an_answer_that_is_no_dashboard_is_asked_for_the_plain_way(page: Page) -> None:
    page.goto(SAMPLE)
    wrong = iter([True])
    page.route(
        f"**/sample?year={YEAR}",
        lambda route: route.fulfill(body="Sign in to this hotel") if next(wrong, False) else route.continue_(),
    )

    column(page, YEAR).dispatch_event("click")

    expect(chips(page)).to_have_count(1)
    assert query(page) == f"?year={YEAR}"


class Held:
    """Requests for whole pages that a script makes, kept until they are let go; those for what is in sight pass."""

    def __init__(self, page: Page) -> None:
        self.routes: list[Route] = []
        self._holds = True
        page.route(re.compile(r"/sample(\?year=\d+)?$"), self._take)

    def _take(self, route: Route) -> None:
        asks_for_all = not route.request.is_navigation_request() and "in-sight" not in route.request.headers
        if self._holds and asks_for_all:
            self.routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._holds = False
        for route in self.routes:
            route.continue_()


def far(page: Page) -> str:
    """What a figure says that is out of sight where the years are looked at."""
    return page.locator("#records-of-all .rests").inner_text()


def test_what_is_in_sight_is_new_before_the_rest_of_the_page(sample: Page) -> None:
    held, before = Held(sample), far(sample)

    column(sample, YEAR).click()

    expect(chips(sample)).to_have_count(1)
    expect(column(sample, YEAR)).to_have_attribute("aria-current", "true")
    expect(sample.locator("#told")).to_have_text(re.compile(r"^\d+ of 198 books$"))
    expect(sample.locator("#main")).to_have_attribute("aria-busy", "true")
    assert far(sample) == before
    sample.get_by_text("Add a filter").click()
    sample.locator("#filter-rating").select_option("4")
    held.let_go()
    expect(sample.locator("#records-of-all .rests")).not_to_have_text(before)
    expect(sample.locator("#main[aria-busy]")).to_have_count(0)
    expect(sample.locator("#filter-rating")).to_have_value("4")


def test_back_before_the_rest_has_come_shows_all_of_what_was_there(sample: Page) -> None:
    before = far(sample)
    column(sample, "2019").click()
    expect(sample.locator("#records-of-all .rests")).not_to_have_text(before)
    held, between = Held(sample), far(sample)
    column(sample, YEAR).click()
    expect(chips(sample)).to_have_text([re.compile(f"Read in {YEAR}")])

    sample.go_back()
    held.let_go()

    expect(chips(sample)).to_have_text([re.compile("Read in 2019")])
    expect(sample.locator("#main[aria-busy]")).to_have_count(0)
    assert far(sample) == between


def test_going_to_a_place_in_the_page_does_not_leave_half_of_it_old(sample: Page) -> None:
    held, before = Held(sample), far(sample)
    column(sample, YEAR).click()
    expect(chips(sample)).to_have_count(1)

    sample.locator('nav a[href="#verdicts"]').click()
    sample.go_back()
    held.let_go()

    expect(sample.locator("#records-of-all .rests")).not_to_have_text(before)
    expect(sample.locator("#main[aria-busy]")).to_have_count(0)


def test_a_rest_that_is_lost_is_asked_for_the_plain_way(browser: Browser, site: Installation) -> None:
    with opened(browser, site, may_fail=True, viewport={"width": 1440, "height": 900}) as page:
        page.goto(SAMPLE)
        before, held = far(page), Held(page)
        column(page, YEAR).click()
        expect(chips(page)).to_have_count(1)

        while not held.routes:
            page.wait_for_timeout(20)
        held.routes.pop().abort()

        expect(page.locator("#records-of-all .rests")).not_to_have_text(before)
        assert query(page) == f"?year={YEAR}"


def test_without_scripts_filters_are_links_and_a_form(browser: Browser, site: Installation) -> None:
    with opened(browser, site, java_script_enabled=False) as page:
        page.goto(SAMPLE)
        page.locator("#filter-by summary").click()
        page.locator("#filter-year").select_option(YEAR)
        page.get_by_role("button", name="Show", exact=True).click()

        expect(chips(page)).to_have_count(1)
        chips(page).click()
        expect(page.locator("#filters .counted")).to_have_text("All 198 books")


def test_a_stranger_filters_under_the_share_link(
    browser: Browser, site: Installation, page: Page, tmp_path: Path
) -> None:
    uuid = hand_in(page, tmp_path, export(60))
    wait_until_looked_up(page)
    page.get_by_role("link", name="Share", exact=True).click()
    link = page.get_by_label("The link to share").input_value()

    with opened(browser, site, viewport={"width": 1440, "height": 900}) as stranger:
        stranger.goto(link)
        column(stranger, YEAR).click()

        expect(chips(stranger)).to_have_count(1)
        assert stranger.url == f"{link}?year={YEAR}"
        assert uuid not in stranger.content()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_bar_is_accessible_and_fits(browser: Browser, site: Installation, width: int) -> None:
    with opened(browser, site, viewport={"width": width, "height": 800}) as page:
        for address in (SAMPLE, f"{SAMPLE}?year={YEAR}&rating=4&status=read", f"{SAMPLE}?year=1700"):
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.locator("#filter-by summary").click()
            assert violations_in_both_schemes(page) == [], address
            assert fits(page), address


def test_another_view_of_a_figure_is_chosen_by_keyboard_and_stays_through_a_filter(sample: Page) -> None:
    lengths = sample.locator("#lengths")
    other = lengths.get_by_role("button", name="How you rate them")
    expect(lengths.locator(".answer")).to_have_text(re.compile("Half of them"), use_inner_text=True)

    other.focus()
    sample.keyboard.press("Enter")

    expect(other).to_have_attribute("aria-pressed", "true")
    expect(lengths.locator(".answer")).to_have_text(re.compile("^Do you rate long books higher"), use_inner_text=True)
    assert lengths.locator(".box").count() > 0
    column(sample, YEAR).click()
    expect(chips(sample)).to_have_count(1)
    expect(lengths.locator(".answer")).to_have_text(re.compile("Too few of these books to say"), use_inner_text=True)


def test_a_pace_is_chosen_by_keyboard_and_stays_through_a_filter(sample: Page) -> None:
    slider, said = sample.get_by_label("Books a month"), sample.locator("#finish output")
    before = said.inner_text()

    slider.focus()
    sample.keyboard.press("End")

    expect(said).to_have_text(re.compile(r"^At 20 a month: "))
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^At 20 a month: "))
    assert said.inner_text() != before
    sample.locator('#genres a[data-key="Fantasy"]').click()
    expect(chips(sample)).to_have_count(1)
    expect(said).to_have_text(re.compile(r"^At 20 a month: "))


BEHIND_THE_BAR = """() => {
    const bar = document.getElementById("filters").getBoundingClientRect(), focused = document.activeElement;
    const { top, bottom } = focused.getBoundingClientRect();
    return focused.closest(".fig") && top < bar.bottom - 1 && bottom > bar.top ? focused.outerHTML.slice(0, 200) : null;
}"""


def test_nothing_that_is_focused_on_a_phone_lies_behind_the_bar_of_filters(
    browser: Browser, site: Installation
) -> None:
    with opened(browser, site, viewport={"width": 390, "height": 844}) as page:
        page.goto(f"{SAMPLE}?year={YEAR}")
        page.wait_for_load_state("networkidle")
        page.locator("#rereads a").last.focus()
        for _ in range(30):
            page.keyboard.press("Shift+Tab")
            assert page.evaluate(BEHIND_THE_BAR) is None
            assert page.evaluate("document.activeElement.localName") != "svg", "a chart is one tab stop"
