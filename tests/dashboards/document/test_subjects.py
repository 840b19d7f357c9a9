"""What chapters iii to v count, against a second count in plain loops, and rule by rule."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dashboards.document.distributions import AGES, DEPTHS, LENGTHS, LENGTHS_RATED
from dashboards.document.over_years import YEARS_KEPT
from dashboards.document.own_shelves import SHELVES_KEPT
from dashboards.document.schema_subjects import SUBJECTS
from dashboards.document.series import SERIES_KEPT
from tests.dashboards.document import recount_subjects as recount
from tests.dashboards.document.made_up import NOW, Pair, a_book, a_library, known, published, summary_of, waiting
from tests.shared_data import SHARED, needs_shared
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook, Status


def check_against_a_second_count(document: dict[str, Any]) -> None:
    books, summary = document["books"], document["summary"]
    check_what_changes(books, summary)
    check_the_shelves(books, summary["own_shelves"])
    check_the_distributions(books, summary)
    for key, schema in SUBJECTS.items():
        Draft202012Validator(schema).validate(summary[key])


def over_years(years: list[int], rows: list[dict[str, Any]]) -> dict[tuple[str, int], int]:
    return {
        (row["name"], year): count for row in rows for year, count in zip(years, row["by_year"], strict=True) if count
    }


def check_what_changes(books: list[Any], summary: dict[str, Any]) -> None:
    taste, formats = summary["taste"], summary["formats_by_year"]
    first = max(taste["years"], default=0) - YEARS_KEPT
    found = {key: count for key, count in recount.taste(books).items() if key[1] > first}
    assert over_years(taste["years"], taste["genres"]) == found
    first = max(formats["years"], default=0) - YEARS_KEPT
    found = {key: count for key, count in recount.formats(books).items() if key[1] > first}
    assert over_years(formats["years"], formats["formats"]) == found


def check_the_shelves(books: list[Any], shelves: dict[str, Any]) -> None:
    found = recount.shelves(books)
    assert shelves["total"] == len(found)
    assert shelves["books"] == sum(bool(book["shelves"]) for book in books)
    assert shelves["on_several"] == sum(len(book["shelves"]) > 1 for book in books)
    assert len(shelves["shelves"]) == min(len(found), SHELVES_KEPT)
    for shelf in shelves["shelves"]:
        assert (shelf["books"], shelf["alone"], shelf["shared"]) == found[shelf["name"]]


def check_the_distributions(books: list[Any], summary: dict[str, Any]) -> None:
    ages = recount.ages(books)
    assert summary["ages"]["counted"] == len(ages)
    assert [bin["books"] for bin in summary["ages"]["bins"]] == recount.in_bins(ages, AGES)
    assert [bin["books"] for bin in summary["lengths_by_pages"]] == recount.in_bins(recount.pages(books), LENGTHS)
    ends = [*LENGTHS_RATED[1:], math.inf]
    for bin, end in zip(summary["ratings_by_length"], ends, strict=True):
        ratings = recount.ratings_of_length(books, bin["from"], end)
        assert bin["rated"] == len(ratings)
        assert bin["quartiles"] == recount.quartiles(ratings)
    by_author = recount.by_author(books)
    assert [step["authors"] for step in summary["depth"]] == recount.in_bins(by_author, DEPTHS)
    assert sum(step["books"] for step in summary["depth"]) == sum(by_author)


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_second_count_finds_the_same_in_a_made_up_library(seed: int) -> None:
    check_against_a_second_count(published(a_library(50 * seed * seed, seed=seed)))


@pytest.mark.parametrize("size", [0, 1, 3])
def test_a_second_count_finds_the_same_in_a_tiny_library(size: int) -> None:
    check_against_a_second_count(published(a_library(size, seed=8)))


def without(field: str) -> list[Pair]:
    return [(dataclasses.replace(book, **{field: None}), facts) for book, facts in a_library(150)]


@pytest.mark.parametrize("field", ["date_read", "rating", "pages", "format", "original_publication_year", "series"])
def test_a_second_count_finds_the_same_where_a_fact_is_always_missing(field: str) -> None:
    check_against_a_second_count(published(without(field)))


@needs_shared
@pytest.mark.parametrize("export", sorted(SHARED.glob("exports/*.csv")) if SHARED else [], ids=lambda path: path.name)
def test_a_second_count_finds_the_same_in_a_real_export(export: Path) -> None:
    with export.open("rb") as file:
        records = list(parse_export(file, today=NOW.date()))
    books = [book for book in records if isinstance(book, ParsedBook)]

    document = published(waiting(books))

    check_against_a_second_count(document)


def a_volume(row: int, number: str | None, series: str = "Tides", **fields: Any) -> ParsedBook:
    return a_book(row, series=series, series_number=number, **fields)


def test_a_series_says_what_is_read_what_is_at_hand_and_how_much_is_missing() -> None:
    series = summary_of(
        a_volume(1, "1"),
        a_volume(2, "3", series="TIDES"),
        a_volume(3, "5", status=Status.TO_READ),
        a_volume(4, "0.5"),
        a_volume(5, "1-2", series="Dunes"),
        a_volume(6, "1", series="Later", status=Status.TO_READ),
    )["series"]

    assert (series["begun"], series["unfinished"]) == (2, 1)
    assert series["series"] == [
        {"name": "Tides", "read": [1, 3], "at_hand": [5], "missing": 3, "unnumbered": 1},
        {"name": "Dunes", "read": [1, 2], "at_hand": [], "missing": 0, "unnumbered": 0},
    ]


def test_numbers_too_high_to_count_up_to_leave_nothing_missing() -> None:
    [series] = summary_of(a_volume(1, "1998"), a_volume(2, "2004"))["series"]["series"]

    assert (series["read"], series["missing"]) == ([1998, 2004], 0)


def test_a_second_count_finds_the_same_volumes_missing() -> None:
    books = [
        a_volume(row, str(row * 7 % 11), f"Series {row % 8}", status=Status.READ if row % 3 else Status.TO_READ)
        for row in range(1, 60)
    ]

    document = published(waiting(books))

    counted = {series["name"].lower(): series["missing"] for series in document["summary"]["series"]["series"]}
    assert counted == {name: len(missing) for name, missing in recount.unfinished(document["books"]).items()}
    assert len(counted) == 8


def test_thousands_of_series_and_shelves_keep_the_head_small() -> None:
    books = [
        a_volume(row, "2", f"Series {row // 2}", shelves=tuple(f"shelf {(row + n * n) % 700}" for n in range(14)))
        for row in range(3000)
    ]

    summary = summary_of(*books)

    assert (summary["series"]["begun"], summary["own_shelves"]["total"]) == (1500, 700)
    assert len(summary["series"]["series"]) == SERIES_KEPT
    assert len(summary["own_shelves"]["shelves"]) == SHELVES_KEPT


def test_a_book_older_than_its_reader_expects_is_as_new_as_can_be() -> None:
    ages = summary_of(
        a_book(1, read="2019-12-30", original_publication_year=2020),
        a_book(2, read="2020", original_publication_year=-380),
        a_book(3, read="2020", original_publication_year=2020),
    )["ages"]

    assert (ages["counted"], ages["median"]) == (3, 0)
    assert [bin["books"] for bin in ages["bins"]] == [2, *[0] * 9, 1]


def test_years_before_the_last_forty_are_not_kept() -> None:
    books = [(a_book(row, read=f"{year}-01-01"), known("History")) for row, year in enumerate((1900, 1990, 2020), 1)]

    taste = published(books)["summary"]["taste"]

    assert taste["years"] == list(range(1981, 2021))
    assert {genre["name"]: sum(genre["by_year"]) for genre in taste["genres"]}["History"] == 2
