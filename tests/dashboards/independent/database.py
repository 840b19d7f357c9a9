"""The books of a library as tables, so that SQL can count them a second time."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

Book = Mapping[str, Any]
Rows = list[dict[str, Any]]

FACTS = (
    "id", "row", "title", "author", "series", "my_rating", "average_rating", "community_rating",
    "community_rating_source", "ratings_count", "num_pages", "date_read", "date_read_precision", "date_added",
    "reading_status", "shelf", "read_count", "original_publication_year", "format", "language", "cover_url", "isbn13",
    "fiction", "looked_up", "genres_guessed",
)  # fmt: skip
LISTS = {"genre": "genres", "source": "sources", "own_shelf": "shelves"}

VIEWS = """
CREATE VIEW read AS SELECT * FROM book WHERE reading_status = 'read';
CREATE VIEW dated AS SELECT *, CAST(substr(date_read, 1, 4) AS INTEGER) AS year FROM read WHERE date_read IS NOT NULL;
CREATE VIEW finished AS SELECT *, date_read AS day FROM dated WHERE date_read_precision = 'day';
CREATE VIEW rated AS SELECT *, CAST(my_rating + 0.5 AS INTEGER) AS stars FROM read WHERE my_rating IS NOT NULL;
CREATE VIEW beside_crowd AS
    SELECT *, CAST(round((my_rating - community_rating) * 10000) AS INTEGER) AS gap,
        min(49, CAST(round(community_rating * 10000) AS INTEGER) / 1000) AS tenth
    FROM rated WHERE community_rating IS NOT NULL;
CREATE VIEW shelved_on AS SELECT date_added AS day, count(*) AS books FROM book WHERE length(date_added) = 10 GROUP BY day;
CREATE VIEW piled AS
    SELECT * FROM book WHERE reading_status = 'to-read' AND length(date_added) >= 7
    UNION ALL
    SELECT * FROM read WHERE length(date_added) >= 7 AND length(date_read) >= 7
        AND substr(date_read, 1, length(date_added)) > substr(date_added, 1, length(date_read));
CREATE VIEW waited AS
    SELECT *, CAST(julianday(date_read) - julianday(date_added) AS INTEGER) AS days
    FROM read WHERE length(date_added) = 10 AND length(date_read) = 10 AND date_read > date_added;
"""


class Database:
    """A library in SQLite. `bulk_days` are those of the whole library where these books are a part of it."""

    def __init__(self, books: Sequence[Book], *, bulk_days: Collection[str] | None = None) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.row_factory = sqlite3.Row
        self._connection.create_function("plain", 1, plain, deterministic=True)
        self._fill("book", FACTS, ([book[fact] for fact in FACTS] for book in books))
        for table, key in LISTS.items():
            self._fill(table, ("book", "place", "name"), _listed(books, key))
        self._fill("volume", ("book", "number"), ((b["id"], n) for b in books for n in whole(b["series_number"])))
        self._connection.executescript(VIEWS)
        self._fill("bulk", ("day",), ([day] for day in self._bulk(bulk_days)))

    def rows(self, statement: str, **values: Any) -> Rows:
        return [dict(row) for row in self._connection.execute(statement, values)]

    def row(self, statement: str, **values: Any) -> dict[str, Any]:
        """The only row there is."""
        [row] = self.rows(statement, **values)
        return row

    def value(self, expression: str, **values: Any) -> Any:
        return next(iter(self.row(f"SELECT {expression}", **values).values()))

    def column(self, statement: str, **values: Any) -> list[Any]:
        return [next(iter(row.values())) for row in self.rows(statement, **values)]

    def _bulk(self, given: Collection[str] | None) -> Collection[str]:
        if given is not None:
            return given
        return self.column(
            "SELECT day FROM shelved_on WHERE books >= 10 AND books > 0.05 * (SELECT sum(books) FROM shelved_on)"
        )

    def _fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        self._connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  our own names


def plain(text: str | None) -> str | None:
    """Without case and accents: names that differ in nothing else are one."""
    if text is None:
        return None
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def whole(number: str | None) -> list[int]:
    """The whole volumes that "3", "1-3" or "2.5" stand for."""
    if span := re.fullmatch(r"#?(\d{1,4})\s*-\s*(\d{1,4})", number or ""):
        first, last = int(span[1]), int(span[2])
        return list(range(first, last + 1)) if first < last else [first, last]
    return [int(part) for part in re.findall(r"[\d.]+", number or "") if part.isdigit() and len(part) <= 4]


def _listed(books: Iterable[Book], key: str) -> Iterable[tuple[str, int, str]]:
    return ((book["id"], place, name) for book in books for place, name in enumerate(book[key]))
