"""An export's cells as they stand, counted by SQL: what the summary must say of them without any parser of ours."""

# ruff: noqa: S608  (the statements are put together from this module's own words)

from __future__ import annotations

import csv
import io
import sqlite3
from typing import Any

COLUMNS = (
    "Title",
    "Author",
    "My Rating",
    "Average Rating",
    "Binding",
    "Number of Pages",
    "Date Read",
    "Exclusive Shelf",
)
STANDARD = ("read", "currently-reading", "to-read")
PAGES = (
    "CASE WHEN lower(binding) LIKE '%audio%' AND number_of_pages + 0 <= 30 THEN 0 ELSE number_of_pages + 0 END"  # discs
)
YEAR = "CAST(substr(date_read, 1, 4) AS INTEGER)"


def counted_in_cells(content: bytes) -> dict[str, Any]:
    """Figures of a summary under its own keys. Dates must begin with their year, as Goodreads writes them."""
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    names = [column.lower().replace(" ", "_") for column in COLUMNS]
    db.execute(f"CREATE TABLE cell ({', '.join(names)})")
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    db.executemany(
        f"INSERT INTO cell VALUES ({', '.join('?' * len(names))})",
        ([(row.get(column) or "").strip() for column in COLUMNS] for row in rows),
    )
    db.execute("CREATE VIEW read AS SELECT * FROM cell WHERE exclusive_shelf = 'read'")

    def value(expression: str) -> Any:
        return db.execute(f"SELECT {expression}").fetchone()[0]

    def rows_of(statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in db.execute(statement)]

    # a shelf of the reader's own may be a second pile: what it means is not for SQL to say
    only_standard = value(f"count(*) = 0 FROM cell WHERE exclusive_shelf NOT IN {STANDARD}")
    piled = {"to_read": value("count(*) FROM cell WHERE exclusive_shelf = 'to-read'")} if only_standard else {}
    return {
        "headline": {
            **piled,
            "books": value("count(*) FROM cell"),
            "read": value("count(*) FROM read"),
            "reading": value("count(*) FROM cell WHERE exclusive_shelf = 'currently-reading'"),
            "rated": value("count(*) FROM read WHERE my_rating > '0'"),
            "average_rating": value("avg(CAST(my_rating AS REAL)) FROM read WHERE my_rating > '0'"),
            "crowd_counted": value("count(*) FROM read WHERE my_rating > '0' AND average_rating > '0.00'"),
            "first_year": value(f"min({YEAR}) FROM read WHERE date_read <> ''"),
            "last_year": value(f"max({YEAR}) FROM read WHERE date_read <> ''"),
        },
        "ratings": [
            {"stars": stars, "books": value(f"count(*) FROM read WHERE my_rating = '{stars}'")}
            for stars in (5, 4, 3, 2, 1)
        ],
        "unrated": value("count(*) FROM read WHERE my_rating IN ('', '0')"),
        "undated": value("count(*) FROM read WHERE date_read = ''"),
        "by_year": rows_of(
            f"SELECT {YEAR} AS year, count(*) AS books, sum({PAGES}) AS pages "
            "FROM read WHERE date_read <> '' GROUP BY year ORDER BY year"
        ),
    }
