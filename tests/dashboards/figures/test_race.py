"""Year against year."""

from __future__ import annotations

from dashboards.document.filters import Filters
from dashboards.figures import race
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import LINKS, read_in, seen_of


def test_years_are_compared_up_to_the_day_of_the_export() -> None:
    books = [a_book(1, read="2026-01-10"), a_book(2, read="2026-02-01")]
    books += [a_book(3, read="2025-01-01"), a_book(4, read="2025-03-02"), a_book(5, read="2025-12-31")]

    figure = race.ahead_of_last_year(seen_of(*books))

    assert figure is not None
    assert figure.answer == "By 1 March you have finished <b>2 books</b>; by then in 2025 it was 1. That is 1 ahead."
    assert figure.table.rows == [("2026", "2", "2"), ("2025", "1", "3")]
    assert [mark["points"] for mark in figure.data["marks"]] == [[(0, 1), (60, 2), (364, 3)], [(9, 1), (31, 2)]]


def test_years_that_are_over_are_compared_as_a_whole() -> None:
    figure = race.ahead_of_last_year(seen_of(*[a_book(row, read=f"201{row % 2}-06-0{row}") for row in range(1, 10)]))

    assert figure is not None
    assert figure.answer == "In 2011 you finished <b>5 books</b>; in 2010 it was 4. That is 1 ahead."


def test_a_single_year_races_nobody() -> None:
    assert race.ahead_of_last_year(seen_of(*read_in(2024, 2024))) is None
    assert race.ahead_of_last_year(seen_of(a_book(1, read="2024"), a_book(2, read="2025"))) is None


def test_a_line_ends_at_the_books_of_its_year() -> None:
    document = published(a_library(300, seed=11))
    figure = race.ahead_of_last_year(through(document, document["books"], LINKS, Filters()))
    assert figure is not None

    crowded = {entry["date"] for entry in document["summary"]["days"]["crowded"]}
    for mark in figure.data["marks"]:
        assert mark["value"] == sum(
            book["reading_status"] == "read"
            and book["date_read_precision"] == "day"
            and book["date_read"] not in crowded
            and book["date_read"].startswith(mark["title"])
            for book in document["books"]
        )
