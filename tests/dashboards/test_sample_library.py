"""The sample library is a valid export of a made-up reader, with facts for nearly every book."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "dashboards" / "sample"
HEADER = (
    "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,"
    "Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,"
    "Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies"
)
JOINED, EXPORTED = dt.date(2014, 1, 1), dt.date(2026, 11, 14)
WITHOUT_FACTS = {"The Tree House", "Rain", "Corvus: A Life with Birds", "Love of Country: A Hebridean Journey"}


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    with (SAMPLE / "library.csv").open(encoding="utf-8", newline="") as export:
        return list(csv.reader(export))


@pytest.fixture(scope="module")
def books(rows: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    return json.loads((SAMPLE / "facts.json").read_text(encoding="utf-8"))


def bare(cell: str) -> str:
    """The ISBN inside Goodreads' `="…"`; empty where it gives none."""
    wrapped = re.fullmatch(r'="([0-9X]*)"', cell)
    assert wrapped, cell
    return wrapped[1]


def is_isbn10(isbn: str) -> bool:
    digits = [10 if digit == "X" else int(digit) for digit in isbn]
    return (
        len(digits) == 10
        and sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    )


def is_isbn13(isbn: str) -> bool:
    return len(isbn) == 13 and sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(isbn)) % 10 == 0


def day(cell: str) -> dt.date:
    return dt.datetime.strptime(cell, "%Y/%m/%d").replace(tzinfo=dt.UTC).date()


def test_every_row_has_the_24_columns_of_an_export(rows: list[list[str]]) -> None:
    assert ",".join(rows[0]) == HEADER
    assert {len(row) for row in rows} == {24}


def test_the_library_is_rich_and_each_book_is_in_it_once(books: list[dict[str, str]]) -> None:
    assert 150 <= len(books) <= 200
    assert len({book["Book Id"] for book in books}) == len(books)
    assert len({(book["Title"], book["Author"]) for book in books}) == len(books)


def test_an_isbn_is_valid_in_both_forms_or_left_empty(books: list[dict[str, str]]) -> None:
    pairs = [(bare(book["ISBN"]), bare(book["ISBN13"])) for book in books]

    given = [(short, long) for short, long in pairs if short or long]

    assert len(given) > len(books) / 2
    assert len({long for _, long in given}) == len(given)
    for short, long in given:
        assert is_isbn10(short), short
        assert is_isbn13(long), long
        assert long[3:12] == short[:9]


def test_dates_lie_between_joining_and_the_export(books: list[dict[str, str]]) -> None:
    added = [day(book["Date Added"]) for book in books]
    read = [day(book["Date Read"]) for book in books if book["Date Read"]]

    assert all(JOINED <= date <= EXPORTED for date in added + read)
    assert {date.year for date in read} == set(range(2014, 2027))


def test_nothing_is_read_before_it_was_published(books: list[dict[str, str]]) -> None:
    for book in books:
        seen = day(book["Date Read"] or book["Date Added"])
        assert int(book["Original Publication Year"]) <= int(book["Year Published"]) <= seen.year, book["Title"]


def test_only_read_books_have_a_date_and_a_rating(books: list[dict[str, str]]) -> None:
    unread = [book for book in books if book["Exclusive Shelf"] != "read"]

    assert {book["Exclusive Shelf"] for book in unread} == {"to-read", "currently-reading", "did-not-finish"}
    assert {(book["Date Read"], book["My Rating"]) for book in unread} == {("", "0")}


def test_shelves_and_their_positions_name_the_same_shelves(books: list[dict[str, str]]) -> None:
    for book in books:
        assert re.sub(r" \(#\d+\)", "", book["Bookshelves with positions"]) == book["Bookshelves"]


def test_the_reader_keeps_no_private_notes(books: list[dict[str, str]]) -> None:
    assert {book["Private Notes"] for book in books} == {""}


def test_facts_are_known_for_all_books_but_four(books: list[dict[str, str]], facts: dict[str, dict[str, Any]]) -> None:
    titles = {book["Book Id"]: book["Title"] for book in books}

    assert facts.keys() <= titles.keys()
    assert {titles[book_id] for book_id in titles.keys() - facts.keys()} == WITHOUT_FACTS


def test_facts_have_subjects_and_a_language_but_no_covers(facts: dict[str, dict[str, Any]]) -> None:
    for fact in facts.values():
        assert fact.keys() <= {"subjects", "language", "first_publish_year", "ratings_count"}
        assert 5 <= len(fact["subjects"]) == len(set(fact["subjects"])) <= 15
        assert re.fullmatch(r"[a-z]{2,3}", fact["language"])
