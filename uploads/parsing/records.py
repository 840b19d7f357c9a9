"""What parsing hands on: plain, frozen records that know neither Django nor a file format.

`ParsedBook` is one row of a reader's export. `RowIssue` is something wrong with a row (or with the
file) that a person may want to mend. Every door in (Goodreads today, others later) yields the same
records, so that nothing behind this module knows where a library came from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

UNKNOWN_AUTHOR = "Unknown author"  # stands in where a row names nobody
UNTITLED = "Untitled"  # and where it has no title


class Precision(StrEnum):
    """How much of a date the reader gave."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Status(StrEnum):
    """What a shelf says of a book, whatever the reader calls the shelf."""

    READ = "read"
    READING = "currently-reading"
    TO_READ = "to-read"
    ABANDONED = "abandoned"
    OTHER = "other"


class Format(StrEnum):
    PRINT = "print"
    EBOOK = "ebook"
    AUDIO = "audio"
    OTHER = "other"


class IssueKind(StrEnum):
    """What can be wrong with a row. `UNREADABLE_ROW` alone keeps a row out of the library."""

    UNREADABLE_ROW = "unreadable_row"
    ENCODING = "encoding"  # of the file as a whole: its letters had to be guessed
    MISSING_TITLE = "missing_title"
    MISSING_AUTHOR = "missing_author"
    INVALID_ISBN = "invalid_isbn"
    ISBNS_DISAGREE = "isbns_disagree"
    INVALID_DATE = "invalid_date"
    READ_WITHOUT_DATE = "read_without_date"
    DATE_ON_UNREAD = "date_on_unread"
    PLACEHOLDER_DATE = "placeholder_date"
    INVALID_RATING = "invalid_rating"
    IMPOSSIBLE_PAGES = "impossible_pages"
    DUPLICATE = "duplicate"
    UNCLEAR_SHELF = "unclear_shelf"
    NOT_KNOWN = "not_known"
    DOUBTFUL_MATCH = "doubtful_match"
    GONE = "gone"  # from a newer export of the same reader


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date with the precision that the reader gave it. `day` holds the first day of a vaguer one."""

    day: dt.date
    precision: Precision

    @property
    def text(self) -> str:
        """ISO 8601, cut to the precision: "2021-03-09", "2021-03" or "2021"."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


@dataclass(frozen=True, slots=True)
class ParsedBook:
    """One row of a library, cleaned. `row` counts data rows from 1, in the file's order."""

    row: int
    title: str  # without the series suffix; never empty ("Untitled" stands in, with an issue)
    full_title: str  # as the export has it, white space folded
    author: str  # "First Last", white space folded; UNKNOWN_AUTHOR where the row has none
    shelf: str  # the exclusive shelf as the reader named it
    status: Status
    goodreads_id: str | None = None
    series: str | None = None  # the first series named
    series_number: str | None = None  # as printed: "1", "2.9", "1-4"
    additional_authors: tuple[str, ...] = ()
    isbn13: str | None = None  # digits only, check digit valid
    rating: float | None = None  # 1 to 5 (halves from other tools); None is "not rated", which Goodreads writes as 0
    average_rating: float | None = None  # the crowd's, 0 < x <= 5; None where the export has none
    pages: int | None = None
    publisher: str | None = None
    binding: str | None = None  # as the export names it
    format: Format | None = None
    publication_year: int | None = None  # of the edition; negative is BCE
    original_publication_year: int | None = None
    date_read: ReadDate | None = None
    date_added: ReadDate | None = None
    shelves: tuple[str, ...] = ()  # the reader's own, without the exclusive one
    read_count: int | None = None
    review: str | None = None  # sanitised HTML
    has_spoilers: bool = False

    def to_json(self) -> dict[str, Any]:
        """A dict of JSON values, smallest first to read back with `from_json`: empty fields are left out."""
        # 0 is no empty field, though it equals False: a book may have been read no times
        fields = ((name, getattr(self, name)) for name in self.__slots__)  # asdict would copy each value, slowly
        record = {name: value for name, value in fields if value or (value == 0 and value is not False)}
        for name in ("date_read", "date_added"):
            if name in record:
                record[name] = getattr(self, name).text
        return record

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`; keys that it does not know are left alone."""
        known = {name: record[name] for name in cls.__slots__ if name in record}
        for name in ("date_read", "date_added"):
            if name in known:
                known[name] = _date_from_text(known[name])
        for name in ("additional_authors", "shelves"):
            if name in known:
                known[name] = tuple(known[name])
        known["status"] = Status(known["status"])
        if "format" in known:
            known["format"] = Format(known["format"])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class RowIssue:
    """Something a person may want to mend: where it is, what was found, what we would propose."""

    kind: IssueKind
    row: int | None  # data row, from 1; None for the file as a whole
    reason: str  # a sentence for the reader, without private text
    field: str | None = None  # the export's column
    found: str | None = None  # the cell as it stands, at most 200 characters
    proposal: str | None = None  # what we did or would do instead
    other_row: int | None = None  # for a duplicate: the row that had the book first
    books: int = 1  # how many it is about: what is asked about a shelf holds for all of its books


def _date_from_text(text: str) -> ReadDate:
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(text)]
    return ReadDate(dt.date.fromisoformat((text + "-01-01")[:10]), precision)
