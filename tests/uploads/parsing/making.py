"""Small exports, made up, with the quirks of real ones."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from uploads.parsing import Limits, ParsedBook, RowIssue, parse_export

TODAY = dt.date(2026, 10, 1)

COLUMNS_2011 = [
    "Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Average Rating",
    "Publisher", "Binding", "Number of Pages", "Year Published", "Original Publication Year", "Date Read", "Date Added",
    "Bookshelves", "Bookshelves with positions", "Exclusive Shelf", "My Review", "Spoiler", "Private Notes",
    "Read Count", "Recommended For", "Recommended By", "Owned Copies", "Original Purchase Date",
    "Original Purchase Location", "Condition", "Condition Description", "BCID",
]  # fmt: skip
COLUMNS_2024 = [*COLUMNS_2011[:23], "Owned Copies"]
COLUMNS_2026 = [name for name in COLUMNS_2024 if name != "Average Rating"]

A_BOOK = {
    "Book Id": "4711",
    "Title": "The Lighthouse Keepers (Northern Shores, #2)",
    "Author": "Ida  Holm",
    "Author l-f": "Holm, Ida",
    "Additional Authors": "Per Lund, Ann Roe",
    "ISBN": '="0765312182"',
    "ISBN13": '="9780765312181"',
    "My Rating": "4",
    "Average Rating": "3.87",
    "Publisher": "Harbour Press",
    "Binding": "Paperback",
    "Number of Pages": "312",
    "Year Published": "2011",
    "Original Publication Year": "1987",
    "Date Read": "2020/03/09",
    "Date Added": "2019/11/30",
    "Bookshelves": "sea, favourites",
    "Bookshelves with positions": "sea (#3), favourites (#1)",
    "Exclusive Shelf": "read",
    "My Review": "Fine.<br/>Really.",
    "Spoiler": "",
    "Private Notes": "",
    "Read Count": "1",
    "Owned Copies": "0",
}


def export(
    *rows: dict[str, str] | Sequence[str],
    columns: Sequence[str] = COLUMNS_2024,
    delimiter: str = ",",
    line_end: str = "\n",
    encoding: str = "utf-8",
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> bytes:
    """The bytes of an export: rows as differences from `A_BOOK`, or as cells that are written as they stand."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerow(columns)
    for row in rows:
        cells = [{**A_BOOK, **row}.get(name, "") for name in columns] if isinstance(row, dict) else row
        writer.writerow(cells)
    return text.getvalue().encode(encoding)


def parse(content: bytes, *, limits: Limits = Limits()) -> list[ParsedBook | RowIssue]:  # noqa: B008
    """All that comes of an export."""
    return list(parse_export(io.BytesIO(content), today=TODAY, limits=limits))


def books_of(records: Iterable[ParsedBook | RowIssue]) -> list[ParsedBook]:
    return [record for record in records if isinstance(record, ParsedBook)]


def issues_of(records: Iterable[ParsedBook | RowIssue]) -> list[RowIssue]:
    return [record for record in records if isinstance(record, RowIssue)]


def book(**differences: str) -> ParsedBook:
    """The book that comes of `A_BOOK` with other cells; words of a column's name are parted by "_"."""
    (found,) = books_of(parse(export(_named(differences), columns=COLUMNS_2011)))
    return found


def issues(**differences: str) -> list[RowIssue]:
    """What is wrong with `A_BOOK` with other cells."""
    return issues_of(parse(export(_named(differences), columns=COLUMNS_2011)))


def _named(differences: dict[str, str]) -> dict[str, str]:
    return {_COLUMN_BY_KEYWORD[keyword]: cell for keyword, cell in differences.items()}


_COLUMN_BY_KEYWORD = {name.lower().replace(" ", "_").replace("-", "_"): name for name in COLUMNS_2011}
