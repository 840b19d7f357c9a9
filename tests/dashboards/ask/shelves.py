"""A few made-up books to ask questions of."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from collections.abc import Iterable
from typing import Any

from dashboards.ask.builder import Statement, statement_of
from dashboards.ask.planner import Reading, Refusal, plan, vocabulary_of
from dashboards.ask.spec import Spec
from dashboards.ask.tables.filling import fill

TODAY = dt.date(2026, 11, 14)
_IDS = itertools.count(1)


def book(title: str = "A Book", **facts: Any) -> dict[str, Any]:
    """A book as a document has it: read, and nothing known of it but what is given."""
    nothing = dict.fromkeys(
        (
            *(
                "series",
                "series_number",
                "my_rating",
                "community_rating",
                "ratings_count",
                "num_pages",
                "publication_year",
            ),
            *("original_publication_year", "date_read", "date_added", "review", "format", "language", "fiction"),
            *("publisher", "isbn13"),
        )
    )
    said = {"id": str(next(_IDS)), "title": title, "author": "Nora Quill", "read_count": 1, "genres": [], "shelves": []}
    status = facts.get("reading_status", "read")
    return nothing | said | {"reading_status": status, "shelf": status} | facts


def some_library() -> sqlite3.Connection:
    """Seven books by three authors in two genres, one of them still to be read."""
    fantasy, horror = {"genres": ["Fantasy"]}, {"genres": ["Horror"]}
    return fill(
        [
            book("Ash and Ember", my_rating=5, num_pages=610, date_read="2020-03-01", **fantasy),
            book("Bell Tower", my_rating=4, num_pages=320, date_read="2020-07-15", **fantasy),
            book("Cold Harbour", my_rating=3, num_pages=210, date_read="2021-01-09", **fantasy),
            book("Dim Lantern", my_rating=2, num_pages=180, date_read="2021-02", author="Otto Brand", **horror),
            book("Empty Orchard", my_rating=1, num_pages=450, date_read="2021", author="Otto Brand", **horror),
            book("Far Shore", num_pages=300, author="Otto Brand", genres=["Fantasy", "Horror"], shelves=["favourites"]),
            book(
                "Grey Garden",
                author="Ida Velde",
                num_pages=200,
                reading_status="to-read",
                original_publication_year=2020,
                date_added="2021-05-05",
                **fantasy,
            ),
        ]
    )


def asked(question: str, connection: sqlite3.Connection) -> list[Reading] | Refusal:
    return plan(question, vocabulary_of(connection), TODAY)


def reading(question: str, connection: sqlite3.Connection) -> Reading:
    """The one reading of a question that has one."""
    readings = asked(question, connection)
    assert not isinstance(readings, Refusal), readings
    assert len(readings) == 1
    return readings[0]


def refusal(question: str, connection: sqlite3.Connection) -> Refusal:
    refused = asked(question, connection)
    assert isinstance(refused, Refusal), refused
    return refused


def rows(what: Spec | Statement, connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    statement = statement_of(what) if isinstance(what, Spec) else what
    return connection.execute(statement.sql, statement.parameters).fetchall()


def titles(found: Iterable[tuple[Any, ...]]) -> list[str]:
    return [row[1] for row in found]
