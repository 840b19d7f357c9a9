"""A page of books: what is found, in which order, and how it is cut into pages."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest

from dashboards.document.filters import Filters
from dashboards.document.folding import fold
from dashboards.document.listing import SORTS, Listing, page_of_books
from dashboards.document.reading import DocumentError, books, read_head
from tests.dashboards.document.made_up import Pair, a_book, a_document, a_library, known, waiting
from uploads.parsing.records import Format, ParsedBook, Status


def listed(*pairs: ParsedBook | Pair, **asked: Any) -> list[int]:
    """The rows of the books that are listed, in order."""
    library = [pair if isinstance(pair, tuple) else waiting([pair])[0] for pair in pairs]
    return rows(page_of_books(a_document(library)[0], **asked))


def rows(listing: Listing) -> list[int]:
    return [book["row"] for book in listing.rows]


@pytest.fixture(scope="module")
def library() -> io.BytesIO:
    return a_document(a_library(430, seed=3))[0]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        *[
            ("Čapek", "capek"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Rød Æble", "rod aeble"),
            ("İstanbul", "istanbul"),
        ],
        *[
            ("Łódź", "lodz"),
            ("ﬁn", "fin"),
            ("O’Hara", "o'hara"),
            ("שָׁלוֹם", "שלום"),
            ("ΑΘΉΝΑΣ", "αθηνας".replace("ς", "σ")),
        ],
    ],
)
def test_folding_leaves_case_accents_and_vowel_marks_aside(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "search",
    [
        *["robots", "ČAPEK", "capek", "tides", "club", "poetry", "møller", "Moller robots", "book  tides capek", ""],
        *["9780306406157", "978-0-306-40615-7", "0306406152", "0-306-40615-2", "406157", "rossum"],
    ],
)
def test_a_search_looks_in_title_authors_series_shelves_genres_and_isbn(search: str) -> None:
    found = a_book(
        1,
        title="Robots",
        full_title="Robots (Tides, #1: Rossum)",
        series="Tides",
        author="Karel Čapek",
        additional_authors=("Bo Møller",),
        shelves=("book club", "poetry"),
        isbn13="9780306406157",
    )

    assert 1 in listed(found, a_book(2), search=search)


@pytest.mark.parametrize("search", ["tides zebra", "robots nobody", "9780306406158", "%", "_"])
def test_a_search_wants_every_word(search: str) -> None:
    assert listed(a_book(1, title="Robots", series="Tides", isbn13="9780306406157"), search=search) == []


def test_a_search_looks_in_the_genres_that_were_drawn() -> None:
    assert listed((a_book(1), known("Fantasy fiction", "Wizards")), a_book(2), search="FANTASY") == [1]


def test_a_search_does_not_find_the_words_of_a_review() -> None:
    assert listed(a_book(1, review="<p>whale</p>"), search="whale") == []


def test_titles_sort_without_case_and_accents() -> None:
    given = [a_book(row, title=title) for row, title in enumerate(["Éclair", "zoo", "Apple", "eclipse", "Zebra"], 1)]

    assert listed(*given, sort="title") == [3, 1, 4, 5, 2]
    assert listed(*given, sort="-title") == [2, 5, 4, 1, 3]


@pytest.mark.parametrize("sort", ["my_rating", "-my_rating"])
def test_books_without_the_value_come_last_either_way_and_equal_ones_in_the_files_order(sort: str) -> None:
    ratings = [None, 3.0, 5.0, 3.0, None, 5.0]

    order = listed(*(a_book(row, rating=rating) for row, rating in enumerate(ratings, 1)), sort=sort)

    assert order == ([2, 4, 3, 6, 1, 5] if sort == "my_rating" else [3, 6, 2, 4, 1, 5])


def test_years_before_our_era_sort_before_it() -> None:
    years = [1999, -400, None, -751, 5]

    order = listed(
        *(a_book(row, original_publication_year=year) for row, year in enumerate(years, 1)),
        sort="original_publication_year",
    )

    assert order == [4, 2, 5, 1, 3]


def test_the_last_read_come_first_if_nothing_else_is_asked() -> None:
    given = [a_book(1, read="2021"), a_book(2, read="2021-05"), a_book(3, read="2024-01-02"), a_book(4)]

    assert listed(*given) == listed(*given, sort="no_such_key") == listed(*given, sort="review") == [3, 2, 1, 4]


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("direction", ["", "-"])
def test_each_order_holds_every_book_once(library: io.BytesIO, key: str, direction: str) -> None:
    listing = page_of_books(library, sort=direction + key, per_page=1000)

    assert sorted(rows(listing)) == list(range(1, 431))
    assert listing.sort == direction + key
    values = [SORTS[key](book) for book in listing.rows]
    present = [value for value in values if value is not None]
    assert values[len(present) :] == [None] * (len(values) - len(present))
    assert present == sorted(present, reverse=bool(direction))  # type: ignore[type-var]


FILTERED = [
    ("status", "to-read", lambda b: b["reading_status"] == "to-read"),
    ("shelf", "owned", lambda b: "owned" in b["shelves"]),
    ("shelf", "abandoned", lambda b: b["shelf"] == "abandoned"),
    ("genre", "fantasy", lambda b: "Fantasy" in b["genres"]),
    ("genre", "none", lambda b: not b["genres"]),
    ("genre", "no-such-genre", lambda b: False),
    ("rating", "5", lambda b: b["my_rating"] in (4.5, 5)),
    ("rating", "none", lambda b: b["my_rating"] is None),
    ("year", "2021", lambda b: b["reading_status"] == "read" and (b["date_read"] or "").startswith("2021")),
    ("year", "none", lambda b: b["reading_status"] == "read" and b["date_read"] is None),
    ("author", "edda quill", lambda b: b["author"] == "Edda Quill"),
    ("author", "Ana Alvarez", lambda b: b["author"] == "Ana Álvarez"),
    ("decade", "1990", lambda b: b["original_publication_year"] in (1990, 1999)),
    ("decade", "-760", lambda b: b["original_publication_year"] == -751),
    ("decade", "none", lambda b: b["original_publication_year"] is None),
    ("format", "audio", lambda b: b["format"] == "audio"),
    ("format", "none", lambda b: b["format"] is None),
    ("language", "he", lambda b: b["language"] == "he"),
    ("language", "none", lambda b: b["language"] is None),
    ("year", "20", lambda b: False),
    ("rating", "many", lambda b: False),
    ("format", "", lambda b: True),
    ("no_such_filter", "x", lambda b: True),
]


@pytest.mark.parametrize(
    ("name", "value", "expected"), FILTERED, ids=[f"{name}={value}" for name, value, _ in FILTERED]
)
def test_a_filter_keeps_the_books_that_it_names(library: io.BytesIO, name: str, value: str, expected: Any) -> None:
    listing = page_of_books(library, filters=Filters.of({name: value}), per_page=1000)

    assert sorted(rows(listing)) == [book["row"] for book in books(library) if expected(book)]
    assert listing.total == 430


def test_filters_and_search_are_joined_with_and() -> None:
    given = [
        a_book(1, rating=5.0, format=Format.PRINT, title="Sea"),
        a_book(2, rating=5.0, title="Sea"),
        a_book(3, rating=4.0, format=Format.PRINT, title="Sea"),
        a_book(4, rating=5.0, format=Format.PRINT, title="Land"),
        a_book(5, rating=5.0, format=Format.PRINT, title="Sea", status=Status.TO_READ),
    ]

    assert listed(*given, search="sea", filters=Filters.of({"rating": "5", "format": "print", "status": "read"})) == [1]


def test_the_filters_count_as_the_summary_does(library: io.BytesIO) -> None:
    summary = read_head(library)["summary"]

    def matching(**filters: str) -> int:
        return page_of_books(library, filters=Filters.of({"status": "read"} | filters)).matching

    assert [matching(year=str(y["year"])) for y in summary["by_year"]] == [y["books"] for y in summary["by_year"]]
    assert [matching(rating=str(r["stars"])) for r in summary["ratings"]] == [r["books"] for r in summary["ratings"]]
    assert [matching(decade=str(d["decade"])) for d in summary["decades"]] == [d["books"] for d in summary["decades"]]
    assert [matching(genre=g["slug"]) for g in summary["genres"]] == [g["books"] for g in summary["genres"]]
    assert [matching(author=a["name"]) for a in summary["authors"][:5]] == [a["books"] for a in summary["authors"][:5]]
    assert matching(genre="none") == summary["without_genre"]
    assert matching(year="none") == summary["undated"]
    assert matching(rating="none") == summary["unrated"]


def test_books_in_memory_are_listed_as_those_of_the_file(library: io.BytesIO) -> None:
    kept = list(books(library))
    asked: dict[str, Any] = {"search": "the", "sort": "-my_rating", "per_page": 20, "page": 2}

    listing = page_of_books(io.BytesIO(), kept=kept, **asked)

    assert listing == page_of_books(library, **asked)
    assert listing.rows


def test_pages_follow_each_other_without_gap_or_overlap(library: io.BytesIO) -> None:
    whole = rows(page_of_books(library, sort="title", per_page=1000))

    pages = [page_of_books(library, sort="title", page=page) for page in range(1, 6)]

    assert [row for page in pages for row in rows(page)] == whole
    assert {(page.pages, page.matching) for page in pages} == {(5, 430)}


@pytest.mark.parametrize(("asked", "given"), [(-3, 1), (0, 1), (1, 1), (5, 5), (6, 5), (10**12, 5)])
def test_a_page_out_of_range_is_the_nearest_that_there_is(library: io.BytesIO, asked: int, given: int) -> None:
    assert page_of_books(library, page=asked).page == given


def test_nothing_found_is_one_empty_page(library: io.BytesIO) -> None:
    listing = page_of_books(library, search="no such book anywhere", page=3)

    assert (listing.rows, listing.matching, listing.page, listing.pages, listing.total) == ([], 0, 1, 1, 430)


def test_an_empty_library_is_one_empty_page() -> None:
    listing = page_of_books(a_document([])[0])

    assert (listing.rows, listing.total, listing.pages) == ([], 0, 1)


def test_a_document_cut_short_is_an_error() -> None:
    content = a_document(a_library(40))[0].getvalue()

    with pytest.raises(DocumentError):
        page_of_books(io.BytesIO(content[: len(content) * 2 // 3]))


def test_five_thousand_books_are_searched_and_sorted_at_once() -> None:
    file, _ = a_document(a_library(5000))

    started = time.process_time()
    listing = page_of_books(file, search="the", sort="author", filters=Filters.of({"status": "read"}), page=2)

    assert time.process_time() - started < 1.5  # 0.1 s on an idle machine
    assert len(listing.rows) == 100
