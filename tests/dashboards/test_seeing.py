from __future__ import annotations

import io
import json
from typing import Any

from dashboards.document.filters import Filters
from dashboards.document.writing import OPENING, head_line
from dashboards.seeing import Seen, seen_through, through, whole
from tests.dashboards.document.made_up import a_book, a_document, a_library, published, waiting
from tests.dashboards.libraries import LINKS


def seen(document: dict[str, Any], **wanted: object) -> Seen:
    return through(document, document["books"], LINKS, Filters.of({name: str(value) for name, value in wanted.items()}))


def books_in(head: Any) -> int:
    return int(head["total_books"])


def test_a_filtered_library_counts_the_books_that_pass_and_keeps_the_whole_beside_it() -> None:
    document = published(a_library(120, seed=3))
    five = [book for book in document["books"] if (book["my_rating"] or 0) >= 4.5]

    found = seen(document, rating=5)

    assert books_in(found.head) == len(five) < 120
    assert found.head["summary"]["headline"]["rated"] == len(
        [book for book in five if book["reading_status"] == "read"]
    )
    assert found.whole["total_books"] == 120


def test_a_figure_does_not_obey_the_filter_of_its_own_dimension() -> None:
    document = published(a_library(200, seed=4))
    year = document["summary"]["by_year"][-2]["year"]

    alone = seen(document, year=year)
    both = seen(document, year=year, rating=4)

    assert alone.beside("year") is document
    assert alone.beside("genre") is alone.head
    assert both.beside("year")["summary"] == seen(document, rating=4).head["summary"]
    assert both.beside("rating")["summary"] == seen(document, year=year).head["summary"]
    assert both.beside("genre") is both.head


def test_an_address_sets_a_filter_and_takes_off_the_one_that_is_on() -> None:
    document = published(a_library(50, seed=5))

    found = seen(document, rating=4)

    assert found.toggled("year", 2020, at="years").endswith("?year=2020&rating=4#years")
    assert "?" not in found.toggled("rating", 4)
    assert found.books(status="read").endswith("/books?status=read&rating=4")
    assert not whole(document, LINKS).is_filtered


def test_a_document_of_before_a_figure_was_thought_of_is_counted_again() -> None:
    file, _written = a_document(a_library(60, seed=2))
    [head, *lines] = file.getvalue().splitlines(keepends=True)
    old = json.loads(head.removesuffix(OPENING) + b"}")
    now = old["summary"].pop("depth")

    found = seen_through(io.BytesIO(head_line(old) + b"".join(lines)), LINKS, Filters())

    assert found.head["summary"]["depth"] == now
    assert found.head["published_at"] == old["published_at"]
    assert not found.is_filtered


def test_the_shelf_of_a_part_holds_its_last_books_whatever_their_year() -> None:
    books = [a_book(row, read=f"{2010 + row}-02-01", rating=5.0) for row in range(1, 9)]
    document = published(waiting([*books, a_book(20, read="2021-02-01")]))

    part = seen(document, rating=5).head["summary"]["shelf"]

    assert (part["is"], len(part["books"])) == ("read", 8)
    assert (document["summary"]["shelf"]["is"], len(document["summary"]["shelf"]["books"])) == ("year", 1)
