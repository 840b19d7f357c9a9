"""The records: each found again by sorting the books, and left out where it would be no record."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.dashboards.document.made_up import NOW, a_book, a_library, known, published, summary_of, waiting
from tests.shared_data import SHARED, needs_shared
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook, Status

Book = dict[str, Any]


def crowd(book: Book) -> float | None:
    known_well = book["community_rating_source"] == "goodreads" or (book["ratings_count"] or 0) >= 20
    return book["community_rating"] if known_well else None


def gap(book: Book) -> float | None:
    theirs = crowd(book)
    return None if theirs is None or book["my_rating"] is None else round(book["my_rating"] - theirs, 4)


VALUES: dict[str, Callable[[Book], float | None]] = {
    "pages": lambda book: book["num_pages"],
    "year": lambda book: book["original_publication_year"],
    "gap": gap,
    "popularity": lambda book: book["ratings_count"] or None,
    "crowd": crowd,
}


def check(document: dict[str, Any]) -> None:
    records = document["summary"]["records"]
    read = [book for book in document["books"] if book["reading_status"] == "read"]
    for name, value in VALUES.items():
        valued = [(value(book), book["row"], book["id"]) for book in read if value(book) is not None]
        for end, turn in (("lowest", 1), ("highest", -1)):
            expected = min(((turn * v, row, id) for v, row, id in valued), default=None)
            found = records[name][end]
            assert (found and (turn * found["value"], found["book"]["id"])) == (expected and expected[::2])
    check_the_days(records, [book["date_read"] for book in read if book["date_read"]])


def check_the_days(records: dict[str, Any], dates: list[str]) -> None:
    days = Counter(date for date in dates if len(date) == 10)
    bulk = [day for day, books in days.items() if books >= 10 and books > days.total() / 20]
    vague = {date for date in dates if len(date) < 10} | {day[:4] for day in bulk}
    left = {day: books for day, books in days.items() if day not in bulk}
    months = Counter[str]()
    for day, books in left.items():
        months[day[:7]] += books
    for name, counts in (("day", left), ("month", months)):
        most = max(counts.values(), default=0)
        expected = (most, min(when for when in counts if counts[when] == most)) if most > 1 else None
        assert (records[name] and (records[name]["books"], records[name]["date"])) == expected
    ordinals = sorted(left)
    gaps = [
        ((dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days, start)
        for start, end in pairwise(ordinals)
        if not any(start[: len(date)] <= date <= end[: len(date)] for date in vague)
    ]
    longest = max((length for length, _ in gaps), default=None)
    assert (records["pause"] and records["pause"]["days"]) == longest
    if longest:
        assert records["pause"]["from"] == min(start for length, start in gaps if length == longest)


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("size", [0, 3, 60, 800])
def test_a_second_count_finds_the_same_records(seed: int, size: int) -> None:
    check(published(a_library(size, seed=seed)))


@needs_shared
@pytest.mark.parametrize("export", sorted(SHARED.glob("exports/*.csv")) if SHARED else [], ids=lambda path: path.name)
def test_a_second_count_finds_the_same_records_in_a_real_export(export: Any) -> None:
    with export.open("rb") as file:
        books = [record for record in parse_export(file, today=NOW.date()) if isinstance(record, ParsedBook)]

    check(published(waiting(books)))


def test_a_mean_of_a_few_readers_somewhere_is_no_record() -> None:
    adored = (a_book(1, rating=1.0), known(rating=5.0, rating_source="openlibrary", ratings_count=3))
    esteemed = (a_book(2, rating=4.0), known(rating=4.5, rating_source="openlibrary", ratings_count=900))

    records = published([adored, esteemed])["summary"]["records"]

    assert records["crowd"]["highest"]["book"]["id"] == "1002"
    assert records["gap"]["lowest"]["value"] == -0.5
    assert records["popularity"]["lowest"]["value"] == 3


def test_of_equal_books_the_first_row_holds_the_record() -> None:
    records = summary_of(a_book(2, pages=300), a_book(1, pages=300), a_book(3, pages=200, status=Status.TO_READ))[
        "records"
    ]

    assert records["pages"]["highest"]["book"]["id"] == records["pages"]["lowest"]["book"]["id"] == "1001"


def test_a_pause_that_a_vague_date_may_fill_is_not_told() -> None:
    certain = [a_book(1, read="2020-01-05"), a_book(2, read="2020-02-05"), a_book(3, read="2020-02-15")]

    assert summary_of(*certain)["records"]["pause"]["days"] == 31
    assert summary_of(*certain, a_book(4, read="2020-01"))["records"]["pause"]["days"] == 10
    assert summary_of(*certain, a_book(4, read="2020"))["records"]["pause"] is None


def test_a_day_on_which_everything_was_finished_is_an_import() -> None:
    records = summary_of(*[a_book(row, read="2020-03-01") for row in range(1, 31)], a_book(40, read="2021-04-02"))[
        "records"
    ]

    assert (records["day"], records["month"], records["pause"]) == (None, None, None)
