"""Whether the reader goes from author to author, or stays."""

from __future__ import annotations

from collections import Counter

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import depth
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook


def by_authors_of(*counts: int) -> list[ParsedBook]:
    """For each number an author with so many books."""
    names = [f"Writer {at}" for at, count in enumerate(counts) for _ in range(count)]
    return [a_book(row, author=name) for row, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([*[1] * 44, 6], "<b>Widely</b>: 98% of your authors you know from a single book."),
        ([*[1] * 18, *[3] * 11], "<b>Both</b>: 62% of your authors you know from a single book, the others from more."),
        ([*[1] * 2, *[8] * 6], "<b>Deeply</b>: only 25% of your authors you know from a single book."),
    ],
)
def test_authors_known_from_one_book_tell_how_widely_one_reads(counts: list[int], said: str) -> None:
    figure = depth.widely_or_deeply(seen_of(*by_authors_of(*counts)))

    assert figure is not None
    assert figure.answer == said


def test_authors_are_counted_by_their_books() -> None:
    figure = depth.widely_or_deeply(seen_of(*by_authors_of(*[1] * 30, 2, 2, 3, 5, 6, 40)))

    assert figure is not None
    assert [(mark["short"], mark["value"]) for mark in figure.data["marks"]] == [
        ("1", 30),
        ("2", 2),
        ("3–5", 2),
        ("6+", 2),
    ]
    assert list(figure.table.rows)[-1] == ("6+", "2", "46")
    assert figure.rests_on.startswith("From 88 books by 36 authors;")


def test_small_libraries_and_lone_authors_have_no_depth() -> None:
    assert depth.widely_or_deeply(seen_of(*by_authors_of(*[1] * 49))) is None
    assert depth.widely_or_deeply(seen_of(*by_authors_of(60, 9))) is None


def test_any_librarys_authors_are_those_of_its_books() -> None:
    document = published(a_library(200, seed=3))
    authors = Counter(
        book["author"]
        for book in document["books"]
        if book["reading_status"] == "read" and book["author"] != "Unknown author"
    )

    figure = depth.widely_or_deeply(whole(document, LINKS))

    assert figure is not None
    once, twice, _some, many = (mark["value"] for mark in figure.data["marks"])
    books = list(authors.values())
    assert (once, twice, many) == (books.count(1), books.count(2), sum(count >= 6 for count in books))


def test_a_part_stands_before_the_whole() -> None:
    document = published(
        waiting([*by_authors_of(*[1] * 50), *[a_book(90 + n, author=f"New {n}", rating=5.0) for n in range(6)]])
    )
    seen = through(document, document["books"], LINKS, Filters.of({"rating": "5"}))

    figure = depth.widely_or_deeply(seen)

    assert figure is not None
    assert next((mark["value"], mark["ghost"]) for mark in figure.data["marks"]) == (6, 56)
