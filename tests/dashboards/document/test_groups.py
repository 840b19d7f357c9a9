from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from dashboards.document.groups import groups_of, in_order, missing_volumes
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from uploads.parsing.records import ParsedBook, Status


def books_of(*books: ParsedBook) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = published(waiting(books))["books"]
    return found


def test_a_group_counts_its_books_and_the_read_ones_for_themselves() -> None:
    books = books_of(
        a_book(1, author="Edda Quill", read="2020-05-01", pages=100, rating=4.0),
        a_book(2, author="Edda Quill", read="2018", pages=200, rating=5.0),
        a_book(3, author="Edda Quill", status=Status.TO_READ, pages=999),
        a_book(4, author="Unknown author"),
    )

    (group,) = groups_of(books, "author")

    assert (group.name, group.books, group.to_read) == ("Edda Quill", 3, 1)
    assert (group.read.books, group.read.pages, group.read.average_rating) == (2, 300, 4.5)
    assert (group.first_year, group.last_year) == (2018, 2020)


def test_spellings_that_differ_in_accents_alone_are_one_author() -> None:
    books = books_of(a_book(1, author="Karel Čapek"), a_book(2, author="Karel Capek"), a_book(3, author="A. Other"))

    assert [(group.name, group.books) for group in groups_of(books, "author")] == [("Karel Čapek", 2), ("A. Other", 1)]


def test_the_genres_of_a_library_are_those_of_its_summary() -> None:
    document = published(a_library(150, seed=8))

    groups = [group for group in groups_of(document["books"], "genre") if group.read.books]

    assert [(group.name, group.read.books, group.read.average_rating) for group in groups] == [
        (genre["name"], genre["books"], genre["average_rating"]) for genre in document["summary"]["genres"]
    ]
    assert Counter(name for book in document["books"] for name in book["genres"]) == {
        group.name: group.books for group in groups_of(document["books"], "genre")
    }


def test_a_series_stands_in_order_and_books_without_a_number_behind() -> None:
    numbers = ["10", None, "2", "1.5", "1"]
    books = books_of(*[a_book(row, series="Tides", series_number=number) for row, number in enumerate(numbers, 1)])

    assert [book["series_number"] for book in in_order(books)] == ["1", "1.5", "2", "10", None]


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (["1", "2", "3"], []),
        (["1", "4"], [2, 3]),
        (["1-3", "5"], [4]),
        (["1.5", "2"], [1]),
        (["1", "1984"], []),
        ([None], []),
    ],
)
def test_the_volumes_that_are_missing_lie_below_the_highest(numbers: list[str | None], missing: list[int]) -> None:
    books = books_of(*[a_book(row, series="Tides", series_number=number) for row, number in enumerate(numbers, 1)])

    assert missing_volumes(books) == missing
