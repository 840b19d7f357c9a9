"""Who wrote a library: each figure beside the number of authors that it is out of, and nothing where nobody is known."""

from __future__ import annotations

from typing import Any

from tests.dashboards.document.made_up import Pair, a_book, an_author, known, published, waiting
from uploads.parsing.records import Status

QUILL = an_author("Q7", countries=("NO", "SE"), citizenships=("Norway", "Sweden"), genders=("female",), birth_year=1931)
FALK = an_author("Q8", name="Bo Falk", countries=("NO",), genders=("non-binary",), birth_year=1939)
RENN = an_author("Q9", name="Uwe Renn", birth_year=-428)


def by(*authors: Any) -> list[Pair]:
    """Read books, one by each of the authors."""
    return [(a_book(row), known(author=author)) for row, author in enumerate(authors, 1)]


def test_a_library_without_a_source_of_authors_says_nothing_of_them() -> None:
    document = published([*by(None), *waiting([a_book(2)])])

    assert "author_facts" not in document["summary"]
    assert all("author_facts" not in book for book in document["books"])


def test_a_book_says_what_the_source_records_of_its_author() -> None:
    [book] = published(by(QUILL))["books"]

    assert book["author_facts"] == {
        "source": "wikidata",
        "key": "Q7",
        "name": "Edda Quill",
        "countries": ["NO", "SE"],
        "citizenships": ["Norway", "Sweden"],
        "genders": ["female"],
        "birth_year": 1931,
        "death_year": None,
        "because": "a title agrees",
    }


def test_authors_are_counted_with_the_books_that_were_read_of_them() -> None:
    document = published(by(QUILL, FALK, QUILL, None, RENN))

    assert document["summary"]["author_facts"] == {
        "authors": 3,
        "books": 4,
        "countries": [{"code": "NO", "authors": 2, "books": 3}, {"code": "SE", "authors": 1, "books": 2}],
        "with_country": 2,
        "genders": [{"name": "female", "authors": 1, "books": 2}, {"name": "non-binary", "authors": 1, "books": 1}],
        "with_gender": 2,
        "born": [{"decade": -430, "authors": 1, "books": 1}, {"decade": 1930, "authors": 2, "books": 3}],
        "with_birth_year": 3,
    }


def test_books_that_were_not_read_count_for_nobody() -> None:
    document = published([(a_book(1, status=Status.TO_READ), known(author=QUILL))])

    assert "author_facts" not in document["summary"]
    assert "author_facts" in document["books"][0]
