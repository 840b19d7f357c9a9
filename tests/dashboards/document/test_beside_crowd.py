"""The reader's ratings beside the crowd's, and the spread of a year's: each reckoned a second time, another way."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from tests.dashboards.document.made_up import a_book, a_library, known, published, summary_of
from uploads.parsing.records import Status


def rated_by_both(books: list[dict[str, Any]]) -> list[dict[str, Any]]:
    read = [book for book in books if book["reading_status"] == "read"]
    return [book for book in read if book["my_rating"] is not None and book["community_rating"] is not None]


def apart(book: dict[str, Any]) -> Decimal:
    return Decimal(str(book["my_rating"])) - Decimal(str(book["community_rating"]))


def nearest_half(gap: Decimal) -> float:
    """Quarters go up, towards kinder."""
    shifted = gap * 2 + 100  # above nought, where half up is up
    return float((shifted.quantize(Decimal(1), ROUND_HALF_UP) - 100) / 2)


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_second_count_finds_the_same_gaps_sources_and_points(seed: int) -> None:
    document = published(a_library(200 * seed, seed=seed))
    both = rated_by_both(document["books"])

    beside = document["summary"]["beside_crowd"]

    assert {entry["gap"]: entry["books"] for entry in beside["gaps"]} == Counter(nearest_half(apart(b)) for b in both)
    assert beside["sources"] == Counter(book["community_rating_source"] or "unknown" for book in both)
    assert beside["points"] == [[b["id"], b["title"], b["my_rating"], b["community_rating"]] for b in both]
    assert beside["cells"] == []
    farthest = sorted(both, key=lambda book: (-abs(apart(book)), book["row"]))[:20]
    assert [book["id"] for book in beside["widest"]] == [book["id"] for book in farthest]


def test_of_more_books_than_can_be_drawn_one_by_one_the_cells_are_kept() -> None:
    document = published(a_library(9000, seed=3))
    both = rated_by_both(document["books"])
    columns = {1.0: 1, 2.0: 2, 2.5: 3, 3.0: 3, 4.0: 4, 4.5: 5, 5.0: 5}

    beside = document["summary"]["beside_crowd"]

    assert len(both) > 1500
    assert beside["points"] == []
    cells = Counter((columns[b["my_rating"]], int(Decimal(str(b["community_rating"])) * 10)) for b in both)
    assert {(mine, crowd): books for mine, crowd, books in beside["cells"]} == cells


def test_the_crowd_of_a_service_counts_where_the_export_has_none() -> None:
    theirs = known(rating=3.5, rating_source="openlibrary")
    books = [(a_book(1, rating=4.0, average_rating=3.9), theirs), (a_book(2, rating=3.0), theirs), (a_book(3), theirs)]

    beside = published(books)["summary"]["beside_crowd"]

    assert beside["sources"] == {"goodreads": 1, "openlibrary": 1}


def test_only_read_books_that_both_have_rated_are_set_beside() -> None:
    summary = summary_of(
        a_book(1, rating=4.0),
        a_book(2, average_rating=4.0),
        a_book(3, rating=1.0, average_rating=4.0, status=Status.ABANDONED),
    )

    assert summary["beside_crowd"] == {"sources": {}, "gaps": [], "points": [], "cells": [], "widest": []}


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_year_is_spread_as_the_standard_library_reckons_quartiles(seed: int) -> None:
    document = published(a_library(150 * seed, seed=seed))
    years: dict[int, list[float]] = defaultdict(list)
    for book in document["books"]:
        if book["reading_status"] == "read" and book["date_read"] and book["my_rating"] is not None:
            years[int(book["date_read"][:4])].append(book["my_rating"])

    spread = document["summary"]["rating_spread"]

    assert [(entry["year"], entry["rated"]) for entry in spread] == [(y, len(r)) for y, r in sorted(years.items())]
    for entry in spread:
        ratings = years[entry["year"]]
        lower, _, upper = statistics.quantiles(ratings * (1 + (len(ratings) == 1)), n=4, method="inclusive")
        assert (entry["lower"], entry["upper"]) == pytest.approx((lower, upper))
