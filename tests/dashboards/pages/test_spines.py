"""The shelf of spines, year by year."""

from __future__ import annotations

import pytest
from django.test import Client

from dashboards.document.filters import Filters
from dashboards.document.year_shelf import finished_in
from dashboards.one_file import IN_THE_FILE, LinksInside
from dashboards.pages.spines import Shelf, shelf_of
from dashboards.seeing import Seen, through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, head_of, read_in, seen_of
from uploads.parsing.records import Status

YEARS = read_in(2019, 2019, 2021, *[2026] * 5)


def of_year(seen: Seen, year: int) -> Shelf:
    books = filter(seen.filters.matches, published(waiting(YEARS))["books"])
    return shelf_of(seen, year=finished_in(year, books))


def steps(shelf: Shelf) -> tuple[str | None, str | None]:
    """Where the shelf's steps lead."""
    assert shelf.steps is not None
    return tuple(step and step.href for step in (shelf.steps.before, shelf.steps.after))  # type: ignore[return-value]


def test_a_past_year_has_its_books_in_the_order_in_which_they_were_finished() -> None:
    dates = ["2021-05-30", "2021-01-02", "2021", "2020-12-31"]
    books = published(waiting([a_book(row, read=read) for row, read in enumerate(dates, 1)]))["books"]

    shelf = finished_in(2021, books)

    assert [book["date"] for book in reversed(shelf["books"])] == ["2021", "2021-01-02", "2021-05-30"]


def test_only_what_is_read_was_finished() -> None:
    planned = a_book(1, read="2021-05-30", status=Status.TO_READ)

    assert finished_in(2021, published(waiting([planned]))["books"])["books"] == []


def test_steps_lead_from_year_to_year_and_past_those_without_books() -> None:
    seen = seen_of(*YEARS)

    assert steps(of_year(seen, 2019)) == (None, "/sample?spines=2021#shelf")
    assert steps(of_year(seen, 2021)) == ("/sample?spines=2019#shelf", "/sample#shelf")
    assert steps(shelf_of(seen)) == ("/sample?spines=2021#shelf", None)


def test_a_years_shelf_says_which_it_is_and_leads_to_its_page() -> None:
    shelf = of_year(seen_of(*YEARS), 2019)

    assert shelf.title == "2019: 2 books"
    assert shelf.data["forecast"] == 0
    assert shelf.steps is not None
    assert shelf.steps.page is not None
    assert (shelf.steps.page.text, shelf.steps.page.href) == ("2019 in books", "/sample/year/2019")


def test_where_the_last_books_are_of_several_years_they_come_after_all_years() -> None:
    seen = seen_of(*read_in(2021, 2022, 2023, 2024, 2024))

    shelf = shelf_of(seen)

    assert shelf.title == "Last read: 5 books"
    assert steps(shelf) == ("/sample?spines=2024#shelf", None)
    assert steps(of_year(seen, 2024)) == ("/sample?spines=2023#shelf", "/sample#shelf")


def test_steps_keep_the_filters_and_pass_over_years_that_have_none_of_their_books() -> None:
    document = published(waiting([*YEARS, a_book(50, read="2020-05-05", author="Cleo")]))
    seen = through(document, document["books"], LINKS, Filters.of({"author": "Edda Quill"}))

    assert steps(of_year(seen, 2019)) == (
        None,
        "/sample?author=Edda+Quill&spines=2021#shelf",
    )


@pytest.mark.parametrize("books", [[], [a_book(1)], read_in(2026)])
def test_a_single_shelf_has_no_steps(books: list[object]) -> None:
    assert shelf_of(seen_of(*books)).steps is None  # type: ignore[arg-type]


def test_neither_a_filtered_year_nor_a_page_of_one_file_has_steps() -> None:
    document = published(waiting(YEARS))
    seen = through(document, document["books"], LINKS, Filters.of({"year": "2019"}))

    assert shelf_of(seen).steps is None
    assert shelf_of(whole(head_of(*YEARS), LinksInside(IN_THE_FILE))).steps is None


def test_every_year_of_any_library_has_a_shelf_with_its_books() -> None:
    document = published(a_library(300, seed=7))
    seen = whole(document, LINKS)

    for entry in document["summary"]["by_year"]:
        shelf = shelf_of(seen, year=finished_in(entry["year"], document["books"]))
        assert len(shelf.data["spines"]) == entry["books"]


def test_the_address_says_which_years_shelf_is_shown(client: Client) -> None:
    html = client.get("/sample?spines=2021").content.decode()

    assert "2021: 12 books" in html
    assert 'rel="prev" href="/sample?spines=2020#shelf"' in html
    assert 'rel="next" href="/sample?spines=2022#shelf"' in html


@pytest.mark.parametrize("year", ["1871", "x", "", "٢٠٢١"])
def test_a_year_without_a_shelf_shows_the_last_one(client: Client, year: str) -> None:
    html = client.get("/sample", {"spines": year}).content.decode()

    assert "2026 so far: 11 books" in html
