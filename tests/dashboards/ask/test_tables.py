"""The tables that questions are asked of."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dashboards.ask.tables.columns import FUNCTIONS, TABLES
from dashboards.ask.tables.filling import fill
from dashboards.ask.tables.plain_books import as_in_documents
from tests.dashboards.ask.shelves import book

DOCS = (Path(__file__).resolve().parents[3] / "docs" / "ask.md").read_text("utf-8")


def row(**facts: Any) -> sqlite3.Row:
    with contextlib.closing(fill([book(**facts)])) as connection:
        connection.row_factory = sqlite3.Row
        found: sqlite3.Row = connection.execute("SELECT * FROM books").fetchone()
        return found


def value(sql: str) -> Any:
    with contextlib.closing(fill([])) as connection:
        return connection.execute(sql).fetchone()[0]


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [("2021-03-09", 2021, "2021-03"), ("2021-03", 2021, "2021-03"), ("2021", 2021, None), (None, None, None)],
)
def test_a_date_gives_the_year_and_month_that_it_knows(date: str | None, year: int | None, month: str | None) -> None:
    found = row(date_read=date)

    assert (found["date_read"], found["year_read"], found["month_read"]) == (date, year, month)


@pytest.mark.parametrize(("first", "decade"), [(1999, 1990), (2000, 2000), (-44, -50), (None, None)])
def test_a_year_belongs_to_a_decade(first: int | None, decade: int | None) -> None:
    assert row(original_publication_year=first)["decade"] == decade


def test_a_review_is_kept_without_its_markup() -> None:
    assert row(review="<p>Fish &amp; <i>chips</i></p>")["review"] == "Fish &  chips"
    assert row(review="<br/>")["review"] is None


def test_names_are_compared_without_regard_to_case() -> None:
    with contextlib.closing(fill([book(author="Nora Quill", genres=["Fantasy"])])) as connection:
        books = connection.execute("SELECT count(*) FROM books WHERE author = 'NORA QUILL'").fetchone()
        genres = connection.execute("SELECT count(*) FROM book_genres WHERE genre = 'fantasy'").fetchone()

    assert books == genres == (1,)


def test_the_exclusive_shelf_is_among_the_shelves_once() -> None:
    with contextlib.closing(fill([book(shelf="read", shelves=["owned", "read"])])) as connection:
        shelves = connection.execute("SELECT shelf FROM book_shelves ORDER BY 1").fetchall()

    assert shelves == [("owned",), ("read",)]


@pytest.mark.parametrize(
    ("call", "expected"),
    [("median(x)", 2.5), ("stddev(x)", pytest.approx(1.29, abs=0.01)), ("quantile(x, 0.25)", 1.75), ("corr(x, y)", -1)],
)
def test_functions_that_sqlite_lacks_are_there(call: str, expected: float) -> None:
    values = "(SELECT 1 x, 8 y UNION SELECT 2, 6 UNION SELECT 3, 4 UNION SELECT 4, 2 UNION SELECT NULL, 9)"

    assert value(f"SELECT {call} FROM {values}") == expected  # noqa: S608 - from the list above


@pytest.mark.parametrize("call", ["median(x)", "stddev(x)", "quantile(x, 0.5)", "corr(x, x)"])
def test_of_nothing_they_make_nothing(call: str) -> None:
    assert value(f"SELECT {call} FROM (SELECT NULL x)") is None  # noqa: S608 - from the list above


def test_every_table_column_and_function_is_documented() -> None:
    for table in TABLES:
        assert f"`{table.name}`" in DOCS
        for column in table.columns:
            assert f"`{column.name}`" in DOCS, column.name
    for function in FUNCTIONS:
        assert f"`{function}`" in DOCS


def test_a_plain_list_of_books_can_be_asked_too() -> None:
    rated = {"my_rating": 0, "average_rating": 3.9, "read_count": 1, "review": None}
    dated = {"year_published": 2001, "original_year": 1999, "date_read": "2021-03-09", "date_added": None}
    shelved = {"exclusive_shelf": "read", "shelves": ["read", "owned"], "genres": ["fantasy"]}
    listed = {"id": 7, "title": "A Book", "author": "Nora Quill", "pages": 200} | rated | dated | shelved

    found = row(**as_in_documents(listed))

    assert (found["id"], found["my_rating"], found["pages"], found["decade"]) == ("7", None, 200, 1990)
    assert (found["status"], found["average_rating"], found["year_published"]) == ("read", 3.9, 2001)
