"""Made-up exports and what the stand-in knows of their books, from keyword arguments."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from tests.browser.library import COLUMNS, author_of, isbn_of, title_of
from tests.stand_in import work

Row = dict[str, str]


def book(number: int = 1, **cells: str) -> Row:
    """A row of an export: a read and rated book with an ISBN, but for the cells given.

    Columns are named in lower case with underscores: `book(my_rating="0", exclusive_shelf="to-read")`.
    """
    plain = {
        "book_id": str(900_000 + number),
        "title": title_of(number),
        "author": author_of(number),
        "isbn": '=""',
        "isbn13": f'="{isbn_of(number)}"',
        "my_rating": "4",
        "average_rating": "3.90",
        "binding": "Paperback",
        "number_of_pages": "320",
        "original_publication_year": "1987",
        "date_read": "2023/05/17",
        "date_added": "2023/01/09",
        "exclusive_shelf": "read",
        "read_count": "1",
    }
    by_key = {column.lower().replace(" ", "_"): column for column in COLUMNS}
    return {by_key[key]: text for key, text in (plain | cells).items()}


def export(*rows: Row) -> bytes:
    """The CSV file of these rows."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def books(*numbers: int) -> bytes:
    """The export of these books."""
    return export(*map(book, numbers))


def works(numbers: Iterable[int]) -> dict[str, dict[str, Any]]:
    """What the stand-in says when it knows these books."""
    return {isbn_of(number): work(isbn_of(number), title_of(number), author_of(number)) for number in numbers}
