"""The tables of one library, filled from the books of its document. In memory: nothing is written anywhere."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.ask.tables.aggregates import add_aggregates
from dashboards.ask.tables.columns import BOOKS, TABLES

Book = Mapping[str, Any]  # a book object of the document

_TAG = re.compile(r"<[^>]+>")
_INSERT = f"INSERT INTO books VALUES ({', '.join('?' * len(BOOKS.columns))})"  # noqa: S608 - our own columns
_INDEXES = (
    "CREATE INDEX genres_of_book ON book_genres (book_id)",
    "CREATE INDEX shelves_of_book ON book_shelves (book_id)",
)


def fill(books: Iterable[Book]) -> sqlite3.Connection:
    """A database that holds these books and nothing else. Whoever asks for it closes it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for table in TABLES:
        connection.execute(table.ddl)
    rows, genres, shelves = [], [], []
    for book in books:
        rows.append(_row(book))
        genres += [(book["id"], genre) for genre in book["genres"]]
        shelves += [(book["id"], shelf) for shelf in dict.fromkeys([book["shelf"], *book["shelves"]])]
    connection.execute("BEGIN")
    connection.executemany(_INSERT, rows)
    connection.executemany("INSERT INTO book_genres VALUES (?, ?)", genres)
    connection.executemany("INSERT INTO book_shelves VALUES (?, ?)", shelves)
    for index in _INDEXES:
        connection.execute(index)
    connection.execute("COMMIT")
    add_aggregates(connection)
    return connection


def reopened(image: bytes) -> sqlite3.Connection:
    """The database of an image that `serialize` made of a filled one. Whoever asks for it closes it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.deserialize(image)
    connection.execute("PRAGMA cache_size=-100")  # KiB: beside a database in memory a cache is a second copy of it
    add_aggregates(connection)
    return connection


def _row(book: Book) -> tuple[Any, ...]:
    read, added, first = book["date_read"], book["date_added"], book["original_publication_year"]
    return (
        book["id"],
        book["title"],
        book["author"],
        book["series"],
        book["series_number"],
        book["my_rating"],
        book["community_rating"],
        book["ratings_count"],
        book["num_pages"],
        book["publication_year"],
        first,
        first // 10 * 10 if first is not None else None,
        read,
        int(read[:4]) if read else None,
        read[:7] if read and len(read) >= 7 else None,  # of a date that is only a year no month is known
        added,
        int(added[:4]) if added else None,
        book["reading_status"],
        book["shelf"],
        book["read_count"],
        _plain(book["review"]),
        book["format"],
        book["language"],
        book["fiction"] if book["fiction"] is None else int(book["fiction"]),
        book["publisher"],
        book["isbn13"],
    )


def _plain(review: str | None) -> str | None:
    """A review's text: what a reader would call its length is not that of its markup."""
    return html.unescape(_TAG.sub(" ", review)).strip() or None if review else None
