"""A second, independent count of a library, in SQL: what the summary's figures are compared with."""

# ruff: noqa: S608  (the statements are put together from this module's own words)

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

COLUMNS = (
    "id, row, author, my_rating, average_rating, community_rating, num_pages, date_read, date_read_precision, date_added, "
    "reading_status, read_count, original_publication_year, format, language, cover_url, isbn13, fiction, looked_up"
)
AUTHOR = "author <> 'Unknown author'"


class Recount:
    """The books of a document in a database. `rows` and `value` answer SQL; the view `read` holds the read books."""

    def __init__(self, books: Sequence[dict[str, Any]]) -> None:
        self._connection = sqlite3.connect(":memory:")
        names = COLUMNS.split(", ")
        self._connection.execute(f"CREATE TABLE book ({COLUMNS})")
        marks = ", ".join("?" * len(names))
        self._insert(f"INSERT INTO book VALUES ({marks})", [[book[name] for name in names] for book in books])
        self._connection.execute("CREATE VIEW read AS SELECT * FROM book WHERE reading_status = 'read'")
        for table, key in (("genre", "genres"), ("source", "sources")):
            self._connection.execute(f"CREATE TABLE {table} (book, name)")
            self._insert(f"INSERT INTO {table} VALUES (?, ?)", [(b["id"], name) for b in books for name in b[key]])

    def _insert(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        self._connection.executemany(statement, rows)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement).fetchall()

    def value(self, expression: str, of: str = "read") -> Any:
        return self._connection.execute(f"SELECT {expression} FROM {of}").fetchone()[0]

    def headline(self) -> dict[str, Any]:
        both = "read WHERE my_rating IS NOT NULL AND community_rating IS NOT NULL"
        return {
            "books": self.value("count(*)", "book"),
            "read": self.value("count(*)"),
            "reading": self.value("count(*)", "book WHERE reading_status = 'currently-reading'"),
            "to_read": self.value("count(*)", "book WHERE reading_status = 'to-read'"),
            "abandoned": self.value("count(*)", "book WHERE reading_status = 'abandoned'"),
            "other": self.value("count(*)", "book WHERE reading_status = 'other'"),
            "pages": self.value("coalesce(sum(num_pages), 0)"),
            "pages_counted": self.value("count(num_pages)"),
            "average_rating": self.value("round(avg(my_rating), 4)"),
            "rated": self.value("count(my_rating)"),
            "crowd_average": self.value("round(avg(community_rating), 4)", both),
            "crowd_counted": self.value("count(*)", both),
            "average_rating_beside_crowd": self.value("round(avg(my_rating), 4)", both),
            "first_year": self.value("min(CAST(substr(date_read, 1, 4) AS INTEGER))"),
            "last_year": self.value("max(CAST(substr(date_read, 1, 4) AS INTEGER))"),
            "authors": self.value("count(DISTINCT author)", f"read WHERE {AUTHOR}"),
        }

    def by_year(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT CAST(substr(date_read, 1, 4) AS INTEGER) AS year, count(*), coalesce(sum(num_pages), 0), "
            "count(num_pages), count(my_rating), round(avg(my_rating), 4) "
            "FROM read WHERE date_read IS NOT NULL GROUP BY year ORDER BY year"
        )

    def by_month(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT CAST(substr(date_read, 6, 2) AS INTEGER) AS month, count(*) FROM read "
            "WHERE date_read_precision IN ('day', 'month') GROUP BY month ORDER BY month"
        )

    def ratings(self) -> list[tuple[Any, ...]]:
        # SQLite rounds halves away from zero, which for ratings is up
        return self.rows(
            "SELECT CAST(round(my_rating) AS INTEGER) AS stars, count(*) FROM read WHERE my_rating IS NOT NULL "
            "GROUP BY stars ORDER BY stars DESC"
        )

    def genres(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT name, count(*) AS books, count(my_rating), round(avg(my_rating), 4) FROM read JOIN genre ON book = id "
            "GROUP BY name ORDER BY books DESC, name"
        )

    def authors(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT author, count(*) AS books, count(my_rating), round(avg(my_rating), 4), coalesce(sum(num_pages), 0) "
            f"FROM read WHERE {AUTHOR} GROUP BY author ORDER BY books DESC, author LIMIT 50"
        )

    def most_first(self, column: str) -> list[tuple[Any, ...]]:
        return self.rows(
            f"SELECT {column}, count(*) AS books FROM read WHERE {column} IS NOT NULL "
            f"GROUP BY {column} ORDER BY books DESC, {column}"
        )

    def decades(self) -> list[tuple[Any, ...]]:
        years = "SELECT original_publication_year AS y FROM read WHERE y IS NOT NULL"
        floored = f"SELECT (y - (y % 10 + 10) % 10) AS decade FROM ({years})"
        return self.rows(f"SELECT decade, count(*) FROM ({floored}) GROUP BY decade ORDER BY decade")

    def median_pages(self) -> float | None:
        lengths = [pages for (pages,) in self.rows("SELECT num_pages FROM read WHERE num_pages IS NOT NULL ORDER BY 1")]
        if not lengths:
            return None
        return (lengths[(len(lengths) - 1) // 2] + lengths[len(lengths) // 2]) / 2

    def ids(self, of: str) -> list[str]:
        return [book_id for (book_id,) in self.rows(f"SELECT id FROM {of}")]

    def to_read(self) -> dict[str, Any]:
        pile = "book WHERE reading_status = 'to-read'"
        return {
            "books": self.value("count(*)", pile),
            "pages": self.value("coalesce(sum(num_pages), 0)", pile),
            "pages_counted": self.value("count(num_pages)", pile),
        }

    def coverage(self) -> dict[str, Any]:
        with_genre = "id IN (SELECT book FROM genre)"
        return {
            "read": self.value("count(*)"),
            "date_read": self.value("count(date_read)"),
            "date_read_day": self.value("count(*)", "read WHERE date_read_precision = 'day'"),
            "rating": self.value("count(my_rating)"),
            "average_rating": self.value("count(average_rating)"),
            "num_pages": self.value("count(num_pages)"),
            "genres": self.value("count(*)", f"read WHERE {with_genre}"),
            "cover_url": self.value("count(cover_url)"),
            "language": self.value("count(language)"),
            "original_publication_year": self.value("count(original_publication_year)"),
            "isbn13": self.value("count(isbn13)"),
            "genres_all": self.value("count(*)", f"book WHERE {with_genre}"),
            "cover_url_all": self.value("count(cover_url)", "book"),
            "language_all": self.value("count(language)", "book"),
        }
