from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.filters import FILTERS, Filters
from tests.dashboards.document.made_up import a_book, published, waiting


def book_of(**fields: Any) -> dict[str, Any]:
    book: dict[str, Any] = published(waiting([a_book(1, **fields)]))["books"][0]
    return book


@pytest.mark.parametrize(
    ("pages", "span", "through"),
    [
        (300, "300-349", True),
        (349, "300-349", True),
        (350, "300-349", False),
        (1200, "1000-", True),
        (999, "1000-", False),
        (None, "0-", False),
        (None, "none", True),
        (300, "none", False),
        (300, "-300", False),
        (300, "long", False),
    ],
)
def test_a_length_is_a_span_of_pages_with_both_its_ends(pages: int | None, span: str, through: bool) -> None:
    assert Filters.of({"length": span}).matches(book_of(pages=pages)) is through


@pytest.mark.parametrize(
    ("read", "month", "through"),
    [
        ("2021-03-09", "3", True),
        ("2021-03", "3", True),
        ("2021-03-09", "4", False),
        ("2021", "1", False),
        ("2021", "none", True),
    ],
)
def test_a_month_is_that_of_a_date_which_names_one(read: str, month: str, through: bool) -> None:
    assert Filters.of({"month": month}).matches(book_of(read=read)) is through


def test_a_series_is_found_whatever_its_capitals_and_accents() -> None:
    book = book_of(series="Les Éternels")

    assert Filters.of({"series": "les eternels"}).matches(book)
    assert not Filters.of({"series": "Others"}).matches(book)
    assert Filters.of({"series": "none"}).matches(book_of())


def test_the_filters_that_a_book_fails_are_named() -> None:
    book = book_of(read="2021-03-09", rating=4.0)

    assert Filters.of({"year": "2021", "rating": "5", "month": "4"}).failed_by(book) == ["month", "rating"]
    assert Filters().matches(book)


def test_filters_are_changed_by_copies() -> None:
    filters = Filters.of({"year": "2020", "unknown": "x", "genre": "  history "})

    assert filters.wanted == {"year": "2020", "genre": "history"}
    assert filters.toggled("year", 2020).wanted == {"genre": "history"}
    assert filters.toggled("year", 2021).wanted == {"year": "2021", "genre": "history"}
    assert filters.with_(year=None, genre=None).wanted == {}
    assert not Filters.of({"genre": ""})


@pytest.mark.parametrize("name", FILTERS)
def test_no_value_breaks_a_filter(name: str) -> None:
    for value in ("none", "0", "-1", "x" * 500, "٣", "١-٢", "1-1-1", "%00"):
        assert Filters.of({name: value}).matches(book_of(read="2020", pages=3)) in {True, False}


@pytest.mark.parametrize(
    ("read", "day", "weekday"),
    [("2021-03-09", "2021-03-09", "2"), ("2021-03-14", "2021-03-14", "7"), ("2021-03", "none", "none")],
)
def test_a_day_and_its_weekday_are_those_of_a_date_which_names_one(read: str, day: str, weekday: str) -> None:
    book = book_of(read=read)

    assert Filters.of({"day": day, "weekday": weekday}).matches(book)
    assert not Filters.of({"day": "2021-03-10"}).matches(book)
    assert not Filters.of({"weekday": "1"}).matches(book)


@pytest.mark.parametrize(
    ("mine", "crowd", "gap"),
    [
        (4.0, 3.9, "0"),
        (4.0, 3.75, "0.5"),
        (3.0, 3.25, "0"),
        (3.0, 3.26, "-0.5"),
        (1.0, 4.6, "-3.5"),
        (None, 4.0, "none"),
    ],
)
def test_a_gap_is_how_far_the_reader_is_from_the_crowd(mine: float | None, crowd: float, gap: str) -> None:
    book = book_of(rating=mine, average_rating=crowd)

    assert Filters.of({"gap": gap}).matches(book)
    assert not Filters.of({"gap": "1"}).matches(book)


@pytest.mark.parametrize(
    ("crowd", "span", "through"),
    [
        (3.5, "3.5-4", True),
        (3.99, "3.5-4", True),
        (4.0, "3.5-4", False),
        (4.1, "4.1-4.2", True),
        (5.0, "4.5-5", True),
        (3.49, "3.5-4", False),
        (4.0, "4", False),
        (None, "0-5", False),
        (None, "none", True),
    ],
)
def test_a_crowd_is_a_span_of_its_mean_without_its_end(crowd: float | None, span: str, through: bool) -> None:
    assert Filters.of({"crowd": span}).matches(book_of(average_rating=crowd)) is through


@pytest.mark.parametrize(("rating", "through"), [(1.0, False), (2.0, True), (4.0, True), (4.5, False), (None, False)])
def test_ratings_can_be_several_columns(rating: float | None, through: bool) -> None:
    assert Filters.of({"rating": "2-4"}).matches(book_of(rating=rating)) is through
