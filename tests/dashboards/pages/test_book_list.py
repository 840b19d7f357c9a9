"""The list of all books: what was asked, what there is to choose, where the links lead."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboards.document import reading
from dashboards.document.listing import Listing
from dashboards.pages.book_list import Asked, BookList, book_list, summed_up
from tests.dashboards.document.made_up import a_book, a_document, known, waiting
from tests.dashboards.libraries import LINKS
from uploads.parsing.records import ParsedBook, Status


def listed(*books: ParsedBook, **query: str) -> BookList:
    file, _written = a_document(waiting(books))
    return book_list(file, reading.read_head(file), LINKS, query)


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("page", ["x", "-1", "", "²", "9" * 40])
def test_a_page_that_is_no_number_is_the_first(page: str) -> None:
    assert Asked.of({"page": page}).page == 1


def test_what_the_form_does_not_know_is_dropped_and_what_is_too_long_is_cut() -> None:
    asked = Asked.of({"q": "x" * 999, "rating": " 5 ", "evil": "1", "year": ""})

    assert len(asked.search) == 200
    assert asked.filters.wanted == {"rating": "5"}


def test_a_column_sorts_its_own_way_first_and_then_the_other() -> None:
    books = listed(a_book(1), a_book(2), q="book", sort="title", page="1")

    by_key = {column.key: column for column in books.columns}
    assert by_key["title"].sorted == "ascending"
    assert query_of(by_key["title"].href) == {"q": ["book"], "sort": ["-title"]}
    assert query_of(by_key["num_pages"].href) == {"q": ["book"], "sort": ["-num_pages"]}
    assert by_key["num_pages"].sorted == ""


def test_an_order_that_only_a_column_head_gives_has_a_name_on_the_phone_too() -> None:
    assert listed(a_book(1), sort="-title").sort_unlisted == "Title, turned round"
    assert listed(a_book(1), sort="title").sort_unlisted == ""


def test_a_chip_names_its_filter_and_leads_away_from_it() -> None:
    books = listed(a_book(1, read="2020"), q="tides", author="Edda Quill", rating="5", year="none")

    assert [chip.text for chip in books.chips] == ["No date", "★★★★★", "By Edda Quill"]
    assert query_of(books.chips[0].href) == {"q": ["tides"], "author": ["Edda Quill"], "rating": ["5"]}
    assert books.hidden == []
    assert listed(a_book(1), series="Tides").hidden == [("series", "Tides")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"genre": "science-fiction"}, "Science Fiction"),
        ({"genre": "no-such"}, "no-such"),
        ({"status": "to-read"}, "To read"),
        ({"format": "audio"}, "Audiobook"),
        ({"language": "it"}, "In Italian"),
        ({"month": "7"}, "Read in July"),
        ({"series": "Tides"}, "In the series “Tides”"),
        ({"length": "300-399"}, "300–399 pages"),
        ({"length": "1000-"}, "1,000 pages and more"),
        ({"length": "0-99"}, "Under 100 pages"),
        ({"decade": "1990"}, "First published in the 1990s"),
        ({"shelf": "owned"}, "On “owned”"),
        ({"year": "2020"}, "Read in 2020"),
        ({"language": "none"}, "Language not known"),
        ({"decade": "-430"}, "First published in the 430s BCE"),
    ],
)
def test_every_filter_is_said_in_words(query: dict[str, str], said: str) -> None:
    assert [chip.text for chip in listed(a_book(1), **query).chips] == [said]


def test_the_form_offers_what_the_library_has() -> None:
    file, _written = a_document([(a_book(1, read="2020-01-05"), known("Fantasy fiction", "Magic"))])

    books = book_list(file, reading.read_head(file), LINKS, {"year": "1999"})

    choices: dict[str, Any] = {choice.name: choice for choice in books.choices}
    assert choices["genre"].options == [("fantasy", "Fantasy")]
    assert choices["year"].options == [("2020", "2020"), ("1999", "1999")]
    assert choices["year"].chosen == "1999"


def test_pages_of_a_hundred_lead_to_each_other() -> None:
    books = listed(*[a_book(row) for row in range(1, 251)], sort="title", page="2")

    assert len(books.rows) == 100
    assert query_of(books.previous) == {"sort": ["title"], "page": ["1"]}
    assert query_of(books.next) == {"sort": ["title"], "page": ["3"]}
    assert listed(a_book(1)).previous == ""


def test_a_row_says_its_status_where_it_is_not_read() -> None:
    books = listed(a_book(1), a_book(2, status=Status.TO_READ), sort="title")

    assert [row.status for row in books.rows] == ["", "To read"]


@pytest.mark.parametrize(
    ("matching", "said"), [(742, "All 742 books"), (1, "1 of 742 books"), (0, "None of 742 books")]
)
def test_the_count_says_how_many_of_how_many(matching: int, said: str) -> None:
    assert summed_up(Listing([], total=742, matching=matching, page=1, pages=1, sort="")) == said
